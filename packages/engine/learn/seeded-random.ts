/** Seeded randomness for resampling: one seed, the same numbers on every machine. */

export interface SeededRandom {
  /** Uniform in [0, 1), a multiple of 2^-32. */
  next(): number
  /** Whole number in [0, bound). Its bias is at most bound / 2^32, which no resampling can tell. */
  below(bound: number): number
}

/**
 * A stream of its own for every seed: xoshiro128**, its state drawn from SplitMix64 as its authors advise.
 *
 * @param seed a whole number
 * @throws RangeError when the seed is not whole
 */
export function seededRandom(seed: number): SeededRandom {
  const draw = splitMix64(seed)
  const [first, second] = [draw(), draw()]
  const bits = xoshiro128(first & 0xffffffffn, first >> 32n, second & 0xffffffffn, second >> 32n)
  return {
    next: () => bits() / 4294967296,
    below: (bound) => Math.floor((bits() / 4294967296) * bound),
  }
}

/**
 * Numbers of 64 bits. Source: G. L. Steele, D. Lea, C. H. Flood, Fast splittable pseudorandom number generators, OOPSLA
 * (2014), in S. Vigna's fixed-increment version, https://prng.di.unimi.it/splitmix64.c.
 */
export function splitMix64(seed: number): () => bigint {
  let state = BigInt.asUintN(64, BigInt(seed))
  return () => {
    state = BigInt.asUintN(64, state + 0x9e3779b97f4a7c15n)
    let mixed = state
    mixed = BigInt.asUintN(64, (mixed ^ (mixed >> 30n)) * 0xbf58476d1ce4e5b9n)
    mixed = BigInt.asUintN(64, (mixed ^ (mixed >> 27n)) * 0x94d049bb133111ebn)
    return mixed ^ (mixed >> 31n)
  }
}

/**
 * Numbers of 32 bits. Source: D. Blackman, S. Vigna, ACM Transactions on Mathematical Software 47 (2021), 36,
 * https://prng.di.unimi.it/xoshiro128starstar.c.
 *
 * @param state four numbers of 32 bits, not all of them 0
 */
export function xoshiro128(...state: readonly [bigint, bigint, bigint, bigint]): () => number {
  let [a, b, c, d] = state.map((part) => Number(part) | 0) as [number, number, number, number]
  return () => {
    const drawn = Math.imul(turned(Math.imul(b, 5), 7), 9) >>> 0
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = turned(d, 11)
    return drawn
  }
}

function turned(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by))
}
