/**
 * Seeded randomness that is the same on every machine: only integer mixing, comparison and the four basic
 * operations (and square root) are used, which IEEE 754 rounds exactly. No Math.log or Math.exp, whose last bit may differ.
 */
export interface Random {
  /** Uniform in [0, 1), a multiple of 2^-32. */
  next(): number
  chance(probability: number): boolean
  /** Whole number in [0, bound). */
  below(bound: number): number
  between(low: number, high: number): number
  pick<T>(items: readonly T[]): T
  /** Picks by weight; weights need not sum to one. */
  weighted<T>(items: readonly (readonly [item: T, weight: number])[]): T
  /** Mean 0, deviation 1, never beyond 6: the sum of twelve uniforms. */
  normal(): number
  exponential(mean: number): number
  /** Whole number with the given mean, Poisson distributed. */
  count(mean: number): number
}

/** A stream of its own for every combination of numbers: `randomOf(seed, PEOPLE, 17)`. */
export function randomOf(...parts: readonly number[]): Random {
  let mixed = 0x9e3779b9
  for (const part of parts) {
    mixed = mix32((mixed ^ Math.floor(part / 4294967296)) | 0)
    mixed = mix32((mixed + (part >>> 0)) | 0)
  }
  return new SmallFastCounter(mixed)
}

function mix32(value: number): number {
  let mixed = (value + 0x9e3779b9) | 0
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
  return (mixed ^ (mixed >>> 15)) >>> 0
}

/** Chris Doty-Humphrey's sfc32. */
class SmallFastCounter implements Random {
  #a: number
  #b: number
  #c: number
  #counter = 1

  constructor(seed: number) {
    this.#a = mix32(seed)
    this.#b = mix32(this.#a)
    this.#c = mix32(this.#b)
    for (let warmUp = 0; warmUp < 12; warmUp++) this.next()
  }

  next(): number {
    const sum = (((this.#a + this.#b) | 0) + this.#counter) | 0
    this.#counter = (this.#counter + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0
    return (sum >>> 0) / 4294967296
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  below(bound: number): number {
    return Math.floor(this.next() * bound)
  }

  between(low: number, high: number): number {
    return low + this.next() * (high - low)
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!
  }

  weighted<T>(items: readonly (readonly [item: T, weight: number])[]): T {
    let total = 0
    for (const [, weight] of items) total += weight
    let left = this.next() * total
    for (const [item, weight] of items) {
      left -= weight
      if (left < 0) return item
    }
    return items[items.length - 1]![0]
  }

  normal(): number {
    let sum = -6
    for (let term = 0; term < 12; term++) sum += this.next()
    return sum
  }

  /** Von Neumann's method: compares uniforms, so it needs no logarithm. */
  exponential(mean: number): number {
    for (let whole = 0; ; whole++) {
      const first = this.next()
      let last = first
      let run = 1
      for (let drawn = this.next(); drawn < last; drawn = this.next()) {
        last = drawn
        run++
      }
      if (run % 2 === 1) return (whole + first) * mean
    }
  }

  count(mean: number): number {
    let count = 0
    for (let sum = this.exponential(1); sum < mean; sum += this.exponential(1)) count++
    return count
  }
}

export function clamp(value: number, low: number, high: number): number {
  return value < low ? low : value > high ? high : value
}
