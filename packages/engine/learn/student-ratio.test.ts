import assert from 'node:assert/strict'
import { test } from 'node:test'
import { studentRatio } from './student-ratio.ts'

test('it is the quantile of the published table over the normal one', () => {
  // Abramowitz and Stegun, table 26.10.
  for (const [degrees, t90, t975] of [
    [3, 1.638, 3.182],
    [4, 1.533, 2.776],
    [7, 1.415, 2.365],
    [11, 1.363, 2.201],
    [30, 1.31, 2.042],
  ] as const) {
    assert.ok(Math.abs((1.28155 * studentRatio(1.28155, degrees)) / t90 - 1) < 0.002, `${degrees}`)
    assert.ok(Math.abs((1.95996 * studentRatio(1.95996, degrees)) / t975 - 1) < 0.01, `${degrees}`)
  }
})
