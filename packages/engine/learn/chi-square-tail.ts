/** How likely chance alone brings about a chi-square at least as large. */
import { logGamma } from './log-gamma.ts'

/** Terms past which neither the series nor the fraction goes; both end far earlier where they are used. */
const TERMS_MAX = 10_000

/** Terms below this share of the sum do not change it. */
const NEGLIGIBLE = 1e-16

/** Stands for 0 in a denominator of the fraction. */
const TINY = 1e-300

/**
 * Upper tail of the chi-square distribution, 0 to 1: the regularised incomplete gamma function Q(degrees / 2, x / 2), by its
 * series below the bulk of the distribution and by its continued fraction above.
 * Source: M. Abramowitz, I. A. Stegun, Handbook of Mathematical Functions (1964), 26.4.19, 6.5.29 and 6.5.31; W. J. Lentz,
 * Applied Optics 15 (1976), 668–671, for the order in which the fraction is taken.
 *
 * @param degrees degrees of freedom; of none, whatever is not above 0 is likely
 */
export function chiSquareTail(x: number, degrees: number): number {
  if (!(x > 0)) return 1
  if (degrees <= 0 || x === Infinity) return 0
  const [half, at] = [degrees / 2, x / 2]
  const factor = Math.exp(half * Math.log(at) - at - logGamma(half))
  return Math.min(1, Math.max(0, at < half + 1 ? 1 - factor * series(half, at) : factor * fraction(half, at)))
}

/** 1 / a + x / (a (a + 1)) + x² / (a (a + 1) (a + 2)) and so on. */
function series(a: number, x: number): number {
  let term = 1 / a
  let sum = term
  for (let n = 1; n < TERMS_MAX && term > sum * NEGLIGIBLE; n++) {
    term *= x / (a + n)
    sum += term
  }
  return sum
}

/** 1 / (x + 1 - a - 1 (1 - a) / (x + 3 - a - 2 (2 - a) / (x + 5 - a - …))). */
function fraction(a: number, x: number): number {
  let below = x + 1 - a
  let numerators = 1 / TINY
  let denominators = 1 / below
  let value = denominators
  for (let n = 1; n < TERMS_MAX; n++) {
    const part = -n * (n - a)
    below += 2
    denominators = 1 / orTiny(part * denominators + below)
    numerators = orTiny(below + part / numerators)
    const change = denominators * numerators
    value *= change
    if (Math.abs(change - 1) < NEGLIGIBLE) break
  }
  return value
}

function orTiny(value: number): number {
  return Math.abs(value) < TINY ? TINY : value
}
