/** The curve of survival read from the other side: the share to which it has happened by a time. */
import type { SurvivalCurve } from './survival-curve.ts'

export interface HappenedStep {
  /** Time, in the unit of the durations. */
  readonly at: number
  readonly atRisk: number
  readonly events: number
  /** Share to which it has happened by then, with the bounds of its interval at 95 %; all 0 to 1. */
  readonly share: number
  readonly low: number
  readonly high: number
}

/** 1 less survival, with its bounds changed places: by time ascending; before the first step the share is 0. */
export function happenedCurve({ steps }: SurvivalCurve): readonly HappenedStep[] {
  return steps.map(({ at, atRisk, events, survival, low, high }) => ({
    at,
    atRisk,
    events,
    share: 1 - survival,
    low: 1 - high,
    high: 1 - low,
  }))
}
