/** Meters: pouring points, fading by whole days, and reading the score. */
import type { RecycleReason } from '../agreement/agreement.ts'
import type { LeadEvent } from '../event.ts'
import type { Pour } from '../verdict/verdict.ts'
import type { CompiledAgreement, CompiledPoints } from './compile-agreement.ts'
import type { LeadState, LimitWindow, MeterLevel } from './lead-state.ts'
import { asksFor } from './matches.ts'
import type { Step } from './step.ts'

/** Sums are compared with this slack, so that a sum of fractions that ought to be 100 counts as 100. */
export const TOLERANCE = 1e-9

export interface Tanks {
  readonly meters: readonly MeterLevel[]
  readonly limits: readonly (LimitWindow | null)[]
}

/** Pours every points clause that the event matches, in the agreement's order. `onPour` hears of each. */
export function pour(
  compiled: CompiledAgreement,
  state: LeadState,
  event: LeadEvent,
  day: number,
  onPour?: (pour: Pour) => void,
): Tanks {
  const candidates = compiled.pointsByEvent.get(event.name)
  if (!candidates) return state
  let meters: MeterLevel[] | null = null
  let limits: (LimitWindow | null)[] | null = null
  for (const points of candidates) {
    if (!asksFor(points.clause, event)) continue
    const window = openWindow((limits ?? state.limits)[points.index] ?? null, points, day)
    const meter = (meters ?? state.meters)[points.meter]!
    const level = meter.level * compiled.fades[points.meter]!.factor(day - meter.day)
    if (window === 'used-up') {
      onPour?.(pourOf(points, event, 0, 'limit', level))
      continue
    }
    if (window) {
      limits ??= state.limits.slice()
      limits[points.index] = window
    }
    const { max } = compiled.agreement.meters[points.meter]!
    const filled = Math.min(max, Math.max(0, level + points.clause.give))
    meters ??= state.meters.slice()
    meters[points.meter] = { level: filled, day: Math.max(day, meter.day) }
    const heldBack = filled === level + points.clause.give ? null : filled === 0 ? 'empty' : 'full'
    onPour?.(pourOf(points, event, filled - level, heldBack, filled))
  }
  return { meters: meters ?? state.meters, limits: limits ?? state.limits }
}

/** The clause's window after counting one more match; null where it has no limit. */
function openWindow(
  window: LimitWindow | null,
  { clause }: CompiledPoints,
  day: number,
): LimitWindow | null | 'used-up' {
  const { limit } = clause
  if (!limit) return null
  if (!window || day >= window.openedDay + limit.days) return { openedDay: day, used: 1 }
  return window.used >= limit.count ? 'used-up' : { openedDay: window.openedDay, used: window.used + 1 }
}

function pourOf(
  { clause }: CompiledPoints,
  event: LeadEvent,
  added: number,
  heldBack: Pour['heldBack'],
  level: number,
): Pour {
  const { id, to, give } = clause
  return { event: event.id, at: event.occurredAt, clause: id, meter: to, gives: give, added, heldBack, level }
}

/** Level of a meter on a day. */
export function levelOn(compiled: CompiledAgreement, state: LeadState, meter: number, day: number): number {
  const { level, day: since } = state.meters[meter]!
  return level * compiled.fades[meter]!.factor(day - since)
}

/** Engagement score on a day: the sum of the faded meters, unrounded. */
export function scoreOn(compiled: CompiledAgreement, state: LeadState, day: number): number {
  let score = 0
  for (let meter = 0; meter < state.meters.length; meter++) score += levelOn(compiled, state, meter, day)
  return score
}

/**
 * What recycling keeps: every meter is faded to the day and scaled. `onPour` hears of it as of a negative pouring,
 * so that pourings always add up to the level.
 */
export function keepShare(
  compiled: CompiledAgreement,
  state: LeadState,
  recycle: RecycleReason,
  { at, day, cause, onPour }: Pick<Step, 'at' | 'day' | 'cause' | 'onPour'>,
): readonly MeterLevel[] {
  return state.meters.map((_, meter) => {
    const before = levelOn(compiled, state, meter, day)
    const level = before * recycle.keep
    const added = level - before
    const clause = `recycle.${recycle.id}`
    const to = compiled.agreement.meters[meter]!.id
    if (added !== 0)
      onPour?.({ event: cause, at, clause, meter: to, gives: added, added, heldBack: null, level })
    return { level, day }
  })
}
