/** The time by which it has happened to a share of the cases. */
import type { SurvivalCurve } from './survival-curve.ts'

export interface QuantileTime {
  /** In the unit of the durations; null where it did not come to that share while anybody was watched. */
  readonly at: number | null
  /** Bounds of the interval at 95 %, null likewise: then nothing is known above. */
  readonly low: number | null
  readonly high: number | null
}

/** Shares that are equal differ in their last bits. */
const SLACK = 1e-9

/**
 * First time by which it has happened to the share; of 0.5, the median.
 *
 * @param share above 0, up to 1
 */
export function quantileTime(curve: SurvivalCurve, share: number): number | null {
  return firstAtMost(curve, 'survival', share)
}

/**
 * The same with the times at which the bounds of the curve come down to it.
 * Source: R. Brookmeyer, J. Crowley, Biometrics 38 (1982), 29–41.
 */
export function quantileTimeInterval(curve: SurvivalCurve, share: number): QuantileTime {
  return {
    at: quantileTime(curve, share),
    low: firstAtMost(curve, 'low', share),
    high: firstAtMost(curve, 'high', share),
  }
}

function firstAtMost({ steps }: SurvivalCurve, bound: 'survival' | 'low' | 'high', share: number) {
  return steps.find((step) => step[bound] <= 1 - share + SLACK)?.at ?? null
}
