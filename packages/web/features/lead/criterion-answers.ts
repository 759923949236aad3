/** Answers to a criterion with where they come from: the one that stands, and those that say otherwise. */
import type { Answer, CriterionReading, Value } from '@baton/engine'
import type { HistoryEvent } from '@baton/protocol'
import { eventsUntil, textOf } from './event-texts.ts'

export interface GivenAnswer {
  readonly event: string
  readonly at: number
  readonly value: Value | null
  /** `call`, `form`, `inferred`; null where nobody noted it. */
  readonly source: string | null
  readonly saidBy: string | null
  readonly by: string | null
  readonly note: string | null
}

export interface CriterionSheet {
  readonly standing: GivenAnswer | null
  /** Answers that differ from the standing one, newest first, each value once. */
  readonly against: readonly GivenAnswer[]
  readonly state: 'open' | 'satisfied' | 'not-satisfied' | 'aged'
}

export function criterionSheet(
  reading: CriterionReading,
  events: readonly HistoryEvent[],
  asOf: number,
): CriterionSheet {
  const given = eventsUntil(events, asOf)
    .filter(
      (event) => event.name === 'Criterion Answered' && textOf(event, 'criterion') === reading.criterion,
    )
    .map(givenBy)
  const { answer } = reading
  if (answer === null) return { standing: null, against: [], state: 'open' }
  const told = given.find(({ event }) => event === answer.event)
  const state = reading.aged ? 'aged' : reading.satisfied ? 'satisfied' : 'not-satisfied'
  return {
    standing: { ...(told ?? untold(answer)), value: answer.value },
    against: against(given, answer),
    state,
  }
}

/** An answer that was taken back no longer contradicts. */
function against(given: readonly GivenAnswer[], answer: Answer): readonly GivenAnswer[] {
  const takenBack = given.findLastIndex(({ value }) => value === null)
  const seen = new Set([String(answer.value)])
  return given
    .slice(takenBack + 1)
    .toReversed()
    .filter(({ value }) => {
      const fresh = !seen.has(String(value))
      seen.add(String(value))
      return fresh
    })
}

function givenBy(event: HistoryEvent): GivenAnswer {
  const value = event.properties['value']
  const isValue = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
  return {
    event: event.id,
    at: event.occurredAt,
    value: isValue ? value : null,
    source: textOf(event, 'source'),
    saidBy: textOf(event, 'said_by'),
    by: textOf(event, 'by'),
    note: textOf(event, 'note'),
  }
}

function untold({ value, at, event }: Answer): GivenAnswer {
  return { event, at, value, source: null, saidBy: null, by: null, note: null }
}
