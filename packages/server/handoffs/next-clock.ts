/** The clock of a handoff that runs out next, and from when on that is said to be near. */
import { type CompiledAgreement, type LeadState, nextTimer, type TimerKind } from '@baton/engine'

export interface NextClock {
  readonly kind: Exclude<TimerKind, 'rest'>
  /** Milliseconds since 1970-01-01 UTC, as is `warnAt`. */
  readonly at: number
  readonly warnAt: number
}

const WARN_MINUTES_MAX = 60
const WARN_SHARE = 0.2

/** It is near in its last hour of working time, or in the last fifth of a span that is counted in minutes. */
export function nextClock(
  state: Pick<LeadState, 'stage' | 'handoff' | 'rest'>,
  compiled: CompiledAgreement,
): NextClock | null {
  const timer = nextTimer(state)
  if (!timer || timer.kind === 'rest' || !state.handoff) return null
  const { clock, hours } = state.handoff
  const minutes = warnMinutes(compiled, clock, timer.kind)
  return { kind: timer.kind, at: timer.at, warnAt: compiled.calendarOf(hours).before(timer.at, minutes) }
}

function warnMinutes(
  { agreement }: CompiledAgreement,
  clock: string | null,
  kind: Exclude<TimerKind, 'rest'>,
): number {
  const agreed = agreement.handoff.clocks.find(({ id }) => id === clock)
  const span = kind === 'first-touch' ? agreed?.firstTouch : agreed?.decide
  return span?.unit === 'minutes' ? Math.min(WARN_MINUTES_MAX, span.count * WARN_SHARE) : WARN_MINUTES_MAX
}
