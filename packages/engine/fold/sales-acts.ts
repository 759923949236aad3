/** Acts of sales and outcomes: where each takes the lead by itself, apart from what the agreement concludes. */
import type { RecycleReason, Stage } from '../agreement/agreement.ts'
import type { LeadEvent } from '../event.ts'
import { disqualifyingClause, factLookup } from './facts.ts'
import { assign, nameOf } from './assignment.ts'
import { effortIsMade, isHandedOver, noteTouch } from './handoff.ts'
import type { Decision, HandoffState, LeadState } from './lead-state.ts'
import { asValue } from './matches.ts'
import { changeOpportunity, openOpportunity } from './opportunity.ts'
import { beginUnlessHandedOver } from './promotion.ts'
import { goBack, recycleReason } from './recycling.ts'
import { salesProgress } from './sales-progress.ts'
import { enter, type Step, WAY } from './step.ts'

const OPEN: readonly Stage[] = ['lead', 'mql', 'sal', 'sql', 'opportunity']

export function actOfSales(step: Step, event: LeadEvent): void {
  const { compiled } = step
  const sales = salesProgress(step.state.sales, event, compiled.agreement)
  if (sales !== step.state.sales) step.state = { ...step.state, sales }
  noteTouch(step, event)
  const { stage } = step.state
  const isCustomer = stage === 'customer' || stage === 'advocate'
  switch (event.name) {
    case 'Handoff Accepted':
    case 'Prospect Opened':
      return takeUp(step, nameOf(event.properties.owner))
    case 'Handoff Rejected':
    case 'Handoff Returned':
      return rejectOrReturn(step, event)
    case 'Handoff Assigned':
      return assign(step, event)
    case 'Lead Reinstated':
      return reinstate(step)
    case 'Opportunity Opened':
      if (isCustomer) return
      if (stage === 'opportunity') return changeOpportunity(step, event)
      reach(step, 'opportunity')
      return openOpportunity(step, event)
    case 'Opportunity Changed':
    case 'Proposal Sent':
      return stage === 'opportunity' ? changeOpportunity(step, event) : undefined
    case 'Opportunity Won':
      if (isCustomer) return
      reach(step, 'customer')
      return changeOpportunity(step, event)
    case 'Opportunity Lost':
      return OPEN.includes(stage) ? goBack(step, recycleReason('lost', compiled.agreement)) : undefined
    case 'Referral Made':
      return stage === 'customer' ? enter(step, 'advocate', []) : undefined
  }
}

/** Accepts what was handed over, or opens a prospect that was not. A disqualified lead has to be reinstated first. */
function takeUp(step: Step, owner: string | null): void {
  const { stage } = step.state
  if (stage === 'disqualified' || WAY.indexOf(stage) >= WAY.indexOf('sal')) return
  beginUnlessHandedOver(step, owner)
  const handoff = step.state.handoff!
  step.state = {
    ...step.state,
    handoff: { ...handoff, ...heldBy(handoff, owner), decidedAt: step.at },
  }
  enter(step, 'sal', [])
}

/** Who accepts has it; the hours that were told are those of who had it before. */
function heldBy({ owner: before, hours }: HandoffState, owner: string | null) {
  return owner === null || owner === before ? { owner: before, hours } : { owner, hours: null }
}

function reach(step: Step, stage: Stage): void {
  beginUnlessHandedOver(step, null)
  enter(step, stage, [])
}

/** A reason that disqualifies can be given of any open lead; the others send back what sales has. */
export function canBeSentBack({ stage }: Pick<LeadState, 'stage'>, reason: RecycleReason): boolean {
  if (!OPEN.includes(stage) && stage !== 'recycled') return false
  return reason.disqualify || isHandedOver(stage)
}

function rejectOrReturn(step: Step, event: LeadEvent): void {
  const { compiled, state } = step
  const { reason } = event.properties
  const agreed = recycleReason(typeof reason === 'string' ? reason : '', compiled.agreement)
  if (!canBeSentBack(state, agreed)) return
  goBack(step, agreed, {
    contested: contestedBy(event),
    breaks: reason === 'unreachable' && !effortIsMade(compiled, state.handoff) ? ['handoff.effort'] : [],
  })
}

/** What a fact should be is told only together with the fact. */
function contestedBy({ properties }: LeadEvent): Decision['contested'] {
  const clause = nameOf(properties.clause)
  const field = nameOf(properties.field)
  const value = field === null ? null : asValue(properties.value)
  if (clause === null && field === null) return null
  return {
    ...(clause !== null && { clause }),
    ...(field !== null && { field }),
    ...(value !== null && { value: typeof value === 'string' ? value.slice(0, 200) : value }),
  }
}

/** Sales takes back its own disqualification; what facts disqualify stays until they are corrected. */
function reinstate(step: Step): void {
  const { compiled, state } = step
  if (state.stage !== 'disqualified') return
  step.state = { ...state, disqualifiedBy: disqualifyingClause(compiled, factLookup(state)) }
  if (step.state.disqualifiedBy === null) enter(step, 'lead', [])
}
