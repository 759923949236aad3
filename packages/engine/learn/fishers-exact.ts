/** Whether two shares differ by more than chance would bring about, exact for the smallest samples and the largest. */
import { logGamma } from './log-gamma.ts'
import type { Share } from './rate-ratio.ts'

/** Tables that are as likely differ in their last bits, which are fewer the larger the counts. */
const SLACK = 1e-7

/** Terms below this share of the sum do not change it. */
const NEGLIGIBLE = 1e-17

/**
 * Fisher's exact test, two-sided: the chance, given both sizes and the successes of both together, of a table that is no
 * likelier than this one. As R's fisher.test and SciPy's fisher_exact have it.
 * Sources: R. A. Fisher, The Design of Experiments (1935), ch. 2; J. O. Irwin, Metron 12 (1935), 83–94; G. H. Freeman,
 * J. H. Halton, Biometrika 38 (1951), 141–149, for the two sides.
 *
 * Exact at any size: what is summed are the two ends only, each until its terms vanish, so time grows with the square root of
 * the counts. Of counts of a million the first seven digits hold.
 *
 * @throws RangeError when the successes of a side are not among its cases
 */
export function fishersExact(one: Share, other: Share): number {
  for (const side of [one, other])
    if (!(side.successes >= 0 && side.successes <= side.n))
      throw new RangeError(`successes are ${side.successes}, expected 0 to ${side.n}`)
  const successes = one.successes + other.successes
  const mode = Math.floor(((one.n + 1) * (successes + 1)) / (one.n + other.n + 2))
  if (one.successes > mode) return fishersExact(other, one)
  const logP = (own: number) =>
    logChoices(one.n, own) + logChoices(other.n, successes - own) - logChoices(one.n + other.n, successes)
  const bound = logP(one.successes) + SLACK
  // Past the mode the tables become less likely: where they are no likelier than this one is found by halving.
  const last = Math.min(successes, one.n)
  let [low, high] = [Math.max(one.successes + 1, mode), last + 1]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (logP(middle) <= bound) high = middle
    else low = middle + 1
  }
  const below = Math.exp(logP(one.successes)) * endBelow(one.successes, { one, other, successes })
  // The other end is the lower end of the other side.
  const mirrored = { one: other, other: one, successes }
  const above = low > last ? 0 : Math.exp(logP(low)) * endBelow(successes - low, mirrored)
  return Math.min(1, below + above)
}

/** What the tables of at most `own` successes sum to, in units of the one of exactly that many. */
function endBelow(
  own: number,
  { one, other, successes }: { readonly one: Share; readonly other: Share; readonly successes: number },
): number {
  let [term, sum] = [1, 1]
  for (let left = own; term > sum * NEGLIGIBLE; left--) {
    term *= (left * (other.n - successes + left)) / ((one.n - left + 1) * (successes - left + 1))
    sum += term
  }
  return sum
}

function logChoices(of: number, chosen: number): number {
  return logGamma(of + 1) - logGamma(chosen + 1) - logGamma(of - chosen + 1)
}
