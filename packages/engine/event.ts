/**
 * An event: one thing that happened to a lead. Events are facts; the fold derives everything else from
 * them, so this is the only input that a lead's state has.
 */

/** How far an event can be believed: a browser with a public write key, a signed link, or a secret key. */
export type Trust = 'public' | 'signed' | 'server'

export const TRUST_LEVELS: readonly Trust[] = ['public', 'signed', 'server']

/** Rank of a trust level; a higher one is never overruled by a lower one. */
export function trustRank(trust: Trust): number {
  return TRUST_LEVELS.indexOf(trust)
}

/** A field's value. Dates are ISO 8601 text. */
export type Value = string | number | boolean

/** Fields that an event states, by name without prefix (`seniority`, not `lead.seniority`); null clears one. */
export type Fields = Readonly<Record<string, Value | null>>

export interface LeadEvent {
  /** What reasons and decisions cite. */
  readonly id: string
  /** Received sequence: unique, rising in order of arrival. Breaks ties of `occurredAt`. */
  readonly seq: number
  /** Past tense, `Object Action`: `Demo Requested`. */
  readonly name: string
  /** Milliseconds since 1970-01-01 UTC, never later than the moment of receipt. */
  readonly occurredAt: number
  readonly trust: Trust
  readonly properties: Readonly<Record<string, unknown>>
  /** Facts about the person that this event states. */
  readonly lead?: Fields
  /** Facts about the company that this event states. */
  readonly company?: Fields
  /** True when the event names somebody known to the sender (a user id), not only a browser. */
  readonly identified?: boolean
  /** True for a fact about the company that a colleague's event stated: only `company` counts, it is nobody's act here. */
  readonly colleague?: boolean
}

/** Fold order: by time, then by arrival. */
export function compareEvents(a: LeadEvent, b: LeadEvent): number {
  return a.occurredAt - b.occurredAt || a.seq - b.seq
}

const DAY_MS = 86_400_000

/** UTC day number of a moment: whole days since 1970-01-01. */
export function dayOf(timeMs: number): number {
  return Math.floor(timeMs / DAY_MS)
}
