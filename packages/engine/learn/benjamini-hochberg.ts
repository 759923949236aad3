/** What is left of many findings when it is counted how often one looked. */

/**
 * Adjusted p-values (q) in the order given: those at most α are a set of findings of which no more than a share of α is to be
 * expected to be chance alone. Holds for tests that are independent, or depend on one another positively.
 * Source: Y. Benjamini, Y. Hochberg, Journal of the Royal Statistical Society B 57 (1995), 289–300.
 *
 * @param ps p-values, 0 to 1
 * @returns by p its q, at least p and at most 1
 * @throws RangeError when a p is not within 0 and 1
 */
export function benjaminiHochberg(ps: readonly number[]): readonly number[] {
  for (const [index, p] of ps.entries())
    if (!(p >= 0 && p <= 1)) throw new RangeError(`p ${index} is ${p}, expected 0 to 1`)
  const falling = [...ps.keys()].sort((one, other) => ps[other]! - ps[one]!)
  const qs = ps.map(() => 1)
  let smallest = 1
  for (const [place, index] of falling.entries()) {
    smallest = Math.min(smallest, (ps[index]! * ps.length) / (ps.length - place))
    qs[index] = smallest
  }
  return qs
}
