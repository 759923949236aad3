/**
 * A frame: history as columns, laid out for judging all of it again. Leads stand one after the other; each lead's events
 * are a contiguous run in fold order, company facts that colleagues stated included. What an event is, apart from its
 * time and the facts it states, is its shape: there are thousands of shapes and millions of events, so clauses are
 * evaluated once per shape.
 */
import type { FieldRef } from '../agreement/agreement.ts'
import type { Trust, Value } from '../event.ts'

/** A distinct combination of event name, trust and catalogued properties. */
export interface Shape {
  readonly name: string
  readonly trust: Trust
  readonly identified: boolean
  readonly colleague: boolean
  /** Whether its events state facts: rows in the fact columns. */
  readonly statesFacts: boolean
  /** Null where the event said so: it takes an answer back. Of a personal property only 'known'. */
  readonly properties: Readonly<Record<string, Value | null>>
}

/** Statements of facts, in order of `event`; rows of one event follow the fields of its statement. */
export interface FactColumns {
  /** Position of the stating event. */
  readonly event: Uint32Array
  /** Position among `fields`. */
  readonly field: Uint16Array
  /** Position among the field's values; 0 clears the field. */
  readonly value: Uint32Array
  readonly fields: readonly {
    readonly ref: FieldRef
    /** What was stated; the first is null. Of a personal field only whether it is known: null, then 'known'. */
    readonly values: readonly (Value | null)[]
  }[]
}

export interface Frame {
  /** Ids of the leads, in the order of their runs. */
  readonly leads: readonly string[]
  /** Where each lead's run begins, and after the last where it ends: one more than there are leads. */
  readonly offsets: Uint32Array
  /** UTC day number of each event. */
  readonly day: Int32Array
  /** Milliseconds into that day. */
  readonly ms: Uint32Array
  /** Position among `shapes`; two bytes where they suffice. */
  readonly shape: Uint16Array | Uint32Array
  /** Received sequence, which names the event. */
  readonly seq: Float64Array
  readonly shapes: readonly Shape[]
  readonly facts: FactColumns
  /** The moment that history is known up to, in ms: timers due before it have fired. */
  readonly until: number
  /** Greatest received sequence that the frame has read; 0 when there is none. */
  readonly throughSeq: number
}
