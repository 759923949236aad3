/** What one event or timer does, step by step: each step sees what the steps before it left. */
import { type Stage, STAGES } from '../agreement/agreement.ts'
import type { Pour } from '../verdict/verdict.ts'
import type { CompiledAgreement } from './compile-agreement.ts'
import type { Decision, LeadState, TimerKind } from './lead-state.ts'
import { levelOn, scoreOn } from './meters.ts'

export interface Step {
  readonly compiled: CompiledAgreement
  /** Milliseconds since 1970-01-01 UTC. */
  readonly at: number
  readonly day: number
  /** The event that caused this; for a timer, the event that set it. */
  readonly cause: string
  readonly timer: TimerKind | null
  readonly onPour: ((pour: Pour) => void) | undefined
  state: LeadState
  readonly decisions: Decision[]
}

/** Stages on the way to a customer, in order. */
export const WAY: readonly Stage[] = STAGES.filter(
  (stage) => stage !== 'recycled' && stage !== 'disqualified',
)

export function enter(
  step: Step,
  to: Stage,
  clauses: readonly string[],
  more: Partial<Pick<Decision, 'evidence' | 'breaks' | 'contested'>> = {},
): void {
  const from = step.state.stage
  decide(step, 'stage', { to, clauses, skipped: skippedBetween(from, to), ...more })
  step.state = { ...step.state, stage: to, stageSince: step.at }
}

/** Writes a decision down; `to` is the stage that the lead is in after it. */
export function decide(
  step: Step,
  kind: Decision['kind'],
  more: Pick<Decision, 'clauses'> &
    Partial<Pick<Decision, 'to' | 'skipped' | 'evidence' | 'breaks' | 'contested'>>,
): void {
  const { compiled, at, day, cause, timer, state } = step
  const { clauses, to = state.stage, skipped = [], evidence = [], breaks = [], contested = null } = more
  step.decisions.push({
    kind,
    at,
    from: state.stage,
    to,
    skipped,
    tier: state.tier,
    cycle: state.cycle,
    clauses,
    breaks,
    contested,
    causeEvent: cause,
    timer,
    evidence: [...new Set([...evidence, cause])],
    score: scoreOn(compiled, state, day),
    grade: state.grade,
    meters: Object.fromEntries(
      compiled.agreement.meters.map(({ id }, meter) => [id, levelOn(compiled, state, meter, day)]),
    ),
    handoff: state.handoff,
  })
}

/** Stages of the way that were passed over; stages beside the way (recycled, disqualified) count as being a lead. */
function skippedBetween(from: Stage, to: Stage): readonly Stage[] {
  const target = WAY.indexOf(to)
  const start = WAY.includes(from) ? WAY.indexOf(from) : WAY.indexOf('lead')
  return target < 0 ? [] : WAY.slice(start + 1, target).filter((stage) => stage !== 'lead')
}
