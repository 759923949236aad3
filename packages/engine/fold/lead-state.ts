/**
 * A lead's state under one agreement: all that folding its events leaves behind. JSON-serialisable, so that a
 * snapshot can be stored and folding can go on from it. Arrays run parallel to the compiled agreement's.
 */
import type { ClauseId, Grade, Stage } from '../agreement/agreement.ts'
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
  /** How many times the lead has been promoted. */
  readonly cycle: number
  /** Set while a tier holds but the packet is incomplete: the tier and the missing fields. */
  readonly waiting: { readonly tier: string; readonly missing: readonly string[] } | null
  /** Recycled: no promotion before this moment. */
  readonly restUntil: number | null
  /** What the sales side has done in this cycle. */
  readonly sales: SalesProgress
  /** Latest event that was an act of the lead, not a statement of facts or an act of sales. */
  readonly lastActivityAt: number | null
}

export interface SalesProgress {
  readonly accepted: boolean
  readonly contacted: boolean
  readonly meetingHeld: boolean
  readonly demoSeen: boolean
  /** Criterion id to its latest answer. */
  readonly answers: Readonly<Record<string, Value>>
}

/** One change of stage, as the ledger keeps it: what was concluded, by which clauses, from which event. */
export interface Decision {
  readonly at: number
  readonly from: Stage
  readonly to: Stage
  /** Stages passed over without having been reached: recorded as skipped, never invented. */
  readonly skipped: readonly Stage[]
  readonly tier: string | null
  readonly cycle: number
  readonly clauses: readonly ClauseId[]
  readonly causeEvent: string
  /** Events that settled the clauses, the cause included. */
  readonly evidence: readonly string[]
  readonly score: number
  readonly grade: Grade
  readonly meters: Readonly<Record<string, number>>
}
