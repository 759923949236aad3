/**
 * Journeys: what became of everybody, as columns. Leads stand in the order of their ids; the cycles of each, its passes through
 * the funnel, are a contiguous run. All reports read these and nothing else, so two reports cannot count differently.
 *
 * Times are milliseconds since 1970-01-01 UTC; what never happened is at NEVER.
 */
import type { Stage } from '../agreement/agreement.ts'

export const NEVER = Infinity

/** Values as positions among names; 0 is what is not known, and its name is empty. */
export interface Coded {
  readonly codes: Uint16Array | Uint32Array
  readonly names: readonly string[]
}

/** What a lead, or a cycle, can be told apart by. */
export const LEAD_DIMENSIONS = [
  'source',
  'medium',
  'campaign',
  'landing-page',
  'form',
  'content',
  'persona',
  'industry',
  'size',
  'region',
  'country',
  'seniority',
] as const
export const CYCLE_DIMENSIONS = ['tier', 'team', 'owner', 'version', 'grade'] as const

export type LeadDimension = (typeof LEAD_DIMENSIONS)[number]
export type CycleDimension = (typeof CYCLE_DIMENSIONS)[number]
export type Dimension = LeadDimension | CycleDimension

/** Runs of rows, one a lead: where each begins, and after the last where it ends. */
export type Offsets = Uint32Array

export interface LeadColumns {
  readonly id: readonly string[]
  /** First event; when the person could first be contacted. */
  readonly seenAt: Float64Array
  readonly contactAt: Float64Array
  /** Latest thing that the person did; -NEVER: nothing. */
  readonly activeAt: Float64Array
  readonly advocateAt: Float64Array
  /** Position of the lead whose history this one's is part of; its own where it stands for itself. */
  readonly root: Uint32Array
  /** Position among STAGES. */
  readonly stage: Uint8Array
  /** 1: a tier holds and the packet is incomplete. */
  readonly waiting: Uint8Array
  /** Bit m: did something in the m-th 30 days after `contactAt`. */
  readonly activeMonths: Uint32Array
  readonly dimensions: Readonly<Record<LeadDimension, Coded>>
}

/** How a cycle ended. */
export const ENDS = [
  'open',
  'won',
  /** Sales turned the promotion down. */
  'rejected',
  /** Sales had accepted it, and gave it back. */
  'returned',
  /** A clock of the handoff ran out. */
  'overdue',
  /** A deal was on the table. */
  'lost',
  /** A fact became known that disqualifies. */
  'disqualified',
  /** It would not have happened by what is known now: it was concluded from a history that changed. */
  'withdrawn',
] as const
export type End = (typeof ENDS)[number]

export const END = Object.fromEntries(ENDS.map((name, code) => [name, code])) as Readonly<Record<End, number>>

/** Bits of `flags`. */
export const FLAG = {
  /** A clock of the first touch, of the decision, ran out. */
  touchLate: 1,
  decideLate: 2,
  /** It ended in `disqualified`, not in a rest. */
  out: 4,
  /** Concluded when a version came into force, not when something happened. */
  bySigning: 8,
  /** What it rested on was found to be a machine's doing. */
  machine: 16,
  /** Sales took it up by itself. */
  bySales: 32,
} as const

export interface CycleColumns {
  /** By lead: where its cycles begin. */
  readonly offsets: Offsets
  readonly lead: Uint32Array
  /** 1 for the first pass of the lead. */
  readonly number: Uint16Array
  /** Promotion to MQL; NEVER where sales took it up without one. */
  readonly promotedAt: Float64Array
  /** When somebody of sales first had it. */
  readonly assignedAt: Float64Array
  readonly touchedAt: Float64Array
  readonly acceptedAt: Float64Array
  readonly sqlAt: Float64Array
  readonly opportunityAt: Float64Array
  readonly wonAt: Float64Array
  readonly endedAt: Float64Array
  /** When the first touch, the decision was due, as last agreed. */
  readonly touchDue: Float64Array
  readonly decideDue: Float64Array
  /** Position among ENDS. */
  readonly end: Uint8Array
  readonly flags: Uint8Array
  /** Why it ended: a recycle reason, a disqualifying clause. */
  readonly reason: Coded
  /** The clause, or the fact, that sales contested when it turned it down. */
  readonly contested: Coded
  /** Why a deal was lost. */
  readonly loss: Coded
  /** Attempts that count as agreed effort, and the ways they were made. */
  readonly attempts: Uint8Array
  readonly channels: Uint8Array
  readonly score: Float32Array
  /** What the deal was worth when it was won, else as it stood; NaN: not said. */
  readonly amount: Float64Array
  readonly currency: Coded
  readonly dimensions: Readonly<Record<CycleDimension, Coded>>
}

/** Rows of moments, a run for each lead in order of time. */
export interface Moments {
  readonly offsets: Offsets
  readonly at: Float64Array
  readonly what: Coded
}

/** Where people came from each time they came. */
export interface Touches {
  readonly offsets: Offsets
  readonly at: Float64Array
  readonly source: Coded
  readonly medium: Coded
  readonly campaign: Coded
}

export interface Payments {
  readonly offsets: Offsets
  readonly at: Float64Array
  readonly amount: Float64Array
  readonly currency: Coded
}

export interface Journeys {
  /** What happened up to then is in it. */
  readonly asOf: number
  readonly leads: LeadColumns
  readonly cycles: CycleColumns
  readonly touches: Touches
  /** First time that each lead did each kind of thing, by name of the event. */
  readonly acts: Moments
  /** First time that each lead took each piece of content, by title. */
  readonly contents: Moments
  /** First time that each lead read each page of the blog, by path. */
  readonly reads: Moments
  readonly renewals: Payments
}

/** Stages that a cycle passes on its way, in order. */
export const WAY_OF_CYCLE = [
  'mql',
  'sal',
  'sql',
  'opportunity',
  'customer',
] as const satisfies readonly Stage[]
export type WayStage = (typeof WAY_OF_CYCLE)[number]

/**
 * When a cycle came as far as a stage: there or, with stages skipped, further. So a later stage never counts more than an
 * earlier one.
 */
export function reachedAt(cycles: CycleColumns, cycle: number, stage: WayStage): number {
  let at = cycles.wonAt[cycle]!
  if (stage === 'customer') return at
  at = Math.min(at, cycles.opportunityAt[cycle]!)
  if (stage === 'opportunity') return at
  at = Math.min(at, cycles.sqlAt[cycle]!)
  if (stage === 'sql') return at
  at = Math.min(at, cycles.acceptedAt[cycle]!)
  if (stage === 'sal') return at
  return Math.min(at, cycles.promotedAt[cycle]!)
}

/** Whether a cycle counts in reports: of a lead that stands for itself, and not withdrawn. */
export function counts({ leads, cycles }: Journeys, cycle: number): boolean {
  const lead = cycles.lead[cycle]!
  return leads.root[lead] === lead && cycles.end[cycle] !== END.withdrawn
}

export function nameOf({ codes, names }: Coded, row: number): string {
  return names[codes[row]!]!
}
