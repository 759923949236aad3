import assert from 'node:assert/strict'
import { test } from 'node:test'
import { exampleCard } from '../../api/example-card.ts'
import { sayAccepted, sayClaimed, sayContext, sayUnknown, sayWho } from './say-card.ts'

const NOW = Date.parse('2026-11-02T09:05:00Z')

test('accepting says what is next: the first touch, then the open criteria, then a meeting', () => {
  assert.equal(
    sayAccepted(exampleCard(), NOW),
    'Ada Lovelace is yours. Next: the first touch, due in 10 min.',
  )
  const touched = { touchedAt: '2026-11-02T09:01:00Z' }
  assert.equal(
    sayAccepted(exampleCard({ ...touched, openCriteria: ['budget', 'timing'] }), NOW),
    'Ada Lovelace is yours. Next: find out budget and timing.',
  )
  assert.equal(sayAccepted(exampleCard(touched), NOW), 'Ada Lovelace is yours. Next: a meeting.')
})

test('a claim says by when it wants to be reached', () => {
  assert.equal(
    sayClaimed(exampleCard(), NOW),
    'Claimed: the handoff of Analytical is yours. First touch due in 10 min.',
  )
})

test('what nobody knows is named as people say it', () => {
  assert.equal(sayUnknown({ unknown: ['company.name'], openCriteria: ['budget'] }), 'company name, budget')
  assert.equal(sayUnknown({ unknown: [], openCriteria: [] }), null)
})

test('a masked handoff keeps who it is', () => {
  assert.equal(sayWho(exampleCard({ masked: true, name: null })), 'Hidden until claimed')
})

test('what leads to it stands together, whatever of it is known', () => {
  const say = (more: Parameters<typeof exampleCard>[0], section: 'due' | 'open' = 'due') =>
    sayContext(exampleCard(more), section)
  assert.equal(say({ tier: 'hand-raiser', cycle: 2 }), 'Hand raiser, cycle 2')
  assert.equal(say({ tier: null, cycle: 2 }), 'Cycle 2')
  assert.equal(say({ tier: null, cycle: 1 }), '')
  assert.equal(say({ tier: 'product', cycle: 1, team: 'emea' }, 'open'), 'Product, for emea')
})
