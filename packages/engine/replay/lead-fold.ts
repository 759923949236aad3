/**
 * The fold over a frame's columns: the fast twin of `foldHistory`, which is its oracle. One lead after the other, nothing
 * allocated per event. What cannot matter is left out: events that match nothing, points of leads that cannot be promoted
 * whatever they do, everything after the last event that could change anything.
 */
import { dayOf } from '../event.ts'
import type { Act } from './act-of-shape.ts'
import { KIND_SHIFT, WORD } from './event-kinds.ts'
import type { FlatAgreement } from './flat-agreement.ts'
import type { Frame } from './frame.ts'
import { BY_NOBODY, LeadCourse } from './lead-course.ts'
import { timeOf } from './lead-events.ts'
import type { PreparedHistory } from './prepared-history.ts'
import { STAGE } from './replay-run.ts'

const {
  visitor: VISITOR,
  lead: LEAD,
  mql: MQL,
  sal: SAL,
  recycled: RECYCLED,
  disqualified: DISQUALIFIED,
} = STAGE

// Held in this module, where the compiler takes them for constants; what is imported is read anew each time.
const { facts: FACTS, known: KNOWN, acts: ACTS, moves: MOVES, pours: POURS, counts: COUNTS } = WORD
const SHIFT = KIND_SHIFT

/** What is looked at when points and counts are not; all that can be looked at; and the kind. */
const SETTLES = FACTS | KNOWN | ACTS | MOVES
const HEEDED = SETTLES | POURS | COUNTS
const KINDS = -1 << SHIFT
/** Enters a stage, if not by itself then by what follows; may do so by what it tells. */
const ENTERS = KNOWN | MOVES
const TELLS = FACTS | ACTS

/** What adding points or counts can bring about. */
const NOTHING = 0
const PROMOTION = 1
const ANYTHING = 2

/** Days before and after all events. */
const ALWAYS = -0x8000_0000
const NEVER = 0x7fff_ffff

export class LeadFold extends LeadCourse {
  private readonly frame: Frame
  private readonly offsets: Uint32Array
  private readonly words: Uint32Array
  private readonly days: Int32Array
  private readonly ms: Uint32Array
  private readonly positions: Uint32Array
  private readonly profiles: Uint32Array
  private readonly isKnown: Uint8Array
  private readonly settlesEnd: Uint32Array
  private readonly actsEnd: Uint32Array
  private readonly takesBackEnd: Uint32Array
  private readonly setOf: Uint32Array
  private readonly acts: readonly (Act | null)[]
  /** First lead of the range. */
  private readonly first: number

  // How it is folded.
  /** Bits of words that have to be looked at. */
  private mask = 0
  /** What adding points or counts can bring about: NOTHING, PROMOTION, or ANYTHING. */
  private takes = NOTHING
  /** The moment from which on something is due or may follow from any event, and its day. */
  private wakeAt = Infinity
  private wakeDay = NEVER
  /** Last event of the frame that was settled. */
  private reached = 0
  private mayBeDisqualified = false

  constructor(prepared: PreparedHistory, flat: FlatAgreement) {
    super(prepared, flat)
    const { frame, from, events, kinds, profiles } = prepared
    this.frame = frame
    this.first = from
    this.offsets = events.offsets
    this.words = events.word
    this.days = events.day
    this.ms = events.ms
    this.positions = events.position
    this.profiles = events.profile
    this.isKnown = events.isKnown
    this.settlesEnd = events.settlesEnd
    this.actsEnd = events.actsEnd
    this.takesBackEnd = events.takesBackEnd
    this.setOf = profiles.setOf
    this.acts = kinds.acts
  }

  /** Folds leads by their place in the range. The loop is one function, so that what it reads stays at hand. */
  fold(fromRow: number, toRow: number): void {
    const { offsets, words, days, ms, positions, profiles } = this
    const { pourOffsets, pourClause, pourMeter, pourGive, pourCount, pourDays } = this.activity
    const { level, since, max, opened, used, factors, factorStart, factorCount, beyond } = this.activity
    for (let row = fromRow; row < toRow; row++) {
      if (!this.begin(row)) continue
      let { mask, wakeDay, takes } = this
      const end = (mask & POURS) === 0 ? this.settlesEnd[row]! : offsets[row + 1]!
      for (let at = offsets[row]!; at < end; at++) {
        const word = words[at]! & mask
        if ((word & HEEDED) === 0) continue
        const day = days[at]!
        let isAwake = false
        if (day >= wakeDay) {
          isAwake = this.comeTo(at)
          ;({ wakeDay, takes } = this)
        }
        let adds = false
        if ((word & POURS) !== 0) {
          const last = pourOffsets[(word >>> SHIFT) + 1]!
          for (let pour = pourOffsets[word >>> SHIFT]!; pour < last; pour++) {
            const count = pourCount[pour]!
            if (count !== 0) {
              const clause = pourClause[pour]!
              if (day >= opened[clause]! + pourDays[pour]!) {
                opened[clause] = day
                used[clause] = 1
              } else if (used[clause]! >= count) continue
              else used[clause]!++
            }
            const meter = pourMeter[pour]!
            const days = day - since[meter]!
            let before = level[meter]!
            if (days > 0) {
              since[meter] = day
              before *= days < factorCount[meter]! ? factors[factorStart[meter]! + days]! : beyond[meter]!
            }
            level[meter] = Math.min(max[meter]!, Math.max(0, before + pourGive[pour]!))
            adds = true
          }
        }
        if ((word & COUNTS) !== 0) {
          this.activity.count(word >>> SHIFT, day)
          adds = true
        }
        if ((word & FACTS) !== 0) {
          this.learn(profiles[at]!)
          this.aim()
          takes = this.takes
        }
        if ((word & ACTS) !== 0) this.sales.note(this.acts[word >>> SHIFT]!, day)
        if (isAwake || (word & ENTERS) !== 0) this.settle(word, at + 1, positions[at]!, day, ms[at]!)
        else {
          // Most events end here: what they added or told cannot matter now.
          const mayTake = takes !== NOTHING && (adds || (word & FACTS) !== 0) && this.mayTake()
          if (!mayTake && ((word & TELLS) === 0 || !this.mayFollow(word))) continue
          this.settle(word, at + 1, positions[at]!, day, ms[at]!)
        }
        if (this.isOver(at)) break
        this.aim()
        ;({ mask, wakeDay, takes } = this)
      }
      if (this.wakeDay !== NEVER) this.end()
      this.stages[row] = this.stage
    }
  }

  /** False when nothing of the lead has to be looked at: its stage is written down already. */
  private begin(row: number): boolean {
    const { needsNoAct, readsActivity } = this.flat.sql
    const set = this.setOf[row]!
    const mayBePromoted = this.flat.profiles.setAdmits[set] === 1
    this.mayBeDisqualified = this.flat.profiles.setDisqualifies[set] === 1
    if (!mayBePromoted && !this.mayBeDisqualified && !needsNoAct && this.actsEnd[row] === 0) {
      this.stages[row] = this.isKnown[row] === 1 ? LEAD : VISITOR
      return false
    }
    this.clear(row, mayBePromoted)
    this.mask = SETTLES | KINDS
    if (mayBePromoted || readsActivity) {
      this.mask |= POURS | COUNTS
      this.activity.clear()
    }
    this.wakeAt = Infinity
    this.wakeDay = NEVER
    this.takes = NOTHING
    return true
  }

  /** Deals with all that may happen before a relevant event; true when the event itself was waited for. */
  private comeTo(at: number): boolean {
    const time = timeOf(this.days[at]!, this.ms[at]!)
    if (time < this.wakeAt) return false
    this.catchUp(at, this.positions[at]!)
    this.aim()
    if (time < this.wakeAt) return false
    this.fireTimers(time)
    return true
  }

  /** Deals with all that may happen after the last relevant event. */
  private end(): void {
    this.catchUp(this.offsets[this.row + 1]!, this.frame.offsets[this.first + this.row + 1]!)
    this.fireTimers(this.frame.until)
  }

  /** Deals with events before a position that match nothing but come when one is waited for. */
  private catchUp(cursor: number, position: number): void {
    const { day, ms } = this.frame
    for (let at = this.reached + 1; at < position; at++) {
      if (day[at]! < this.wakeDay) continue
      const time = timeOf(day[at]!, ms[at]!)
      if (time < this.wakeAt) continue
      this.fireTimers(time)
      this.settle(0, cursor, at, day[at]!, ms[at]!)
    }
  }

  /** Works out what adding points or counts can bring about from now on. */
  private aim(): void {
    const { stage, profile } = this
    const { termOffsets } = this.flat.profiles
    if (this.flat.sql.readsActivity && stage >= LEAD && stage <= SAL) this.takes = ANYTHING
    else {
      const isOpen = stage === LEAD || (stage === RECYCLED && this.wakeDay === NEVER)
      this.takes = isOpen && termOffsets[profile]! < termOffsets[profile + 1]! ? PROMOTION : NOTHING
    }
  }

  /** Whether what was added may have brought it about. */
  private mayTake(): boolean {
    if (this.takes === ANYTHING) return true
    const { termOffsets } = this.flat.profiles
    const end = termOffsets[this.profile + 1]!
    for (let term = termOffsets[this.profile]!; term < end; term++)
      if (this.activity.mayHold(term)) return true
    return false
  }

  /** Whether what an event tells about the lead or of sales' work may enter a stage. */
  private mayFollow(word: number): boolean {
    const { stage, sales } = this
    if ((word & FACTS) !== 0 && (this.disqualified !== BY_NOBODY || stage === DISQUALIFIED)) return true
    return (sales.done & sales.needed) === sales.needed && stage >= LEAD && stage <= SAL
  }

  /**
   * What an event brings about beyond meters and counts, in the order of `foldEvent`.
   *
   * @param cursor relevant event that comes next
   */
  private settle(word: number, cursor: number, position: number, day: number, ms: number): void {
    const before = this.stage
    const time = timeOf(day, ms)
    if (before === VISITOR && (word & KNOWN) !== 0) this.stage = LEAD
    if (this.disqualified !== BY_NOBODY || this.stage === DISQUALIFIED) this.judgeDisqualification(time)
    if ((word & MOVES) !== 0) this.move(this.acts[word >>> SHIFT]!, position, time, day)
    const stage = this.stage
    if (stage === LEAD || (stage === RECYCLED && before === RECYCLED && time >= this.restUntil))
      this.tryPromotion(position, day, time, 0)
    if (
      this.stage >= LEAD &&
      this.stage <= SAL &&
      (this.sales.done & this.sales.needed) === this.sales.needed
    )
      this.trySalesQualification(time, day)
    this.reached = position
    if (this.stage !== before || this.wakeDay !== NEVER || cursor === this.takesBackEnd[this.row])
      this.lookAhead(before, cursor, time)
  }

  /** Which of the events to come can still matter, from the relevant event `cursor` on. `before`: the stage before. */
  private lookAhead(before: number, cursor: number, time: number): void {
    const stage = this.stage
    const { promotesByTime, sql } = this.flat
    const isOpen = stage === LEAD || stage === RECYCLED
    let wakeAt = Infinity
    if (
      (isOpen && promotesByTime && this.mayBePromoted) ||
      (this.disqualified !== BY_NOBODY && this.canBeDisqualified()) ||
      (sql.byTime && stage >= LEAD && stage <= SAL)
    )
      wakeAt = -Infinity
    else if (stage === MQL) wakeAt = this.decideDue
    else if (stage === RECYCLED && this.mayBePromoted) {
      const hasTriedSinceRest = before === RECYCLED && time >= this.restUntil
      if (!hasTriedSinceRest) wakeAt = this.restUntil
    }
    this.wakeAt = wakeAt
    this.wakeDay = wakeAt === Infinity ? NEVER : wakeAt === -Infinity ? ALWAYS : dayOf(wakeAt)
    if (isOpen || stage === VISITOR || this.mayBeDisqualified || sql.readsActivity) return
    if (this.takesBackEnd[this.row]! > cursor || (stage === MQL && wakeAt !== Infinity)) return
    this.mask = SETTLES | KINDS
  }

  /** Whether nothing after a relevant event can change anything. */
  private isOver(at: number): boolean {
    if (this.wakeDay !== NEVER || this.mayBeDisqualified || this.stage === VISITOR) return false
    if ((this.mask & POURS) !== 0 || this.actsEnd[this.row]! > at + 1) return false
    return !this.flat.sql.readsFacts || this.stage > SAL
  }
}
