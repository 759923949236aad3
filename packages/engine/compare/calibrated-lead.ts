/** A lead that both teams judged without seeing each other's answer, or the agreement's. */
import type { LeadEvent } from '../event.ts'
import type { CompiledAgreement } from '../fold/compile-agreement.ts'
import { foldEvent, initialState } from '../fold/fold-event.ts'
import { foldOrder } from '../fold/fold-history.ts'
import type { Folded } from '../fold/lead-state.ts'
import { advance } from '../fold/timers.ts'
import type { Outcome } from './outcomes.ts'

export interface CalibratedLead {
  readonly id: string
  /** Whether marketing, and whether sales, would have had it passed on. */
  readonly marketing: boolean
  readonly sales: boolean
  /** What became of it since, as far as it is known. */
  readonly outcome: Outcome
  readonly events: readonly LeadEvent[]
  /** The moment that they judged it at: what happened later they did not see. Milliseconds since 1970-01-01 UTC. */
  readonly asOf: number
}

/** A lead's events as they were seen, in fold order, each once. */
export function eventsSeen({ events, asOf }: CalibratedLead): readonly LeadEvent[] {
  return foldOrder(events.filter(({ occurredAt }) => occurredAt <= asOf))
}

/**
 * Whether the agreement would have passed a lead on by a moment, at least once: folding, up to the first promotion.
 *
 * @param seen events up to that moment, in fold order, each once
 */
export function isPassedOn(compiled: CompiledAgreement, seen: readonly LeadEvent[], asOf: number): boolean {
  let state = initialState(compiled)
  for (const event of seen) {
    const folded = foldEvent(compiled, state, event)
    if (promotes(folded)) return true
    state = folded.state
  }
  return promotes(advance(compiled, state, asOf))
}

/** Whether promotion to MQL is among what was decided. */
export function promotes({ decisions }: Folded): boolean {
  return decisions.some(({ kind, to }) => kind === 'stage' && to === 'mql')
}

/**
 * What the agreement ought to have said: what both teams say; where they differ, what became of the lead; where that is
 * not known, what sales says, who would have to work it.
 */
export function targetOf({ marketing, sales, outcome }: CalibratedLead): boolean {
  if (marketing === sales) return sales
  switch (outcome) {
    case 'won':
    case 'sql':
      return true
    case 'lost':
      return false
    case 'open':
    case 'unknown':
      return sales
  }
}
