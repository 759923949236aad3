/** The interval of any figure of a sample, where no formula is known for it. */
import { percentileBounds } from './percentile-bounds.ts'
import { PROPORTION_FLOOR } from './proportion-interval.ts'
import { seededRandom } from './seeded-random.ts'

export interface Bootstrap {
  /** Units that were drawn from. */
  readonly n: number
  /** Rounds of which the figure exists. */
  readonly rounds: number
  /** The figure of the sample as it is, in its own unit. */
  readonly estimate: number
  /** Bounds of the interval at 95 %; NaN where the figure exists in no round. */
  readonly low: number
  readonly high: number
  /** True below the floor: say so, and show no figure. */
  readonly tooFew: boolean
}

/**
 * Percentile bootstrap at 95 %: the figure is taken anew of samples of n units drawn with replacement from the n. A sample is
 * told as how often each unit is in it, so units that belong together (the events of a lead) are drawn together. Rounds of
 * which the figure is NaN (a share of none) are left out. It is narrow where n is small: of a mean by a factor of
 * √((n - 1) / n), and as the normal quantile is to Student's.
 * Source: B. Efron, Annals of Statistics 7 (1979), 1–26; B. Efron, R. J. Tibshirani, An Introduction to the Bootstrap (1993),
 * 168–177.
 *
 * Time grows with n by rounds.
 *
 * @param n units, at least 1
 * @param statistic the figure by weights of the units, which sum to n; the array is written anew for each round, so it may not
 *   be kept
 * @param rounds at least 1; 1,000 and more for bounds that another seed would hardly move
 * @throws RangeError when n or rounds is not a whole number from 1
 */
export function bootstrapInterval(
  n: number,
  statistic: (weights: Uint16Array) => number,
  { seed, rounds }: { readonly seed: number; readonly rounds: number },
): Bootstrap {
  for (const [name, value] of Object.entries({ n, rounds }))
    if (!Number.isInteger(value) || value < 1)
      throw new RangeError(`${name} is ${value}, expected a whole number from 1`)
  const random = seededRandom(seed)
  const weights = new Uint16Array(n).fill(1)
  const estimate = statistic(weights)
  const drawn = new Float64Array(rounds)
  let known = 0
  for (let round = 0; round < rounds; round++) {
    weights.fill(0)
    for (let unit = 0; unit < n; unit++) weights[random.below(n)]!++
    const value = statistic(weights)
    if (!Number.isNaN(value)) drawn[known++] = value
  }
  const { low, high } = percentileBounds(drawn.subarray(0, known).sort(), 0.95)
  return { n, rounds: known, estimate, low, high, tooFew: n < PROPORTION_FLOOR }
}
