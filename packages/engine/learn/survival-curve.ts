/** How long it takes until something happens, of cases that are not all watched until it does. */
import { Z_95 } from './normal-quantile.ts'
import { PROPORTION_FLOOR } from './proportion-interval.ts'
import { sortedTimes } from './times-to-event.ts'

/** What holds from this time until the next step. */
export interface SurvivalStep {
  /** Time, in the unit of the durations. */
  readonly at: number
  /** Cases watched until this time at least, to which it had not happened before. */
  readonly atRisk: number
  /** Cases to which it happens at this time. */
  readonly events: number
  /** Share to which it has not happened yet, with the bounds of its interval at 95 %; all 0 to 1. */
  readonly survival: number
  readonly low: number
  readonly high: number
}

export interface SurvivalCurve {
  readonly n: number
  /** Cases to which it happened; the others are censored. */
  readonly events: number
  /** By time at which it happened to some, ascending; before the first, survival is 1. */
  readonly steps: readonly SurvivalStep[]
  /** True below the floor: say so, and show no curve. */
  readonly tooFew: boolean
}

/**
 * Kaplan–Meier estimate with Greenwood's error on the scale of log(-log), whose interval stays within 0 and 1. A case
 * censored at the time of an event counts as at risk there. Where it has happened to all, Greenwood's error does not exist:
 * the lower bound is 0 and the upper that of the step before.
 * Sources: E. L. Kaplan, P. Meier, Journal of the American Statistical Association 53 (1958), 457–481; M. Greenwood, Reports
 * on Public Health and Medical Subjects 33 (1926), for the error; J. D. Kalbfleisch, R. L. Prentice, The Statistical Analysis
 * of Failure Time Data (1980), 14–15, for the scale.
 *
 * Time is that of sorting the cases.
 *
 * @param durations by case: time until it happened, or until the case was last seen
 * @param happened by case: whether it happened
 * @throws RangeError when the two differ in length, or a duration is below 0 or not finite
 */
export function survivalCurve(
  durations: ArrayLike<number>,
  happened: ArrayLike<number | boolean>,
): SurvivalCurve {
  const { all, events: times } = sortedTimes({ durations, happened })
  const n = all.length
  const steps: SurvivalStep[] = []
  let [survival, error, high, gone] = [1, 0, 1, 0]
  for (let next = 0, first = 0; first < times.length; first = next) {
    const at = times[first]!
    while (next < times.length && times[next] === at) next++
    while (all[gone]! < at) gone++
    const [atRisk, events] = [n - gone, next - first]
    survival *= (atRisk - events) / atRisk
    error += events / (atRisk * (atRisk - events))
    if (survival === 0) {
      steps.push({ at, atRisk, events, survival, low: 0, high })
      break
    }
    const factor = Math.exp((Z_95 * Math.sqrt(error)) / Math.log(survival))
    high = survival ** factor
    steps.push({ at, atRisk, events, survival, low: survival ** (1 / factor), high })
  }
  return { n, events: times.length, steps, tooFew: n < PROPORTION_FLOOR }
}
