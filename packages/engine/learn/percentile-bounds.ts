/** The bounds between which the middle of many drawn values lies. */

/**
 * Bounds that leave as much below as above. Of B values sorted and a tail of α they are the k-th and the (B + 1 - k)-th, k
 * the whole part of (B + 1) α; of fewer values than that takes, the smallest and the largest; of none, NaN.
 * Source: B. Efron, R. J. Tibshirani, An Introduction to the Bootstrap (1993), ch. 12.
 *
 * @param sorted ascending
 * @param share of the values within the bounds, such as 0.95
 */
export function percentileBounds(
  sorted: Float64Array,
  share: number,
): { readonly low: number; readonly high: number } {
  const tail = Math.floor(((sorted.length + 1) * (1 - share)) / 2 + SLACK)
  const first = Math.max(1, tail) - 1
  return { low: sorted[first] ?? NaN, high: sorted[sorted.length - 1 - first] ?? NaN }
}

/** 40 · 0.05 / 2 is 1, and is a last bit less. */
const SLACK = 1e-9
