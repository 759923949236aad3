/**
 * Timers: moments at which something happens because nothing did. They follow from the state, so nobody has to keep
 * them: a clock that runs out, a rest that ends. They are folded in time order between events.
 */
import { dayOf } from '../event.ts'
import type { Pour } from '../verdict/verdict.ts'
import type { CompiledAgreement } from './compile-agreement.ts'
import { passToNextRoute } from './assignment.ts'
import type { Decision, Folded, LeadState, TimerKind } from './lead-state.ts'
import { tryPromotion } from './promotion.ts'
import { goBack, recycleReason } from './recycling.ts'
import { decide, type Step } from './step.ts'

export interface Timer {
  readonly kind: TimerKind
  /** Milliseconds since 1970-01-01 UTC. What happens at this very moment is in time. */
  readonly at: number
  /** The event that set it. */
  readonly cause: string
}

/** A timer comes after every event of its instant. */
const AFTER_EVERY_EVENT = Number.MAX_SAFE_INTEGER

/** The next moment at which something happens by itself, or null. */
export function nextTimer({
  stage,
  handoff,
  rest,
}: Pick<LeadState, 'stage' | 'handoff' | 'rest'>): Timer | null {
  if (stage === 'recycled') return rest?.cause ? { kind: 'rest', at: rest.until, cause: rest.cause } : null
  if (!handoff || (stage !== 'mql' && stage !== 'sal')) return null
  const { firstTouchDue, decideDue, touchedAt, overdue, cause } = handoff
  const firstTouch = touchedAt === null && !overdue.includes('first-touch') ? firstTouchDue : null
  const decision = stage === 'mql' && !overdue.includes('decide') ? decideDue : null
  if (firstTouch !== null && (decision === null || firstTouch <= decision))
    return { kind: 'first-touch', at: firstTouch, cause }
  return decision === null ? null : { kind: 'decide', at: decision, cause }
}

/** Folds the timers that are due before `until`; what is due at `until` itself is not over yet. */
export function advance(
  compiled: CompiledAgreement,
  state: LeadState,
  until: number,
  onPour?: (pour: Pour) => void,
): Folded {
  let timer = nextTimer(state)
  if (!timer || timer.at >= until) return { state, decisions: [] }
  const decisions: Decision[] = []
  let next = state
  for (; timer && timer.at < until; timer = nextTimer(next)) {
    const { at, cause, kind } = timer
    const through = { occurredAt: Math.max(at, next.through?.occurredAt ?? at), seq: AFTER_EVERY_EVENT }
    const step: Step = {
      compiled,
      at,
      day: dayOf(at),
      cause,
      timer: kind,
      onPour,
      state: { ...next, through },
      decisions,
    }
    if (kind === 'rest') endRest(step)
    else runOut(step, kind)
    next = step.state
  }
  return { state: next, decisions }
}

/** The moment before which a state's timers have fired; -Infinity where none fired since its last event. */
export function timersFolded({ through }: LeadState): number {
  return through?.seq === AFTER_EVERY_EVENT ? through.occurredAt + 1 : -Infinity
}

function endRest(step: Step): void {
  step.state = { ...step.state, rest: null }
  tryPromotion(step)
}

function runOut(step: Step, kind: 'first-touch' | 'decide'): void {
  const { compiled, state } = step
  const handoff = state.handoff!
  step.state = { ...state, handoff: { ...handoff, overdue: [...handoff.overdue, kind] } }
  const clock = `handoff.clocks.${handoff.clock}`
  decide(step, 'overdue', { clauses: [clock], breaks: [`${clock}/${kind}`] })
  if (state.stage !== 'mql') return
  const { onOverdue } = compiled.agreement.handoff
  if (onOverdue === 'reassign') passToNextRoute(step)
  if (onOverdue === 'recycle' && kind === 'decide') goBack(step, recycleReason('overdue', compiled.agreement))
}
