/** Days to mark on a time axis: whole days, Mondays, or firsts of months, whichever leaves room between the labels. */

const DAY_MS = 86_400_000
/** 1970-01-05 was a Monday. */
const MONDAY_MS = 4 * DAY_MS

export interface TimeTicks {
  readonly ticks: readonly number[]
  /** True when every tick is the first of a month, so that a label need not name the day. */
  readonly monthly: boolean
}

/** At most `most` ticks within the span. */
export function timeTicks(from: number, to: number, most: number): TimeTicks {
  const span = to - from
  for (const days of [1, 2, 7, 14]) {
    if (span / (days * DAY_MS) > most) continue
    const step = days * DAY_MS
    const origin = days >= 7 ? MONDAY_MS : 0
    const first = origin + Math.ceil((from - origin) / step) * step
    const ticks = []
    for (let tick = first; tick <= to; tick += step) ticks.push(tick)
    return { ticks, monthly: false }
  }
  for (const months of [1, 2, 3, 6, 12]) {
    const ticks = monthTicks(from, to, months)
    if (ticks.length <= most || months === 12) return { ticks, monthly: true }
  }
  return { ticks: [], monthly: true }
}

function monthTicks(from: number, to: number, step: number): readonly number[] {
  const start = new Date(from)
  const ticks: number[] = []
  for (let month = start.getUTCFullYear() * 12 + start.getUTCMonth(); ; month++) {
    const tick = Date.UTC(Math.floor(month / 12), month % 12)
    if (tick > to) return ticks
    if (tick >= from && month % step === 0) ticks.push(tick)
  }
}
