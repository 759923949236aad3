/** Acts of sales and outcomes: where each takes the lead by itself, apart from what the agreement concludes. */
import type { Stage } from '../agreement/agreement.ts'
import type { LeadEvent } from '../event.ts'
import { disqualifyingClause, factLookup } from './facts.ts'
import { effortIsMade, isHandedOver, noteTouch, reassignTo } from './handoff.ts'
import type { Decision } from './lead-state.ts'
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
      return takeUp(step, ownerOf(event.properties.owner))
    case 'Handoff Rejected':
    case 'Handoff Returned':
      return rejectOrReturn(step, event)
    case 'Handoff Reassigned':
      return reassignTo(step, ownerOf(event.properties.to))
    case 'Lead Reinstated':
      return reinstate(step)
    case 'Opportunity Opened':
      return isCustomer || stage === 'opportunity' ? undefined : reach(step, 'opportunity')
    case 'Opportunity Won':
      return isCustomer ? undefined : reach(step, 'customer')
    case 'Opportunity Lost':
      return OPEN.includes(stage) ? goBack(step, recycleReason('lost', compiled.agreement)) : undefined
    case 'Referral Made':
      return stage === 'customer' ? enter(step, 'advocate', []) : undefined
  }
}

function ownerOf(property: unknown): string | null {
  return typeof property === 'string' && property !== '' ? property.slice(0, 200) : null
}

/** Accepts what was handed over, or opens a prospect that was not. A disqualified lead has to be reinstated first. */
function takeUp(step: Step, owner: string | null): void {
  const { stage } = step.state
  if (stage === 'disqualified' || WAY.indexOf(stage) >= WAY.indexOf('sal')) return
  beginUnlessHandedOver(step, owner)
  const handoff = step.state.handoff!
  step.state = {
    ...step.state,
    handoff: { ...handoff, owner: owner ?? handoff.owner, decidedAt: step.at },
  }
  enter(step, 'sal', [])
}

function reach(step: Step, stage: Stage): void {
  beginUnlessHandedOver(step, null)
  enter(step, stage, [])
}

/** A reason that disqualifies can be given of any open lead; the others send back what sales has. */
function rejectOrReturn(step: Step, event: LeadEvent): void {
  const { compiled, state } = step
  const { reason, clause, field } = event.properties
  if (!OPEN.includes(state.stage) && state.stage !== 'recycled') return
  const agreed = recycleReason(typeof reason === 'string' ? reason : '', compiled.agreement)
  if (!agreed.disqualify && !isHandedOver(state.stage)) return
  const contested: Decision['contested'] = {
    ...(typeof clause === 'string' && { clause: clause.slice(0, 200) }),
    ...(typeof field === 'string' && { field: field.slice(0, 200) }),
  }
  goBack(step, agreed, {
    contested: Object.keys(contested).length > 0 ? contested : null,
    breaks: reason === 'unreachable' && !effortIsMade(compiled, state.handoff) ? ['handoff.effort'] : [],
  })
}

/** Sales takes back its own disqualification; what facts disqualify stays until they are corrected. */
function reinstate(step: Step): void {
  const { compiled, state } = step
  if (state.stage !== 'disqualified') return
  step.state = { ...state, disqualifiedBy: disqualifyingClause(compiled, factLookup(state)) }
  if (step.state.disqualifiedBy === null) enter(step, 'lead', [])
}
