import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chiSquareTail } from './chi-square-tail.ts'

test('the tail is that of the published table', () => {
  // Abramowitz and Stegun, table 26.8: chi-squares, given to three digits or more, by probability and degrees of freedom.
  for (const [x, degrees, tail] of [
    [0.00393, 1, 0.95],
    [2.706, 1, 0.1],
    [3.841, 1, 0.05],
    [6.635, 1, 0.01],
    [10.828, 1, 0.001],
    [5.991, 2, 0.05],
    [9.21, 2, 0.01],
    [7.815, 3, 0.05],
    [2.558, 10, 0.99],
    [18.307, 10, 0.05],
    [23.209, 10, 0.01],
    [43.773, 30, 0.05],
    [124.342, 100, 0.05],
  ] as const)
    assert.ok(Math.abs(chiSquareTail(x, degrees) / tail - 1) < 5e-4, `${x}, ${degrees}`)
})

test('of an even number of degrees it is the chance of fewer events of a Poisson distribution', () => {
  // Abramowitz and Stegun, 26.4.21, which needs no gamma function.
  for (const half of [1, 2, 5, 40])
    for (const mean of [0.01, 0.7, 3, 20, 39, 41, 90]) {
      let term = Math.exp(-mean)
      let sum = 0
      for (let count = 0; count < half; count++) {
        sum += term
        term *= mean / (count + 1)
      }
      assert.ok(Math.abs(chiSquareTail(2 * mean, 2 * half) - sum) < 1e-12 + 1e-10 * sum, `${mean}, ${half}`)
    }
})

test('far out it is small and not 0, and at the ends it is certain or impossible', () => {
  // SciPy's chi2.sf.
  for (const [x, degrees, tail] of [
    [100, 3, 1.5541594313896026e-21],
    [1000, 1, 1.7958327848007363e-219],
    [1200, 1000, 1.2255942330622893e-5],
  ] as const)
    assert.ok(Math.abs(chiSquareTail(x, degrees) / tail - 1) < 1e-9)
  assert.deepEqual(
    [chiSquareTail(0, 3), chiSquareTail(Infinity, 3), chiSquareTail(0, 0), chiSquareTail(1, 0)],
    [1, 0, 1, 0],
  )
})
