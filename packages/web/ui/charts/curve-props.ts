import type { Curve } from './curve-layout.ts'

export interface CurveChartProps {
  readonly label: string
  readonly curves: readonly Curve[]
  readonly x: {
    readonly kind: 'number' | 'time'
    /** What the axis counts: “days after promotion”, “Week”. It heads the table; below the axis it stands for numbers only. */
    readonly title: string
    /** A place on it in full: “14 days”, “Week of 5 Jan 2026”. */
    readonly say: (x: number) => string
  }
  readonly y: {
    readonly kind: 'number' | 'share'
    readonly say: (y: number) => string
    /** Labels of the axis where they are shorter. */
    readonly sayTick?: (y: number) => string
  }
  /** A level that is promised or aimed at. */
  readonly target?: { readonly value: number; readonly label: string }
  /** Pixels; 220 unless told. */
  readonly height?: number
  readonly words: {
    /** “18 % to 31 %”. */
    readonly between: (low: string, high: string) => string
    readonly forecast: string
    /** What the band is, for the legend: “range the true share lies in”. */
    readonly band: string
    /** “Arrow keys read it point by point.” */
    readonly hint: string
    readonly asTable: string
    readonly nothing: string
  }
}
