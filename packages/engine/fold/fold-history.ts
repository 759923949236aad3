/** Folding a whole history at once: the plain way, and the oracle of every faster one. */
import { compareEvents, type LeadEvent } from '../event.ts'
import type { CompiledAgreement } from './compile-agreement.ts'
import { foldEvent, initialState } from './fold-event.ts'
import type { Decision, Folded } from './lead-state.ts'
import { advance } from './timers.ts'
import type { Pour } from '../verdict/verdict.ts'

/** Events in fold order, each once: a repeated id is absorbed, the first received stands. */
export function foldOrder(events: readonly LeadEvent[]): readonly LeadEvent[] {
  const byId = new Map<string, LeadEvent>()
  for (const event of events) {
    const known = byId.get(event.id)
    if (!known || event.seq < known.seq) byId.set(event.id, event)
  }
  return [...byId.values()].sort(compareEvents)
}

/**
 * Folds events in whatever order they come, and the timers between and after them.
 *
 * @param until timers due before this moment have fired; none after the last event by default
 * @param onPour hears of every pouring
 */
export function foldHistory(
  compiled: CompiledAgreement,
  events: readonly LeadEvent[],
  until = -Infinity,
  onPour?: (pour: Pour) => void,
): Folded {
  return foldOrdered(compiled, foldOrder(events), until, onPour)
}

/** The same for events that are in fold order, each once. */
export function foldOrdered(
  compiled: CompiledAgreement,
  ordered: readonly LeadEvent[],
  until = -Infinity,
  onPour?: (pour: Pour) => void,
): Folded {
  let state = initialState(compiled)
  const decisions: Decision[] = []
  const keep = (folded: Folded) => {
    state = folded.state
    if (folded.decisions.length) decisions.push(...folded.decisions)
  }
  for (const event of ordered) keep(foldEvent(compiled, state, event, onPour))
  keep(advance(compiled, state, until, onPour))
  return { state, decisions }
}
