/**
 * What one lead's events leave behind: meters, limits, counts. The same arithmetic as the fold's, in the same order, so
 * that levels are equal to the bit; but in place, and a meter is faded only when it is poured into or read.
 */
import { OP, SLOTS } from './condition-program.ts'
import type { FlatAgreement, FlatProgram } from './flat-agreement.ts'
import { KIND_SHIFT, type EventKinds } from './relevant-events.ts'

/** Before any window that an event could meet, and far enough from the ends of 32 bits to add days to it. */
const NEVER_OPENED = -(2 ** 30)

/** Conditions in one program are bounded, and so is what they leave on the stack. */
const STACK = 1 << 10

export class Activity {
  readonly #flat: FlatAgreement
  readonly #kinds: EventKinds
  readonly #level: Float64Array
  readonly #since: Int32Array
  readonly #opened: Int32Array
  readonly #used: Int32Array
  /** How many of a condition's latest days are kept, and where the next one goes. */
  readonly #kept: Int32Array
  readonly #next: Int32Array
  readonly #days: Int32Array
  readonly #stack = new Uint8Array(STACK)
  /** Bit of each `did` condition that has been satisfied at some time, `within` left aside. */
  didBits = 0

  constructor(flat: FlatAgreement, kinds: EventKinds) {
    this.#flat = flat
    this.#kinds = kinds
    this.#level = new Float64Array(flat.meters.count)
    this.#since = new Int32Array(flat.meters.count)
    this.#opened = new Int32Array(flat.points.meter.length)
    this.#used = new Int32Array(flat.points.meter.length)
    this.#kept = new Int32Array(flat.dids.times.length)
    this.#next = new Int32Array(flat.dids.times.length)
    this.#days = new Int32Array(flat.dids.dayCount)
  }

  clear(): void {
    const level = this.#level
    const since = this.#since
    const opened = this.#opened
    const kept = this.#kept
    const next = this.#next
    for (let meter = 0; meter < level.length; meter++) {
      level[meter] = 0
      since[meter] = 0
    }
    for (let clause = 0; clause < opened.length; clause++) opened[clause] = NEVER_OPENED
    for (let did = 0; did < kept.length; did++) {
      kept[did] = 0
      next[did] = 0
    }
    this.didBits = 0
  }

  /** Pours all that an event of this word pours; true when something was added or taken. */
  pour(word: number, day: number): boolean {
    const { pourOffsets, pours } = this.#kinds
    const { meter, give, limitCount } = this.#flat.points
    const { max } = this.#flat.meters
    const level = this.#level
    const since = this.#since
    const kind = word >>> KIND_SHIFT
    const end = pourOffsets[kind + 1]!
    let poured = false
    for (let at = pourOffsets[kind]!; at < end; at++) {
      const clause = pours[at]!
      if (limitCount[clause] !== 0 && !this.#counts(clause, day)) continue
      const of = meter[clause]!
      const before = level[of]! * this.#factor(of, day - since[of]!)
      level[of] = Math.min(max[of]!, Math.max(0, before + give[clause]!))
      if (day > since[of]!) since[of] = day
      poured = true
    }
    return poured
  }

  /** Counts one more match of a limited clause; false when its window is used up. */
  #counts(clause: number, day: number): boolean {
    const { limitCount, limitDays } = this.#flat.points
    if (day >= this.#opened[clause]! + limitDays[clause]!) {
      this.#opened[clause] = day
      this.#used[clause] = 1
      return true
    }
    if (this.#used[clause]! >= limitCount[clause]!) return false
    this.#used[clause]!++
    return true
  }

  #factor(meter: number, days: number): number {
    if (days <= 0) return 1
    const { length, factors, start, beyond } = this.#flat.meters
    return days < length[meter]! ? factors[start[meter]! + days]! : beyond[meter]!
  }

  /** Remembers an event of this word under every `did` condition that it counts for. */
  count(word: number, day: number): void {
    const { didOffsets, dids } = this.#kinds
    const { times, start } = this.#flat.dids
    const kind = word >>> KIND_SHIFT
    const end = didOffsets[kind + 1]!
    for (let at = didOffsets[kind]!; at < end; at++) {
      const did = dids[at]!
      const next = this.#next[did]!
      this.#days[start[did]! + next] = day
      this.#next[did] = next + 1 === times[did] ? 0 : next + 1
      if (this.#kept[did]! < times[did]!) this.#kept[did]!++
      if (this.#kept[did] === times[did] && did < 31) this.didBits |= 1 << did
    }
  }

  /** Keeps a share of every meter. */
  keep(share: number, day: number): void {
    for (let meter = 0; meter < this.#level.length; meter++) {
      const before = this.#level[meter]! * this.#factor(meter, day - this.#since[meter]!)
      this.#level[meter] = before * share
      this.#since[meter] = day
    }
  }

  /** False when a term cannot hold on any day from now on unless something is added: levels only fall. */
  mayHold(term: number): boolean {
    const { dids, meter, level, score } = this.#flat.profiles.terms
    if ((this.didBits & dids[term]!) !== dids[term]) return false
    const of = meter[term]!
    if (of >= 0 && this.#level[of]! < level[term]!) return false
    const least = score[term]!
    if (least === -Infinity) return true
    let sum = 0
    for (let at = 0; at < this.#level.length; at++) sum += this.#level[at]!
    return sum >= least
  }

  /** Whether a condition holds on a day, with the facts of a profile. */
  holds({ code, facts, factCount }: FlatProgram, profile: number, day: number): boolean {
    const stack = this.#stack
    let top = 0
    for (let at = 0; at < code.length; at += SLOTS) {
      const argument = code[at + 1]!
      switch (code[at]) {
        case OP.fact:
          stack[top++] = facts[profile * factCount + argument]!
          break
        case OP.did:
          stack[top++] = this.#did(argument, day) ? 1 : 0
          break
        case OP.meter:
          stack[top++] = this.#levelOn(argument, day) >= code[at + 2]! ? 1 : 0
          break
        case OP.score:
          stack[top++] = this.#scoreOn(day) >= code[at + 2]! ? 1 : 0
          break
        case OP.not:
          stack[top - 1] = 1 - stack[top - 1]!
          break
        default: {
          const isAll = code[at] === OP.all
          let result = isAll ? 1 : 0
          for (let part = 0; part < argument; part++) {
            const value = stack[--top]!
            result = isAll ? result & value : result | value
          }
          stack[top++] = result
        }
      }
    }
    return stack[0] === 1
  }

  /** The days kept are the latest: when the oldest of them counts, all do. */
  #did(did: number, day: number): boolean {
    const { times, withinDays, start } = this.#flat.dids
    if (this.#kept[did]! < times[did]!) return false
    const within = withinDays[did]!
    return within === 0 || this.#days[start[did]! + this.#next[did]!]! > day - within
  }

  #levelOn(meter: number, day: number): number {
    return this.#level[meter]! * this.#factor(meter, day - this.#since[meter]!)
  }

  #scoreOn(day: number): number {
    let score = 0
    for (let meter = 0; meter < this.#level.length; meter++) score += this.#levelOn(meter, day)
    return score
  }
}
