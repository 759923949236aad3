import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rateRatio } from './rate-ratio.ts'

test('[I4] the ratio of two shares has the published interval', () => {
  // Heart attacks without and with aspirin: A. Agresti, Categorical Data Analysis (2002), 73: 1.82, 1.43 to 2.31.
  const { ratio, low, high, tooFew } = rateRatio({ successes: 189, n: 11_034 }, { successes: 104, n: 11_037 })
  assert.deepEqual(
    [ratio.toFixed(2), low.toFixed(2), high.toFixed(2), tooFew],
    ['1.82', '1.43', '2.31', false],
  )
})

test('[I4] turned round, ratio and bounds are turned round', () => {
  const [one, other] = [
    { successes: 12, n: 40 },
    { successes: 30, n: 55 },
  ]
  const there = rateRatio(one, other)
  const back = rateRatio(other, one)
  for (const [a, b] of [
    [there.ratio, back.ratio],
    [there.low, back.high],
    [there.high, back.low],
  ])
    assert.ok(Math.abs(a! * b! - 1) < 1e-12)
})

test('[I4] an empty cell is counted as half a case, so that the ratio is finite and its interval has a width', () => {
  const none = rateRatio({ successes: 0, n: 24 }, { successes: 6, n: 24 })
  assert.ok(Math.abs(none.ratio - 0.5 / 6.5) < 1e-12)
  const all = rateRatio({ successes: 30, n: 30 }, { successes: 30, n: 30 })
  assert.ok(all.ratio === 1 && all.low < 1 && all.high > 1 && all.high < 1.1)
  // Only the failures of one side are none: nothing needs correcting.
  assert.equal(rateRatio({ successes: 30, n: 30 }, { successes: 15, n: 30 }).ratio, 2)
  const nobody = rateRatio({ successes: 0, n: 0 }, { successes: 0, n: 0 })
  assert.ok(nobody.ratio === 1 && nobody.low < 0.1 && nobody.high > 10 && nobody.tooFew)
})

test('[I4] below 20 on either side it is too few to say', () => {
  assert.ok(rateRatio({ successes: 10, n: 19 }, { successes: 100, n: 200 }).tooFew)
  assert.ok(rateRatio({ successes: 100, n: 200 }, { successes: 10, n: 19 }).tooFew)
  assert.ok(!rateRatio({ successes: 10, n: 20 }, { successes: 10, n: 20 }).tooFew)
})
