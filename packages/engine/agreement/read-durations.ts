/** Times as people write them: `15 minutes`, `60 days`, `3 per 7 days`, `09:00-18:00`, `50%`. */
import { scalarOf, type Cursor } from '../document/document-cursor.ts'
import type { WorkingSpan } from './agreement.ts'
import { parseHours } from './working-hours.ts'

const DAY_MS = 86_400_000

const UNIT_MS: Readonly<Record<string, number>> = {
  minute: 60_000,
  hour: 3_600_000,
  day: DAY_MS,
  week: 604_800_000,
}

const DURATION = /^(\d{1,6}) (minute|hour|day|week)s?$/

/** Milliseconds of `15 minutes`, or undefined. */
export function parseDuration(text: string): number | undefined {
  const match = DURATION.exec(text)
  return match ? Number(match[1]) * UNIT_MS[match[2]!]! : undefined
}

/** A duration in milliseconds; complains where it is none. */
export function durationOf(cursor: Cursor): number | undefined {
  return parsed(cursor, parseDuration, 'a duration such as `15 minutes`, `4 hours` or `60 days`')
}

const SPAN = /^(\d{1,6}) (minute|hour|day)s?$/
const SPAN_DAYS_MAX = 366

/** `15 minutes`, `4 hours`, `3 days` of working time, at most a year. */
export function workingSpanOf(cursor: Cursor): WorkingSpan | undefined {
  const parse = (text: string): WorkingSpan | undefined => {
    const match = SPAN.exec(text)
    if (!match) return undefined
    const count = Number(match[1])
    const isDays = match[2] === 'day'
    const minutes = (count * UNIT_MS[match[2]!]!) / UNIT_MS.minute!
    if (count === 0 || minutes > SPAN_DAYS_MAX * 24 * 60) return undefined
    return isDays ? { count, unit: 'days' } : { count: minutes, unit: 'minutes' }
  }
  return parsed(cursor, parse, 'working time up to 366 days, such as `15 minutes`, `4 hours` or `3 days`')
}

/** A duration in whole UTC days, because fading, limits and `within` move at day boundaries. */
export function daysOf(cursor: Cursor): number | undefined {
  const wholeDays = (text: string) => {
    const ms = parseDuration(text)
    return ms !== undefined && ms >= DAY_MS && ms % DAY_MS === 0 ? ms / DAY_MS : undefined
  }
  return parsed(cursor, wholeDays, 'whole days such as `30 days`')
}

const LIMIT = /^(\d{1,4}) per (?:(day)|(\d{1,4}) days)$/

/** `1 per day`, `3 per 7 days`. */
export function limitOf(cursor: Cursor): { count: number; days: number } | undefined {
  const parse = (text: string) => {
    const match = LIMIT.exec(text)
    if (!match) return undefined
    const limit = { count: Number(match[1]), days: match[2] ? 1 : Number(match[3]) }
    return limit.count > 0 && limit.days > 0 ? limit : undefined
  }
  return parsed(cursor, parse, 'a limit such as `1 per day` or `3 per 7 days`')
}

const SHARE = /^(\d{1,3}(?:\.\d+)?)%$/

/** `50%` as 0.5. */
export function shareOf(cursor: Cursor): number | undefined {
  const parse = (text: string) => {
    const match = SHARE.exec(text)
    const share = match ? Number(match[1]) / 100 : undefined
    return share !== undefined && share <= 1 ? share : undefined
  }
  return parsed(cursor, parse, 'a share such as `50%`')
}

const PER_MONTH = /^(\d{1,7}) per month$/

/** `120 per month` as 120. */
export function perMonthOf(cursor: Cursor): number | undefined {
  const parse = (text: string) => {
    const match = PER_MONTH.exec(text)
    return match ? Number(match[1]) : undefined
  }
  return parsed(cursor, parse, 'a volume such as `120 per month`')
}

const AGO = /^(\d{1,6}) (minute|hour|day|week)s? ago$/

/** `9 days ago` in milliseconds. */
export function agoOf(cursor: Cursor): number | undefined {
  const parse = (text: string) => {
    const match = AGO.exec(text)
    return match ? Number(match[1]) * UNIT_MS[match[2]!]! : undefined
  }
  return parsed(cursor, parse, 'a moment such as `0 days ago` or `3 hours ago`')
}

/** `09:00-18:00` in minutes of the day. */
export function hoursOf(cursor: Cursor): { readonly from: number; readonly to: number } | undefined {
  return parsed(cursor, parseHours, 'hours of a day such as `09:00-18:00`')
}

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/

/** `2026-12-25`, a day that exists. */
export function dateOf(cursor: Cursor): string | undefined {
  return parsed(cursor, (text) => (isIsoDate(text) ? text : undefined), 'a date such as `2026-12-25`')
}

export function isIsoDate(text: string): boolean {
  if (!ISO_DATE.test(text)) return false
  const time = Date.parse(`${text}T00:00:00Z`)
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(text)
}

function parsed<Result>(
  cursor: Cursor,
  parse: (text: string) => Result | undefined,
  expected: string,
): Result | undefined {
  const value = scalarOf(cursor)
  const result = typeof value === 'string' ? parse(value.trim()) : undefined
  if (result === undefined) {
    cursor.reading.complain(
      cursor,
      typeof value === 'string' ? 'bad-value' : 'wrong-type',
      expected,
      `write ${expected}`,
    )
  }
  return result
}
