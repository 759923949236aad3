/**
 * Look-ups by bytes that stand in a buffer: what was seen before is found again without making a text of it first. Reading
 * millions of rows that say a few thousand different things, that is most of the time.
 */

/** Beyond so many all are forgotten, so that texts which never repeat cannot fill the memory. */
const TEXTS_KEPT = 1 << 16
const SLOTS = TEXTS_KEPT * 2
/** Longer ones hardly repeat. */
const BYTES_MAX = 512

/** Gives the same string for the same bytes. */
export class KnownTexts {
  #slots = new Int32Array(SLOTS)
  #bytes: Buffer[] = []
  #texts: string[] = []

  textAt(bytes: Buffer, from: number, to: number): string {
    if (to - from > BYTES_MAX) return bytes.toString('utf8', from, to)
    let slot = hashOf(bytes, from, to) & (SLOTS - 1)
    for (let known = this.#slots[slot]!; known > 0; known = this.#slots[slot]!) {
      if (isSame(this.#bytes[known - 1]!, bytes, from, to)) return this.#texts[known - 1]!
      slot = (slot + 1) & (SLOTS - 1)
    }
    if (this.#texts.length === TEXTS_KEPT) {
      this.#slots.fill(0)
      this.#bytes = []
      this.#texts = []
      return this.textAt(bytes, from, to)
    }
    const text = bytes.toString('utf8', from, to)
    this.#bytes.push(Buffer.from(bytes.subarray(from, to)))
    this.#slots[slot] = this.#texts.push(text)
    return text
  }
}

/** FNV-1a. */
function hashOf(bytes: Buffer, from: number, to: number): number {
  let hash = 0x811c9dc5
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193)
  return hash ^ (hash >>> 15)
}

function isSame(known: Buffer, bytes: Buffer, from: number, to: number): boolean {
  if (known.length !== to - from) return false
  for (let at = 0; at < known.length; at++) if (known[at] !== bytes[from + at]) return false
  return true
}
