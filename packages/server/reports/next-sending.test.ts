import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nextSending } from './next-sending.ts'

const next = (every: 'day' | 'week' | 'month', zone: string, after: string, hour = 8) =>
  new Date(nextSending({ every, hour, zone }, Date.parse(after))).toISOString()

test('each day at its hour, by the clock of its zone, summer and winter', () => {
  assert.equal(next('day', 'Europe/Berlin', '2026-11-28T06:59:59Z'), '2026-11-28T07:00:00.000Z')
  assert.equal(next('day', 'Europe/Berlin', '2026-11-28T07:00:00Z'), '2026-11-29T07:00:00.000Z')
  assert.equal(next('day', 'Europe/Berlin', '2026-03-28T12:00:00Z'), '2026-03-29T06:00:00.000Z')
  assert.equal(next('day', 'Europe/Berlin', '2026-10-24T12:00:00Z'), '2026-10-25T07:00:00.000Z')
})

test('each Monday, each first of a month', () => {
  assert.equal(next('week', 'UTC', '2026-11-28T12:00:00Z'), '2026-11-30T08:00:00.000Z')
  assert.equal(next('week', 'UTC', '2026-11-30T07:00:00Z'), '2026-11-30T08:00:00.000Z')
  assert.equal(next('week', 'UTC', '2026-11-30T08:00:00Z'), '2026-12-07T08:00:00.000Z')
  assert.equal(next('month', 'America/New_York', '2026-12-01T12:59:59Z'), '2026-12-01T13:00:00.000Z')
  assert.equal(next('month', 'America/New_York', '2026-12-01T13:00:00Z'), '2027-01-01T13:00:00.000Z')
})

test('a sending follows every sending', () => {
  for (const every of ['day', 'week', 'month'] as const)
    for (let at = Date.parse('2026-01-01T00:00:00Z'), round = 0; round < 30; round++) {
      const then = nextSending({ every, hour: round % 24, zone: 'Europe/Berlin' }, at)
      assert.ok(then > at)
      at = then
    }
})
