import assert from 'node:assert/strict'
import { test } from 'node:test'
import { funnel } from './funnel.ts'
import { toldJourneys, momentOf } from './testing/told-journeys.ts'

const period = { from: momentOf(0), to: momentOf(50) }

test('[J6] everybody is followed for the same time; who came too lately is in no step', () => {
  const journeys = toldJourneys(
    [
      { contact: 1, promoted: 5, accepted: 6, won: 20 },
      // Too slow for ten days.
      { contact: 1, promoted: 30 },
      // Not followed for ten days yet.
      { contact: 45, promoted: 46 },
    ],
    50,
  )
  const { whole } = funnel(journeys, { period, entry: 'lead', filter: {}, by: null, followDays: 10 })
  assert.deepEqual([whole.entered.count, whole.immature.count], [3, 1])
  assert.deepEqual(
    whole.steps.map(({ reached }) => reached.count),
    [2, 1, 1, 0, 0, 0],
  )
  // Within the time they were followed nobody is open any more.
  assert.deepEqual(
    whole.steps.map(({ open }) => open.count),
    [0, 0, 0, 0, 0, 0],
  )
})

test('[J6] followed up to now, who can still come further is open', () => {
  const journeys = toldJourneys(
    [
      { contact: 1 },
      { contact: 1, promoted: 2 },
      { contact: 1, promoted: 2, opportunity: 3, lost: 4 },
      { contact: 1, won: 9 },
    ],
    50,
  )
  const { steps } = funnel(journeys, { period, entry: 'lead', filter: {}, by: null, followDays: null }).whole
  assert.deepEqual(
    steps.map(({ reached }) => reached.count),
    [4, 3, 2, 2, 2, 1],
  )
  assert.deepEqual(
    steps.map(({ open }) => open.count),
    [1, 1, 0, 0, 0, 0],
  )
  assert.deepEqual(
    steps.map(({ left }) => left.count),
    [0, 0, 0, 0, 1, 0],
  )
})
