/**
 * The course of one lead through the stages, in place: what acts of sales, facts and timers do to it. The fast twin of what
 * stands in fold/ in sales-acts.ts, assignment.ts, recycling.ts, promotion.ts and timers.ts; which events can matter,
 * LeadFold knows.
 */
import { dayOf } from '../event.ts'
import { MOVE, type Act, type Hand } from './act-of-shape.ts'
import { Activity } from './activity.ts'
import type { FlatAgreement, FlatReason } from './flat-agreement.ts'
import type { PreparedHistory } from './prepared-history.ts'
import { HandoffClocks } from './handoff-clocks.ts'
import { PromotionList, STAGE, type ReplayRun } from './replay-run.ts'
import { SalesRecord } from './sales-record.ts'

const {
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

// Held in this module, where the compiler takes them for constants; what is imported is read anew each time.
const { takeUp: TAKE_UP, sendBack: SEND_BACK, reinstate: REINSTATE } = MOVE
const { openOpportunity: OPEN_OPPORTUNITY, win: WIN, lose: LOSE, refer: REFER } = MOVE

/** Who disqualified a lead. */
export const BY_NOBODY = 0
const BY_FACTS = 1
const BY_SALES = 2

/** Instead of the event that set a rest: a timer did. */
const NO_EVENT = -1

export class LeadCourse {
  protected readonly flat: FlatAgreement
  protected readonly activity: Activity
  protected readonly sales: SalesRecord

  protected row = 0
  protected stage = 0
  protected profile = 0
  protected disqualified = BY_NOBODY
  protected hasTier = false
  protected cycle = 0
  protected restUntil = -Infinity
  /** Position of the event that set the rest; NO_EVENT when its end tries no promotion. */
  protected restCause = NO_EVENT
  protected decideDue = Infinity
  private readonly handoff = new HandoffClocks()

  /** False when no tier can hold with any of its facts. */
  protected mayBePromoted = false

  protected readonly stages: Uint8Array
  private readonly from: number
  private readonly promotions = new PromotionList()
  private readonly sqlAt: Float64Array
  private readonly opportunityAt: Float64Array
  private readonly customerAt: Float64Array

  constructor({ from, to, kinds }: PreparedHistory, flat: FlatAgreement) {
    this.flat = flat
    this.activity = new Activity(flat, kinds)
    this.sales = new SalesRecord(flat.sql)
    this.from = from
    this.stages = new Uint8Array(to - from)
    this.sqlAt = new Float64Array(to - from).fill(Infinity)
    this.opportunityAt = new Float64Array(to - from).fill(Infinity)
    this.customerAt = new Float64Array(to - from).fill(Infinity)
  }

  run(): ReplayRun {
    return {
      from: this.from,
      to: this.from + this.stages.length,
      promotions: this.promotions.columns(),
      stage: this.stages,
      sqlAt: this.sqlAt,
      opportunityAt: this.opportunityAt,
      customerAt: this.customerAt,
    }
  }

  protected clear(row: number, mayBePromoted: boolean): void {
    this.row = row
    this.mayBePromoted = mayBePromoted
    this.stage = STAGE.visitor
    this.profile = 0
    this.disqualified = BY_NOBODY
    this.hasTier = false
    this.cycle = 0
    this.restUntil = -Infinity
    this.restCause = NO_EVENT
    this.decideDue = Infinity
    this.sales.clear()
  }

  protected learn(profile: number): void {
    this.profile = profile
    if (this.disqualified !== BY_SALES)
      this.disqualified = this.flat.profiles.isDisqualified[profile] === 1 ? BY_FACTS : BY_NOBODY
  }

  protected judgeDisqualification(time: number): void {
    if (this.disqualified !== BY_NOBODY) {
      if (!this.canBeDisqualified()) return
      this.stage = DISQUALIFIED
      this.hasTier = false
    } else if (this.stage === DISQUALIFIED) {
      // Who was resting goes on resting.
      const isResting = time < this.restUntil
      if (!isResting) this.endRest()
      this.stage = isResting ? RECYCLED : LEAD
    }
  }

  protected canBeDisqualified(): boolean {
    const stage = this.stage
    return stage === LEAD || stage === MQL || stage === SAL || stage === SQL || stage === RECYCLED
  }

  protected move(act: Act, position: number, time: number, day: number): void {
    const stage = this.stage
    const isCustomer = stage === CUSTOMER || stage === ADVOCATE
    const isOpen = stage >= LEAD && stage <= OPPORTUNITY
    switch (act.move) {
      case TAKE_UP:
        if (stage < SAL || stage === RECYCLED) this.reach(SAL, time)
        return
      case SEND_BACK: {
        const reason = this.reason(act)
        const isHandedOver = isOpen && stage !== LEAD
        if (isHandedOver || (reason.disqualifies && (isOpen || stage === RECYCLED)))
          this.goBack(reason, position, time, day)
        return
      }
      case REINSTATE:
        if (stage === DISQUALIFIED) this.reinstate()
        return
      case OPEN_OPPORTUNITY:
        if (!isCustomer && stage !== OPPORTUNITY) this.reach(OPPORTUNITY, time)
        return
      case WIN:
        if (!isCustomer) this.reach(CUSTOMER, time)
        return
      case LOSE:
        if (isOpen) this.goBack(this.reason(act), position, time, day)
        return
      case REFER:
        if (stage === CUSTOMER) this.stage = ADVOCATE
    }
  }

  protected reason({ reason }: Act): FlatReason {
    return this.flat.reasons.at(reason)!
  }

  /** A pass that begins without a promotion has a number, too. */
  protected reach(stage: number, at: number): void {
    if (this.stage < MQL || this.stage > ADVOCATE) {
      this.cycle++
      this.endRest()
    }
    this.stage = stage
    const row = this.row
    if (stage === SQL) this.sqlAt[row] = Math.min(at, this.sqlAt[row]!)
    if (stage === OPPORTUNITY) this.opportunityAt[row] = Math.min(at, this.opportunityAt[row]!)
    if (stage === CUSTOMER) this.customerAt[row] = Math.min(at, this.customerAt[row]!)
  }

  /** @param cause position of the event that sends the lead back; NO_EVENT: a timer does */
  protected goBack({ disqualifies, restMs, keep }: FlatReason, cause: number, at: number, day: number): void {
    this.stage = disqualifies ? DISQUALIFIED : RECYCLED
    this.activity.keep(keep, day)
    this.endRest()
    if (!disqualifies && restMs > 0) {
      this.restUntil = at + restMs
      this.restCause = cause
    }
    this.sales.done = 0
    this.hasTier = false
    if (disqualifies) this.disqualified = BY_SALES
  }

  protected endRest(): void {
    this.restUntil = -Infinity
    this.restCause = NO_EVENT
  }

  protected reinstate(): void {
    this.disqualified = this.flat.profiles.isDisqualified[this.profile] === 1 ? BY_FACTS : BY_NOBODY
    if (this.disqualified === BY_NOBODY) this.stage = LEAD
  }

  /** Tiers in order, the first that holds wins. The lead is open to it. */
  protected tryPromotion(cause: number, day: number, at: number, byTimer: number): void {
    if (!this.mayBePromoted) return
    const { termOffsets, terms } = this.flat.profiles
    const end = termOffsets[this.profile + 1]!
    let tried = -1
    for (let term = termOffsets[this.profile]!; term < end; term++) {
      if (!this.activity.mayHold(term)) continue
      const tier = terms.tier[term]!
      if (tier === tried) continue
      tried = tier
      if (!this.activity.holds(this.flat.programs[tier]!, this.profile, day)) continue
      this.promote(tier, cause, at, byTimer)
      return
    }
  }

  protected promote(tier: number, cause: number, at: number, byTimer: number): void {
    this.endRest()
    this.stage = MQL
    this.hasTier = true
    this.cycle++
    this.sales.done = 0
    this.decideDue = this.flat.overdueReason ? this.handoff.begin(this.flat.clocks[tier]!, at) : Infinity
    this.promotions.add(this.from + this.row, cause, at, tier, this.cycle, byTimer)
  }

  /** A first touch of an MQL, or somebody who is given it. Of use only where overdue leads are recycled. */
  protected hand({ assigns }: Hand, at: number): void {
    if (assigns) this.decideDue = this.handoff.assign(assigns.to, this.flat.hoursOf(assigns.hours), at)
    else this.handoff.touch(at)
  }

  protected trySalesQualification(at: number, day: number): void {
    const { needsTier, program } = this.flat.sql
    if (!this.sales.qualifies(day) || (needsTier && !this.hasTier)) return
    if (program >= 0 && !this.activity.holds(this.flat.programs[program]!, this.profile, day)) return
    this.reach(SQL, at)
  }

  /** Timers due before a moment: a rest that ends, a decision that is overdue. */
  protected fireTimers(until: number): void {
    for (;;) {
      if (this.stage === RECYCLED && this.restCause !== NO_EVENT && this.restUntil < until) {
        const at = this.restUntil
        const cause = this.restCause
        this.endRest()
        this.tryPromotion(cause, dayOf(at), at, 1)
      } else if (this.stage === MQL && this.decideDue < until) {
        const at = this.decideDue
        this.goBack(this.flat.overdueReason!, NO_EVENT, at, dayOf(at))
      } else return
    }
  }
}
