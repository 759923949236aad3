/** How many times as often something happens on one side as on the other: the lift. */
import { Z_95 } from './normal-quantile.ts'
import { PROPORTION_FLOOR } from './proportion-interval.ts'

/** Successes among cases. */
export interface Share {
  readonly successes: number
  readonly n: number
}

export interface RateRatio {
  readonly of: Share
  readonly against: Share
  /** Share of the one over share of the other; 1: no difference. */
  readonly ratio: number
  readonly low: number
  readonly high: number
  /** True when either side is below the floor: say so, and show no figure. */
  readonly tooFew: boolean
}

/**
 * Ratio of two proportions with the interval at 95 % that is symmetric in its logarithm. Where the logarithm or its error
 * would not exist (no success on a side, or nothing but successes on both) half a case is added to each of the four cells,
 * to the ratio as well.
 * Sources: D. Katz, J. Baptista, S. P. Azen, M. C. Pike, Biometrics 34 (1978), 469–474, method C; J. B. S. Haldane,
 * Annals of Human Genetics 20 (1956), 309–311, for the halves.
 */
export function rateRatio(of: Share, against: Share): RateRatio {
  const isEmpty =
    of.successes === 0 ||
    against.successes === 0 ||
    (of.successes === of.n && against.successes === against.n)
  const [a, m, b, n] = isEmpty
    ? [of.successes + 0.5, of.n + 1, against.successes + 0.5, against.n + 1]
    : [of.successes, of.n, against.successes, against.n]
  const ratio = a / m / (b / n)
  const factor = Math.exp(Z_95 * Math.sqrt(1 / a - 1 / m + 1 / b - 1 / n))
  return {
    of,
    against,
    ratio,
    low: ratio / factor,
    high: ratio * factor,
    tooFew: of.n < PROPORTION_FLOOR || against.n < PROPORTION_FLOOR,
  }
}
