/** A count of events as a rate, with the uncertainty that chance alone gives it. */
import { Z_95 as Z } from './normal-quantile.ts'

export interface Rate {
  readonly count: number
  /** Units of time that were counted over. */
  readonly span: number
  readonly rate: number
  readonly low: number
  readonly high: number
}

/**
 * Interval at 95 % of the rate behind a count of independent events (Byar's approximation to the exact Poisson limits).
 * Source: N. E. Breslow, N. E. Day, Statistical Methods in Cancer Research II (1987), 69.
 *
 * @param span greater than 0
 */
export function rateInterval(count: number, span: number): Rate {
  const above = count + 1
  const low = count === 0 ? 0 : count * (1 - 1 / (9 * count) - Z / (3 * Math.sqrt(count))) ** 3
  const high = above * (1 - 1 / (9 * above) + Z / (3 * Math.sqrt(above))) ** 3
  return { count, span, rate: count / span, low: low / span, high: high / span }
}
