import type { BarPeriod } from './bars-layout.ts'

export interface BarsPeriod extends BarPeriod {
  /** In full, for what is read: “Week of 5 Jan 2026”. */
  readonly name: string
  /** Not over yet: hatched. */
  readonly isPartial?: boolean
  readonly onOpen?: () => void
}

export interface BarsOverTimeProps {
  readonly label: string
  readonly periods: readonly BarsPeriod[]
  /** What is stacked, from the floor up; one for plain bars. */
  readonly series: readonly { readonly key: string; readonly label: string }[]
  /** A level that is promised or aimed at. */
  readonly promise?: { readonly value: number; readonly label: string }
  readonly say: (value: number) => string
  /** Pixels; 180 unless told. */
  readonly height?: number
  readonly words: {
    /** Head of the first column of the table: “Week”. */
    readonly period: string
    readonly total: string
    /** For the legend: “the year before”. */
    readonly before: string
    /** “not over yet”. */
    readonly partial: string
    /** After a sentence of a period: “Opens its leads.” Said only where it does. */
    readonly opens: string
    readonly asTable: string
    readonly nothing: string
  }
}
