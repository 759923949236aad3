/** Folding a whole history at once: the plain way, and the oracle of every faster one. */
import { compareEvents, type LeadEvent } from '../event.ts'
import type { CompiledAgreement } from './compile-agreement.ts'
import { foldEvent, initialState, type Folded } from './fold-event.ts'
import type { Decision } from './lead-state.ts'
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

/** Folds events in whatever order they come. `onPour` hears of every pouring. */
export function foldHistory(
  compiled: CompiledAgreement,
  events: readonly LeadEvent[],
  onPour?: (pour: Pour) => void,
): Folded {
  let state = initialState(compiled)
  const decisions: Decision[] = []
  for (const event of foldOrder(events)) {
    const folded = foldEvent(compiled, state, event, onPour)
    state = folded.state
    if (folded.decisions.length) decisions.push(...folded.decisions)
  }
  return { state, decisions }
}
