import assert from 'node:assert/strict'
import { test } from 'node:test'
import { timeTicks } from './time-ticks.ts'

const DAY_MS = 86_400_000
const from = Date.UTC(2026, 0, 10, 13)

test('a fortnight is marked by days', () => {
  const { ticks, monthly } = timeTicks(from, from + 14 * DAY_MS, 8)
  assert.equal(monthly, false)
  assert.ok(ticks.length > 4 && ticks.length <= 8)
  assert.ok(ticks.every((tick) => tick % DAY_MS === 0))
})

test('a few months are marked by Mondays', () => {
  const { ticks } = timeTicks(from, from + 70 * DAY_MS, 11)
  assert.ok(ticks.every((tick) => new Date(tick).getUTCDay() === 1))
})

test('a year is marked by firsts of months', () => {
  const { ticks, monthly } = timeTicks(from, from + 500 * DAY_MS, 9)
  assert.equal(monthly, true)
  assert.ok(ticks.length <= 9)
  assert.ok(ticks.every((tick) => new Date(tick).getUTCDate() === 1))
})
