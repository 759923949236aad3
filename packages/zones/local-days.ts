/** Days as a time zone has them: where each begins in absolute time. */
import { zoneOffsets } from './zone-offsets.ts'

const DAY = 86_400_000
const MINUTE = 60_000

/**
 * When a day begins in a zone, in milliseconds since 1970-01-01 UTC. Where a clock change skips midnight, the first moment of the
 * day.
 *
 * @param day ISO date
 */
export function startOfDay(zone: string, day: string): number {
  const local = Date.parse(`${day}T00:00:00Z`)
  const offsets = zoneOffsets(zone)
  let begin = Infinity
  for (const [index, { from, minutes }] of offsets.entries()) {
    const until = offsets[index + 1]?.from ?? Infinity
    const since = index === 0 ? -Infinity : from
    // Midnight by this offset, or the change itself where it jumps over midnight.
    const at = local - minutes * MINUTE
    if (at >= since && at < until) begin = Math.min(begin, at)
    const before = offsets[index - 1]?.minutes
    if (before !== undefined && from + before * MINUTE <= local && from + minutes * MINUTE > local)
      begin = Math.min(begin, from)
  }
  return begin
}

/** The day that a moment lies in, as ISO date. */
export function dayAt(zone: string, at: number): string {
  const offset = zoneOffsets(zone).findLast(({ from }) => from <= at) ?? zoneOffsets(zone)[0]!
  return new Date(at + offset.minutes * MINUTE).toISOString().slice(0, 10)
}

/** The ISO date so many days later, earlier when negative. */
export function daysLater(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10)
}

/** Whole days from one ISO date to another. */
export function daysFromTo(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY)
}

export type Every = 'day' | 'week' | 'month'

/** First days of the buckets from `from` to `to`, both included: days, weeks from Monday, or months. The first begins with `from`. */
export function bucketDays(from: string, to: string, every: Every): readonly string[] {
  const days = [from]
  for (let day = nextBucket(from, every); day <= to; day = nextBucket(day, every)) days.push(day)
  return days
}

function nextBucket(day: string, every: Every): string {
  if (every === 'day') return daysLater(day, 1)
  if (every === 'month') {
    const [year, month] = day.split('-').map(Number) as [number, number]
    return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10)
  }
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
  return daysLater(day, 7 - weekday)
}
