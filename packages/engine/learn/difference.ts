/** By how much one proportion differs from another. */
import { proportionInterval, type Proportion } from './proportion-interval.ts'
import type { Share } from './rate-ratio.ts'

export interface Difference {
  readonly of: Proportion
  readonly against: Proportion
  /** Share of the one less share of the other, -1 to 1. */
  readonly difference: number
  readonly low: number
  readonly high: number
  /** True when either side is below the floor: say so, and show no figure. */
  readonly tooFew: boolean
}

/**
 * Newcombe's hybrid of the two Wilson intervals at 95 %: it stays within -1 and 1, and is honest for small samples.
 * Source: R. G. Newcombe, Statistics in Medicine 17 (1998), 873–890, method 10.
 */
export function difference(of: Share, against: Share): Difference {
  const one = proportionInterval(of.successes, of.n)
  const other = proportionInterval(against.successes, against.n)
  const difference = one.rate - other.rate
  return {
    of: one,
    against: other,
    difference,
    low: difference - Math.hypot(one.rate - one.low, other.high - other.rate),
    high: difference + Math.hypot(one.high - one.rate, other.rate - other.low),
    tooFew: one.tooFew || other.tooFew,
  }
}
