/** Which segments a lead is in, by its history: no input and output. */
import { dayOf, foldHistory, type LeadEvent, nextTimer } from '@baton/engine'
import { isIn, nextChange } from '@baton/engine/audience'
import type { SegmentRules } from './read-segments.ts'

export interface Membership {
  /** Ids. */
  readonly segments: ReadonlySet<string>
  /** When it may be others with no new event, in milliseconds since 1970-01-01 UTC; null: never. */
  readonly dueAt: number | null
}

export const NOWHERE: Membership = { segments: new Set(), dueAt: null }

const DAY_MS = 86_400_000

/** @param persona by name; null: none that is known */
export function membershipOf(
  { compiled, segments }: Pick<SegmentRules, 'compiled' | 'segments'>,
  events: readonly LeadEvent[],
  persona: string | null,
  now: number,
): Membership {
  const { state } = foldHistory(compiled, events, now)
  const timer = nextTimer(state)
  // A timer is due when its moment is past.
  const dues = timer ? [timer.at + 1] : []
  const entered = new Set<string>()
  const standing = { state, day: dayOf(now), persona, segments: entered }
  // Of whom no way of contact is known nobody can make an audience.
  for (const { id, audience } of state.stage === 'visitor' ? [] : segments) {
    if (isIn(compiled, audience, standing)) entered.add(id)
    const day = nextChange(compiled, audience, standing)
    if (day !== null) dues.push(day * DAY_MS)
  }
  return { segments: entered, dueAt: dues.length > 0 ? Math.min(...dues) : null }
}
