import { type ChartRate, heldFor, shareTop } from './chart-rate.ts'

export interface FunnelCounts {
  readonly key: string
  readonly count: number
  /** Share of the step before. */
  readonly rate: ChartRate | null
  /** Came this far and no further, and still can. */
  readonly openCount: number
}

/** One bar, in parts that add up to its width. All are shares of the widest bar. */
export interface FunnelBar {
  readonly key: string
  readonly width: number
  /** Came further, or left. */
  readonly settled: number
  readonly open: number
}

export interface FunnelLayout {
  readonly bars: readonly FunnelBar[]
  /** Right end of the scale that all conversions share. */
  readonly rateTop: number
}

/** Bars on one scale, and one scale for what lies between them. */
export function funnelLayout(steps: readonly FunnelCounts[]): FunnelLayout {
  const most = Math.max(0, ...steps.map(({ count }) => count))
  const rates = steps.flatMap(({ rate }) => (rate === null || rate.tooFew ? [] : [rate.high]))
  return {
    bars: steps.map(({ key, count, openCount }) => {
      const open = Math.min(openCount, count)
      return {
        key,
        width: shareOf(count, most),
        settled: shareOf(count - open, most),
        open: shareOf(open, most),
      }
    }),
    rateTop: shareTop(rates),
  }
}

/** The rate as the two counts behind it. */
export function countsOf(rate: ChartRate): { readonly held: number; readonly n: number } {
  return { held: heldFor(rate), n: rate.n }
}

function shareOf(count: number, most: number): number {
  return most === 0 ? 0 : count / most
}
