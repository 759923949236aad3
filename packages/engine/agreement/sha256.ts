/** SHA-256 (FIPS 180-4), because the engine runs in the browser too, where hashing is only offered asynchronously. */

const ROUND_CONSTANTS = fractionsOfPrimes(64, (prime) => Math.cbrt(prime))
const INITIAL = fractionsOfPrimes(8, (prime) => Math.sqrt(prime))

/** Hash of a text's UTF-8 bytes, in lower-case hexadecimal. */
export function sha256(text: string): string {
  const words = padded(new TextEncoder().encode(text))
  const hash = Uint32Array.from(INITIAL)
  const schedule = new Uint32Array(64)
  for (let block = 0; block < words.length; block += 16) {
    compress(hash, schedule, words, block)
  }
  return [...hash].map((word) => word.toString(16).padStart(8, '0')).join('')
}

function compress(hash: Uint32Array, schedule: Uint32Array, words: Uint32Array, block: number): void {
  for (let t = 0; t < 64; t++) {
    if (t < 16) {
      schedule[t] = words[block + t]!
      continue
    }
    const w15 = schedule[t - 15]!
    const w2 = schedule[t - 2]!
    const s0 = rotate(w15, 7) ^ rotate(w15, 18) ^ (w15 >>> 3)
    const s1 = rotate(w2, 17) ^ rotate(w2, 19) ^ (w2 >>> 10)
    schedule[t] = schedule[t - 16]! + s0 + schedule[t - 7]! + s1
  }
  let [a, b, c, d, e, f, g, h] = hash as unknown as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  for (let t = 0; t < 64; t++) {
    const sum1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
    const choice = (e & f) ^ (~e & g)
    const first = (h + sum1 + choice + ROUND_CONSTANTS[t]! + schedule[t]!) | 0
    const sum0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
    const majority = (a & b) ^ (a & c) ^ (b & c)
    ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + sum0 + majority) | 0]
  }
  for (const [index, word] of [a, b, c, d, e, f, g, h].entries()) hash[index] = hash[index]! + word
}

function padded(bytes: Uint8Array): Uint32Array {
  const wordCount = (((bytes.length + 8) >> 6) + 1) * 16
  const words = new Uint32Array(wordCount)
  for (const [index, byte] of bytes.entries()) words[index >> 2]! |= byte << (24 - (index & 3) * 8)
  words[bytes.length >> 2]! |= 0x80 << (24 - (bytes.length & 3) * 8)
  words[wordCount - 2] = Math.floor(bytes.length / 0x20000000)
  words[wordCount - 1] = bytes.length << 3
  return words
}

function rotate(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits))
}

/** First 32 bits of the fractional parts of a root of the first primes, as the standard defines its constants. */
function fractionsOfPrimes(count: number, root: (prime: number) => number): Uint32Array {
  const fractions: number[] = []
  for (let candidate = 2; fractions.length < count; candidate++) {
    const isPrime = Array.from({ length: candidate - 2 }, (_, index) => index + 2).every(
      (n) => candidate % n !== 0,
    )
    if (isPrime) fractions.push(Math.floor((root(candidate) % 1) * 2 ** 32))
  }
  return Uint32Array.from(fractions)
}
