/** What one of something cost, with the uncertainty that its count gives it. */
import { rateInterval } from '../learn/count-interval.ts'

export interface Cost {
  /** In the currency of the report, each. */
  readonly each: number
  readonly low: number
  /** Null: the count is too small to say how much at most. */
  readonly high: number | null
  readonly spend: number
  /** Fractions where outcomes are shared among channels. */
  readonly count: number
  /** True below the floor: say so, and draw nothing from it. */
  readonly tooFew: boolean
}

/** Below ten the interval reaches from about half to twice the cost, and further. */
export const COST_FLOOR = 10

/**
 * Cost of each, at 95 %: what was spent is known, how many come of it is a count of independent events (Byar's limits of
 * `rateInterval`). A shared outcome counts in them as if it were that part of a whole one, which makes the interval wider than it
 * has to be and never narrower: the variance of a sum of parts is at most that of whole ones of the same sum.
 *
 * @returns null where there is none, for there is no cost of nothing
 */
export function costPer(spend: number, count: number): Cost | null {
  if (count <= 0) return null
  const { low, high } = rateInterval(count, 1)
  return {
    each: spend / count,
    low: spend / high,
    high: low > 0 ? spend / low : null,
    spend,
    count,
    tooFew: count < COST_FLOOR,
  }
}
