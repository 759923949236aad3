/** A report's table of text and numbers, and how its cells are made. */
import type { Proportion } from '@baton/engine'

export type Cell = string | number | null

export interface ReportTable {
  readonly title: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
}

export const RATE_HEAD = ['share', 'low', 'high'] as const

/** Three cells; of too few nothing is said. */
export function rateCells(rate: Proportion | null): readonly Cell[] {
  return rate === null || rate.tooFew ? [null, null, null] : [rate.rate, rate.low, rate.high].map(rounded)
}

function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000
}

/** Half a day on, the begin of a day is the same day in every zone's calendar. */
export function dayCell(at: number): string {
  return new Date(at + 43_200_000).toISOString().slice(0, 10)
}
