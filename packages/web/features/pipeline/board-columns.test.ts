import type { Opportunity } from '@baton/protocol'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { boardColumns, neighbourStage, staleBecause, stageId } from './board-columns.ts'

const stages = [
  { id: 'discovery', name: 'Discovery', weight: 0.1 },
  { id: 'proposal', name: 'Proposal', weight: 0.5 },
]
const NOW = Date.UTC(2026, 5, 1)
function card(given: Partial<Opportunity>): Opportunity {
  return {
    lead: 'l',
    stage: 'proposal',
    amount: 1000,
    currency: 'EUR',
    nextStep: null,
    nextStepOn: null,
    closesOn: null,
    stageSince: new Date(NOW - 86_400_000).toISOString(),
    ...given,
  } as Opportunity
}

test('a column sums each currency by itself, and weighs it by its stage', () => {
  const [, column] = boardColumns({
    stages,
    data: [card({}), card({ amount: 3000 }), card({ amount: 500, currency: 'USD' }), card({ amount: null })],
  })
  assert.deepEqual(column?.sums, [
    { currency: 'EUR', amount: 4000 },
    { currency: 'USD', amount: 500 },
  ])
  assert.deepEqual(column?.weighted[0], { currency: 'EUR', amount: 2000 })
  assert.equal(column?.unpriced, 1)
})

test('what is due first stands first', () => {
  const [, column] = boardColumns({
    stages,
    data: [
      card({ lead: 'none' }),
      card({ lead: 'later', nextStepOn: '2026-07-01' }),
      card({ lead: 'soon', nextStepOn: '2026-06-02' }),
    ],
  })
  assert.deepEqual(
    column?.cards.map(({ lead }) => lead),
    ['soon', 'later', 'none'],
  )
})

test('a card is stale when its next step is past or it has stood for long, not on the day itself', () => {
  assert.equal(staleBecause(card({ nextStepOn: '2026-05-30' }), NOW), 'next step is past')
  assert.equal(staleBecause(card({ nextStepOn: '2026-06-01' }), NOW), null)
  assert.equal(
    staleBecause(card({ stageSince: new Date(NOW - 40 * 86_400_000).toISOString() }), NOW),
    '40 days in this stage',
  )
})

test('at the edge of the board there is no neighbour', () => {
  assert.equal(neighbourStage(stages, 'discovery', 1)?.id, 'proposal')
  assert.equal(neighbourStage(stages, 'discovery', -1), null)
})

test('a new stage is given an id of its own', () => {
  assert.equal(stageId('Légal & paper', []), 'legal-paper')
  assert.equal(stageId('Proposal', ['proposal']), 'proposal-2')
})
