import assert from 'node:assert/strict'
import { test } from 'node:test'
import { quantileTime, quantileTimeInterval } from './quantile-time.ts'
import { survivalCurve } from './survival-curve.ts'
import { ON_6MP_TIMES, ON_PLACEBO_TIMES } from './testing/gehan.ts'

test('the medians are the published ones', () => {
  // Venables and Ripley, Modern Applied Statistics with S (2002), ch. 13, by survfit with conf.type 'log-log'.
  const [treated, placebo] = [ON_6MP_TIMES, ON_PLACEBO_TIMES].map(({ durations, happened }) =>
    survivalCurve(durations, happened),
  )
  assert.deepEqual(quantileTimeInterval(treated!, 0.5), { at: 23, low: 13, high: null })
  assert.deepEqual(quantileTimeInterval(placebo!, 0.5), { at: 8, low: 4, high: 11 })
})

test('a share that is not reached has no time', () => {
  const curve = survivalCurve(ON_6MP_TIMES.durations, ON_6MP_TIMES.happened)
  assert.deepEqual([quantileTime(curve, 0.55), quantileTime(curve, 0.56)], [23, null])
  assert.equal(quantileTime(survivalCurve([], []), 0.1), null)
})

test('a share is reached at the very time it is reached', () => {
  const times = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
  const all = survivalCurve(
    times,
    times.map(() => true),
  )
  for (let tenth = 1; tenth <= 10; tenth++) assert.equal(quantileTime(all, tenth / 10), tenth)
})
