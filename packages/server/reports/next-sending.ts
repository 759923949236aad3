/** When a report is sent next: each day, each Monday, or each first of a month, at an hour of a zone. */
import { bucketDays, dayAt, daysLater, type Every, startOfDay } from '@baton/zones/days'

const HOUR_MS = 3_600_000

export interface Rhythm {
  readonly every: Every
  readonly hour: number
  readonly zone: string
}

/** The first such moment after `after`, in milliseconds since 1970-01-01 UTC. */
export function nextSending({ every, hour, zone }: Rhythm, after: number): number {
  const today = dayAt(zone, after)
  // From yesterday on, so that the first bucket, which may begin within a week or month, is never today by itself.
  for (const day of bucketDays(daysLater(today, -1), daysLater(today, 40), every).slice(1)) {
    const at = momentOf(zone, day, hour)
    if (at > after) return at
  }
  throw new RangeError(`no ${every} within forty days`)
}

/** Where an hour is skipped by the clocks it is the one after. */
function momentOf(zone: string, day: string, hour: number): number {
  const midnight = startOfDay(zone, day)
  const length = startOfDay(zone, daysLater(day, 1)) - midnight
  // On a day of 23 or 25 hours the hour of the clock is not so many hours after midnight.
  const shift = hour >= 3 ? length - 24 * HOUR_MS : 0
  return midnight + hour * HOUR_MS + shift
}
