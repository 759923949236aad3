/** Meetings with a lead, from the events that booked, moved, cancelled, held and missed them. */
import type { HistoryEvent } from '@baton/protocol'
import { eventsUntil, numberOf, textOf, timeOf } from './event-texts.ts'

export interface Meeting {
  /** Null where a meeting was told of without ever having been booked. */
  readonly id: string | null
  /** The event that told of it first. */
  readonly event: string
  /** Milliseconds since 1970-01-01 UTC. */
  readonly startsAt: number
  /** False where nobody said when it begins: `startsAt` is then when it was told of. */
  readonly isTimed: boolean
  readonly minutes: number | null
  readonly title: string
  readonly place: string
  readonly state: 'booked' | 'cancelled' | 'held' | 'missed'
  /** How often it was put at another time. */
  readonly moves: number
  readonly note: string | null
}

const ENDS = { 'Meeting Cancelled': 'cancelled', 'Meeting Held': 'held', 'Meeting Missed': 'missed' } as const

/** As they stood at a moment: those to come first, soonest first, then those that are over, latest first. */
export function meetingsOf(events: readonly HistoryEvent[], asOf: number): readonly Meeting[] {
  const meetings: Meeting[] = []
  for (const event of eventsUntil(events, asOf)) {
    if (event.name === 'Meeting Booked') meetings.push(booked(event))
    else if (event.name === 'Meeting Moved') move(meetings, event)
    else if (event.name in ENDS) end(meetings, event, ENDS[event.name as keyof typeof ENDS])
  }
  const open = meetings.filter(({ state }) => state === 'booked').toSorted((a, b) => a.startsAt - b.startsAt)
  const over = meetings.filter(({ state }) => state !== 'booked').toSorted((a, b) => b.startsAt - a.startsAt)
  return [...open, ...over]
}

function booked(event: HistoryEvent): Meeting {
  return {
    id: textOf(event, 'meeting'),
    event: event.id,
    startsAt: timeOf(event, 'starts_at') ?? event.occurredAt,
    isTimed: timeOf(event, 'starts_at') !== null,
    minutes: numberOf(event, 'minutes'),
    title: textOf(event, 'title') ?? 'Meeting',
    place: textOf(event, 'place') ?? '',
    state: 'booked',
    moves: 0,
    note: null,
  }
}

function move(meetings: Meeting[], event: HistoryEvent) {
  const at = meetings.findLastIndex(({ id }) => id !== null && id === textOf(event, 'meeting'))
  const before = meetings[at]
  if (before === undefined) return
  meetings[at] = {
    ...before,
    startsAt: timeOf(event, 'starts_at') ?? before.startsAt,
    isTimed: before.isTimed || timeOf(event, 'starts_at') !== null,
    minutes: numberOf(event, 'minutes') ?? before.minutes,
    title: textOf(event, 'title') ?? before.title,
    place: textOf(event, 'place') ?? before.place,
    state: 'booked',
    moves: before.moves + 1,
  }
}

/** What ends a meeting and does not say which one ends the earliest that had begun by then; without one it stands alone. */
function end(meetings: Meeting[], event: HistoryEvent, state: Meeting['state']) {
  const named = textOf(event, 'meeting')
  const at =
    named === null
      ? meetings.findIndex((one) => one.state === 'booked' && one.startsAt <= event.occurredAt)
      : meetings.findLastIndex(({ id }) => id === named)
  const before = meetings[at]
  const note = textOf(event, 'note')
  if (before !== undefined) {
    meetings[at] = {
      ...before,
      ...(!before.isTimed && { startsAt: event.occurredAt, isTimed: true }),
      state,
      minutes: numberOf(event, 'minutes') ?? before.minutes,
      note,
    }
  } else if (state !== 'cancelled') {
    meetings.push({ ...booked(event), id: named, startsAt: event.occurredAt, isTimed: true, state, note })
  }
}
