import assert from 'node:assert/strict'
import { test } from 'node:test'
import { actsOn, clockOf, queueSections } from './card-clock.ts'
import { exampleCard } from '../../api/example-card.ts'

const BEFORE = Date.parse('2026-11-02T09:05:00Z')
const AFTER = Date.parse('2026-11-02T09:16:00Z')
const sections = (card: ReturnType<typeof exampleCard>, now: number) =>
  queueSections({ mine: [card], open: [], agreementVersion: 1 }, now).map(({ name }) => name)

test('a handoff moves to overdue when its clock runs out, without asking the server', () => {
  assert.deepEqual(sections(exampleCard(), BEFORE), ['due'])
  assert.deepEqual(sections(exampleCard(), AFTER), ['overdue'])
})

test('a clock that ran out counts before the one that runs out next', () => {
  const card = exampleCard({
    overdue: ['first-touch'],
    due: { kind: 'decide', at: '2026-11-03T09:00:00Z', warnAt: '2026-11-03T03:00:00Z' },
  })
  assert.equal(clockOf(card)?.kind, 'first-touch')
  assert.deepEqual(sections(card, AFTER), ['overdue'])
})

test('a first touch that came late is answered', () => {
  const card = exampleCard({
    overdue: ['first-touch'],
    touchedAt: '2026-11-02T10:00:00Z',
    due: { kind: 'decide', at: '2026-11-03T09:00:00Z', warnAt: '2026-11-03T03:00:00Z' },
  })
  assert.equal(clockOf(card)?.kind, 'decide')
})

test('what was accepted is worked on', () => {
  const card = exampleCard({
    acceptedAt: '2026-11-02T09:04:00Z',
    touchedAt: '2026-11-02T09:04:00Z',
    due: null,
  })
  assert.deepEqual(sections(card, AFTER), ['working'])
  assert.deepEqual(actsOn('working', card), ['reject', 'touch'])
})

test('of the open queue one can only claim', () => {
  assert.deepEqual(actsOn('open', exampleCard()), ['claim'])
})
