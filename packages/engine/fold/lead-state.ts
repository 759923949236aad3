/**
 * A lead's state under one agreement: all that folding its events leaves behind. JSON-serialisable, so that a
 * snapshot can be stored and folding can go on from it. Arrays run parallel to the compiled agreement's.
 */
import type { ClauseId, FieldRef, Grade, Stage } from '../agreement/agreement.ts'
import type { Value } from '../event.ts'

/** A field's standing value, with the rank of the trust it was stated with. */
export type Standing = readonly [value: Value | null, trustRank: number]

export interface MeterLevel {
  /** Level as it stood on `day`, before any fading since. */
  readonly level: number
  readonly day: number
}

export interface LimitWindow {
  readonly openedDay: number
  readonly used: number
}

/** The latest occurrences that one `did` condition may count, oldest first, at most its `times`. */
export interface Occurrences {
  readonly days: readonly number[]
  readonly events: readonly string[]
}

/**
 * Rises whenever the form of a state, or what folding concludes, changes. A stored state of another version is no snapshot
 * to go on from: its lead has to be folded anew.
 */
export const FOLD_VERSION = 3

export interface LeadState {
  /** Last event folded; null before the first. */
  readonly through: { readonly occurredAt: number; readonly seq: number } | null
  readonly lead: Readonly<Record<string, Standing>>
  readonly company: Readonly<Record<string, Standing>>
  readonly identified: boolean
  readonly meters: readonly MeterLevel[]
  readonly limits: readonly (LimitWindow | null)[]
  readonly occurrences: readonly Occurrences[]
  readonly fit: number
  readonly grade: Grade
  readonly disqualifiedBy: ClauseId | null
  readonly stage: Stage
  readonly stageSince: number
  /** The tier that the current cycle's promotion rests on. */
  readonly tier: string | null
  /** How many times the lead was handed to sales, or taken up by it. */
  readonly cycle: number
  /** Set while a tier holds but the packet is incomplete: the tier and the missing fields. */
  readonly waiting: { readonly tier: string; readonly missing: readonly string[] } | null
  /** Recycled: no promotion before `until`; its end tries one by itself when `cause`, the event that set it, is named. */
  readonly rest: { readonly until: number; readonly cause: string | null } | null
  /** The current pass through sales; null while sales does not have the lead. */
  readonly handoff: HandoffState | null
  /** The deal on the table, or won; null before there is one. */
  readonly opportunity: OpportunityState | null
  /** What the sales side has done in this cycle, and what it knows. */
  readonly sales: SalesProgress
  /** Latest event that was an act of the lead, not a statement of facts or an act of sales. */
  readonly lastActivityAt: number | null
}

/** What runs out or ends by itself: the clock of the first touch, the clock of the decision, a rest. */
export type TimerKind = 'first-touch' | 'decide' | 'rest'

export interface HandoffState {
  readonly openedAt: number
  /** The event that opened it. */
  readonly cause: string
  /** Name of the agreed clock; null: none runs. */
  readonly clock: string | null
  /** Team that has the lead: that of the route, or as sales said. */
  readonly team: string | null
  /** Person who has the lead; null until somebody does. */
  readonly owner: string | null
  /** The owner's working hours on one line; null: the agreement's count. */
  readonly hours: string | null
  /** Owners before the present one whose clocks ran out, in order, at most 20. */
  readonly hadBy: readonly string[]
  /** When the present clocks began: as it was opened, or afresh since. */
  readonly startedAt: number
  /** Routes up to here were asked already. */
  readonly routesTried: number
  readonly firstTouchDue: number | null
  readonly decideDue: number | null
  readonly touchedAt: number | null
  /** When sales accepted it, or took it up by itself. */
  readonly decidedAt: number | null
  /** Clocks of the present owner that ran out. */
  readonly overdue: readonly TimerKind[]
  /** Attempts to reach the lead that count as agreed effort, and the ways they were made. */
  readonly attempts: number
  readonly channels: readonly string[]
}

export interface OpportunityState {
  readonly openedAt: number
  /** The event that opened it. */
  readonly event: string
  readonly amount: number | null
  readonly currency: string | null
  readonly stage: string | null
  readonly products: string | null
  readonly nextStep: string | null
  readonly nextStepOn: string | null
  readonly closesOn: string | null
  /** Since when it has been in its stage, and when anything that is said about it last changed. */
  readonly stageSince: number
  readonly changedAt: number
  readonly proposalSentAt: number | null
}

export interface Answer {
  readonly value: Value
  readonly at: number
  readonly event: string
  /** Rank of the trust it was given with. */
  readonly rank: number
  /** Another answer that was given and does not stand. */
  readonly contradicts: Value | null
}

export interface SalesProgress {
  readonly accepted: boolean
  readonly contacted: boolean
  readonly meetingHeld: boolean
  readonly demoSeen: boolean
  /** Criterion id to its standing answer; kept from cycle to cycle. */
  readonly answers: Readonly<Record<string, Answer>>
}

/** What folding an event or advancing over timers leaves: the state, and what was decided on the way. */
export interface Folded {
  readonly state: LeadState
  readonly decisions: readonly Decision[]
}

/** What was concluded, by which clauses, from which event: a change of stage, or what became of a handoff. */
export interface Decision {
  readonly kind: 'stage' | 'overdue' | 'assigned'
  readonly at: number
  readonly from: Stage
  /** The stage after it; the same as before unless the kind is `stage`. */
  readonly to: Stage
  /** Stages passed over without having been reached: recorded as skipped, never invented. */
  readonly skipped: readonly Stage[]
  readonly tier: string | null
  readonly cycle: number
  readonly clauses: readonly ClauseId[]
  /** Clauses that were not kept: a clock that ran out, effort that was not made. */
  readonly breaks: readonly ClauseId[]
  /** What a rejection contests: a clause of the agreement, or a fact, and what it should be instead. */
  readonly contested: { readonly clause?: ClauseId; readonly field?: FieldRef; readonly value?: Value } | null
  /** The event; of a timer, the event that set it. */
  readonly causeEvent: string
  readonly timer: TimerKind | null
  /** Events that settled the clauses, the cause included. */
  readonly evidence: readonly string[]
  readonly score: number
  readonly grade: Grade
  readonly meters: Readonly<Record<string, number>>
  /** The handoff as it stood: with a promotion, the one it opens; when going back, the one it ends. */
  readonly handoff: HandoffState | null
}
