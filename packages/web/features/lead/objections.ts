/** Objections that a lead raised, and what it said that it needs. */
import type { HistoryEvent } from '@baton/protocol'
import { eventsUntil, textOf } from './event-texts.ts'

export interface RaisedObjection {
  readonly event: string
  readonly at: number
  /** An objection of the playbook, or a text of an import. */
  readonly objection: string
  readonly answered: boolean
  readonly note: string | null
  /** How often it was raised up to then; the latest word counts. */
  readonly times: number
}

/** Each objection once, as it was noted last; those without an answer first, then newest first. */
export function objectionsOf(events: readonly HistoryEvent[], asOf: number): readonly RaisedObjection[] {
  const raised = new Map<string, RaisedObjection>()
  for (const event of eventsUntil(events, asOf)) {
    const objection = event.name === 'Objection Raised' ? textOf(event, 'objection') : null
    if (objection === null) continue
    raised.set(objection, {
      event: event.id,
      at: event.occurredAt,
      objection,
      answered: event.properties['answered'] === true,
      note: textOf(event, 'note'),
      times: (raised.get(objection)?.times ?? 0) + 1,
    })
  }
  return [...raised.values()].toSorted((a, b) => Number(a.answered) - Number(b.answered) || b.at - a.at)
}

export interface Needs {
  readonly at: number
  readonly by: string | null
  readonly challenges: string
  readonly features: string
  readonly timeline: string
  readonly tools: string
}

/** The latest assessment; null before there is one. */
export function needsOf(events: readonly HistoryEvent[], asOf: number): Needs | null {
  const event = eventsUntil(events, asOf).findLast(({ name }) => name === 'Needs Assessed')
  if (event === undefined) return null
  const said = (name: string) => textOf(event, name) ?? ''
  return {
    at: event.occurredAt,
    by: textOf(event, 'by'),
    challenges: said('challenges'),
    features: said('features'),
    timeline: said('timeline'),
    tools: said('tools'),
  }
}
