/**
 * When an audience comes out otherwise although nothing happens. Counts within days, meters and the score only fall with time,
 * so each leaf that holds ceases to on one day and for good; between those days nothing changes.
 */
import type { Condition } from '../agreement/agreement.ts'
import type { CompiledAgreement } from '../fold/compile-agreement.ts'
import { didPosition, holds } from '../fold/conditions.ts'
import { type Audience, conditionsOf, type Standing } from './audience.ts'
import { isIn } from './is-in.ts'

/**
 * The first UTC day after the standing's on which it comes out otherwise with no new event; null: never. What changes a stage, a
 * persona or a segment is no matter of the audience: a timer of the lead, an event, or the segment's own next change.
 */
export function nextChange(
  compiled: CompiledAgreement,
  audience: Audience,
  standing: Standing,
): number | null {
  const now = isIn(compiled, audience, standing)
  const ends = conditionsOf(audience).flatMap((leaf) => endOf(compiled, leaf, standing) ?? [])
  const days = [...new Set(ends)].toSorted((a, b) => a - b)
  return days.find((day) => isIn(compiled, audience, { ...standing, day }) !== now) ?? null
}

/** The first day on which a leaf that holds no longer does; null: it does not hold, or does for ever. */
function endOf(compiled: CompiledAgreement, leaf: Condition, { state, day }: Standing): number | null {
  if (leaf.kind === 'grade' || leaf.kind === 'field' || !holds(compiled, state, leaf, day)) return null
  if (leaf.kind === 'did') {
    if (leaf.withinDays === undefined) return null
    const { days } = state.occurrences[didPosition(compiled, leaf)]!
    return days[days.length - leaf.times]! + leaf.withinDays
  }
  return firstDay(day, lastFading(compiled), (later) => !holds(compiled, state, leaf, later))
}

/** Days after which every meter is empty that ever will be. */
function lastFading({ fades }: CompiledAgreement): number {
  return fades.reduce((most, { emptyAfter }) => Math.max(most, emptyAfter), 0)
}

/** The first of the days after `day`, up to so many, on which something is so that then stays so. */
function firstDay(day: number, upTo: number, isSo: (day: number) => boolean): number | null {
  let [low, high] = [day, day + upTo]
  if (!isSo(high)) return null
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (isSo(middle)) high = middle
    else low = middle
  }
  return high
}
