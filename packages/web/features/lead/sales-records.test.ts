import type { CriterionReading } from '@baton/engine'
import type { HistoryEvent } from '@baton/protocol'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { criterionSheet } from './criterion-answers.ts'
import { meetingsOf } from './meetings.ts'
import { needsOf, objectionsOf } from './objections.ts'
import { touchesOf } from './touches.ts'

const HOUR_MS = 3_600_000
const NOW = 1000 * HOUR_MS
let seq = 0
function event(hour: number, name: string, properties: Record<string, unknown> = {}): HistoryEvent {
  seq += 1
  return {
    id: `e${seq}`,
    seq,
    name,
    occurredAt: hour * HOUR_MS,
    trust: 'server',
    properties,
    source: 'sales',
  }
}
const at = (hour: number) => new Date(hour * HOUR_MS).toISOString()

test('a meeting that was moved stands at its new time, and keeps what was not said again', () => {
  const [meeting] = meetingsOf(
    [
      event(1, 'Meeting Booked', {
        meeting: 'm',
        starts_at: at(20),
        minutes: 30,
        title: 'Demo',
        place: 'Room 1',
      }),
      event(2, 'Meeting Moved', { meeting: 'm', starts_at: at(44) }),
    ],
    NOW,
  )
  assert.deepEqual(
    [meeting?.startsAt, meeting?.minutes, meeting?.title, meeting?.moves],
    [44 * HOUR_MS, 30, 'Demo', 1],
  )
})

test('an outcome that names no meeting ends the earliest that had begun', () => {
  const meetings = meetingsOf(
    [
      event(1, 'Meeting Booked', { meeting: 'a', starts_at: at(5) }),
      event(1, 'Meeting Booked', { meeting: 'b', starts_at: at(50) }),
      event(6, 'Meeting Held'),
    ],
    NOW,
  )
  assert.deepEqual(
    meetings.map(({ id, state }) => [id, state]),
    [
      ['b', 'booked'],
      ['a', 'held'],
    ],
  )
})

test('a meeting that was held without having been booked stands alone, a cancellation of nothing does not', () => {
  const meetings = meetingsOf(
    [event(3, 'Meeting Held'), event(4, 'Meeting Cancelled', { meeting: 'x' })],
    NOW,
  )
  assert.deepEqual(
    meetings.map(({ id, state }) => [id, state]),
    [[null, 'held']],
  )
})

test('what happened after the moment has not happened', () => {
  const events = [event(1, 'Meeting Booked', { meeting: 'm', starts_at: at(9) }), event(9, 'Meeting Held')]
  assert.equal(meetingsOf(events, 5 * HOUR_MS)[0]?.state, 'booked')
})

test('touches of the pass come newest first', () => {
  const events = [1, 5, 7].map((hour) =>
    event(hour, 'Touch Logged', { channel: 'call', outcome: 'voicemail' }),
  )
  assert.deepEqual(
    touchesOf(events, 4 * HOUR_MS, NOW).map((touch) => touch.at / HOUR_MS),
    [7, 5],
  )
})

test('an objection stands once, as it was noted last, and open ones come first', () => {
  const raised = objectionsOf(
    [
      event(1, 'Objection Raised', { objection: 'price', answered: false }),
      event(2, 'Objection Raised', { objection: 'security', answered: false }),
      event(3, 'Objection Raised', { objection: 'price', answered: true, note: 'saw the numbers' }),
    ],
    NOW,
  )
  assert.deepEqual(
    raised.map(({ objection, answered, times }) => [objection, answered, times]),
    [
      ['security', false, 1],
      ['price', true, 2],
    ],
  )
})

test('the latest assessment of needs counts', () => {
  const events = [
    event(1, 'Needs Assessed', { challenges: 'slow' }),
    event(2, 'Needs Assessed', { challenges: 'dear' }),
  ]
  assert.equal(needsOf(events, NOW)?.challenges, 'dear')
  assert.equal(needsOf([], NOW), null)
})

function reading(events: readonly HistoryEvent[], value: string): CriterionReading {
  const last = events.findLast((one) => one.properties['value'] === value)!
  const answer = { value, at: last.occurredAt, event: last.id, rank: 2, contradicts: null }
  return { criterion: 'authority', answer, aged: false, satisfied: true }
}

test('answers that say otherwise are shown with who said them, each value once', () => {
  const events = [
    event(1, 'Criterion Answered', { criterion: 'authority', value: 'none', source: 'form' }),
    event(2, 'Criterion Answered', { criterion: 'authority', value: 'none', source: 'call', said_by: 'Ada' }),
    event(3, 'Criterion Answered', { criterion: 'authority', value: 'decides', source: 'meeting' }),
  ]
  const sheet = criterionSheet(reading(events, 'decides'), events, NOW)
  assert.equal(sheet.standing?.source, 'meeting')
  assert.deepEqual(
    sheet.against.map(({ value, saidBy }) => [value, saidBy]),
    [['none', 'Ada']],
  )
})

test('an answer that was taken back contradicts nothing', () => {
  const events = [
    event(1, 'Criterion Answered', { criterion: 'authority', value: 'none' }),
    event(2, 'Criterion Answered', { criterion: 'authority', value: null }),
    event(3, 'Criterion Answered', { criterion: 'authority', value: 'decides' }),
  ]
  assert.deepEqual(criterionSheet(reading(events, 'decides'), events, NOW).against, [])
})

test('a meeting that nobody noted a time for stands when it was held', () => {
  const events = [event(1, 'Meeting Booked'), event(9, 'Meeting Held')]
  assert.equal(meetingsOf(events.slice(0, 1), NOW)[0]?.isTimed, false)
  assert.equal(meetingsOf(events, NOW)[0]?.startsAt, 9 * HOUR_MS)
})
