/** A lead's first promotion in a run: what gained, lost, earlier and later are told by. */
import type { ReplayRun } from '../replay/index.ts'

export interface FirstPromotions {
  /** By lead: milliseconds since 1970-01-01 UTC; Infinity: never. */
  readonly at: Float64Array
  /** By lead: position of the tier in its agreement; -1: never. */
  readonly tier: Int16Array
}

export function firstPromotions({ promotions, from, to }: ReplayRun): FirstPromotions {
  const at = new Float64Array(to - from).fill(Infinity)
  const tier = new Int16Array(to - from).fill(-1)
  for (let row = promotions.lead.length - 1; row >= 0; row--) {
    // Promotions of a lead stand in order of time: the first one is written last.
    const lead = promotions.lead[row]! - from
    at[lead] = promotions.at[row]!
    tier[lead] = promotions.tier[row]!
  }
  return { at, tier }
}
