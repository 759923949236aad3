import type { HandoffCard, Queue } from '@baton/protocol'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { queueAfterAct, withCard, withoutLead } from './queue-patch.ts'

function card(lead: string, dueAt: string | null, more: Partial<HandoffCard> = {}): HandoffCard {
  return {
    lead,
    cycle: 1,
    masked: false,
    name: lead,
    title: null,
    company: null,
    stage: 'mql',
    tier: 'hand-raiser',
    clock: 'hot',
    grade: 'A',
    score: 80,
    owner: null,
    team: 'emea',
    openedAt: '2026-11-01T09:00:00Z',
    assignedAt: null,
    firstTouchDue: dueAt,
    decideDue: '2026-11-03T09:00:00Z',
    touchedAt: null,
    acceptedAt: null,
    overdue: [],
    due: dueAt === null ? null : { kind: 'first-touch', at: dueAt, warnAt: dueAt },
    attempts: 0,
    why: '',
    unknown: [],
    openCriteria: [],
    nextMeetingAt: null,
    ...more,
  }
}

const queue: Queue = {
  mine: [card('a', '2026-11-02T09:00:00Z'), card('b', null)],
  open: [card('c', '2026-11-02T08:00:00Z')],
  agreementVersion: 1,
}
const leads = (cards: readonly HandoffCard[]) => cards.map(({ lead }) => lead)

test('a card that arrives takes its place by when it is due', () => {
  const next = withCard(queue, 'mine', card('d', '2026-11-02T08:30:00Z'))
  assert.deepEqual(leads(next.mine), ['d', 'a', 'b'])
})

test('a card that is claimed leaves the open queue', () => {
  const next = withCard(queue, 'mine', card('c', '2026-11-02T08:00:00Z'))
  assert.deepEqual([leads(next.mine), leads(next.open)], [['c', 'a', 'b'], []])
})

test('a card that is gone is in neither list', () => {
  assert.deepEqual(leads(withoutLead(queue, 'a').mine), ['b'])
})

test('accepting ends the clocks at once', () => {
  const next = queueAfterAct(queue, 'a', { act: 'accept' }, '2026-11-02T07:00:00Z')
  const accepted = next?.mine.find(({ lead }) => lead === 'a')
  assert.equal(accepted?.acceptedAt, '2026-11-02T07:00:00Z')
  assert.equal(accepted.due, null)
})

test('the first touch leaves the clock for the decision', () => {
  const next = queueAfterAct(queue, 'a', { act: 'touch' }, '2026-11-02T07:00:00Z')
  const touched = next?.mine.find(({ lead }) => lead === 'a')
  assert.equal(touched?.due?.kind, 'decide')
  assert.equal(touched.attempts, 1)
})

test('what a rejection leads to only the server knows', () => {
  assert.equal(queueAfterAct(queue, 'a', { act: 'reject' }, '2026-11-02T07:00:00Z'), null)
})
