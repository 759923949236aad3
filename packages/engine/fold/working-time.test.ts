import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { WorkingHours, WorkingSpan } from '../agreement/agreement.ts'
import { centralEurope } from '../testing/given.ts'
import { workingCalendar } from './working-time.ts'

const nineToSix = { from: 540, to: 1080 }
const week = [nineToSix, nineToSix, nineToSix, nineToSix, { from: 540, to: 900 }, null, null]
const hours: WorkingHours = { zone: 'Europe/Berlin', week, holidays: ['2026-12-25', '2027-01-01'] }
const berlin = workingCalendar(hours, centralEurope)

function due(start: string, count: number, unit: WorkingSpan['unit'], calendar = berlin): string {
  return new Date(calendar.dueAfter(Date.parse(start), { count, unit })).toISOString().slice(0, 16)
}

test('[K2] minutes run within working hours, and over nights, days off and holidays they stand', () => {
  // Wednesday 2026-12-16, Berlin is an hour ahead.
  assert.equal(due('2026-12-16T10:00Z', 15, 'minutes'), '2026-12-16T10:15')
  assert.equal(due('2026-12-16T16:50Z', 15, 'minutes'), '2026-12-17T08:05')
  assert.equal(due('2026-12-16T05:00Z', 15, 'minutes'), '2026-12-16T08:15')
  // Friday closes at three.
  assert.equal(due('2026-12-18T13:50Z', 15, 'minutes'), '2026-12-21T08:05')
  assert.equal(due('2026-12-19T13:50Z', 240, 'minutes'), '2026-12-21T12:00')
  assert.equal(due('2026-12-24T16:59Z', 2, 'minutes'), '2026-12-28T08:01')
  assert.equal(due('2026-12-16T08:00Z', 9 * 60, 'minutes'), '2026-12-16T17:00')
})

test('[K2] a working day later is the same time of a later working day', () => {
  assert.equal(due('2026-12-16T10:00Z', 1, 'days'), '2026-12-17T10:00')
  assert.equal(due('2026-12-16T10:00Z', 3, 'days'), '2026-12-21T10:00')
  assert.equal(due('2026-12-24T10:00Z', 1, 'days'), '2026-12-28T10:00')
  // Outside hours counts from the next opening; a shorter day ends it when it closes.
  assert.equal(due('2026-12-19T22:00Z', 1, 'days'), '2026-12-22T08:00')
  assert.equal(due('2026-12-17T16:00Z', 1, 'days'), '2026-12-18T14:00')
})

test('[K2] a change of the clock moves no working hour', () => {
  // Summer time ends on 2026-10-25 and begins on 2027-03-28.
  assert.equal(due('2026-10-22T10:00Z', 3, 'days'), '2026-10-27T11:00')
  assert.equal(due('2027-03-25T16:30Z', 60, 'minutes'), '2027-03-26T08:30')
  assert.equal(due('2027-03-26T13:30Z', 60, 'minutes'), '2027-03-29T07:30')
})

test('[K2] hours that no change of the clock skips can be at night, and without hours every minute works', () => {
  const night = workingCalendar(
    { zone: 'Europe/Berlin', week: Array.from({ length: 7 }, () => ({ from: 0, to: 1440 })), holidays: [] },
    centralEurope,
  )
  // The day that summer time begins has 23 hours, all of them working.
  assert.equal(due('2027-03-27T23:00Z', 23 * 60, 'minutes', night), '2027-03-28T22:00')
  const always = workingCalendar(undefined, centralEurope)
  assert.equal(due('2026-12-25T03:00Z', 90, 'minutes', always), '2026-12-25T04:30')
  assert.equal(due('2026-12-25T03:00Z', 2, 'days', always), '2026-12-27T03:00')
})

test('[K2] minutes agree with counting working minutes one by one', () => {
  const isWorking = (time: number) => {
    const offset = centralEurope('Europe/Berlin').findLast(({ from }) => from <= time)!.minutes
    const local = new Date(time + offset * 60_000)
    const open = week[(local.getUTCDay() + 6) % 7]
    const minute = local.getUTCHours() * 60 + local.getUTCMinutes()
    const isHoliday = hours.holidays.includes(local.toISOString().slice(0, 10))
    return open !== null && open !== undefined && !isHoliday && minute >= open.from && minute < open.to
  }
  const from = Date.parse('2026-10-20T00:00Z') / 60_000
  fc.assert(
    fc.property(fc.nat(100 * 1440), fc.integer({ min: 1, max: 1500 }), (startMinute, count) => {
      const start = (from + startMinute) * 60_000
      let time = start
      for (let left = count; left > 0; time += 60_000) if (isWorking(time)) left--
      assert.equal(berlin.dueAfter(start, { count, unit: 'minutes' }), time)
    }),
    { numRuns: 60, seed: 20261122 },
  )
})
