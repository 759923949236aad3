/**
 * Fade factors by whole days, one table per half-life, fixed when an agreement is compiled. They are computed
 * with additions, multiplications and divisions only, which IEEE 754 fixes to the bit, so that every machine
 * and every engine has the same table; `Math.pow` may differ in its last bit.
 */

/** Days after which a meter is treated as empty: 50 half-lives leave less than 10⁻¹⁵. */
const HALF_LIVES_KEPT = 50

const LN_2 = 0.6931471805599453

export interface FadeTable {
  /** Share that is left after `days` whole days; 1 for a meter that does not fade. */
  readonly factor: (days: number) => number
  /** Whole days after which nothing is left; 0 for a meter that does not fade. */
  readonly emptyAfter: number
}

const NEVER_FADES: FadeTable = { factor: () => 1, emptyAfter: 0 }

/** @param halfLifeDays whole days, at least 1; undefined never fades. */
export function fadeTable(halfLifeDays: number | undefined): FadeTable {
  if (halfLifeDays === undefined) return NEVER_FADES
  const factors = new Float64Array(halfLifeDays * HALF_LIVES_KEPT)
  for (let day = 0; day < halfLifeDays; day++) factors[day] = exponential((-LN_2 * day) / halfLifeDays)
  // Halving is exact in binary, so after one half-life exactly half is left.
  for (let day = halfLifeDays; day < factors.length; day++) factors[day] = factors[day - halfLifeDays]! / 2
  return { factor: (days) => (days <= 0 ? 1 : (factors[days] ?? 0)), emptyAfter: factors.length }
}

/** e to the x for -0.7 < x <= 0 by its power series; 22 terms are exact to the last bit there. */
function exponential(x: number): number {
  let sum = 1
  for (let term = 22; term >= 1; term--) sum = 1 + (x / term) * sum
  return sum
}
