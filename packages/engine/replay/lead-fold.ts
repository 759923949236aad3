/**
 * The fold over a frame's columns: the fast twin of `foldHistory`, which is its oracle. One lead after the other, nothing
 * allocated per event. What cannot matter is left out: events that match nothing, points of leads that cannot be promoted
 * whatever they do, everything after the last event that could change anything.
 */
import { dayOf } from '../event.ts'
import { ANSWER, MOVE, type Act } from './act-of-shape.ts'
import { Activity } from './activity.ts'
import type { FlatAgreement, FlatReason } from './flat-agreement.ts'
import type { Frame } from './frame.ts'
import type { LeadProfiles } from './lead-profiles.ts'
import { timeAt } from './lead-events.ts'
import { KIND_SHIFT, WORD, type RelevantEvents } from './relevant-events.ts'
import { PromotionList, STAGE, type ReplayRun } from './replay-run.ts'

const {
  visitor: VISITOR,
  lead: LEAD,
  mql: MQL,
  sal: SAL,
  sql: SQL,
  opportunity: OPPORTUNITY,
  customer: CUSTOMER,
  advocate: ADVOCATE,
  recycled: RECYCLED,
  disqualified: DISQUALIFIED,
} = STAGE

/** Who disqualified a lead. */
const BY_NOBODY = 0
const BY_FACTS = 1
const BY_SALES = 2

/** Words with these bits can change more than meters and counts. */
const SETTLES = WORD.statesFacts | WORD.identifies | WORD.acts

const NOBODYS = -1

export class LeadFold {
  readonly #frame: Frame
  readonly #flat: FlatAgreement
  readonly #events: RelevantEvents
  readonly #profiles: LeadProfiles
  readonly #from: number
  readonly #activity: Activity

  readonly #promotions = new PromotionList()
  readonly #stages: Uint8Array
  readonly #sqlAt: Float64Array
  readonly #opportunityAt: Float64Array
  readonly #customerAt: Float64Array

  // The lead at hand.
  #row = 0
  #stage = 0
  #profile = 0
  /** Next fact-stating event. */
  #statement = 0
  #disqualified = BY_NOBODY
  #hasTier = false
  #cycle = 0
  #progress = 0
  #restUntil = -Infinity
  /** Position of the event that set the rest; NOBODYS when its end tries no promotion. */
  #restCause = NOBODYS
  #decideDue = Infinity
  /** By criterion: rank of the standing answer, or -1; whether it satisfies; its day. */
  readonly #answerRank: Int8Array
  readonly #answerSatisfies: Uint8Array
  readonly #answerDay: Int32Array

  // How it is folded.
  /** Bits of words that have to be looked at. */
  #heeds = 0
  /** Something is due, or may follow from any event: no event can be passed over. */
  #isAlert = false
  /** Last event of the frame that was settled. */
  #reached = 0
  /** Relevant event that comes next. */
  #cursor = 0
  #mayBePromoted = false
  #mayBeDisqualified = false

  /** @param from first lead of the range that events and profiles are of */
  constructor(
    frame: Frame,
    flat: FlatAgreement,
    events: RelevantEvents,
    profiles: LeadProfiles,
    from: number,
  ) {
    this.#frame = frame
    this.#flat = flat
    this.#events = events
    this.#profiles = profiles
    this.#from = from
    this.#activity = new Activity(flat, events.kinds)
    const leads = events.offsets.length - 1
    this.#stages = new Uint8Array(leads)
    this.#sqlAt = new Float64Array(leads).fill(Infinity)
    this.#opportunityAt = new Float64Array(leads).fill(Infinity)
    this.#customerAt = new Float64Array(leads).fill(Infinity)
    this.#answerRank = new Int8Array(flat.sql.criteria)
    this.#answerSatisfies = new Uint8Array(flat.sql.criteria)
    this.#answerDay = new Int32Array(flat.sql.criteria)
  }

  /** Folds leads by their place in the range. */
  fold(fromRow: number, toRow: number): void {
    for (let row = fromRow; row < toRow; row++) {
      this.#begin(row)
      this.#foldEvents(this.#events.offsets[row]!, this.#events.offsets[row + 1]!)
      if (this.#isAlert) {
        this.#cursor = this.#events.offsets[row + 1]!
        this.#catchUp(this.#frame.offsets[this.#from + row + 1]!)
        this.#fireTimers(this.#frame.until)
      }
      this.#stages[row] = this.#stage
    }
  }

  run(): ReplayRun {
    return {
      from: this.#from,
      to: this.#from + this.#stages.length,
      promotions: this.#promotions.columns(),
      stage: this.#stages,
      sqlAt: this.#sqlAt,
      opportunityAt: this.#opportunityAt,
      customerAt: this.#customerAt,
    }
  }

  #begin(row: number): void {
    const { sql, profiles } = this.#flat
    const set = this.#profiles.setOf[row]!
    this.#row = row
    this.#stage = VISITOR
    this.#profile = 0
    this.#statement = this.#profiles.offsets[row]!
    this.#disqualified = BY_NOBODY
    this.#hasTier = false
    this.#cycle = 0
    this.#progress = 0
    this.#restUntil = -Infinity
    this.#restCause = NOBODYS
    this.#decideDue = Infinity
    for (let criterion = 0; criterion < sql.criteria; criterion++) this.#answerRank[criterion] = -1
    this.#mayBePromoted = profiles.setAdmits[set] === 1
    this.#mayBeDisqualified = profiles.setDisqualifies[set] === 1
    const folds = this.#mayBePromoted || sql.readsActivity
    this.#heeds = folds ? SETTLES | WORD.pours | WORD.counts : SETTLES
    if (folds) this.#activity.clear()
    this.#isAlert = false
  }

  #foldEvents(from: number, to: number): void {
    const { word: words, day: days, position: positions } = this.#events
    const { readsActivity } = this.#flat.sql
    const activity = this.#activity
    for (let at = from; at < to; at++) {
      const word = words[at]!
      if ((word & this.#heeds) === 0) continue
      const day = days[at]!
      if (this.#isAlert) {
        this.#cursor = at
        this.#catchUp(positions[at]!)
        this.#fireTimers(timeAt(this.#frame, positions[at]!))
      }
      let adds = false
      if ((this.#heeds & WORD.pours) !== 0) {
        if ((word & WORD.pours) !== 0) adds = activity.pour(word, day)
        if ((word & WORD.counts) !== 0) {
          activity.count(word, day)
          adds = true
        }
      }
      const settles =
        (word & SETTLES) !== 0 || this.#isAlert || (adds && (readsActivity || this.#mayBePromotedNow()))
      if (!settles) continue
      this.#cursor = at + 1
      this.#settle(word, positions[at]!, day)
      if (this.#isOver(at)) return
    }
  }

  /** Whether what was added may have made a tier hold. */
  #mayBePromotedNow(): boolean {
    if (this.#stage !== LEAD && this.#stage !== RECYCLED) return false
    const { termOffsets } = this.#flat.profiles
    const end = termOffsets[this.#profile + 1]!
    for (let term = termOffsets[this.#profile]!; term < end; term++)
      if (this.#activity.mayHold(term)) return true
    return false
  }

  /** Deals with events up to a position, exclusive, that match nothing: something may be waiting for any event. */
  #catchUp(position: number): void {
    for (let at = this.#reached + 1; at < position && this.#isAlert; at++) {
      this.#fireTimers(timeAt(this.#frame, at))
      this.#settle(0, at, this.#frame.day[at]!)
    }
  }

  /** What an event brings about beyond meters and counts, in the order of `foldEvent`. */
  #settle(word: number, position: number, day: number): void {
    const before = this.#stage
    const at = timeAt(this.#frame, position)
    if ((word & WORD.statesFacts) !== 0) this.#learn()
    if (this.#stage === VISITOR) this.#becomeLead(word)
    this.#judgeDisqualification(at)
    if ((word & WORD.acts) !== 0) this.#act(word, position, at, day)
    if (this.#stage !== RECYCLED || before === RECYCLED) this.#tryPromotion(position, at, day, 0)
    this.#trySalesQualification(at, day)
    this.#reached = position
    this.#lookAhead(before, at)
  }

  #learn(): void {
    const profile = this.#profiles.after[this.#statement++]!
    if (profile === this.#profile) return
    this.#profile = profile
    if (this.#disqualified !== BY_SALES)
      this.#disqualified = this.#flat.profiles.isDisqualified[profile] === 1 ? BY_FACTS : BY_NOBODY
  }

  #becomeLead(word: number): void {
    const isKnown = (word & WORD.identifies) !== 0 || this.#flat.profiles.hasContact[this.#profile] === 1
    if (isKnown) this.#stage = LEAD
  }

  #judgeDisqualification(at: number): void {
    if (this.#disqualified !== BY_NOBODY) {
      if (!this.#canBeDisqualified()) return
      this.#stage = DISQUALIFIED
      this.#hasTier = false
    } else if (this.#stage === DISQUALIFIED) {
      // Who was resting goes on resting.
      const isResting = at < this.#restUntil
      if (!isResting) this.#endRest()
      this.#stage = isResting ? RECYCLED : LEAD
    }
  }

  #canBeDisqualified(): boolean {
    const stage = this.#stage
    return stage === LEAD || stage === MQL || stage === SAL || stage === SQL || stage === RECYCLED
  }

  #act(word: number, position: number, at: number, day: number): void {
    const act = this.#events.kinds.acts[word >>> KIND_SHIFT]!
    this.#progress |= act.progress
    if (act.criterion >= 0) this.#answer(act, day)
    const stage = this.#stage
    const isCustomer = stage === CUSTOMER || stage === ADVOCATE
    const isOpen = stage >= LEAD && stage <= OPPORTUNITY
    switch (act.move) {
      case MOVE.takeUp:
        if (stage < SAL || stage === RECYCLED) this.#reach(SAL, at)
        return
      case MOVE.sendBack: {
        const reason = this.#reason(act)
        const isHandedOver = isOpen && stage !== LEAD
        if (isHandedOver || (reason.disqualifies && (isOpen || stage === RECYCLED)))
          this.#goBack(reason, position, at, day)
        return
      }
      case MOVE.reinstate:
        if (stage === DISQUALIFIED) this.#reinstate()
        return
      case MOVE.openOpportunity:
        if (!isCustomer && stage !== OPPORTUNITY) this.#reach(OPPORTUNITY, at)
        return
      case MOVE.win:
        if (!isCustomer) this.#reach(CUSTOMER, at)
        return
      case MOVE.lose:
        if (isOpen) this.#goBack(this.#reason(act), position, at, day)
        return
      case MOVE.refer:
        if (stage === CUSTOMER) this.#stage = ADVOCATE
    }
  }

  /** The latest answer stands unless it is believed less. */
  #answer({ criterion, rank, answer }: Act, day: number): void {
    if (rank < this.#answerRank[criterion]!) return
    this.#answerRank[criterion] = answer === ANSWER.takenBack ? -1 : rank
    this.#answerSatisfies[criterion] = answer === ANSWER.satisfying ? 1 : 0
    this.#answerDay[criterion] = day
  }

  #reason({ reason }: Act): FlatReason {
    return this.#flat.reasons.at(reason)!
  }

  /** A pass that begins without a promotion has a number, too. */
  #reach(stage: number, at: number): void {
    if (this.#stage < MQL || this.#stage > ADVOCATE) {
      this.#cycle++
      this.#endRest()
    }
    this.#stage = stage
    const row = this.#row
    if (stage === SQL) this.#sqlAt[row] = Math.min(at, this.#sqlAt[row]!)
    if (stage === OPPORTUNITY) this.#opportunityAt[row] = Math.min(at, this.#opportunityAt[row]!)
    if (stage === CUSTOMER) this.#customerAt[row] = Math.min(at, this.#customerAt[row]!)
  }

  /** @param cause position of the event that sends the lead back; NOBODYS: a timer does */
  #goBack({ disqualifies, restMs, keep }: FlatReason, cause: number, at: number, day: number): void {
    this.#stage = disqualifies ? DISQUALIFIED : RECYCLED
    if ((this.#heeds & WORD.pours) !== 0) this.#activity.keep(keep, day)
    this.#endRest()
    if (!disqualifies && restMs > 0) {
      this.#restUntil = at + restMs
      this.#restCause = cause
    }
    this.#progress = 0
    this.#hasTier = false
    if (disqualifies) this.#disqualified = BY_SALES
  }

  #endRest(): void {
    this.#restUntil = -Infinity
    this.#restCause = NOBODYS
  }

  #reinstate(): void {
    this.#disqualified = this.#flat.profiles.isDisqualified[this.#profile] === 1 ? BY_FACTS : BY_NOBODY
    if (this.#disqualified === BY_NOBODY) this.#stage = LEAD
  }

  /** Tiers in order, the first that holds wins. */
  #tryPromotion(cause: number, at: number, day: number, byTimer: number): void {
    const isOpen = this.#stage === LEAD || (this.#stage === RECYCLED && at >= this.#restUntil)
    if (!isOpen || !this.#mayBePromoted) return
    const { termOffsets, terms } = this.#flat.profiles
    const end = termOffsets[this.#profile + 1]!
    let tried = -1
    for (let term = termOffsets[this.#profile]!; term < end; term++) {
      const tier = terms.tier[term]!
      if (tier === tried || !this.#activity.mayHold(term)) continue
      tried = tier
      if (!this.#activity.holds(this.#flat.programs[tier]!, this.#profile, day)) continue
      this.#promote(tier, cause, at, byTimer)
      return
    }
  }

  #promote(tier: number, cause: number, at: number, byTimer: number): void {
    this.#endRest()
    this.#stage = MQL
    this.#hasTier = true
    this.#cycle++
    this.#progress = 0
    this.#decideDue = this.#flat.overdueReason ? this.#flat.decideDue[tier]!(at) : Infinity
    this.#promotions.add(this.#from + this.#row, cause, at, tier, this.#cycle, byTimer)
  }

  #trySalesQualification(at: number, day: number): void {
    const { isAgreed, progress, needsTier, satisfied, program } = this.#flat.sql
    if (!isAgreed || this.#stage < LEAD || this.#stage > SAL) return
    if ((this.#progress & progress) !== progress || (needsTier && !this.#hasTier)) return
    if (satisfied > 0 && this.#satisfiedOn(day) < satisfied) return
    if (program >= 0 && !this.#activity.holds(this.#flat.programs[program]!, this.#profile, day)) return
    this.#reach(SQL, at)
  }

  #satisfiedOn(day: number): number {
    const { criteria, freshDays } = this.#flat.sql
    let count = 0
    for (let criterion = 0; criterion < criteria; criterion++) {
      if (this.#answerRank[criterion]! < 0 || this.#answerSatisfies[criterion] === 0) continue
      const fresh = freshDays[criterion]!
      if (fresh < 0 || day - this.#answerDay[criterion]! <= fresh) count++
    }
    return count
  }

  /** Timers due before a moment: a rest that ends, a decision that is overdue. */
  #fireTimers(until: number): void {
    for (;;) {
      if (this.#stage === RECYCLED && this.#restCause !== NOBODYS && this.#restUntil < until) {
        const at = this.#restUntil
        const cause = this.#restCause
        this.#endRest()
        this.#tryPromotion(cause, at, dayOf(at), 1)
      } else if (this.#stage === MQL && this.#decideDue < until) {
        const at = this.#decideDue
        this.#goBack(this.#flat.overdueReason!, NOBODYS, at, dayOf(at))
      } else return
    }
  }

  /** Which of the events to come can still matter. `before`: the stage before the last. */
  #lookAhead(before: number, at: number): void {
    const stage = this.#stage
    const { promotesByTime, sql } = this.#flat
    const hasTriedSinceRest = before === RECYCLED && at >= this.#restUntil
    const isOpen = stage === LEAD || stage === RECYCLED
    this.#isAlert =
      (stage === RECYCLED && this.#mayBePromoted && !hasTriedSinceRest) ||
      (isOpen && this.#mayBePromoted && promotesByTime) ||
      (stage === MQL && this.#decideDue !== Infinity) ||
      (this.#disqualified !== BY_NOBODY && this.#canBeDisqualified()) ||
      (sql.byTime && stage >= LEAD && stage <= SAL)
    const canComeBack =
      this.#mayBeDisqualified ||
      this.#events.takesBackEnd[this.#row]! > this.#cursor ||
      (stage === MQL && this.#decideDue !== Infinity)
    const folds = sql.readsActivity || stage === VISITOR || isOpen || canComeBack
    if (!folds) this.#heeds = SETTLES
  }

  /** Whether nothing after a relevant event can change anything. */
  #isOver(at: number): boolean {
    if (this.#isAlert || this.#mayBeDisqualified || this.#stage === VISITOR) return false
    if ((this.#heeds & WORD.pours) !== 0 || this.#events.actsEnd[this.#row]! > at + 1) return false
    return !this.#flat.sql.readsFacts || this.#stage > SAL
  }
}
