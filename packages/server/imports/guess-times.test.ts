import assert from 'node:assert/strict'
import { test } from 'node:test'
import { guessTimeFormat } from './guess-times.ts'
import { parseTime } from './parse-time.ts'

test('moments are read as the systems write them that export them', () => {
  const written: Readonly<Record<string, readonly string[]>> = {
    '2026-02-03T14:30:00.000Z': ['2026-02-03T14:30:00.000Z', '2026-02-03'],
    'German days': ['03.02.2026', '17.02.2026'],
    'German moments': ['03.02.2026 14:30', '17.02.2026 09:00'],
    'days of a report': ['1/13/2026', '2/1/2026'],
    'moments of a report': ['1/13/2026, 2:30 PM', '2/1/2026, 11:05 AM'],
    'a webinar room': ['Jan 12, 2026 10:00:12', 'Feb 1, 2026 10:00:12'],
  }
  for (const [name, moments] of Object.entries(written)) {
    const format = guessTimeFormat(moments)
    for (const text of moments)
      assert.ok('ms' in parseTime(text, { format, zone: 'UTC' }), `${name}: ${format}`)
  }
})

test('what could be day or month is left to whoever knows', () => {
  assert.equal(guessTimeFormat(['3/4/2026', '5/6/2026']), 'auto')
  assert.equal(guessTimeFormat(['3/4/2026', '5/16/2026']), 'M/d/yyyy')
  assert.equal(guessTimeFormat(['3/4/2026', '16/5/2026']), 'd/M/yyyy')
})

test('a few that are written otherwise do not change it', () => {
  assert.equal(guessTimeFormat(['03.02.2026', '17.02.2026', '18.02.2026', 'soon', '']), 'dd.MM.yyyy')
  assert.equal(guessTimeFormat(['n/a', 'soon']), 'auto')
  assert.equal(guessTimeFormat([]), 'auto')
})
