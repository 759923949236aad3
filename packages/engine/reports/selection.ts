/** What a report is about: a period, who is followed for how long, and by what they are told apart. */
import {
  CYCLE_DIMENSIONS,
  type Coded,
  type CycleDimension,
  type Dimension,
  type Journeys,
  NEVER,
} from './journeys.ts'
import { leadWay } from './lead-way.ts'

export const DAY_MS = 86_400_000

/** Milliseconds since 1970-01-01 UTC; `to` is no part of it. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** Names that a dimension may have; the empty name is what is not known. */
export type Filter = Partial<Readonly<Record<Dimension, readonly string[]>>>

export function isIn({ from, to }: Span, at: number): boolean {
  return at >= from && at < to
}

export function isCycleDimension(dimension: Dimension): dimension is CycleDimension {
  return (CYCLE_DIMENSIONS as readonly string[]).includes(dimension)
}

/** First cycle of each lead that counts; -1 where there is none. */
export function firstCycles(journeys: Journeys): Int32Array {
  return leadWay(journeys).first
}

/** A dimension read for units of a report: leads, or cycles. */
export interface UnitCodes {
  readonly names: readonly string[]
  /** @param cycle -1: the lead has none */
  readonly code: (lead: number, cycle: number) => number
}

export function unitCodes({ leads, cycles }: Journeys, dimension: Dimension): UnitCodes {
  if (isCycleDimension(dimension)) {
    const { codes, names } = cycles.dimensions[dimension]
    return { names, code: (_, cycle) => (cycle < 0 ? 0 : codes[cycle]!) }
  }
  const { codes, names }: Coded = leads.dimensions[dimension]
  return { names, code: (lead) => codes[lead]! }
}

/** Whether a unit is one of those that the filter names. */
export function filterOf(journeys: Journeys, filter: Filter): (lead: number, cycle: number) => boolean {
  const tests = (Object.entries(filter) as [Dimension, readonly string[]][]).map(([dimension, wanted]) => {
    const { names, code } = unitCodes(journeys, dimension)
    const allowed = Uint8Array.from(names, (name) => Number(wanted.includes(name)))
    return (lead: number, cycle: number) => allowed[code(lead, cycle)] === 1
  })
  if (tests.length === 0) return () => true
  return (lead, cycle) => tests.every((test) => test(lead, cycle))
}

/** Days between two moments; null where the second never came. */
export function daysBetween(from: number, to: number): number | null {
  return to === NEVER || from === NEVER ? null : (to - from) / DAY_MS
}
