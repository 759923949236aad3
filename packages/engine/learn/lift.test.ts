import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lift } from './lift.ts'

test('[I4] the lift has the published interval, and Fisher’s p', () => {
  // Heart attacks without and with aspirin: A. Agresti, Categorical Data Analysis (2002), 73; p by SciPy's fisher_exact.
  const { ratio, low, high, p, tooFew } = lift({ successes: 189, n: 11_034 }, { successes: 104, n: 11_037 })
  assert.deepEqual(
    [ratio.toFixed(2), low.toFixed(2), high.toFixed(2), p.toExponential(3), tooFew],
    ['1.82', '1.43', '2.31', '5.033e-7', false],
  )
})

test('[I4] an empty cell is counted as half a case in the ratio, and as it is in the p', () => {
  const { ratio, p } = lift({ successes: 0, n: 24 }, { successes: 6, n: 24 })
  assert.ok(Math.abs(ratio - 0.5 / 6.5) < 1e-12)
  // All six on one side: 2 · C(24, 6) / C(48, 6).
  assert.ok(Math.abs(p - (2 * 134_596) / 12_271_512) < 1e-12)
})

test('[I4] below 20 on either side a lift is too few to say', () => {
  assert.ok(lift({ successes: 10, n: 19 }, { successes: 100, n: 200 }).tooFew)
  assert.ok(!lift({ successes: 10, n: 20 }, { successes: 100, n: 200 }).tooFew)
})
