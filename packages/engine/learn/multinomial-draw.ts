/** Samples told as counts: resampling a million cases that are of a few kinds, without touching any of them. */
import type { SeededRandom } from './seeded-random.ts'

/** From this variance on a binomial number is drawn as a normal one. */
const NORMAL_VARIANCE = 100

/**
 * How many successes n trials of chance p bring. Exact below a variance of 100: the gaps between successes are geometric (L.
 * Devroye, Non-Uniform Random Variate Generation (1986), 525). Above it a rounded normal number stands for it, whose skewness of
 * at most 0.1 is left out.
 */
export function binomialDraw(n: number, p: number, random: SeededRandom): number {
  if (n <= 0 || p <= 0) return 0
  if (p >= 1) return n
  if (p > 0.5) return n - binomialDraw(n, 1 - p, random)
  const variance = n * p * (1 - p)
  if (variance >= NORMAL_VARIANCE) {
    const drawn = Math.round(n * p + Math.sqrt(variance) * normalDraw(random))
    return Math.min(n, Math.max(0, drawn))
  }
  const logMiss = Math.log1p(-p)
  let [successes, trial] = [-1, 0]
  do {
    trial += Math.floor(Math.log1p(-random.next()) / logMiss) + 1
    successes += 1
  } while (trial <= n)
  return successes
}

/**
 * As many cases as the counts have, drawn from them with replacement, as counts: each kind takes its binomial part of what the
 * kinds before it left. Written into `drawn`. Time grows with kinds, not with cases.
 */
export function multinomialDraw(counts: ArrayLike<number>, random: SeededRandom, drawn: Float64Array): void {
  let [cases, left] = [0, 0]
  for (let kind = 0; kind < counts.length; kind++) cases += counts[kind]!
  left = cases
  for (let kind = 0; kind < counts.length; kind++) {
    const own = cases > 0 ? binomialDraw(left, counts[kind]! / cases, random) : 0
    drawn[kind] = own
    left -= own
    cases -= counts[kind]!
  }
}

/** Source: G. E. P. Box, M. E. Muller, Annals of Mathematical Statistics 29 (1958), 610–611. */
export function normalDraw(random: SeededRandom): number {
  return Math.sqrt(-2 * Math.log1p(-random.next())) * Math.cos(2 * Math.PI * random.next())
}
