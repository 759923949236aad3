/** The event that gives a handoff to somebody, with its reasons: whose turn it was, and why it was nobody else's. */
import type { OwnEvent, StandingLead } from '../events/index.ts'
import type { Choice } from './choose-owner.ts'
import type { Need } from './plan-assignments.ts'
import type { Roster } from './roster.ts'

/** As it stands in the event; names are added when it is read. */
export interface StoredExplanation {
  readonly route: number | null
  readonly candidates: Choice['candidates']
  readonly skipped: Choice['skipped']
}

/** @param by the person who decided it; null: Baton, by the rule */
export function assignedEvent(
  { id, state, ledgerSeq }: StandingLead,
  roster: Roster,
  need: { readonly why: Need['why'] | 'manager' | 'claimed'; readonly team: string | null },
  choice: Pick<Choice, 'candidates' | 'skipped'> & { readonly to: string },
  by: string | null = null,
): OwnEvent {
  const { to, candidates, skipped } = choice
  const explanation: StoredExplanation = { route: routeOf(state), candidates, skipped }
  const hours = roster.person(to)?.hours ?? null
  return {
    leadId: id,
    // The number of its last decision: giving it again to somebody else is another event, doing this one twice is not.
    messageId: `assigned:${id}:${state.cycle}:${ledgerSeq}`,
    name: 'Handoff Assigned',
    properties: {
      to,
      ...(need.team !== null && { team: need.team }),
      why: need.why,
      ...(hours !== null && { hours }),
      ...(by !== null && { by }),
      explanation,
    },
  }
}

/** Counted from 1; null where none matched. */
export function routeOf({ handoff }: StandingLead['state']): number | null {
  return handoff && handoff.team !== null && handoff.routesTried > 0 ? handoff.routesTried : null
}
