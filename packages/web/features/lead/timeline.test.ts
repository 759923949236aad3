import type { HistoryEvent, LedgerDecision } from '@baton/protocol'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { timelineDays } from './timeline.ts'

const DAY_MS = 86_400_000
const event = (id: string, day: number): HistoryEvent => ({
  id,
  seq: day,
  name: 'Page Viewed',
  occurredAt: day * DAY_MS,
  trust: 'public',
  properties: {},
  source: 'website',
})
const decision = (causeEvent: string, day: number) =>
  ({
    id: `d-${causeEvent}`,
    causeEvent,
    at: new Date(day * DAY_MS).toISOString(),
    timer: null,
  }) as LedgerDecision

const events = [event('a', 1), event('b', 2), event('c', 2), event('d', 5)]

test('days come newest first, and so do the events of a day', () => {
  const { days } = timelineDays(events, [], 9 * DAY_MS, 40)
  assert.deepEqual(
    days.map(({ day, entries }) => [day, entries.length]),
    [
      [5, 1],
      [2, 2],
      [1, 1],
    ],
  )
})

test('what happened after the moment is not part of it', () => {
  assert.equal(timelineDays(events, [decision('d', 5)], 2 * DAY_MS, 40).total, 3)
})

test('a decision stands above the event that caused it', () => {
  const { days } = timelineDays(events, [decision('b', 2)], 2 * DAY_MS, 40)
  assert.deepEqual(
    days[0]!.entries.map((entry) => (entry.kind === 'event' ? entry.event.id : entry.decision.id)),
    ['c', 'd-b', 'b'],
  )
})

test('a decision of a timer stands at its own time, not with the event that set it', () => {
  const overdue = { ...decision('b', 3), timer: 'decide' } as LedgerDecision
  const { days } = timelineDays(events, [overdue], 9 * DAY_MS, 40)
  assert.deepEqual(
    days.map(({ day, entries }) => [day, entries.map(({ kind }) => kind)]),
    [
      [5, ['event']],
      [3, ['decision']],
      [2, ['event', 'event']],
      [1, ['event']],
    ],
  )
})
