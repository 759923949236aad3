/** Layout of bars over time: one column for each period, its parts stacked from the floor. */
import { scaleLinear } from 'd3-scale'

export interface BarPeriod {
  readonly key: string
  readonly label: string
  /** One for each series, in the order of the series. */
  readonly values: readonly number[]
  /** What the whole came to in the period it is compared with. */
  readonly before?: number
}

export interface BarsSpace {
  readonly width: number
  readonly height: number
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
  /** Pixels that a label below needs. */
  readonly tickWidth: number
}

export interface DrawnPeriod {
  readonly key: string
  readonly total: number
  /** The whole column, where a pointer or finger takes it. */
  readonly x: number
  readonly step: number
  readonly barX: number
  readonly barWidth: number
  /** From the floor up. */
  readonly parts: readonly { readonly y: number; readonly height: number }[]
  readonly beforeY: number | null
  readonly hasLabel: boolean
}

export interface BarsLayout {
  readonly periods: readonly DrawnPeriod[]
  readonly y: (value: number) => number
  readonly yTicks: readonly number[]
}

const WIDEST_BAR = 44

export function barsLayout(
  periods: readonly BarPeriod[],
  promise: number | undefined,
  space: BarsSpace,
): BarsLayout {
  const { width, height, left, right, top, bottom, tickWidth } = space
  const totals = periods.map(({ values }) => values.reduce((sum, value) => sum + value, 0))
  const most = Math.max(...totals, ...periods.map(({ before }) => before ?? 0), promise ?? 0, 0)
  const y = scaleLinear([0, most === 0 ? 1 : most * 1.04], [height - bottom, top]).nice(4)
  const step = Math.max(1, width - left - right) / Math.max(1, periods.length)
  const barWidth = Math.min(WIDEST_BAR, Math.max(1, step - Math.max(1, Math.min(8, step * 0.28))))
  const every = Math.max(1, Math.ceil(tickWidth / step))
  return {
    periods: periods.map(({ key, values, before }, index) => {
      const x = left + index * step
      return {
        key,
        total: totals[index]!,
        x,
        step,
        barX: x + (step - barWidth) / 2,
        barWidth,
        parts: stacked(values, y),
        beforeY: before === undefined ? null : y(before),
        // Counted from the last one: the latest period is the one that is looked at.
        hasLabel: (periods.length - 1 - index) % every === 0,
      }
    }),
    y: (value) => y(value),
    yTicks: wholeTicks(y.ticks(4), most),
  }
}

function stacked(values: readonly number[], y: (value: number) => number) {
  let below = 0
  return values.map((value) => {
    const [floor, ceiling] = [y(below), y(below + value)]
    below += value
    return { y: ceiling, height: floor - ceiling }
  })
}

/** Of few there are no halves, and of nothing there is nothing but nought. */
function wholeTicks(ticks: readonly number[], most: number): readonly number[] {
  if (most === 0) return [0]
  return most >= 1 && most <= 4 ? ticks.filter(Number.isInteger) : ticks
}
