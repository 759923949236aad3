/** The logarithm of the gamma function, on which the tails of distributions rest. */

/** From here on Stirling's series below is exact to the last bits of a number. */
const STIRLING_FROM = 15

const HALF_LOG_TWO_PI = 0.9189385332046728

/**
 * ln Γ(x); ln of the factorial of n is that of n + 1. Below 15 it is brought down by Γ(x + 1) = x Γ(x).
 * Source: M. Abramowitz, I. A. Stegun, Handbook of Mathematical Functions (1964), 6.1.15 and 6.1.41.
 *
 * @param x greater than 0
 */
export function logGamma(x: number): number {
  let product = 1
  let at = x
  for (; at < STIRLING_FROM; at++) product *= at
  const inverse = 1 / at
  const square = inverse * inverse
  const series =
    inverse * (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square / 1188))))
  return (at - 0.5) * Math.log(at) - at + HALF_LOG_TWO_PI + series - Math.log(product)
}
