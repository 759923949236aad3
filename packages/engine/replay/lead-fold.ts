/**
 * The fold over a frame's columns: the fast twin of `foldHistory`, which is its oracle. One lead after the other, nothing
 * allocated per event. What cannot matter is left out: events that match nothing, points of leads that cannot be promoted
 * whatever they do, everything after the last event that could change anything.
 */
import { dayOf } from '../event.ts'
import type { Act, Hand } from './act-of-shape.ts'
import { KIND_SHIFT, WORD, type EventKinds } from './event-kinds.ts'
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
const { hands: HANDS } = WORD
const SHIFT = KIND_SHIFT

/** What is looked at when points and counts are not; all that can be looked at; and the kind. */
const SETTLES = FACTS | KNOWN | ACTS | MOVES
const ADDS = POURS | COUNTS
const HEEDED = SETTLES | ADDS | HANDS
const KINDS = -1 << SHIFT
/** Enters a stage, if not by itself then by what follows; may do so by what it tells. */
const ENTERS = KNOWN | MOVES
const NEWS = FACTS | KNOWN
const TELLS = NEWS | ACTS

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
  private readonly hands: readonly (Hand | null)[]
  /** By kind of event: the most points that one of them can add; Infinity where it counts for a condition. */
  private readonly gains: Float64Array
  /** First lead of the range. */
  private readonly first: number

  // How it is folded.
  /** Bits of words that have to be looked at. */
  private mask = 0
  /** What adding must come to before it can bring anything about: a sum of levels, or one of some `did` conditions. */
  private leastSum = Infinity
  private didBits = 0
  /** It may be an SQL. */
  private mayQualify = false
  /** What the event at hand adds and tells was taken in already. */
  private isTaken = false
  /** Bits of words that are not passed over. */
  private stops = 0
  /** The moment from which on something is due or may follow from any event, and its day. */
  private wakeAt = Infinity
  private wakeDay = NEVER
  /** Last event of the frame that was settled. */
  private reached = 0
  private mayBeDisqualified = false
  /** Stages are entered by what happens only, not by time, and the SQL condition reads no facts. */
  private readonly isPlain: boolean

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
    this.hands = kinds.hands
    this.gains = gainsOf(kinds, flat.points.give)
    this.isPlain = !flat.promotesByTime && !flat.sql.byTime && !flat.sql.readsFacts
  }

  /** Folds leads by their place in the range. */
  fold(fromRow: number, toRow: number): void {
    const { offsets, settlesEnd } = this
    for (let row = fromRow; row < toRow; row++) {
      if (!this.begin(row)) continue
      const end = (this.mask & ADDS) === 0 ? settlesEnd[row]! : offsets[row + 1]!
      for (let at = this.skim(offsets[row]!, end); at < end; at = this.skim(at + 1, end))
        if (!this.attend(at)) break
      if (this.wakeDay !== NEVER) this.end()
      this.stages[row] = this.stage
    }
  }

  /**
   * Takes in what events add and tell as long as no stage can come of it but that of a lead. Gives the first event of
   * which one may, or `end`.
   */
  private skim(from: number, end: number): number {
    const { words, days, profiles, mask, wakeDay, stops, activity, sales } = this
    let { leastSum, didBits, stage } = this
    this.isTaken = true
    for (let at = from; at < end; at++) {
      const word = words[at]! & mask
      if ((word & HEEDED) === 0) continue
      const day = days[at]!
      if ((word & stops) !== 0 || day >= wakeDay) {
        this.isTaken = false
        return at
      }
      let isNews = (word & ADDS) !== 0 && activity.add(word, day)
      if ((word & TELLS) !== 0) {
        if ((word & ACTS) !== 0) sales.note(this.acts[word >>> SHIFT]!, day)
        if ((word & NEWS) !== 0) {
          this.profile = profiles[at]!
          if ((word & KNOWN) !== 0 && stage === VISITOR) this.stage = stage = LEAD
          this.aim()
          ;({ leastSum, didBits } = this)
          isNews = true
        }
        if (stage >= LEAD && stage <= SAL && sales.qualifies(day)) return at
      }
      if (isNews && (activity.sum() >= leastSum || (activity.didBits & didBits) !== 0) && this.mayTake())
        return at
    }
    return end
  }

  /** Deals with an event of which a stage may come. False when nothing after it can change anything. */
  private attend(at: number): boolean {
    const word = this.words[at]! & this.mask
    const day = this.days[at]!
    const isAwake = day >= this.wakeDay && this.comeTo(at)
    let adds = this.isTaken
    if (!this.isTaken) {
      adds = (word & ADDS) !== 0 && this.activity.add(word, day)
      if ((word & FACTS) !== 0) {
        this.learn(this.profiles[at]!)
        this.aim()
        adds = true
      }
      if ((word & ACTS) !== 0) this.sales.note(this.acts[word >>> SHIFT]!, day)
    }
    const isHanded = (word & HANDS) !== 0 && this.stage === MQL
    const enters = isAwake || isHanded || (word & ENTERS) !== 0 || (adds && this.mayTake())
    // Most of what is told changes nothing but what is known.
    if (!enters && !this.mayFollow(word, day)) return true
    this.settle(word, at + 1, this.positions[at]!, day, this.ms[at]!)
    if (this.isOver(at)) return false
    this.aim()
    return true
  }

  /** False when nothing of the lead has to be looked at: its stage is written down already. */
  private begin(row: number): boolean {
    const { needsNoAct, readsActivity, needsTier } = this.flat.sql
    const set = this.setOf[row]!
    const mayBePromoted = this.flat.profiles.setAdmits[set] === 1 && this.canReach(row, set)
    this.mayBeDisqualified = this.flat.profiles.setDisqualifies[set] === 1
    if (!mayBePromoted && !this.mayBeDisqualified && !needsNoAct && this.actsEnd[row] === 0) {
      this.stages[row] = this.isKnown[row] === 1 ? LEAD : VISITOR
      return false
    }
    this.clear(row, mayBePromoted)
    this.mask = SETTLES | KINDS
    if (mayBePromoted || (readsActivity && !needsTier)) {
      this.mask |= POURS | COUNTS
      this.activity.clear()
    }
    if (mayBePromoted && this.flat.overdueReason) this.mask |= HANDS
    // Facts can then only bring a promotion about, and being known nothing else.
    this.stops = HANDS | (this.isPlain && !this.mayBeDisqualified ? MOVES : MOVES | FACTS | KNOWN)
    this.wakeAt = Infinity
    this.wakeDay = NEVER
    this.leastSum = Infinity
    this.didBits = 0
    this.mayQualify = false
    return true
  }

  /** Whether the lead's points could come to enough for any tier if none of them faded and no limit held any back. */
  private canReach(row: number, set: number): boolean {
    const { words, gains } = this
    const least = this.flat.profiles.setLeastSum[set]!
    if (least <= 0) return true
    const end = this.offsets[row + 1]!
    let sum = 0
    for (let at = this.offsets[row]!; at < end; at++) {
      sum += gains[words[at]! >>> SHIFT]!
      if (sum >= least) return true
    }
    return false
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
    for (let at = this.nextOn(this.wakeDay, position); at < position; at++) {
      const time = timeOf(day[at]!, ms[at]!)
      if (time >= this.wakeAt) {
        this.fireTimers(time)
        this.settle(0, cursor, at, day[at]!, ms[at]!)
      }
      if (day[at]! < this.wakeDay) at = this.nextOn(this.wakeDay, position) - 1
    }
  }

  /** The first event that was not settled, on or after a day; `end` when there is none before it. */
  private nextOn(day: number, end: number): number {
    const { day: days } = this.frame
    let low = this.reached + 1
    let high = end
    if (low >= end || days[end - 1]! < day) return end
    while (low < high) {
      const middle = (low + high) >>> 1
      if (days[middle]! < day) low = middle + 1
      else high = middle
    }
    return low
  }

  /** Works out what adding points or counts can bring about from now on. */
  private aim(): void {
    const { stage, profile, sales } = this
    const { leastSum, didBits, sqlLeastSum, sqlDidBits } = this.flat.profiles
    const { readsActivity, needsTier } = this.flat.sql
    const isOpen = this.mayBePromoted && (stage === LEAD || (stage === RECYCLED && this.wakeDay === NEVER))
    this.leastSum = isOpen ? leastSum[profile]! : Infinity
    this.didBits = isOpen ? didBits[profile]! : 0
    this.mayQualify =
      readsActivity &&
      stage >= LEAD &&
      stage <= SAL &&
      (sales.done & sales.needed) === sales.needed &&
      (!needsTier || this.hasTier)
    if (!this.mayQualify) return
    this.leastSum = Math.min(this.leastSum, sqlLeastSum[profile]!)
    this.didBits |= sqlDidBits[profile]!
  }

  /** Whether what was added may have brought it about. */
  private mayTake(): boolean {
    if (this.activity.sum() < this.leastSum && (this.activity.didBits & this.didBits) === 0) return false
    if (this.mayQualify) return true
    const { termOffsets } = this.flat.profiles
    const end = termOffsets[this.profile + 1]!
    for (let term = termOffsets[this.profile]!; term < end; term++)
      if (this.activity.mayHold(term)) return true
    return false
  }

  /** Whether what an event tells about the lead or of sales' work may enter a stage. */
  private mayFollow(word: number, day: number): boolean {
    const { stage } = this
    if ((word & FACTS) !== 0 && (this.disqualified !== BY_NOBODY || stage === DISQUALIFIED)) return true
    return stage >= LEAD && stage <= SAL && this.sales.qualifies(day)
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
    if ((word & HANDS) !== 0 && this.stage === MQL) this.hand(this.hands[word >>> SHIFT]!, time)
    if ((word & MOVES) !== 0) this.move(this.acts[word >>> SHIFT]!, position, time, day)
    const stage = this.stage
    if (stage === LEAD || (stage === RECYCLED && before === RECYCLED && time >= this.restUntil))
      this.tryPromotion(position, day, time, 0)
    if (this.stage >= LEAD && this.stage <= SAL) this.trySalesQualification(time, day)
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
    if (isOpen || stage === VISITOR || this.mayBeDisqualified || (sql.readsActivity && stage <= SAL)) return
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

function gainsOf({ acts, pourOffsets, pours, didOffsets }: EventKinds, give: Float64Array): Float64Array {
  return Float64Array.from(acts, (_, kind) => {
    if (didOffsets[kind + 1]! > didOffsets[kind]!) return Infinity
    const clauses = pours.subarray(pourOffsets[kind], pourOffsets[kind + 1])
    return clauses.reduce((sum, clause) => sum + Math.max(0, give[clause]!), 0)
  })
}
