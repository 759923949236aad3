/** Time zones as the engine wants them: the offsets of an IANA zone, read from the platform's own table. */
import type { ZoneOffset } from '@baton/engine'

const DAY = 86_400_000
const MINUTE = 60_000

/** Working hours are reckoned for these years; before and after, the nearest offset holds. */
const FIRST_YEAR = 2000
const LAST_YEAR = 2050

const known = new Map<string, readonly ZoneOffset[]>()

/**
 * Offsets of a zone in order of time, changes found to the minute.
 *
 * @throws RangeError where the platform does not know the zone
 */
export function zoneOffsets(zone: string): readonly ZoneOffset[] {
  const before = known.get(zone)
  if (before) return before
  const minutesAt = offsetReader(zone)
  let time = Date.UTC(FIRST_YEAR, 0, 1)
  let minutes = minutesAt(time)
  const offsets: ZoneOffset[] = [{ from: time, minutes }]
  // Some zones changed twice within a month, for Ramadan; none within a week.
  for (const end = Date.UTC(LAST_YEAR, 0, 1); time < end; time += 7 * DAY) {
    const later = minutesAt(time + 7 * DAY)
    if (later === minutes) continue
    offsets.push({ from: changeWithin(minutesAt, time, time + 7 * DAY), minutes: later })
    minutes = later
  }
  known.set(zone, offsets)
  return offsets
}

/** Whether the platform knows a zone of this name. */
export function isZone(zone: string): boolean {
  try {
    return zoneOffsets(zone).length > 0
  } catch {
    return false
  }
}

/** Reads the offset off the local time that the platform formats. */
function offsetReader(zone: string): (time: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  })
  return (time) => {
    const parts: Record<string, number> = {}
    for (const { type, value } of format.formatToParts(time)) parts[type] = Number(value)
    const local = Date.UTC(parts.year!, parts.month! - 1, parts.day, parts.hour, parts.minute)
    return (local - Math.floor(time / MINUTE) * MINUTE) / MINUTE
  }
}

/** The minute from which the offset of the end holds. */
function changeWithin(minutesAt: (time: number) => number, from: number, to: number): number {
  const after = minutesAt(to)
  let low = from
  let high = to
  while (high - low > MINUTE) {
    const middle = Math.floor((low + high) / 2 / MINUTE) * MINUTE
    if (minutesAt(middle) === after) high = middle
    else low = middle
  }
  return high
}
