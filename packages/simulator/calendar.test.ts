import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  arrivalWeight,
  DAY,
  HOUR,
  isWebinarDay,
  nextWebinar,
  weekdayOf,
  workingTime,
  yearDayOf,
} from './calendar.ts'
import { randomOf } from './random.ts'

const at = (iso: string): number => Date.parse(iso)
const day = (iso: string): number => Math.floor(at(iso) / DAY)

test('day numbers know their weekday and place in the year', () => {
  assert.equal(weekdayOf(day('2026-11-23T00:00:00Z')), 0)
  assert.ok(Math.abs(yearDayOf(day('2026-07-01T00:00:00Z')) - 181) <= 1)
})

test('what falls on a Friday evening is done on Monday morning, local time', () => {
  const done = workingTime(randomOf(1), at('2026-11-20T17:30:00Z'), 1)
  assert.equal(new Date(done).toISOString().slice(0, 10), '2026-11-23')
  const local = new Date(done + HOUR).getUTCHours()
  assert.ok(local >= 9 && local < 11, `at ${local}`)
})

test('work that falls into working hours is done at once', () => {
  assert.equal(workingTime(randomOf(1), at('2026-11-18T10:00:00Z'), 1), at('2026-11-18T10:00:00Z'))
})

test('the next webinar is a Thursday, never sooner than an hour', () => {
  const start = nextWebinar(at('2026-11-18T10:00:00Z'))
  assert.ok(isWebinarDay(Math.floor(start / DAY)))
  assert.equal(nextWebinar(start - HOUR), start)
  assert.equal(nextWebinar(start - HOUR + 1), start + 28 * DAY)
})

test('summer is quiet, weekends are quieter, and the company grows', () => {
  const span = { fromDay: day('2025-06-01T00:00:00Z'), untilDay: day('2026-12-01T00:00:00Z') }
  const weight = (iso: string): number => arrivalWeight(day(iso), span)
  assert.ok(weight('2026-07-28T00:00:00Z') < weight('2026-06-09T00:00:00Z'))
  assert.ok(weight('2026-06-13T00:00:00Z') < 0.4 * weight('2026-06-09T00:00:00Z'))
  assert.ok(weight('2026-10-06T00:00:00Z') > 1.3 * weight('2025-10-07T00:00:00Z'))
})
