import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countRatio } from './count-ratio.ts'

test('[I6] the ratio of two rates has the published score interval', () => {
  // Breast cancer and X-rays, 60 cases in 51,477.5 and 30 in 54,308.7 person-years: statsmodels, test_rates_poisson.py.
  const { ratio, low, high } = countRatio({ count: 60, span: 51_477.5 }, { count: 30, span: 54_308.7 })
  assert.equal(ratio!.toFixed(2), '2.11')
  assert.ok(Math.abs(low - 1.365962) < 1e-6 && Math.abs(high! - 3.259306) < 1e-6)
})

/** Where the score of a ratio, its error as of that ratio, is the quantile: found by halving. */
function scoreBound(x: number, y: number, spans: number, from: number, to: number): number {
  const score = (ratio: number) => {
    const share = ratio / (ratio + spans)
    return Math.abs(x - (x + y) * share) / Math.sqrt((x + y) * share * (1 - share))
  }
  let [near, far] = [from, to]
  for (let step = 0; step < 200; step++) {
    const middle = (near + far) / 2
    if (score(middle) < 1.959963984540054) near = middle
    else far = middle
  }
  return near
}

test('[I6] the bounds are those ratios that the counts only just do not speak against', () => {
  for (const [x, y, s, t] of [
    [60, 30, 1, 1],
    [22, 41, 8, 26],
    [500, 20, 52, 4],
  ] as const) {
    const { ratio, low, high } = countRatio({ count: x, span: s }, { count: y, span: t })
    assert.ok(Math.abs(low - scoreBound(x, y, t / s, ratio!, 0)) < 1e-9)
    assert.ok(Math.abs(high! - scoreBound(x, y, t / s, ratio!, 1e4)) < 1e-6)
  }
})

test('[I6] without a count on one side a bound is open, and it is too few to say', () => {
  const nothing = countRatio({ count: 40, span: 4 }, { count: 0, span: 4 })
  assert.deepEqual([nothing.ratio, nothing.high, nothing.tooFew], [null, null, true])
  assert.ok(nothing.low > 8)
  const gone = countRatio({ count: 0, span: 4 }, { count: 40, span: 4 })
  assert.deepEqual([gone.ratio, gone.low, gone.tooFew], [0, 0, true])
  const neither = countRatio({ count: 0, span: 1 }, { count: 0, span: 1 })
  assert.deepEqual([neither.ratio, neither.low, neither.high], [null, 0, null])
  assert.ok(!countRatio({ count: 20, span: 1 }, { count: 20, span: 9 }).tooFew)
})
