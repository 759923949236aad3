import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contentGaps, type FittingAsset } from './gaps.ts'

const asset = (more: Partial<FittingAsset>): FittingAsset => ({
  funnel: 'top',
  personas: [],
  pains: [],
  isFresh: true,
  ...more,
})
const ANNA = { id: 'anna', pains: ['Late orders', 'Rework'] }

test('every pain of every persona has a row, a persona without pains one of its own', () => {
  const rows = contentGaps([], [ANNA, { id: 'ben', pains: [] }])
  assert.deepEqual(
    rows.map(({ persona, pain }) => [persona, pain]),
    [
      ['anna', 'Late orders'],
      ['anna', 'Rework'],
      ['ben', null],
    ],
  )
  assert.ok(rows.every(({ cells }) => cells.every(({ fresh, stale }) => fresh + stale === 0)))
})

test('content counts where its place fits the stage, its pain is named and it is for that persona', () => {
  const rows = contentGaps(
    [
      asset({ funnel: 'bottom', pains: ['late  ORDERS'] }),
      asset({ funnel: 'bottom', pains: ['Late orders'], isFresh: false }),
      asset({ funnel: 'bottom', pains: ['Late orders'], personas: ['ben'] }),
      asset({ funnel: 'top', pains: ['Something else'] }),
    ],
    [ANNA],
  )
  const filled = rows.flatMap(({ pain, cells }) =>
    cells.filter(({ fresh }) => fresh > 0).map(({ stage, fresh, stale }) => [pain, stage, fresh, stale]),
  )
  assert.deepEqual(filled, [
    ['Late orders', 'mql', 1, 1],
    ['Late orders', 'sal', 1, 1],
    ['Late orders', 'sql', 1, 1],
    ['Late orders', 'opportunity', 1, 1],
    ['Late orders', 'customer', 1, 1],
  ])
})
