/**
 * What one lead's events leave behind: meters, limits, counts. The same arithmetic as the fold's, in the same order, so
 * that levels are equal to the bit; but in place, and a meter is faded only when it is poured into or read.
 */
import { OP, SLOTS } from './condition-program.ts'
import type { FlatAgreement, FlatProgram } from './flat-agreement.ts'
import { KIND_SHIFT, WORD, type EventKinds } from './event-kinds.ts'

/** Before any window that an event could meet, and far enough from the ends of 32 bits to add days to it. */
const NEVER_OPENED = -(2 ** 30)

/** Conditions in one program are bounded, and so is what they leave on the stack. */
const STACK = 1 << 10

// Held in this module, where the compiler takes them for constants; what is imported is read anew each time.
const WIDTH = SLOTS
const SHIFT = KIND_SHIFT
const { pours: POURS, counts: COUNTS } = WORD
const { fact: FACT, did: DID, meter: LEVEL, score: SCORE, all: ALL, not: NOT } = OP

/** Places in a row of the pours' tables. */
const WINDOW = 0
const METER = 1
const LIMIT_COUNT = 2
const LIMIT_DAYS = 3
const FADE_START = 4
const FADE_DAYS = 5
const INTEGERS = 8
const GIVE = 0
const MAX = 1
const BEYOND = 2
const NUMBERS = 4

export class Activity {
  /** By meter: its level on the day until which it is faded. After them their sum: the score is never more. */
  private readonly level: Float64Array
  private readonly since: Int32Array
  /** By points clause: when its window was opened and how often it was used. */
  private readonly windows: Int32Array
  /** The pours of each kind of event, a row each from `pourOffsets[kind]` on, so that an event reads one stretch. */
  private readonly pourOffsets: Uint32Array
  private readonly pourIntegers: Int32Array
  private readonly pourNumbers: Float64Array
  private readonly factors: Float64Array
  private readonly termDids: Int32Array
  private readonly termMeter: Int32Array
  private readonly termLevel: Float64Array
  private readonly termScore: Float64Array
  private readonly flat: FlatAgreement
  private readonly kinds: EventKinds
  /** How many of a condition's latest days are kept, and where the next one goes. */
  private readonly kept: Int32Array
  private readonly next: Int32Array
  private readonly days: Int32Array
  private readonly stack = new Uint8Array(STACK)
  /** Bit of each `did` condition that has been satisfied at some time, `within` left aside. */
  didBits = 0

  constructor(flat: FlatAgreement, kinds: EventKinds) {
    const { meters, points, dids } = flat
    const { pours } = kinds
    this.flat = flat
    this.kinds = kinds
    this.level = new Float64Array(meters.count + 1)
    this.since = new Int32Array(meters.count)
    this.windows = new Int32Array(2 * points.meter.length)
    this.pourOffsets = kinds.pourOffsets
    this.pourIntegers = new Int32Array(pours.length * INTEGERS)
    this.pourNumbers = new Float64Array(pours.length * NUMBERS)
    for (const [pour, clause] of pours.entries()) {
      const meter = points.meter[clause]!
      const limit = [points.limitCount[clause]!, points.limitDays[clause]!]
      const fade = [meters.start[meter]!, meters.length[meter]!]
      this.pourIntegers.set([2 * clause, meter, ...limit, ...fade], pour * INTEGERS)
      this.pourNumbers.set([points.give[clause]!, meters.max[meter]!, meters.beyond[meter]!], pour * NUMBERS)
    }
    this.factors = meters.factors
    const { terms } = flat.profiles
    this.termDids = terms.dids
    this.termMeter = terms.meter
    this.termLevel = terms.level
    this.termScore = terms.score
    this.kept = new Int32Array(dids.times.length)
    this.next = new Int32Array(dids.times.length)
    this.days = new Int32Array(dids.dayCount)
  }

  clear(): void {
    const level = this.level
    const since = this.since
    const windows = this.windows
    const kept = this.kept
    const next = this.next
    for (let meter = 0; meter < since.length; meter++) {
      level[meter] = 0
      since[meter] = 0
    }
    level[since.length] = 0
    for (let window = 0; window < windows.length; window += 2) windows[window] = NEVER_OPENED
    for (let did = 0; did < kept.length; did++) {
      kept[did] = 0
      next[did] = 0
    }
    this.didBits = 0
  }

  /** Adds what events of a word add: points, counts. False when limits left nothing of it. */
  add(word: number, day: number): boolean {
    let adds = false
    if ((word & POURS) !== 0) adds = this.pour(word >>> SHIFT, day)
    if ((word & COUNTS) === 0) return adds
    this.count(word >>> SHIFT, day)
    return true
  }

  private pour(kind: number, day: number): boolean {
    const { pourOffsets, pourIntegers: integers, pourNumbers: numbers, windows, level, since, factors } = this
    const end = pourOffsets[kind + 1]!
    const sum = since.length
    let poured = false
    for (let row = pourOffsets[kind]!; row < end; row++) {
      const at = row * INTEGERS
      const limit = integers[at + LIMIT_COUNT]!
      if (limit !== 0) {
        const window = integers[at + WINDOW]!
        if (day >= windows[window]! + integers[at + LIMIT_DAYS]!) {
          windows[window] = day
          windows[window + 1] = 1
        } else if (windows[window + 1]! >= limit) continue
        else windows[window + 1]!++
      }
      const meter = integers[at + METER]!
      const days = day - since[meter]!
      let before = level[meter]!
      if (days > 0) {
        since[meter] = day
        before *=
          days < integers[at + FADE_DAYS]!
            ? factors[integers[at + FADE_START]! + days]!
            : numbers[row * NUMBERS + BEYOND]!
      }
      before += numbers[row * NUMBERS + GIVE]!
      const filled = Math.min(numbers[row * NUMBERS + MAX]!, Math.max(0, before))
      level[sum]! += filled - level[meter]!
      level[meter] = filled
      poured = true
    }
    return poured
  }

  private factor(meter: number, days: number): number {
    if (days <= 0) return 1
    const { start, length, beyond } = this.flat.meters
    return days < length[meter]! ? this.factors[start[meter]! + days]! : beyond[meter]!
  }

  /** Remembers an event of this kind under every `did` condition that it counts for. */
  private count(kind: number, day: number): void {
    const { didOffsets, dids } = this.kinds
    const { times, start } = this.flat.dids
    const end = didOffsets[kind + 1]!
    for (let at = didOffsets[kind]!; at < end; at++) {
      const did = dids[at]!
      const next = this.next[did]!
      this.days[start[did]! + next] = day
      this.next[did] = next + 1 === times[did] ? 0 : next + 1
      if (this.kept[did]! < times[did]!) this.kept[did]!++
      if (this.kept[did] === times[did] && did < 31) this.didBits |= 1 << did
    }
  }

  /** Sum of the levels, not faded. */
  sum(): number {
    return this.level[this.since.length]!
  }

  /** Keeps a share of every meter. */
  keep(share: number, day: number): void {
    let sum = 0
    for (let meter = 0; meter < this.since.length; meter++) {
      const before = this.levelOn(meter, day)
      this.level[meter] = before * share
      this.since[meter] = day
      sum += before * share
    }
    this.level[this.since.length] = sum
  }

  /** False when a term cannot hold on any day from now on unless something is added: levels only fall. */
  mayHold(term: number): boolean {
    const dids = this.termDids[term]!
    if ((this.didBits & dids) !== dids) return false
    const meter = this.termMeter[term]!
    if (meter >= 0 && this.level[meter]! < this.termLevel[term]!) return false
    const least = this.termScore[term]!
    if (least === -Infinity) return true
    return this.sum() >= least
  }

  /** Whether a condition holds on a day, with the facts of a profile. */
  holds({ code, facts, factCount }: FlatProgram, profile: number, day: number): boolean {
    const stack = this.stack
    let top = 0
    for (let at = 0; at < code.length; at += WIDTH) {
      const argument = code[at + 1]!
      switch (code[at]) {
        case FACT:
          stack[top++] = facts[profile * factCount + argument]!
          break
        case DID:
          stack[top++] = this.did(argument, day) ? 1 : 0
          break
        case LEVEL:
          stack[top++] = this.levelOn(argument, day) >= code[at + 2]! ? 1 : 0
          break
        case SCORE:
          stack[top++] = this.scoreOn(day) >= code[at + 2]! ? 1 : 0
          break
        case NOT:
          stack[top - 1] = 1 - stack[top - 1]!
          break
        default: {
          const isAll = code[at] === ALL
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
  private did(did: number, day: number): boolean {
    const { times, withinDays, start } = this.flat.dids
    if (this.kept[did]! < times[did]!) return false
    const within = withinDays[did]!
    return within === 0 || this.days[start[did]! + this.next[did]!]! > day - within
  }

  private levelOn(meter: number, day: number): number {
    return this.level[meter]! * this.factor(meter, day - this.since[meter]!)
  }

  private scoreOn(day: number): number {
    let score = 0
    for (let meter = 0; meter < this.since.length; meter++) score += this.levelOn(meter, day)
    return score
  }
}
