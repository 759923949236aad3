/** Levels that tiers ask for, to be drawn as lines: on the score and on each meter. */
import type { Condition, Tier } from '@baton/engine'

export interface Threshold {
  readonly tier: string
  /** Null stands for the score. */
  readonly meter: string | null
  readonly atLeast: number
}

export function thresholdsOf(tiers: readonly Tier[]): readonly Threshold[] {
  return tiers.flatMap((tier) => within(tier.id, tier.condition))
}

function within(tier: string, condition: Condition): readonly Threshold[] {
  switch (condition.kind) {
    case 'meter':
      return [{ tier, meter: condition.meter, atLeast: condition.atLeast }]
    case 'score':
      return [{ tier, meter: null, atLeast: condition.atLeast }]
    case 'all':
    case 'any':
      return condition.conditions.flatMap((part) => within(tier, part))
    default:
      return []
  }
}
