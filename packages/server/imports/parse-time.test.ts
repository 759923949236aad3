import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseTime, patternFault } from './parse-time.ts'

const iso = (text: string, format = 'auto', zone: string | null = null): string => {
  const parsed = parseTime(text, { format, zone })
  return 'reason' in parsed
    ? parsed.reason
    : new Date(parsed.ms).toISOString() + (parsed.isDay ? ' (day)' : '')
}

test('a day stays that day, whatever the zone', () => {
  assert.equal(iso('2018-02-01', 'auto', 'Asia/Tokyo'), '2018-02-01T00:00:00.000Z (day)')
  assert.equal(iso('01.02.2018', 'dd.MM.yyyy', 'America/Sao_Paulo'), '2018-02-01T00:00:00.000Z (day)')
})

test('a time with an offset needs no zone and is not moved by one', () => {
  assert.equal(iso('2011-10-01T00:38:44.546+02:00', 'auto', 'Asia/Tokyo'), '2011-09-30T22:38:44.546Z')
  assert.equal(iso('2011-10-01 00:38:44Z'), '2011-10-01T00:38:44.000Z')
})

test('a local time is read in the zone, and refused without one', () => {
  assert.equal(iso('2018-02-26 19:58:54', 'auto', 'America/Sao_Paulo'), '2018-02-26T22:58:54.000Z')
  assert.match(iso('2018-02-26 19:58:54'), /is a local time: state `times.zone`/)
})

test('daylight saving of the zone counts, on both sides of a change', () => {
  assert.equal(iso('2026-03-28 12:00', 'auto', 'Europe/Berlin'), '2026-03-28T11:00:00.000Z')
  assert.equal(iso('2026-03-29 12:00', 'auto', 'Europe/Berlin'), '2026-03-29T10:00:00.000Z')
})

test('a time that occurs twice is the earlier one; one that never occurs has the offset before the change', () => {
  assert.equal(iso('2026-10-25 02:30', 'auto', 'Europe/Berlin'), '2026-10-25T00:30:00.000Z')
  assert.equal(iso('2026-03-29 02:30', 'auto', 'Europe/Berlin'), '2026-03-29T01:30:00.000Z')
})

test('patterns say what is day and what is month; automatic reading does not guess', () => {
  assert.equal(iso('3/4/2026 1:05 pm', 'M/d/yyyy h:mm a', 'UTC'), '2026-03-04T13:05:00.000Z')
  assert.equal(iso('3/4/2026 13:05', 'd/M/yyyy HH:mm', 'UTC'), '2026-04-03T13:05:00.000Z')
  assert.equal(iso('04-Mar-2026', 'dd-MMM-yyyy'), '2026-03-04T00:00:00.000Z (day)')
  assert.match(iso('3/4/2026'), /state `times.format`/)
})

test('a day that does not exist is refused, not rolled over', () => {
  assert.match(iso('2026-04-31'), /does not exist/)
  assert.match(iso('2026-13-01'), /does not exist/)
  assert.match(iso('32.01.2026', 'dd.MM.yyyy'), /does not exist/)
})

test('counts since 1970 are read in the unit that is stated', () => {
  assert.equal(iso('1519685934', 'epoch'), '2018-02-26T22:58:54.000Z')
  assert.equal(iso('1519685934000', 'epoch-ms'), '2018-02-26T22:58:54.000Z')
})

test('a pattern without a whole date, or with a part twice, is a fault of the mapping', () => {
  assert.equal(patternFault('dd.MM.yyyy HH:mm'), null)
  assert.match(patternFault('HH:mm')!, /lacks/)
  assert.match(patternFault('dd.MM.yyyy mm mm')!, /twice/)
  assert.match(patternFault('dd.MM.yyyy h:mm')!, /am or pm/)
})
