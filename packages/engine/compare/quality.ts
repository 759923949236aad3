/** How good the promotions of a run are, by what became of the leads. */
import { proportionInterval, type Proportion } from '../learn/proportion-interval.ts'
import type { FirstPromotions } from './first-promotions.ts'
import { outcomeOf, type Outcome, type Outcomes } from './outcomes.ts'

/** A proportion of those whose outcome is known, and how many were left out because theirs is not. */
export interface Measured extends Proportion {
  /** Never worked by sales: nobody knows. */
  readonly unknown: number
  /** Worked, and nothing settled yet. */
  readonly open: number
}

/** Of the leads promoted, those with a good outcome. @param stillOpen outcomes that may yet become good */
export function precision(
  first: FirstPromotions,
  outcomes: Outcomes,
  good: readonly Outcome[],
  stillOpen: readonly Outcome[],
): Measured {
  let successes = 0
  let settled = 0
  let unknown = 0
  let open = 0
  for (let lead = 0; lead < first.tier.length; lead++) {
    if (first.tier[lead]! < 0) continue
    const outcome = outcomeOf(outcomes, lead)
    if (good.includes(outcome)) {
      successes += 1
      settled += 1
    } else if (outcome === 'unknown') unknown += 1
    else if (outcome === 'open' || stillOpen.includes(outcome)) open += 1
    else settled += 1
  }
  return { ...proportionInterval(successes, settled), unknown, open }
}

/** Of the leads that reached something, those that had been promoted by then. */
export function recall(first: FirstPromotions, reachedAt: Float64Array): Proportion {
  let reached = 0
  let promoted = 0
  for (let lead = 0; lead < reachedAt.length; lead++) {
    const at = reachedAt[lead]!
    if (at === Infinity) continue
    reached += 1
    if (first.at[lead]! <= at) promoted += 1
  }
  return proportionInterval(promoted, reached)
}
