import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LeadEvent } from '../event.ts'
import { compiledOf, DAY, event, START } from '../testing/given.ts'
import { foldHistory } from './fold-history.ts'

const compiled = compiledOf(`agreement: deals
mql: { tiers: [ { id: hot, all: [ { did: Demo Requested, within: 2 days } ] } ] }
recycle: { bad-timing: { rest: 3 days, keep: 50% } }
`)
const deal = (...events: readonly LeadEvent[]) => foldHistory(compiled, events).state.opportunity
const at = (name: string, day: number, properties: LeadEvent['properties'] = {}) =>
  event(name, day, { properties })

const opened = at('Opportunity Opened', 1, {
  amount: '12000',
  currency: 'EUR',
  stage: 'discovery',
  next_step: 'show it to the board',
  closes_on: '2024-12-01',
})

test('[O1] an opportunity keeps what was said as it was opened', () => {
  assert.equal(deal(event('Demo Requested')), null)
  assert.deepEqual(deal(event('Demo Requested'), opened), {
    openedAt: START + DAY,
    event: opened.id,
    amount: 12_000,
    currency: 'EUR',
    stage: 'discovery',
    products: null,
    nextStep: 'show it to the board',
    nextStepOn: null,
    closesOn: '2024-12-01',
    stageSince: START + DAY,
    changedAt: START + DAY,
    proposalSentAt: null,
  })
})

test('[O2] a change concerns what it names, and null clears it', () => {
  const before = deal(opened)!
  const stage = at('Opportunity Changed', 3, { stage: 'proposal', next_step: null })
  const later = { stage: 'proposal', nextStep: null, stageSince: START + 3 * DAY, changedAt: START + 3 * DAY }
  assert.deepEqual(deal(opened, stage), { ...before, ...later })
  assert.deepEqual(
    deal(opened, at('Opportunity Changed', 3, { stage: 'discovery', amount: 'plenty' })),
    before,
  )
  const amount = deal(opened, at('Opportunity Changed', 4, { amount: null }))!
  assert.deepEqual([amount.amount, amount.stageSince], [null, START + DAY])
  assert.deepEqual(deal(opened, at('Opportunity Opened', 3, { amount: 7 }))!.amount, 7)
  assert.equal(deal(at('Opportunity Changed', 3, { stage: 'proposal' })), null)
})

test('[O2] a proposal marks its moment, and a win settles the amount', () => {
  const before = deal(opened)!
  const sent = at('Proposal Sent', 5, { kind: 'quote', amount: 9000 })
  assert.deepEqual(deal(opened, sent), { ...before, proposalSentAt: START + 5 * DAY })
  const won = deal(opened, sent, at('Opportunity Won', 6, { amount: 9500 }))!
  assert.deepEqual([won.amount, won.currency, won.stage], [9500, 'EUR', 'discovery'])
  assert.equal(deal(opened, at('Opportunity Won', 6))!.amount, 12_000)
})

test('[O3] a win keeps it; going back, or another cycle, leaves none', () => {
  const won = at('Opportunity Won', 6)
  assert.ok(deal(opened, won, at('Referral Made', 7)))
  assert.equal(deal(opened, at('Opportunity Lost', 6)), null)
  assert.equal(deal(opened, at('Handoff Returned', 6, { reason: 'bad-timing' })), null)
  const again = deal(opened, at('Opportunity Lost', 6), at('Opportunity Opened', 30, { amount: 5 }))!
  assert.deepEqual([again.amount, again.stage], [5, null])
})
