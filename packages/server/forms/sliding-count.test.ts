import assert from 'node:assert/strict'
import { test } from 'node:test'
import { slidingCount } from './sliding-count.ts'

const LIMITS = [
  { most: 2, withinMs: 1_000 },
  { most: 3, withinMs: 10_000 },
]

test('each limit holds over the while before now, wherever a minute begins', () => {
  const counted = slidingCount(10)
  const take = (now: number) => counted.take('a', LIMITS, now)
  assert.deepEqual([take(990), take(995), take(1_005)], [true, true, false])
  assert.deepEqual([take(1_991), take(5_000), take(10_992), take(10_993)], [true, false, true, false])
})

test('what was given back was never taken, and one key is nothing to another', () => {
  const counted = slidingCount(10)
  for (let n = 0; n < 5; n += 1) {
    assert.ok(counted.take('a', LIMITS, n))
    counted.giveBack('a')
  }
  for (let n = 0; n < 2; n += 1) assert.ok(counted.take('a', LIMITS, 9))
  assert.ok(counted.take('b', LIMITS, 9))
  assert.equal(counted.take('a', LIMITS, 9), false)
})
