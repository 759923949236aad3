import type { Packet } from '@baton/engine'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asValueLike, contestableFacts, fittingReason, rejectionReasons } from './contest-choices.ts'
import { comparedFacts, comparedFigures } from './packet-changes.ts'

const recycle = [
  { id: 'bad-timing', disqualify: false, restMs: 1, keep: 0.5 },
  { id: 'unreachable', disqualify: false, restMs: 1, keep: 0.5 },
  { id: 'not-a-fit', disqualify: true, restMs: 0, keep: 0 },
  { id: 'overdue', disqualify: false, restMs: 0, keep: 1 },
  { id: 'lost', disqualify: false, restMs: 0, keep: 1 },
]

test('what is contested proposes the reason of the agreement that fits', () => {
  assert.equal(fittingReason(recycle, 'timing'), 'bad-timing')
  assert.equal(fittingReason(recycle, 'effort'), 'unreachable')
  assert.equal(fittingReason(recycle, 'fact'), 'not-a-fit')
  assert.equal(fittingReason(recycle.slice(2), 'timing'), 'not-a-fit')
})

test('overdue and lost are no reasons of a rejection', () => {
  assert.deepEqual(
    rejectionReasons(recycle).map(({ id }) => id),
    ['bad-timing', 'unreachable', 'not-a-fit'],
  )
})

test('known facts come first, and a value keeps the type of what it replaces', () => {
  const state = { lead: {}, company: { employees: [200, 2] as const } }
  assert.deepEqual(contestableFacts(['lead.seniority', 'company.employees', 'page_group'], state), [
    { field: 'company.employees', value: 200 },
    { field: 'lead.seniority', value: null },
  ])
  assert.equal(asValueLike(200, '12'), 12)
  assert.equal(asValueLike('software', '12'), '12')
  assert.equal(asValueLike(true, 'no'), false)
})

test('what changed since the packet is marked, a level only once it shows', () => {
  const packet = {
    score: 72.4,
    grade: 'A',
    fit: 70,
    meters: { intent: 50.3 },
    lead: { title: 'CTO' },
    company: { employees: 200 },
  } as unknown as Packet
  const figures = comparedFigures(packet, { score: 71.6, grade: 'B', fit: 70, meters: { intent: 50.2 } })
  assert.deepEqual(
    figures.filter(({ changed }) => changed).map(({ key }) => key),
    ['grade'],
  )
  const facts = comparedFacts(packet, {
    lead: { title: 'CTO', phone: '' },
    company: { employees: 250, city: 'Oslo' },
  })
  assert.deepEqual(facts, [
    { key: 'lead.title', before: 'CTO', now: 'CTO', changed: false },
    { key: 'company.employees', before: 200, now: 250, changed: true },
    { key: 'company.city', before: null, now: 'Oslo', changed: true },
  ])
})
