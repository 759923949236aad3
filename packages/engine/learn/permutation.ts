/** Whether what two groups of cases say could as well be said by any two groups of that size. */

/** Cases of a group by what each of them says. */
export interface Directions {
  /** Those that say +1, those that say -1, and all of them, with those that say nothing. */
  readonly plus: number
  readonly minus: number
  readonly n: number
}

/**
 * Exact permutation test of a difference of means, two-sided: the chance, when the cases are dealt to two groups of these
 * sizes anew, of a difference at least as large. Source: E. J. G. Pitman, Supplement to the Journal of the Royal Statistical
 * Society 4 (1937), 119–130.
 *
 * Time grows with the product of the cases that say +1 and those that say -1.
 */
export function permutationP(one: Directions, other: Directions): number {
  const [plus, minus, n] = [one.plus + other.plus, one.minus + other.minus, one.n + other.n]
  if (one.n === 0 || other.n === 0) return 1
  const logs = logFactorials(n)
  const logChoices = (of: number, chosen: number) => logs[of]! - logs[chosen]! - logs[of - chosen]!
  const difference = (sum: number) => sum / one.n - (plus - minus - sum) / other.n
  const observed = Math.abs(difference(one.plus - one.minus))
  let p = 0
  for (let pluses = 0; pluses <= Math.min(plus, one.n); pluses++)
    for (let minuses = 0; minuses <= Math.min(minus, one.n - pluses); minuses++) {
      const silent = one.n - pluses - minuses
      if (silent > n - plus - minus || Math.abs(difference(pluses - minuses)) < observed - SLACK) continue
      const ways =
        logChoices(plus, pluses) + logChoices(minus, minuses) + logChoices(n - plus - minus, silent)
      p += Math.exp(ways - logChoices(n, one.n))
    }
  return Math.min(1, p)
}

/** Differences that are equal differ in their last bits. */
const SLACK = 1e-9

/** Logarithms of the factorials of 0 to n. */
function logFactorials(n: number): Float64Array {
  const logs = new Float64Array(n + 1)
  for (let number = 2; number <= n; number++) logs[number] = logs[number - 1]! + Math.log(number)
  return logs
}
