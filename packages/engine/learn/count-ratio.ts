/** How many times as often something happens in one span of time as in another. */
import { PROPORTION_FLOOR, proportionInterval } from './proportion-interval.ts'

/** Events counted over a span; both spans of a ratio are of one unit. */
export interface Counted {
  readonly count: number
  /** Greater than 0. */
  readonly span: number
}

export interface CountRatio {
  readonly of: Counted
  readonly against: Counted
  /** Rate of the one over rate of the other; null where the other counted nothing. */
  readonly ratio: number | null
  readonly low: number
  /** Null: without bound. */
  readonly high: number | null
  /** True when either count is below the floor: say so, and show no figure. */
  readonly tooFew: boolean
}

/**
 * Ratio of two Poisson rates with its score interval at 95 %: given how many were counted in all, those of the one side are
 * binomial, and the Wilson interval of their share is carried over to the ratio.
 * Sources: J. Przyborowski, H. Wilenski, Biometrika 31 (1940), 313–323, for the condition; P. L. Graham, K. Mengersen,
 * A. P. Morton, Statistics in Medicine 22 (2003), 2071–2083, for the interval.
 */
export function countRatio(of: Counted, against: Counted): CountRatio {
  const share = proportionInterval(of.count, of.count + against.count)
  const spans = against.span / of.span
  return {
    of,
    against,
    ratio: against.count === 0 ? null : (of.count / against.count) * spans,
    low: (spans * share.low) / (1 - share.low),
    high: share.high === 1 ? null : (spans * share.high) / (1 - share.high),
    tooFew: of.count < PROPORTION_FLOOR || against.count < PROPORTION_FLOOR,
  }
}
