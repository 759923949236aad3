import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readHoursLine } from '@baton/engine'
import { mayLeaveAt, usualHours } from './quiet-hours.ts'

const WEEK = readHoursLine('Europe/Berlin mon-fri 09:00-17:00')!
const HOURS = JSON.stringify(WEEK)
const at = (hours: string | null, country: string | null, now: string) =>
  new Date(mayLeaveAt(hours, { zone: null, country }, Date.parse(now))).toISOString()

test('a mail leaves in the hours of its program, by the clock of who gets it', () => {
  // 2026-11-27 is a Friday.
  assert.equal(at(HOURS, null, '2026-11-27T08:00:00Z'), '2026-11-27T08:00:00.000Z')
  assert.equal(at(HOURS, null, '2026-11-27T07:59:00Z'), '2026-11-27T08:00:00.000Z')
  assert.equal(at(HOURS, null, '2026-11-27T16:00:00Z'), '2026-11-30T08:00:00.000Z')
  assert.equal(at(HOURS, 'Japan', '2026-11-27T08:00:00Z'), '2026-11-30T00:00:00.000Z')
  assert.equal(at(HOURS, 'Japan', '2026-11-27T07:00:00Z'), '2026-11-27T07:00:00.000Z')
  assert.equal(at(HOURS, 'United States', '2026-11-27T08:00:00Z'), '2026-11-27T08:00:00.000Z')
  assert.equal(at(null, 'Japan', '2026-11-28T03:00:00Z'), '2026-11-28T03:00:00.000Z')
})

test('holidays of the program are kept, and a week without hours holds nothing back', () => {
  const free = JSON.stringify({ ...WEEK, holidays: ['2026-11-30'] })
  assert.equal(at(free, null, '2026-11-27T16:00:00Z'), '2026-12-01T08:00:00.000Z')
  const never = JSON.stringify({ ...WEEK, week: WEEK.week.map(() => null) })
  assert.equal(at(never, null, '2026-11-28T03:00:00Z'), '2026-11-28T03:00:00.000Z')
})

test('the clocks change and the hours stay', () => {
  assert.equal(at(HOURS, 'Germany', '2026-10-23T23:00:00Z'), '2026-10-26T08:00:00.000Z')
  assert.equal(at(HOURS, 'Germany', '2026-10-22T23:00:00Z'), '2026-10-23T07:00:00.000Z')
})

test('hours of everybody are those of sends that have none of their own', () => {
  const usual = usualHours({ hours: 'Europe/Berlin mon-sun 08:00-20:00' })
  assert.equal(at(usual, null, '2026-11-27T22:30:00Z'), '2026-11-28T07:00:00.000Z')
  assert.equal(at(usual, 'Japan', '2026-11-27T22:30:00Z'), '2026-11-27T23:00:00.000Z')
  assert.equal(usualHours({ hours: '' }), null)
  assert.equal(usualHours({ hours: 'Mars/Base mon-sun 08:00-20:00' }), null)
})
