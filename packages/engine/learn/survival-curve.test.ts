import assert from 'node:assert/strict'
import { test } from 'node:test'
import { happenedCurve } from './happened-curve.ts'
import { seededRandom } from './seeded-random.ts'
import { type SurvivalCurve, survivalCurve } from './survival-curve.ts'
import { ON_6MP_TIMES, ON_PLACEBO_TIMES } from './testing/gehan.ts'
import type { TimesToEvent } from './times-to-event.ts'

const curveOf = ({ durations, happened }: TimesToEvent) => survivalCurve(durations, happened)

function rounded({ steps }: SurvivalCurve) {
  return steps.map(({ at, atRisk, events, survival, low, high }) => [
    at,
    atRisk,
    events,
    ...[survival, low, high].map((share) => Number(share.toFixed(4))),
  ])
}

test('[I9] survival and its bounds are the published ones', () => {
  // Survival: Kleinbaum and Klein, Survival Analysis (2012), ch. 2. Bounds: SciPy's ecdf(…).sf.confidence_interval('log-log').
  assert.deepEqual(rounded(curveOf(ON_6MP_TIMES)), [
    [6, 21, 3, 0.8571, 0.6197, 0.9516],
    [7, 17, 1, 0.8067, 0.5631, 0.9228],
    [10, 15, 1, 0.7529, 0.5032, 0.8894],
    [13, 12, 1, 0.6902, 0.4316, 0.8491],
    [16, 11, 1, 0.6275, 0.3675, 0.8049],
    [22, 7, 1, 0.5378, 0.2678, 0.7468],
    [23, 6, 1, 0.4482, 0.1881, 0.6801],
  ])
  // Stata's sts list: G. Rodríguez, https://data.princeton.edu/pop509/gehan.html.
  assert.deepEqual(rounded(curveOf(ON_PLACEBO_TIMES)).slice(0, 2), [
    [1, 21, 2, 0.9048, 0.67, 0.9753],
    [2, 19, 2, 0.8095, 0.5689, 0.9239],
  ])
})

test('where all are watched to the end it is the share that is left', () => {
  const { n, events, steps, tooFew } = curveOf(ON_PLACEBO_TIMES)
  assert.deepEqual([n, events, tooFew], [21, 21, false])
  for (const { at, survival } of steps) {
    const left = Array.from(ON_PLACEBO_TIMES.durations).filter((duration) => duration > at).length
    assert.ok(Math.abs(survival - left / 21) < 1e-12)
  }
})

test('where none is left the interval goes down to 0, and up to what it was before', () => {
  const { steps } = curveOf(ON_PLACEBO_TIMES)
  const [before, last] = steps.slice(-2)
  assert.deepEqual([last!.survival, last!.low, last!.high], [0, 0, before!.high])
  assert.deepEqual(survivalCurve([2, 2], [1, 1]).steps, [
    { at: 2, atRisk: 2, events: 2, survival: 0, low: 0, high: 1 },
  ])
})

test('who is censored when it happens to another is still at risk, in any order of the cases', () => {
  const one = survivalCurve([3, 3, 1, 5], [0, 1, 0, 0])
  assert.deepEqual(one, survivalCurve([5, 1, 3, 3], Uint8Array.of(0, 0, 1, 0)))
  assert.deepEqual([one.steps.length, one.steps[0]!.atRisk, one.tooFew], [1, 3, true])
})

test('of no cases, and of none to which it happened, the curve has no steps', () => {
  assert.deepEqual(survivalCurve([], []), { n: 0, events: 0, steps: [], tooFew: true })
  assert.deepEqual(survivalCurve([4, 0], [false, false]).steps, [])
})

test('the curve of what has happened is the rest', () => {
  const curve = curveOf(ON_6MP_TIMES)
  const { at, share, low, high } = happenedCurve(curve)[2]!
  const { survival, low: survivalLow, high: survivalHigh } = curve.steps[2]!
  assert.deepEqual([at, share, low, high], [10, 1 - survival, 1 - survivalHigh, 1 - survivalLow])
})

test('durations that are none are refused', () => {
  assert.throws(() => survivalCurve([1, -1], [1, 1]), /duration 1 is -1, expected a finite number from 0/)
  assert.throws(() => survivalCurve([NaN], [1]), /duration 0 is NaN/)
  assert.throws(() => survivalCurve([1, 2], [1]), /1 cases say whether it happened, expected 2/)
})

test('a million cases find the curve that they were drawn from', () => {
  const random = seededRandom(1)
  const durations = Float64Array.from({ length: 1e6 }, () => Math.floor(1e5 * random.next()))
  const happened = Uint8Array.from(durations, () => random.below(2))
  const { steps } = survivalCurve(durations, happened)
  // Times and censoring are even and independent: half the events are lost, survival at t is √(1 - t).
  const half = steps.find(({ at }) => at >= 50_000)!
  assert.ok(half.low < Math.sqrt(0.5) && half.high > Math.sqrt(0.5) && half.high - half.low < 0.004)
})
