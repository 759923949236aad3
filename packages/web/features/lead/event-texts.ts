/** Properties of events as what they are said to be; anything else counts as not said. */
import type { HistoryEvent } from '@baton/protocol'

export function textOf(event: HistoryEvent, name: string): string | null {
  const value = event.properties[name]
  return typeof value === 'string' && value.trim() !== '' ? value : null
}

export function numberOf(event: HistoryEvent, name: string): number | null {
  const value = event.properties[name]
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : null
}

/** A moment in milliseconds since 1970-01-01 UTC. */
export function timeOf(event: HistoryEvent, name: string): number | null {
  const value = event.properties[name]
  const time = typeof value === 'number' ? value : typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isFinite(time) ? time : null
}

/** The lead's own events up to a moment, in order of time. */
export function eventsUntil(events: readonly HistoryEvent[], asOf: number): readonly HistoryEvent[] {
  return events.filter((event) => event.occurredAt <= asOf && event.colleague !== true)
}
