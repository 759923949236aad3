/** How far several figures that vary together are off what is expected of them. */

/** Less than this share of the largest variance is what rounding leaves of none. */
const ROUNDING = 1e-9

/**
 * z' V⁻ z, a chi-square of as many degrees of freedom as V has rank where z is about normal, and that rank. By elimination from
 * the largest variance that is left, so that V may be singular, as it is where the excesses sum to 0.
 * Source: C. R. Rao, S. K. Mitra, Generalized Inverse of Matrices and its Applications (1971), ch. 9.
 *
 * @param excess z: what is observed less what is expected
 * @param variance V: their covariances, symmetric
 */
export function squareOverVariance(
  excess: readonly number[],
  variance: readonly (readonly number[])[],
): { readonly square: number; readonly rank: number } {
  const z = [...excess]
  const v = variance.map((row) => [...row])
  const left = new Set(z.keys())
  const floor = ROUNDING * Math.max(0, ...v.map((row, group) => row[group]!))
  let [square, rank] = [0, 0]
  for (;;) {
    let pivot = -1
    for (const group of left) if (pivot < 0 || v[group]![group]! > v[pivot]![pivot]!) pivot = group
    if (pivot < 0 || v[pivot]![pivot]! <= floor) return { square, rank }
    left.delete(pivot)
    rank++
    square += z[pivot]! ** 2 / v[pivot]![pivot]!
    for (const row of left) {
      const times = v[row]![pivot]! / v[pivot]![pivot]!
      z[row]! -= times * z[pivot]!
      for (const column of left) v[row]![column]! -= times * v[pivot]![column]!
    }
  }
}
