/** Going back: rejection, overdue and loss send a lead to rest with a share of its points, or out. */
import type { Agreement, RecycleReason, Stage } from '../agreement/agreement.ts'
import type { Decision } from './lead-state.ts'
import { keepShare } from './meters.ts'
import { resetActs } from './sales-progress.ts'
import { enter, type Step } from './step.ts'

const REST_NOT_AGREED: RecycleReason = { id: '', disqualify: false, restMs: 0, keep: 1 }

/** The agreed reason of that name; one that was not agreed rests nothing and keeps all. */
export function recycleReason(reason: string, agreement: Agreement): RecycleReason {
  return agreement.recycle.find(({ id }) => id === reason) ?? REST_NOT_AGREED
}

export function targetOf(reason: RecycleReason): Stage {
  return reason.disqualify ? 'disqualified' : 'recycled'
}

/**
 * Sends the lead back. The end of its rest tries a promotion by itself, unless it was a timer that sent it back: then
 * only something new about the lead may promote it, or an unworked lead would go round for ever.
 */
export function goBack(
  step: Step,
  reason: RecycleReason,
  more: Partial<Pick<Decision, 'breaks' | 'contested'>> = {},
): void {
  const { compiled, at, cause, timer } = step
  const to = targetOf(reason)
  const clause = `recycle.${reason.id}`
  enter(step, to, reason.id === '' ? [] : [clause], more)
  const isRest = to === 'recycled' && reason.restMs > 0
  step.state = {
    ...step.state,
    meters: keepShare(compiled, step.state, reason, step),
    rest: isRest ? { until: at + reason.restMs, cause: timer ? null : cause } : null,
    sales: resetActs(step.state.sales),
    tier: null,
    handoff: null,
    opportunity: null,
    waiting: null,
    disqualifiedBy: to === 'disqualified' ? clause : step.state.disqualifiedBy,
  }
}
