/**
 * Look-ups by bytes that stand in a buffer: what was seen before is found again without making a text of it first. Reading
 * millions of rows that say a few thousand different things, that is most of the time.
 */

/** Numbers sequences of bytes in the order in which they are added. */
export class KnownBytes {
  length = 0
  /** By slot: number of the sequence there and one more; 0 where there is none. Twice as many as sequences, at least. */
  #slots = new Int32Array(1 << 10)
  #hashes = new Int32Array(1 << 9)
  /** Where each sequence ends in the arena. */
  #ends = new Uint32Array(1 << 9)
  #arena = new Uint8Array(1 << 14)

  /** The sequence's number, or -1. */
  find(bytes: Uint8Array, from: number, to: number): number {
    const hash = hashOf(bytes, from, to)
    const mask = this.#slots.length - 1
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const number = this.#slots[slot]! - 1
      if (number < 0 || (this.#hashes[number] === hash && this.#isSame(number, bytes, from, to)))
        return number
    }
  }

  /** Numbers a sequence that was not found. */
  add(bytes: Uint8Array, from: number, to: number): number {
    if (2 * (this.length + 1) > this.#slots.length) this.#grow()
    const start = this.length === 0 ? 0 : this.#ends[this.length - 1]!
    const end = start + to - from
    if (end > this.#arena.length) {
      const larger = new Uint8Array(2 * end)
      larger.set(this.#arena)
      this.#arena = larger
    }
    for (let at = from; at < to; at++) this.#arena[start + at - from] = bytes[at]!
    this.#ends[this.length] = end
    this.#hashes[this.length] = hashOf(bytes, from, to)
    this.#place(this.length)
    return this.length++
  }

  #place(number: number): void {
    const mask = this.#slots.length - 1
    let slot = this.#hashes[number]! & mask
    while (this.#slots[slot] !== 0) slot = (slot + 1) & mask
    this.#slots[slot] = number + 1
  }

  #grow(): void {
    const { length } = this
    const [hashes, ends] = [this.#hashes, this.#ends]
    this.#slots = new Int32Array(this.#slots.length * 2)
    this.#hashes = new Int32Array(this.#slots.length / 2)
    this.#ends = new Uint32Array(this.#slots.length / 2)
    this.#hashes.set(hashes)
    this.#ends.set(ends)
    for (let number = 0; number < length; number++) this.#place(number)
  }

  #isSame(number: number, bytes: Uint8Array, from: number, to: number): boolean {
    const start = number === 0 ? 0 : this.#ends[number - 1]!
    if (this.#ends[number]! - start !== to - from) return false
    const arena = this.#arena
    for (let at = from, known = start; at < to; at++, known++) if (arena[known] !== bytes[at]) return false
    return true
  }
}

/** FNV-1a by four bytes. */
function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5
  let at = from
  for (; at + 4 <= to; at += 4) {
    const four = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)
    hash = Math.imul(hash ^ four, 0x01000193)
    hash ^= hash >>> 15
  }
  for (; at < to; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193)
  return hash ^ (hash >>> 13)
}

/** Beyond so many all are forgotten, so that texts which never repeat cannot fill the memory. */
const TEXTS_KEPT = 1 << 16
/** Longer ones hardly repeat. */
const BYTES_MAX = 512

/** Gives the same string for the same bytes. */
export class KnownTexts {
  #known = new KnownBytes()
  #texts: string[] = []

  textAt(bytes: Buffer, from: number, to: number): string {
    if (to - from > BYTES_MAX) return bytes.toString('utf8', from, to)
    const known = this.#known.find(bytes, from, to)
    if (known >= 0) return this.#texts[known]!
    if (this.#texts.length === TEXTS_KEPT) {
      this.#known = new KnownBytes()
      this.#texts = []
    }
    this.#known.add(bytes, from, to)
    const text = bytes.toString('utf8', from, to)
    this.#texts.push(text)
    return text
  }
}
