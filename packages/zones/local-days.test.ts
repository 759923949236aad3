import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bucketDays, dayAt, daysFromTo, daysLater, startOfDay } from './local-days.ts'

const iso = (at: number) => new Date(at).toISOString()

test('a day begins at its own midnight, summer and winter', () => {
  assert.equal(iso(startOfDay('Europe/Berlin', '2026-03-29')), '2026-03-28T23:00:00.000Z')
  assert.equal(iso(startOfDay('Europe/Berlin', '2026-03-30')), '2026-03-29T22:00:00.000Z')
  assert.equal(iso(startOfDay('America/New_York', '2026-11-02')), '2026-11-02T05:00:00.000Z')
  assert.equal(iso(startOfDay('Asia/Kolkata', '2026-06-01')), '2026-05-31T18:30:00.000Z')
  assert.equal(iso(startOfDay('UTC', '2026-06-01')), '2026-06-01T00:00:00.000Z')
})

test('where midnight is skipped a day begins when the clocks have jumped; where it comes twice, at the first', () => {
  // Santiago jumps from 24:00 to 01:00 on 6 September 2026, and went back to 23:00 at the end of 4 April 2026.
  assert.equal(iso(startOfDay('America/Santiago', '2026-09-06')), '2026-09-06T04:00:00.000Z')
  assert.equal(dayAt('America/Santiago', Date.parse('2026-09-06T04:00:00Z')), '2026-09-06')
  assert.equal(dayAt('America/Santiago', Date.parse('2026-09-06T03:59:59Z')), '2026-09-05')
})

test('every moment lies in the day that begins before it and ends after it', () => {
  for (const zone of ['Europe/Berlin', 'America/Santiago', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'UTC'])
    for (let at = Date.UTC(2026, 0, 1, 0, 30); at < Date.UTC(2027, 0, 1); at += 5 * 3_600_000) {
      const day = dayAt(zone, at)
      assert.ok(startOfDay(zone, day) <= at && at < startOfDay(zone, daysLater(day, 1)), `${zone} ${iso(at)}`)
    }
})

test('buckets begin with the range, then on Mondays or the first of a month', () => {
  assert.deepEqual(bucketDays('2026-11-26', '2026-12-08', 'week'), ['2026-11-26', '2026-11-30', '2026-12-07'])
  assert.deepEqual(bucketDays('2026-11-15', '2027-01-01', 'month'), [
    '2026-11-15',
    '2026-12-01',
    '2027-01-01',
  ])
  assert.equal(bucketDays('2026-02-27', '2026-03-01', 'day').length, 3)
  assert.equal(daysFromTo('2026-02-27', '2026-03-01'), 2)
})
