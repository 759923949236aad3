import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nextAllowed } from './frequency.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const CAP = { perDay: 1, perWeek: 3 }

test('one a day and three in seven days, counted backwards from each moment', () => {
  assert.equal(nextAllowed([], CAP, 10 * DAY), 10 * DAY)
  assert.equal(nextAllowed([10 * DAY - HOUR], CAP, 10 * DAY), 11 * DAY - HOUR)
  assert.equal(nextAllowed([9 * DAY], CAP, 10 * DAY), 10 * DAY)
  assert.equal(nextAllowed([4 * DAY, 5 * DAY, 6 * DAY], CAP, 10 * DAY), 11 * DAY)
  assert.equal(nextAllowed([3 * DAY, 5 * DAY, 6 * DAY], CAP, 10 * DAY), 10 * DAY)
})

test('sent as soon as it may be, no stretch of a week holds more than three and no day more than one', () => {
  const sent: number[] = []
  for (let now = 0; now < 60 * DAY; now += HOUR) if (nextAllowed(sent, CAP, now) <= now) sent.push(now)
  for (const from of sent) {
    assert.ok(sent.filter((at) => at >= from && at < from + DAY).length <= 1)
    assert.ok(sent.filter((at) => at >= from && at < from + 7 * DAY).length <= 3)
  }
  assert.ok(sent.length > 20)
})
