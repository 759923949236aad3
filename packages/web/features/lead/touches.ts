/** What sales tried to reach a lead, from its events. */
import type { HistoryEvent } from '@baton/protocol'
import { eventsUntil, textOf } from './event-texts.ts'

export interface Touch {
  readonly event: string
  readonly at: number
  readonly channel: string
  readonly outcome: string | null
  readonly note: string | null
  /** Id of the person, or how an import named them. */
  readonly by: string | null
}

/** Those of a pass through sales, newest first; all of them where no pass is named. */
export function touchesOf(
  events: readonly HistoryEvent[],
  since: number | null,
  asOf: number,
): readonly Touch[] {
  return eventsUntil(events, asOf)
    .filter((event) => event.name === 'Touch Logged' && (since === null || event.occurredAt >= since))
    .map((event) => ({
      event: event.id,
      at: event.occurredAt,
      channel: textOf(event, 'channel') ?? 'other',
      outcome: textOf(event, 'outcome'),
      note: textOf(event, 'note'),
      by: textOf(event, 'by'),
    }))
    .toReversed()
}
