import assert from 'node:assert/strict'
import { test } from 'node:test'
import { proportionInterval } from './proportion-interval.ts'

/** Published values: Newcombe, Statistics in Medicine 17 (1998), table I, method 3. */
const PUBLISHED: readonly (readonly [number, number, number, number])[] = [
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
]

test('[I1] the interval is Wilson’s', () => {
  for (const [successes, n, low, high] of PUBLISHED) {
    const interval = proportionInterval(successes, n)
    assert.ok(
      Math.abs(interval.low - low) < 5e-5 && Math.abs(interval.high - high) < 5e-5,
      `${successes} of ${n}`,
    )
  }
})

test('[I1] small numbers are said to be small', () => {
  assert.equal(proportionInterval(5, 19).tooFew, true)
  assert.equal(proportionInterval(5, 20).tooFew, false)
  assert.deepEqual(proportionInterval(0, 0), { successes: 0, n: 0, rate: 0, low: 0, high: 1, tooFew: true })
})
