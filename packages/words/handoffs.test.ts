import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type FitReason, type Packet, standardCatalogue } from '@baton/engine'
import { sayWhyNow } from './handoffs.ts'

const NOW = Date.UTC(2026, 10, 22, 12)
const HOUR = 3_600_000

const demo = { id: 'e1', name: 'Demo Requested', occurredAt: NOW - 2 * HOUR, properties: {}, added: 50 }
const used = { id: 'e2', name: 'Trial Used', occurredAt: NOW - 72 * HOUR, properties: {}, added: 12 }

const packet: Packet = {
  at: NOW - 2 * HOUR,
  cycle: 1,
  tier: 'hand-raiser',
  stage: 'mql',
  score: 60,
  grade: 'A',
  fit: 70,
  meters: {},
  lead: { seniority: 'vp', name: 'Jane Roe' },
  company: { industry: 'software', employees: 340 },
  reason: {
    kind: 'did',
    clause: 'mql.hand-raiser/did',
    met: true,
    expected: { event: 'Demo Requested', where: [], times: 1 },
    observed: { times: 1 },
    events: ['e1'],
  },
  events: [used, demo],
  content: [],
  unknown: [],
  openCriteria: [],
}

const gave = (field: string): FitReason => ({
  clause: `fit.${field}`,
  where: [{ field, matcher: { kind: 'known', known: true } }],
  gives: 20,
  met: true,
  unknown: [],
  observed: {},
})

const say = (more: Partial<Packet>, ...fit: readonly FitReason[]) =>
  sayWhyNow({ ...packet, ...more }, { catalogue: standardCatalogue, fit, nowMs: NOW })

describe('why them, why now', () => {
  test('says the deed, when, and what made them fit', () => {
    const fit = ['lead.seniority', 'company.industry', 'company.employees'].map(gave)
    assert.equal(
      say({}, ...fit),
      'Asked for a demo 2 hours ago; a VP at a software company of 340 people, grade A.',
    )
  })

  test('says nothing of facts that gave no points, and nobody’s name', () => {
    assert.equal(say({}), 'Asked for a demo 2 hours ago; grade A.')
    assert.equal(
      say({}, gave('company.employees')),
      'Asked for a demo 2 hours ago; at a company of 340 people, grade A.',
    )
  })

  test('names the deeds that counted most where several made the points', () => {
    const reason = { ...packet.reason!, events: ['e1', 'e2'] }
    assert.equal(say({ reason }), 'Asked for a demo and used the product on trial 2 hours ago; grade A.')
  })

  test('says so when sales took it up by itself', () => {
    assert.equal(say({ reason: null, tier: null }), 'Taken up by sales 2 hours ago; grade A.')
  })
})
