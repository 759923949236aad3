import assert from 'node:assert/strict'
import { test } from 'node:test'
import { benjaminiHochberg } from './benjamini-hochberg.ts'

/** Fifteen hypotheses on thrombolysis: Benjamini and Hochberg (1995), section 4.1. */
const THROMBOLYSIS = [
  0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
  0.759, 1,
]

test('[I11] the first four of the published example are findings', () => {
  assert.equal(benjaminiHochberg(THROMBOLYSIS).filter((q) => q <= 0.05).length, 4)
})

test('the q are those of SciPy’s false_discovery_control, in the order given', () => {
  const published = [
    0.0015, 0.003, 0.0095, 0.035625, 0.0603, 0.06385714, 0.06385714, 0.0645, 0.0765, 0.486, 0.58118182,
    0.714875, 0.75323077, 0.81321429, 1,
  ]
  const order = [9, 3, 14, 0, 6, 12, 1, 8, 4, 11, 2, 13, 5, 10, 7]
  const qs = benjaminiHochberg(order.map((index) => THROMBOLYSIS[index]!))
  for (const [place, index] of order.entries()) assert.ok(Math.abs(qs[place]! - published[index]!) < 5e-9)
})

/** The rule of the paper: the largest k whose p is at most k/m α, and all that are no larger. */
function foundAt(ps: readonly number[], alpha: number): readonly boolean[] {
  const ascending = [...ps].sort((one, other) => one - other)
  const limit = ascending.findLast((p, index) => p <= ((index + 1) / ps.length) * alpha) ?? -1
  return ps.map((p) => p <= limit)
}

test('a q is at most α exactly where the rule of the paper rejects', () => {
  for (const alpha of [0.001, 0.01, 0.036, 0.05, 0.0639, 0.08, 0.5, 0.99])
    assert.deepEqual(
      benjaminiHochberg(THROMBOLYSIS).map((q) => q <= alpha),
      foundAt(THROMBOLYSIS, alpha),
    )
})

test('one p is its own q, equal ones are as large, and what is no p is refused', () => {
  assert.deepEqual(benjaminiHochberg([]), [])
  assert.deepEqual(benjaminiHochberg([0.04]), [0.04])
  assert.deepEqual(benjaminiHochberg([0.04, 0.04, 0.04]), [0.04, 0.04, 0.04])
  assert.throws(() => benjaminiHochberg([0.1, 1.1]), /p 1 is 1.1, expected 0 to 1/)
  assert.throws(() => benjaminiHochberg([NaN]), /p 0 is NaN/)
})
