/** How far two raters agree beyond what chance alone would bring about. */
import { Z_95 } from './normal-quantile.ts'
import { PROPORTION_FLOOR } from './proportion-interval.ts'

export interface Kappa {
  /** Cases that both have rated. */
  readonly n: number
  /** Share of the cases that both put into the same category, 0 to 1; 0 when n is 0. */
  readonly observed: number
  /** Share that would agree by chance if each only kept to how often they use each category. */
  readonly expected: number
  /**
   * 1: always agreed; 0: no more than by chance; below: less. Null where both used one and the same category only, or n is
   * 0: chance would have agreed as well, so nothing is said.
   */
  readonly kappa: number | null
  /** Bounds of the interval at 95 %, -1 to 1; those where kappa is null. */
  readonly low: number
  readonly high: number
  /** True below the floor: say so, and show no figure. */
  readonly tooFew: boolean
}

/**
 * Cohen's κ with the large-sample standard error. Where all cases agree, that error is 0, and so is the width.
 * Sources: J. Cohen, Educational and Psychological Measurement 20 (1960), 37–46, for κ; J. L. Fleiss, J. Cohen,
 * B. S. Everitt, Psychological Bulletin 72 (1969), 323–327, for its error.
 *
 * @param counts cases by category of the first rater, then of the second; square
 * @throws RangeError when the table is not square
 */
export function cohensKappa(counts: readonly (readonly number[])[]): Kappa {
  const size = counts.length
  for (const row of counts)
    if (row.length !== size)
      throw new RangeError(`a row of the table has ${row.length} counts, expected ${size}`)
  const n = sum(counts.flat())
  const tooFew = n < PROPORTION_FLOOR
  const rows = counts.map((row) => sum(row) / n)
  const columns = counts.map((_, column) => sum(counts.map((row) => row[column]!)) / n)
  const observed = n === 0 ? 0 : sum(counts.map((row, category) => row[category]!)) / n
  const expected = n === 0 ? 0 : sum(rows.map((share, category) => share * columns[category]!))
  // One category only: both sums are of a single 1 and of zeros, so this is exact.
  if (n === 0 || expected === 1) return { n, observed, expected, kappa: null, low: -1, high: 1, tooFew }
  const kappa = (observed - expected) / (1 - expected)
  const half = Z_95 * standardError(counts, rows, columns, { n, expected, kappa })
  return {
    n,
    observed,
    expected,
    kappa,
    low: Math.max(-1, kappa - half),
    high: Math.min(1, kappa + half),
    tooFew,
  }
}

/** In the arrangement of J. L. Fleiss, Statistical Methods for Rates and Proportions (1981), 221. */
function standardError(
  counts: readonly (readonly number[])[],
  rows: readonly number[],
  columns: readonly number[],
  { n, expected, kappa }: { readonly n: number; readonly expected: number; readonly kappa: number },
): number {
  const off = 1 - kappa
  let agreed = 0
  let disputed = 0
  for (const [first, row] of counts.entries())
    for (const [second, count] of row.entries()) {
      const share = count / n
      if (first === second) agreed += share * (1 - (rows[first]! + columns[first]!) * off) ** 2
      else disputed += share * (columns[first]! + rows[second]!) ** 2
    }
  const variance = agreed + off ** 2 * disputed - (kappa - expected * off) ** 2
  return Math.sqrt(Math.max(0, variance) / n) / (1 - expected)
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
