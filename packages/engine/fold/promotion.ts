/** What the agreement concludes by itself: promotion to MQL by the first tier that holds, and to SQL. */
import type { Condition } from '../agreement/agreement.ts'
import type { CompiledAgreement } from './compile-agreement.ts'
import { holds } from './conditions.ts'
import { factLookup, missingFields } from './facts.ts'
import { isHandedOver, openedBySales, openHandoff } from './handoff.ts'
import type { LeadState } from './lead-state.ts'
import { resetActs, sqlClauses } from './sales-progress.ts'
import { enter, type Step } from './step.ts'

/** Tiers in order, the first that holds wins; an incomplete packet waits for data. */
export function tryPromotion(step: Step): void {
  const { compiled, at, day, state } = step
  const isResting = state.rest !== null && at < state.rest.until
  const isOpen = state.stage === 'lead' || (state.stage === 'recycled' && !isResting)
  const tier = isOpen
    ? compiled.agreement.tiers.find(({ condition }) => holds(compiled, state, condition, day))
    : undefined
  if (!tier) {
    if (state.waiting) step.state = { ...state, waiting: null }
    return
  }
  const missing = missingFields(compiled, factLookup(state))
  if (missing.length > 0) {
    step.state = { ...state, waiting: { tier: tier.id, missing } }
    return
  }
  step.state = {
    ...state,
    waiting: null,
    rest: null,
    tier: tier.id,
    cycle: state.cycle + 1,
    sales: resetActs(state.sales),
    opportunity: null,
    handoff: openHandoff(step, tier.clock),
  }
  enter(step, 'mql', [tier.clauseId], { evidence: settledBy(compiled, step.state, tier.condition) })
}

export function trySalesQualification(step: Step): void {
  const { stage } = step.state
  if (stage !== 'lead' && stage !== 'mql' && stage !== 'sal') return
  const clauses = sqlClauses(step.compiled, step.state, step.day)
  if (!clauses) return
  beginUnlessHandedOver(step, null)
  enter(step, 'sql', clauses)
}

/** Sales has the lead without a promotion: that too is a pass with its own number. */
export function beginUnlessHandedOver(step: Step, owner: string | null): void {
  const { state } = step
  if (isHandedOver(state.stage)) return
  step.state = {
    ...state,
    waiting: null,
    rest: null,
    cycle: state.cycle + 1,
    opportunity: null,
    handoff: openedBySales(step, owner),
  }
}

/** Events kept for the `did` conditions of a tier: the evidence that a state still knows by itself. */
function settledBy(compiled: CompiledAgreement, state: LeadState, condition: Condition): string[] {
  switch (condition.kind) {
    case 'did':
      return [...state.occurrences[compiled.didIndex.get(condition)!]!.events]
    case 'all':
    case 'any':
      return condition.conditions.flatMap((part) => settledBy(compiled, state, part))
    default:
      return []
  }
}
