/**
 * What one lead's events leave behind: meters, limits, counts. The same arithmetic as the fold's, in the same order, so
 * that levels are equal to the bit; but in place, and a meter is faded only when it is poured into or read.
 */
import { OP, SLOTS } from './condition-program.ts'
import type { FlatAgreement, FlatProgram } from './flat-agreement.ts'
import type { EventKinds } from './event-kinds.ts'

/** Before any window that an event could meet, and far enough from the ends of 32 bits to add days to it. */
const NEVER_OPENED = -(2 ** 30)

/** Conditions in one program are bounded, and so is what they leave on the stack. */
const STACK = 1 << 10

// Held in this module, where the compiler takes them for constants; what is imported is read anew each time.
const WIDTH = SLOTS
const { fact: FACT, did: DID, meter: LEVEL, score: SCORE, all: ALL, not: NOT } = OP

export class Activity {
  /** By meter: its level on the day until which it is faded. */
  readonly level: Float64Array
  readonly since: Int32Array
  /** By points clause: when its window was opened, and how often it was used. */
  readonly opened: Int32Array
  readonly used: Int32Array
  /** The pours of each kind of event, from `pourOffsets[kind]` on, with all that pouring asks. */
  readonly pourOffsets: Uint32Array
  readonly pourClause: Uint32Array
  readonly pourMeter: Int32Array
  readonly pourGive: Float64Array
  readonly pourCount: Int32Array
  readonly pourDays: Int32Array
  readonly max: Float64Array
  readonly factors: Float64Array
  readonly factorStart: Int32Array
  readonly factorCount: Int32Array
  readonly beyond: Float64Array
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
  private didBits = 0

  constructor(flat: FlatAgreement, kinds: EventKinds) {
    const { meters, points, dids } = flat
    const { pours } = kinds
    this.flat = flat
    this.kinds = kinds
    this.level = new Float64Array(meters.count)
    this.since = new Int32Array(meters.count)
    this.opened = new Int32Array(points.meter.length)
    this.used = new Int32Array(points.meter.length)
    this.pourOffsets = kinds.pourOffsets
    this.pourClause = pours
    this.pourMeter = Int32Array.from(pours, (clause) => points.meter[clause]!)
    this.pourGive = Float64Array.from(pours, (clause) => points.give[clause]!)
    this.pourCount = Int32Array.from(pours, (clause) => points.limitCount[clause]!)
    this.pourDays = Int32Array.from(pours, (clause) => points.limitDays[clause]!)
    this.max = meters.max
    this.factors = meters.factors
    this.factorStart = meters.start
    this.factorCount = meters.length
    this.beyond = meters.beyond
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
    const opened = this.opened
    const kept = this.kept
    const next = this.next
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

  private factor(meter: number, days: number): number {
    if (days <= 0) return 1
    return days < this.factorCount[meter]!
      ? this.factors[this.factorStart[meter]! + days]!
      : this.beyond[meter]!
  }

  /** Remembers an event of this kind under every `did` condition that it counts for. */
  count(kind: number, day: number): void {
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

  /** Keeps a share of every meter. */
  keep(share: number, day: number): void {
    for (let meter = 0; meter < this.level.length; meter++) {
      const before = this.level[meter]! * this.factor(meter, day - this.since[meter]!)
      this.level[meter] = before * share
      this.since[meter] = day
    }
  }

  /** False when a term cannot hold on any day from now on unless something is added: levels only fall. */
  mayHold(term: number): boolean {
    const dids = this.termDids[term]!
    if ((this.didBits & dids) !== dids) return false
    const meter = this.termMeter[term]!
    if (meter >= 0 && this.level[meter]! < this.termLevel[term]!) return false
    const least = this.termScore[term]!
    if (least === -Infinity) return true
    let sum = 0
    for (let at = 0; at < this.level.length; at++) sum += this.level[at]!
    return sum >= least
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
    for (let meter = 0; meter < this.level.length; meter++) score += this.levelOn(meter, day)
    return score
  }
}
