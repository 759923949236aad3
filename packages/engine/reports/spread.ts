/** How amounts or days are spread: their middle, where half of them lie, and their mean. */

export interface Spread {
  readonly n: number
  /** A quarter lies below, half, three quarters. */
  readonly quarter: number
  readonly median: number
  readonly threeQuarters: number
  /** One very large value moves it a lot; the median does not. */
  readonly mean: number
  /** True below the floor: say so, and show no quartiles. */
  readonly tooFew: boolean
}

/** Fewer values than this have no quartiles worth showing. */
export const SPREAD_FLOOR = 8

/**
 * Quantiles by linear interpolation between the values next to them.
 * Source: R. J. Hyndman, Y. Fan, The American Statistician 50 (1996), 361–365, definition 7.
 *
 * @returns null of no values
 */
export function spreadOf(values: readonly number[]): Spread | null {
  if (values.length === 0) return null
  const sorted = Float64Array.from(values).sort()
  const n = sorted.length
  return {
    n,
    quarter: quantileOf(sorted, 0.25),
    median: quantileOf(sorted, 0.5),
    threeQuarters: quantileOf(sorted, 0.75),
    mean: sorted.reduce((sum, value) => sum + value, 0) / n,
    tooFew: n < SPREAD_FLOOR,
  }
}

function quantileOf(sorted: Float64Array, share: number): number {
  const place = (sorted.length - 1) * share
  const below = Math.floor(place)
  const [low, high] = [sorted[below]!, sorted[Math.min(below + 1, sorted.length - 1)]!]
  return low + (high - low) * (place - below)
}
