/** Everything there is to say about a lead at a moment: verdict, pourings, decisions with their evidence, remedies. */
import type { LeadEvent } from '../event.ts'
import { dayOf } from '../event.ts'
import type { CompiledAgreement } from '../fold/compile-agreement.ts'
import { foldEvent, initialState } from '../fold/fold-event.ts'
import { foldOrder } from '../fold/fold-history.ts'
import type { Decision, Folded, LeadState } from '../fold/lead-state.ts'
import { advance } from '../fold/timers.ts'
import { judge } from './judge.ts'
import { reasonFor } from './reason-for.ts'
import { whatWouldItTake } from './what-would-it-take.ts'
import type { Pour, Remedy, Verdict } from './verdict.ts'

export interface TracedHistory {
  readonly state: LeadState
  /** Decisions with complete evidence: the events behind meters and facts too. */
  readonly decisions: readonly Decision[]
  readonly pours: readonly Pour[]
  /** Which event stated each standing fact, by field with its prefix. */
  readonly factEvents: ReadonlyMap<string, string>
}

/** Folds like `foldHistory`, timers due before `until` included, and remembers what each event contributed. */
export function traceHistory(
  compiled: CompiledAgreement,
  events: readonly LeadEvent[],
  until = -Infinity,
): TracedHistory {
  let state = initialState(compiled)
  const decisions: Decision[] = []
  const pours: Pour[] = []
  const factEvents = new Map<string, string>()
  const onPour = (pour: Pour) => pours.push(pour)
  const keep = (folded: Folded) => {
    state = folded.state
    for (const decision of folded.decisions) {
      decisions.push(withEvidence(compiled, state, decision, { pours, factEvents }))
    }
  }
  for (const event of foldOrder(events)) {
    // By themselves, so that what they decided is explained by the state that they saw.
    keep(advance(compiled, state, event.occurredAt, onPour))
    const before = state
    const folded = foldEvent(compiled, state, event, onPour)
    noteFacts(factEvents, 'lead', before.lead, folded.state.lead, event.id)
    noteFacts(factEvents, 'company', before.company, folded.state.company, event.id)
    keep(folded)
  }
  keep(advance(compiled, state, until, onPour))
  return { state, decisions, pours, factEvents }
}

function noteFacts(
  factEvents: Map<string, string>,
  subject: 'lead' | 'company',
  before: LeadState['lead'],
  after: LeadState['lead'],
  event: string,
): void {
  if (before === after) return
  for (const name in after) if (after[name] !== before[name]) factEvents.set(`${subject}.${name}`, event)
}

/** A promotion rests on its tier's reasons, so their events are its evidence. */
function withEvidence(
  compiled: CompiledAgreement,
  state: LeadState,
  decision: Decision,
  trace: Pick<TracedHistory, 'pours' | 'factEvents'>,
): Decision {
  if (decision.to !== 'mql' || decision.kind !== 'stage') return decision
  const tier = compiled.agreement.tiers.find(({ clauseId }) => decision.clauses.includes(clauseId))
  if (!tier) return decision
  const reason = reasonFor(compiled, state, tier.condition, dayOf(decision.at), trace)
  return { ...decision, evidence: [...new Set([...decision.evidence, ...reason.events])] }
}

export interface Explanation extends TracedHistory {
  readonly verdict: Verdict
  /** Smallest first; empty for a lead that is not open to promotion. */
  readonly remedies: readonly Remedy[]
}

/**
 * Explains a lead as of a moment, from the events up to it.
 *
 * @param asOf milliseconds since 1970-01-01 UTC
 */
export function explainHistory(
  compiled: CompiledAgreement,
  events: readonly LeadEvent[],
  asOf: number,
): Explanation {
  const traced = traceHistory(
    compiled,
    events.filter((event) => event.occurredAt <= asOf),
    asOf,
  )
  return {
    ...traced,
    verdict: judge(compiled, traced.state, asOf, traced),
    remedies: whatWouldItTake(compiled, traced.state, asOf),
  }
}
