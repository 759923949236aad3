import assert from 'node:assert/strict'
import { test } from 'node:test'
import { logRank } from './log-rank.ts'
import { ON_6MP_TIMES, ON_PLACEBO_TIMES } from './testing/gehan.ts'
import type { TimesToEvent } from './times-to-event.ts'

function assertNear(observed: number, expected: number, within: number): void {
  assert.ok(Math.abs(observed - expected) < within, `${observed} is not ${expected}`)
}

test('[I10] two groups have the published chi-square', () => {
  // Kleinbaum and Klein, Survival Analysis (2012), ch. 2: 16.793, expected 19.25 and 10.75. p: SciPy's logrank.
  const { groups, chiSquare, degrees, p, tooFew } = logRank([ON_6MP_TIMES, ON_PLACEBO_TIMES])
  assertNear(chiSquare, 16.793, 5e-4)
  assertNear(p / 4.168809109334529e-5, 1, 1e-9)
  assert.deepEqual([degrees, tooFew], [1, false])
  assert.deepEqual(
    groups.map(({ n, observed, expected }) => [n, observed, expected.toFixed(2)]),
    [
      [21, 9, '19.25'],
      [21, 21, '10.75'],
    ],
  )
})

/** Every second case, from the first or from the second. */
function halfOf({ durations, happened }: TimesToEvent, from: 0 | 1): TimesToEvent {
  const isOwn = (_: unknown, index: number) => index % 2 === from
  return {
    durations: Array.from(durations).filter(isOwn),
    happened: Array.from(happened, Number).filter(isOwn),
  }
}

test('three groups have the chi-square that the formula gives with a generalised inverse, in any order', () => {
  // Computed with NumPy's pinv and SciPy's chi2.sf, time by time.
  const groups = [ON_PLACEBO_TIMES, halfOf(ON_6MP_TIMES, 0), halfOf(ON_6MP_TIMES, 1)]
  for (const order of [
    [0, 1, 2],
    [2, 0, 1],
    [1, 2, 0],
  ]) {
    const { chiSquare, degrees, p, tooFew } = logRank(order.map((group) => groups[group]!))
    assertNear(chiSquare, 17.163875173672803, 1e-9)
    assertNear(p, 0.0001874614025452618, 1e-12)
    assert.deepEqual([degrees, tooFew], [2, true])
  }
})

test('a group that is the same as another adds a degree and nothing to the chi-square of twice the cases', () => {
  const twice = ({ durations, happened }: TimesToEvent): TimesToEvent => ({
    durations: [...Array.from(durations), ...Array.from(durations)],
    happened: [...Array.from(happened), ...Array.from(happened)],
  })
  const two = logRank([ON_PLACEBO_TIMES, twice(ON_6MP_TIMES)])
  const three = logRank([ON_PLACEBO_TIMES, ON_6MP_TIMES, ON_6MP_TIMES])
  assertNear(three.chiSquare, two.chiSquare, 1e-9)
  assert.deepEqual([two.degrees, three.degrees], [1, 2])
})

test('where there is nothing to compare, chance explains everything', () => {
  const none: TimesToEvent = { durations: [], happened: [] }
  for (const groups of [[], [ON_6MP_TIMES], [ON_6MP_TIMES, none], [none, none]]) {
    const { chiSquare, degrees, p } = logRank(groups)
    assert.deepEqual([chiSquare, degrees, p], [0, 0, 1])
  }
  // It happened to all at once, whatever their group.
  assert.equal(
    logRank([
      { durations: [4, 4], happened: [1, 1] },
      { durations: [4], happened: [1] },
    ]).p,
    1,
  )
  assert.equal(logRank([ON_6MP_TIMES, ON_PLACEBO_TIMES, none]).degrees, 1)
})
