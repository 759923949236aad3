/** Working time: when a span that runs in working hours ends. Holidays and days off do not count, changes of the clock do. */
import type { WorkingHours, WorkingSpan } from '../agreement/agreement.ts'

/** Minutes that local time is ahead of UTC, from a moment on. */
export interface ZoneOffset {
  /** Milliseconds since 1970-01-01 UTC; the first of a list holds for all time before it, too. */
  readonly from: number
  readonly minutes: number
}

/** Offsets of an IANA time zone in order of time. They come from outside: the engine has no table of time zones. */
export type Zones = (zone: string) => readonly ZoneOffset[]

export interface WorkingCalendar {
  /**
   * When a span that starts at a moment is over. Minutes count working minutes. Days count working days: the same time of
   * day, so many working days later, within that day's hours; what starts outside working hours starts when they open.
   */
  readonly dueAfter: (start: number, span: WorkingSpan) => number
  /** Whether a moment is within working hours; the closing moment is not. */
  readonly isOpen: (at: number) => boolean
  /** The first moment from `at` on that is within working hours: `at` itself where it is. */
  readonly nextOpening: (at: number) => number
  /** The latest moment from which so many working minutes remain until `due`. */
  readonly before: (due: number, minutes: number) => number
}

const DAY = 86_400_000
const MINUTE = 60_000
/** 1970-01-01 was a Thursday; index 0 is Monday. */
const WEEKDAY_OF_DAY_0 = 3

interface Hours {
  readonly opens: number
  readonly closes: number
}

const DAY_AND_NIGHT: WorkingCalendar = {
  dueAfter: (start, { unit, count }) => start + count * (unit === 'days' ? DAY : MINUTE),
  isOpen: () => true,
  nextOpening: (at) => at,
  before: (due, minutes) => due - minutes * MINUTE,
}

/** Without agreed hours every minute is a working minute, and a day has 24 hours. */
export function workingCalendar(hours: WorkingHours | undefined, zones: Zones): WorkingCalendar {
  if (!hours) return DAY_AND_NIGHT
  const offsets = zones(hours.zone)
  const holidays = new Set(hours.holidays.map((date) => Date.parse(date) / DAY))
  const offsetAt = (time: number) => offsetOf(offsets, time) * MINUTE
  /** Local time that a change of the clock skips is read with the offset before it. */
  const utcOf = (local: number) => local - offsetAt(local - offsetAt(local))
  const hoursOf = (day: number): Hours | null => {
    const open = hours.week[(((day + WEEKDAY_OF_DAY_0) % 7) + 7) % 7]
    if (!open || holidays.has(day)) return null
    return { opens: utcOf(day * DAY + open.from * MINUTE), closes: utcOf(day * DAY + open.to * MINUTE) }
  }
  /** The first working day from `day` on whose hours are not over at `time`. */
  const nextOpen = (day: number, time: number): Hours & { day: number } => {
    for (let candidate = day; ; candidate++) {
      const open = hoursOf(candidate)
      if (open && time < open.closes) return { ...open, day: candidate }
    }
  }
  /** The last working day up to `day` whose hours have begun before `time`. */
  const lastOpen = (day: number, time: number): Hours & { day: number } => {
    for (let candidate = day; ; candidate--) {
      const open = hoursOf(candidate)
      if (open && open.opens < time) return { ...open, day: candidate }
    }
  }
  const localDay = (time: number) => Math.floor((time + offsetAt(time)) / DAY)
  const minutesAfter = (start: number, minutes: number) => {
    let left = minutes * MINUTE
    for (let day = localDay(start); ;) {
      const open = nextOpen(day, start)
      const from = Math.max(start, open.opens)
      if (left <= open.closes - from) return from + left
      left -= open.closes - from
      day = open.day + 1
    }
  }
  const daysAfter = (start: number, days: number) => {
    const first = nextOpen(localDay(start), start)
    const from = Math.max(start, first.opens)
    const timeOfDay = from + offsetAt(from) - first.day * DAY
    let last = first
    for (let left = days; left > 0; left--) last = nextOpen(last.day + 1, -Infinity)
    return Math.min(Math.max(utcOf(last.day * DAY + timeOfDay), last.opens), last.closes)
  }
  const nextOpening = (at: number) => Math.max(at, nextOpen(localDay(at), at).opens)
  const before = (due: number, minutes: number) => {
    let left = minutes * MINUTE
    if (left === 0) return due
    for (let day = localDay(due); ;) {
      const open = lastOpen(day, due)
      const to = Math.min(due, open.closes)
      if (left <= to - open.opens) return to - left
      left -= to - open.opens
      day = open.day - 1
    }
  }
  return {
    dueAfter: (start, { unit, count }) => (unit === 'days' ? daysAfter : minutesAfter)(start, count),
    isOpen: (at) => nextOpening(at) === at,
    nextOpening,
    before,
  }
}

function offsetOf(offsets: readonly ZoneOffset[], time: number): number {
  let low = 0
  let high = offsets.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (offsets[middle]!.from <= time) low = middle
    else high = middle - 1
  }
  return offsets[low]?.minutes ?? 0
}
