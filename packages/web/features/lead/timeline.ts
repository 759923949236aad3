/** The timeline as data: events and decisions up to a moment, newest first, by day. */
import { dayOf } from '@baton/engine'
import type { HistoryEvent, LedgerDecision } from '@baton/protocol'

export type TimelineEntry =
  | { readonly kind: 'event'; readonly at: number; readonly event: HistoryEvent }
  | { readonly kind: 'decision'; readonly at: number; readonly decision: LedgerDecision }

export interface TimelineDay {
  readonly day: number
  readonly entries: readonly TimelineEntry[]
}

export interface Timeline {
  /** Events up to the moment, shown or not. */
  readonly total: number
  readonly days: readonly TimelineDay[]
}

/** A decision stands above the event that caused it. At most `limit` events are shown, and the decisions among them. */
export function timelineDays(
  events: readonly HistoryEvent[],
  decisions: readonly LedgerDecision[],
  asOf: number,
  limit: number,
): Timeline {
  const happened = events.filter((event) => event.occurredAt <= asOf)
  const shown = happened.slice(-limit).toReversed()
  const oldest = happened.length > limit ? shown.at(-1)!.occurredAt : -Infinity
  const decided = decisions.filter((decision) => Date.parse(decision.at) <= asOf)
  const byCause = Map.groupBy(
    decided.filter(({ timer }) => timer === null),
    (decision) => decision.causeEvent,
  )
  const entries: TimelineEntry[] = []
  for (const event of shown) {
    for (const decision of (byCause.get(event.id) ?? []).toReversed()) {
      entries.push({ kind: 'decision', at: event.occurredAt, decision })
    }
    byCause.delete(event.id)
    entries.push({ kind: 'event', at: event.occurredAt, event })
  }
  // A decision of a timer stands at its own time; so does one whose cause is no part of this history any more.
  const alone = [...byCause.values()].flat().concat(decided.filter(({ timer }) => timer !== null))
  for (const decision of alone) {
    const at = Date.parse(decision.at)
    if (at >= oldest) entries.push({ kind: 'decision', at, decision })
  }
  const ordered = entries.toSorted((a, b) => b.at - a.at)
  const days = [...Map.groupBy(ordered, (entry) => dayOf(entry.at))].map(([day, group]) => ({
    day,
    entries: group,
  }))
  return { total: happened.length, days }
}
