import assert from 'node:assert/strict'
import { test } from 'node:test'
import { difference } from './difference.ts'

/** Newcombe, Statistics in Medicine 17 (1998), table II, method 10. */
const PUBLISHED: readonly (readonly [number, number, number, number, number, number])[] = [
  [56, 70, 48, 80, 0.0524, 0.3339],
  [9, 10, 3, 10, 0.1705, 0.809],
  [6, 7, 2, 7, 0.0582, 0.8062],
  [5, 56, 0, 29, -0.0381, 0.1926],
  [0, 10, 0, 20, -0.1611, 0.2775],
  [0, 10, 0, 10, -0.2775, 0.2775],
  [10, 10, 0, 20, 0.6791, 1],
  [10, 10, 0, 10, 0.6075, 1],
]

test('[I5] the interval of a difference is Newcombe’s', () => {
  for (const [a, m, b, n, low, high] of PUBLISHED) {
    const observed = difference({ successes: a, n: m }, { successes: b, n })
    assert.ok(
      Math.abs(observed.low - low) < 5.1e-5 && Math.abs(observed.high - high) < 5.1e-5,
      `${a}/${m} and ${b}/${n}: ${observed.low} to ${observed.high}`,
    )
  }
})

test('[I5] a difference stays within -1 and 1, and small sides are said to be small', () => {
  for (const [a, b] of [
    [0, 25],
    [25, 0],
    [13, 12],
  ]) {
    const { low, high, tooFew } = difference({ successes: a!, n: 25 }, { successes: b!, n: 25 })
    assert.ok(low >= -1 && high <= 1 && low < high && !tooFew)
  }
  assert.ok(difference({ successes: 1, n: 19 }, { successes: 1, n: 90 }).tooFew)
  assert.ok(difference({ successes: 1, n: 90 }, { successes: 0, n: 0 }).tooFew)
})
