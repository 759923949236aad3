/** A proportion with the uncertainty that its sample allows. */
import { Z_95 as Z } from './normal-quantile.ts'

export interface Proportion {
  readonly successes: number
  readonly n: number
  /** Observed share, 0 to 1; 0 when n is 0. */
  readonly rate: number
  /** Bounds of the interval, 0 to 1. */
  readonly low: number
  readonly high: number
  /** True below the floor: say so, and show no percentage. */
  readonly tooFew: boolean
}

/** Fewer than this many cases say nothing worth a percentage. */
export const PROPORTION_FLOOR = 20

/**
 * Wilson score interval at 95 %: unlike the textbook interval it stays within 0 and 1 and is honest for small n.
 * Source: E. B. Wilson, Journal of the American Statistical Association 22 (1927), 209–212.
 */
export function proportionInterval(successes: number, n: number): Proportion {
  if (n === 0) return { successes, n, rate: 0, low: 0, high: 1, tooFew: true }
  const rate = successes / n
  const denominator = 1 + (Z * Z) / n
  const centre = (rate + (Z * Z) / (2 * n)) / denominator
  const half = (Z / denominator) * Math.sqrt((rate * (1 - rate)) / n + (Z * Z) / (4 * n * n))
  return {
    successes,
    n,
    rate,
    low: successes === 0 ? 0 : Math.max(0, centre - half),
    high: successes === n ? 1 : Math.min(1, centre + half),
    tooFew: n < PROPORTION_FLOOR,
  }
}
