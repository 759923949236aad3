/** What saying no would do, before it is said: worked out by the functions of the fold itself. */
import type { Stage } from '../agreement/agreement.ts'
import { dayOf } from '../event.ts'
import type { CompiledAgreement } from '../fold/compile-agreement.ts'
import { effortIsMade } from '../fold/handoff.ts'
import type { HandoffState, LeadState } from '../fold/lead-state.ts'
import { scoreOn } from '../fold/meters.ts'
import { goBack, recycleReason } from '../fold/recycling.ts'
import { canBeSentBack } from '../fold/sales-acts.ts'
import type { Step } from '../fold/step.ts'

export interface Rejection {
  /** The stage after it; the present one where the reason cannot be given of this lead. */
  readonly to: Stage
  readonly restUntil: number | null
  /** Share of its points that it keeps, 0 to 1. */
  readonly keep: number
  readonly scoreBefore: number
  readonly scoreAfter: number
  /** Whether sales has tried as agreed before a lead may be called unreachable. */
  readonly effortMade: boolean
}

/** @param at milliseconds since 1970-01-01 UTC, not before the state's last event, timers due until then folded */
export function ifRejected(
  compiled: CompiledAgreement,
  state: LeadState,
  reasonId: string,
  at: number,
): Rejection {
  const day = dayOf(at)
  const reason = recycleReason(reasonId, compiled.agreement)
  const isPossible = canBeSentBack(state, reason)
  const step: Step = { compiled, at, day, cause: '', timer: null, onPour: undefined, state, decisions: [] }
  if (isPossible) goBack(step, reason)
  return {
    to: step.state.stage,
    restUntil: step.state.rest?.until ?? null,
    keep: isPossible ? reason.keep : 1,
    scoreBefore: scoreOn(compiled, state, day),
    scoreAfter: scoreOn(compiled, step.state, day),
    effortMade: effortIsMade(compiled, state.handoff),
  }
}

/** What sales still owes a lead before it may call it unreachable; nothing where the agreement asks for no effort. */
export function effortLeft(
  { agreement }: CompiledAgreement,
  handoff: HandoffState | null,
): { readonly attempts: number; readonly channels: number } {
  const { effort } = agreement.handoff
  if (!effort || !handoff) return { attempts: 0, channels: 0 }
  return {
    attempts: Math.max(0, effort.attempts - handoff.attempts),
    channels: Math.max(0, effort.channels - handoff.channels.length),
  }
}
