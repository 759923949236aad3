import assert from 'node:assert/strict'
import { test } from 'node:test'
import { logGamma } from './log-gamma.ts'

test('ln Γ of a whole number is the sum of the logarithms before it', () => {
  let sum = 0
  for (let n = 1; n <= 3000; n++) {
    assert.ok(Math.abs(logGamma(n) - sum) <= 1e-13 * Math.max(1, sum), `${n}`)
    sum += Math.log(n)
  }
})

test('between the whole numbers, and far out, it has the published values', () => {
  // Γ(1/2) = √π; Γ(1/4) and Γ(1/3): Abramowitz and Stegun, 6.1.10 and 6.1.13. The last by SciPy's gammaln.
  for (const [x, expected] of [
    [1 / 2, Math.log(Math.PI) / 2],
    [1 / 4, Math.log(3.6256099082)],
    [1 / 3, Math.log(2.6789385347)],
    [1e-3, 6.90717888538],
    [1e6, 12815504.56914761],
  ] as const)
    assert.ok(Math.abs(logGamma(x) - expected) < 1e-10 * Math.max(1, expected), `${x}: ${logGamma(x)}`)
})
