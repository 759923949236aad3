/**
 * What a tenth at one step of the funnel would bring, from counts alone.
 *
 * c of a step is the share of those who went on among those decided there: who still can go on is in neither. What it is worth to
 * stand at a stage is v = c · v of the next, and v of a customer is what a deal brings on average. So nobody who is still under way
 * counts as lost, and each of those who went on is worth the same.
 *
 * - `lost`: a tenth of those lost at the step go on instead, and do as well as those who went on: lost / 10 · v of the next. They
 *   were lost for reasons, so this is what there is to win at the step and no forecast.
 * - `rate`: c rises by a tenth of itself, at most to 1. In a chain of shares this is a tenth of all revenue at every step but for
 *   those who are under way: it says what a tenth is worth, and cannot say where.
 */

/** Steps from a lead to a customer. */
export const FOCUS_STEPS = ['lead', 'mql', 'sal', 'sql', 'opportunity'] as const
export type FocusStage = (typeof FOCUS_STEPS)[number]
const STEPS = FOCUS_STEPS.length

/** People by where they are: lost at each stage, then under way at each, then customers. */
export const STATES = 2 * STEPS + 1
export const lostAt = (step: number) => step
export const openAt = (step: number) => STEPS + step
export const CUSTOMER = 2 * STEPS

const TENTH = 0.1

export interface StepGain {
  /** Of those decided at the step; 0 where there are none. */
  readonly conversion: number
  readonly decided: number
  /** Worth of standing at the stage that the step leads to. */
  readonly worth: number
  /** Gains in the unit of the worth. */
  readonly lost: number
  readonly rate: number
}

/**
 * @param states people by state
 * @param dealWorth of a customer; 1: gains are customers
 */
export function stepGains(states: ArrayLike<number>, dealWorth: number): readonly StepGain[] {
  const gains: StepGain[] = []
  let onward = states[CUSTOMER]!
  let worth = dealWorth
  for (let step = STEPS - 1; step >= 0; step--) {
    const lost = states[lostAt(step)]!
    const decided = onward + lost
    const conversion = decided > 0 ? onward / decided : 0
    gains[step] = {
      conversion,
      decided,
      worth,
      lost: TENTH * lost * worth,
      rate: (Math.min(1, conversion * (1 + TENTH)) - conversion) * decided * worth,
    }
    onward += lost + states[openAt(step)]!
    worth *= conversion
  }
  return gains
}

/** Step of the largest gain by `lost`, of equal ones the first; -1: there is nothing to gain. */
export function bestStep(gains: readonly StepGain[]): number {
  let best = -1
  for (const [step, { lost }] of gains.entries()) if (lost > (best < 0 ? 0 : gains[best]!.lost)) best = step
  return best
}

/**
 * The conversion of a step at which another would bring as much, all other shares as they are. With A = decided · worth / 10 the
 * step's gain at a conversion c is A (1 - c), and that of any other step grows as c does, be it for more people before it or for
 * a better worth behind it: A (1 - c) = other · c / c now.
 *
 * @param other gain of the other step as it is now, above 0
 */
export function conversionOfTie(
  { conversion, decided, worth }: Pick<StepGain, 'conversion' | 'decided' | 'worth'>,
  other: number,
): number {
  const most = TENTH * decided * worth
  return most / (most + other / conversion)
}
