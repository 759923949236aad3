import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agreementHash } from '../agreement/agreement-hash.ts'
import { agreementOf, shippedAgreement } from '../testing/given.ts'
import { frontierValues, thresholdsOf, withThreshold, type Threshold } from './thresholds.ts'

const northbeam = agreementOf(shippedAgreement('northbeam-b2b'))
const nested = agreementOf(`agreement: nested
meters: { intent: { max: 100 }, reach: { max: 8 } }
points:
  page: { on: Page Viewed, give: 10, to: intent }
  mail: { on: Email Clicked, give: 1, to: reach }
mql:
  tiers:
    - { id: one, any: [ { score: 90 }, { all: [ { meter: intent, at-least: 40 }, { not: { meter: reach, at-least: 5 } } ] } ] }
    - { id: two, all: [ { meter: intent, at-least: 80 } ] }
`)

test('[Q9] every number of points that a tier asks for is a threshold, with the most that can be reached', () => {
  assert.deepEqual(thresholdsOf(northbeam), [
    { clause: 'mql.product/meter-intent', tier: 'product', kind: 'meter', value: 60, top: 120 },
    { clause: 'mql.content/score', tier: 'content', kind: 'score', value: 100, top: 260 },
  ])
  assert.deepEqual(
    thresholdsOf(nested).map(({ clause, value, top }) => [clause, value, top]),
    [
      ['mql.one/score', 90, 108],
      ['mql.one/meter-intent', 40, 100],
      ['mql.one/meter-reach', 5, 8],
      ['mql.two/meter-intent', 80, 100],
    ],
  )
})

test('[Q9] a threshold is moved, and nothing else', () => {
  for (const { clause, value } of thresholdsOf(nested)) {
    const moved = withThreshold(nested, clause, value + 1)
    assert.deepEqual(
      thresholdsOf(moved).map((threshold) => threshold.value),
      thresholdsOf(nested).map((threshold) => threshold.value + (threshold.clause === clause ? 1 : 0)),
    )
    assert.equal(agreementHash(withThreshold(moved, clause, value)), agreementHash(nested))
  }
  assert.throws(() => withThreshold(nested, 'mql.one', 3), /mql.one is no threshold of nested/)
})

test('[Q10] values to try are round, rise to the most that can be reached, and contain the present one', () => {
  const values = (value: number, top: number, count?: number) =>
    frontierValues({ value, top } as Threshold, count)
  assert.deepEqual(values(60, 120).slice(0, 3), [5, 10, 15])
  assert.equal(values(60, 120).length, 24)
  assert.deepEqual(values(47, 100, 6), [20, 40, 47, 60, 80, 100])
  assert.deepEqual(values(0.3, 1, 11), [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1])
  assert.deepEqual(values(3, 0), [3])
  for (const top of [1, 7, 8, 20, 33.3, 120, 199, 1000, 1e6])
    for (const value of [0.7, 33, top])
      for (const count of [2, 5, 25]) {
        const tried = values(value, top, count)
        assert.ok(tried.length <= count && tried.includes(value), `${value} of ${top}: ${tried}`)
        assert.deepEqual(
          tried,
          tried.toSorted((a, b) => a - b),
        )
        assert.ok(tried.every((one) => one > 0 && (one <= top || one === value)))
        assert.ok(tried.every((one) => one === value || String(one).length <= 7))
      }
})
