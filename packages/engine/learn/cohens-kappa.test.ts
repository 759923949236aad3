import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cohensKappa } from './cohens-kappa.ts'

/** Two dermatologists on 88 patients: SAS/STAT User's Guide, The FREQ Procedure, "Agreement Study". */
const DERMATOLOGISTS = [
  [10, 4, 1, 0],
  [5, 10, 12, 2],
  [2, 4, 12, 5],
  [0, 2, 6, 13],
]

function assertNear(observed: number | null, expected: number, within: number): void {
  assert.ok(observed !== null && Math.abs(observed - expected) < within, `${observed} is not ${expected}`)
}

test('[I3] κ and its interval are the published ones', () => {
  const { n, kappa, low, high, tooFew } = cohensKappa(DERMATOLOGISTS)
  assert.deepEqual([n, tooFew], [88, false])
  for (const [observed, published] of [
    [kappa, 0.3449],
    [low, 0.203],
    [high, 0.4868],
  ] as const)
    assertNear(observed, published, 5e-5)
})

/** Variance of κ by the delta method, its slopes measured and not derived. */
function measuredVariance(counts: readonly (readonly number[])[]): number {
  const n = counts.flat().reduce((sum, count) => sum + count, 0)
  const shares = counts.map((row) => row.map((count) => count / n))
  const kappaOf = (table: readonly (readonly number[])[]) => {
    let observed = 0
    let expected = 0
    for (const [category, row] of table.entries()) {
      observed += row[category]!
      const first = row.reduce((sum, share) => sum + share, 0)
      expected += first * table.reduce((sum, other) => sum + other[category]!, 0)
    }
    return (observed - expected) / (1 - expected)
  }
  const STEP = 1e-6
  let square = 0
  let mean = 0
  for (const [i, row] of shares.entries())
    for (const [j, share] of row.entries()) {
      const moved = (by: number) =>
        kappaOf(shares.map((row, k) => row.map((share, l) => share + (i === k && j === l ? by : 0))))
      const slope = (moved(STEP) - moved(-STEP)) / (2 * STEP)
      square += share * slope ** 2
      mean += share * slope
    }
  return (square - mean ** 2) / n
}

test('[I3] the error is what small changes of the table make of κ', () => {
  for (const counts of [
    DERMATOLOGISTS,
    [
      [40, 9],
      [6, 45],
    ],
    [
      [3, 20],
      [18, 5],
    ],
  ]) {
    const { kappa, low, high } = cohensKappa(counts)
    const half = 1.959963984540054 * Math.sqrt(measuredVariance(counts))
    assertNear(high, kappa! + half, 1e-6)
    assertNear(low, kappa! - half, 1e-6)
  }
})

test('[I3] who gave one label to everything says nothing; who always agrees, and who never does, is told', () => {
  const one = { n: 30, observed: 1, expected: 1, kappa: null, low: -1, high: 1, tooFew: false }
  assert.deepEqual(
    cohensKappa([
      [0, 0],
      [0, 30],
    ]),
    one,
  )
  const none = { n: 0, observed: 0, expected: 0, kappa: null, low: -1, high: 1, tooFew: true }
  assert.deepEqual(
    cohensKappa([
      [0, 0],
      [0, 0],
    ]),
    none,
  )
  const always = cohensKappa([
    [12, 0],
    [0, 8],
  ])
  assert.deepEqual([always.kappa, always.low, always.high, always.tooFew], [1, 1, 1, false])
  const never = cohensKappa([
    [0, 5],
    [5, 0],
  ])
  assert.deepEqual([never.kappa, never.low >= -1, never.tooFew], [-1, true, true])
  // One of them gave one label to everything: no better than chance.
  const constant = cohensKappa([
    [0, 0],
    [7, 23],
  ])
  assertNear(constant.kappa, 0, 1e-12)
})

test('[I3] a table that is not square is refused', () => {
  assert.throws(() => cohensKappa([[1, 2]]), /a row of the table has 2 counts, expected 1/)
})
