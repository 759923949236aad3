import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sayOfferReason } from './content-words.ts'

test('reasons for an offer are said with their numbers, and few as few', () => {
  const about = { stageName: 'Lead', persona: 'Ops lead' }
  assert.equal(
    sayOfferReason({ kind: 'place', stage: 'lead', funnel: 'top' }, about),
    'top of the funnel, which fits Lead',
  )
  assert.equal(
    sayOfferReason({ kind: 'topic', topic: 'finance', times: 1 }, about),
    'about finance, which they looked into once in 90 days',
  )
  assert.equal(sayOfferReason({ kind: 'persona' }, about), 'written for Ops lead')
  assert.equal(
    sayOfferReason({ kind: 'moved', takers: 12, moved: 3, rate: 0.2, mean: 0.1 }, about),
    'of 12 alike who took it, 3 were promoted within 60 days, too few to say much (all content: 10\u00a0%)',
  )
})
