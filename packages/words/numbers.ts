/** Numbers, dates and durations in plain English. Every moment is said in UTC, the zone that the fold counts days in. */

const grouped = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 })
const oneDecimal = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 1, maximumFractionDigits: 1 })
const exact = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 6 })
const MINUS = '\u2212'

/** `2981` as `2,981`; a fraction is rounded away. */
export function sayCount(count: number): string {
  return grouped.format(count)
}

/** A number as it was written, grouped: `10000` is `10,000`, `0.5` stays `0.5`. */
export function sayNumber(value: number): string {
  return exact.format(value).replace('-', MINUS)
}

/** Points with their sign: `+8`, `−30`. */
export function sayPoints(points: number): string {
  if (points === 0) return '0'
  return (points > 0 ? '+' : MINUS) + exact.format(Math.abs(points))
}

/** A faded level, to one decimal: `41.3`. */
export function sayLevel(level: number): string {
  const text = oneDecimal.format(Math.abs(level))
  return level < 0 && text !== '0.0' ? MINUS + text : text
}

/** A score as screens show it: rounded. */
export function sayScore(score: number): string {
  return grouped.format(Math.round(score))
}

/** `0.427` as `43 %`; small shares keep a decimal so that they are not said to be nothing. */
export function sayPercent(share: number): string {
  const percent = share * 100
  const digits = percent > 0 && percent < 10 ? 1 : 0
  return `${percent.toFixed(digits).replace(/\.0$/, '')}\u00a0%`
}

/** `3 days`, `1 day`. */
export function sayCounted(count: number, one: string, many = `${one}s`): string {
  return `${sayNumber(count)} ${count === 1 ? one : many}`
}

/** `once`, `twice`, `3 times`. */
export function sayTimes(times: number): string {
  if (times === 1) return 'once'
  if (times === 2) return 'twice'
  return `${grouped.format(times)} times`
}

/** `a, b or c`. */
export function sayList(items: readonly string[], joiner: 'and' | 'or' = 'or'): string {
  if (items.length < 2) return items[0] ?? ''
  return `${items.slice(0, -1).join(', ')} ${joiner} ${items[items.length - 1]}`
}

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** `15 minutes`, `4 hours`, `60 days`: the largest unit that says it without a fraction. */
export function sayDuration(durationMs: number): string {
  if (durationMs === 0) return 'no time'
  if (durationMs % DAY_MS === 0) return sayCounted(durationMs / DAY_MS, 'day')
  if (durationMs % HOUR_MS === 0) return sayCounted(durationMs / HOUR_MS, 'hour')
  return sayCounted(Math.round(durationMs / MINUTE_MS), 'minute')
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `12 Mar 2026`. */
export function sayDate(timeMs: number): string {
  const date = new Date(timeMs)
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`
}

/** `Mar 2026`. */
export function sayMonth(timeMs: number): string {
  const date = new Date(timeMs)
  return `${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`
}

/** `14:05`. */
export function sayClock(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(11, 16)
}

/** `12 Mar 2026, 14:05 UTC`. */
export function sayMoment(timeMs: number): string {
  return `${sayDate(timeMs)}, ${sayClock(timeMs)} UTC`
}

/** Time passed between a moment and another, coarse: `just now`, `5 min ago`, `3 h ago`, `yesterday`, `12 d ago`, `7 mo ago`. */
export function sayAgo(timeMs: number, nowMs: number): string {
  const passed = nowMs - timeMs
  if (passed < MINUTE_MS) return 'just now'
  if (passed < HOUR_MS) return `${Math.floor(passed / MINUTE_MS)} min ago`
  if (passed < DAY_MS) return `${Math.floor(passed / HOUR_MS)} h ago`
  const days = Math.floor(passed / DAY_MS)
  if (days === 1) return 'yesterday'
  if (days < 60) return `${days} d ago`
  if (days < 730) return `${Math.floor(days / 30.44)} mo ago`
  return `${Math.floor(days / 365.25)} y ago`
}
