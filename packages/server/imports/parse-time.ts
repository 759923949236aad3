/**
 * Moments from text. A day stays a day: it becomes 00:00 UTC of that day in whatever zone the file was written, so that
 * day counting never shifts it. A local time needs a zone; without one it is refused rather than guessed.
 */
import type { TimeFormat } from './mapping.ts'

export interface Moment {
  readonly ms: number
  /** The text named a day and no time. */
  readonly isDay: boolean
}

export type ParsedTime = Moment | { readonly reason: string }

export function parseTime(text: string, { format, zone }: TimeFormat): ParsedTime {
  switch (format) {
    case 'epoch':
    case 'epoch-ms':
      return fromEpoch(text, format === 'epoch' ? 1000 : 1)
    case 'auto':
    case 'iso':
      return fromIso(text, zone)
    default:
      return fromPattern(text, format, zone)
  }
}

function fromEpoch(text: string, unitMs: number): ParsedTime {
  if (!/^-?\d{1,17}(\.\d+)?$/.test(text)) return { reason: 'is not a count of seconds since 1970' }
  return { ms: Math.round(Number(text) * unitMs), isDay: false }
}

const ISO =
  /^(\d{4})[-/](\d{2})[-/](\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)? ?(Z|UTC|[+-]\d{2}:?\d{2}|[+-]\d{2})?$/

function fromIso(text: string, zone: string | null): ParsedTime {
  const found = ISO.exec(text)
  if (!found) return { reason: 'is no time that can be read: state `times.format`, such as dd/MM/yyyy HH:mm' }
  const [, year, month, day, hour, minute, second, fraction, offset] = found
  const parts = {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour ?? 0),
    minute: Number(minute ?? 0),
    second: Number(second ?? 0),
    ms: Math.floor(Number(`0.${fraction ?? 0}`) * 1000 + 1e-6),
  }
  return momentOf(parts, hour === undefined, offset ?? null, zone)
}

interface Parts {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly ms: number
}

function momentOf(parts: Parts, isDay: boolean, offset: string | null, zone: string | null): ParsedTime {
  const { year, month, day, hour, minute, second, ms } = parts
  const local = Date.UTC(year, month - 1, day, hour, minute, second, ms)
  const there = new Date(local)
  // Date rolls 31 April over to 1 May; a day that does not exist is refused instead.
  if (
    there.getUTCMonth() !== month - 1 ||
    there.getUTCDate() !== day ||
    hour > 23 ||
    minute > 59 ||
    second > 59
  ) {
    return { reason: 'names a day or time that does not exist' }
  }
  if (isDay) return { ms: local, isDay }
  if (offset !== null) return { ms: local - offsetMs(offset), isDay }
  if (zone === null) return { reason: 'is a local time: state `times.zone`, such as Europe/Berlin' }
  return { ms: inZone(local, zone), isDay }
}

function offsetMs(offset: string): number {
  if (offset === 'Z' || offset === 'UTC') return 0
  const sign = offset[0] === '-' ? -1 : 1
  const digits = offset.slice(1).replace(':', '').padEnd(4, '0')
  return sign * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2))) * 60_000
}

const TOKENS: Readonly<Record<string, string>> = {
  yyyy: '(?<year>\\d{4})',
  MMM: '(?<name>[A-Za-z]{3})',
  MM: '(?<month>\\d{2})',
  M: '(?<month>\\d{1,2})',
  dd: '(?<day>\\d{2})',
  d: '(?<day>\\d{1,2})',
  HH: '(?<hour>\\d{2})',
  H: '(?<hour>\\d{1,2})',
  hh: '(?<half>\\d{2})',
  h: '(?<half>\\d{1,2})',
  mm: '(?<minute>\\d{2})',
  ss: '(?<second>\\d{2})',
  SSS: '(?<ms>\\d{3})',
  a: '(?<noon>[AaPp]\\.?[Mm]\\.?)',
  XXX: '(?<offset>Z|[+-]\\d{2}:?\\d{2})',
}
const TOKEN = /yyyy|MMM|MM|M|dd|d|HH|H|hh|h|mm|ss|SSS|XXX|a/g
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

const compiledPatterns = new Map<string, RegExp>()

function fromPattern(text: string, pattern: string, zone: string | null): ParsedTime {
  let compiled = compiledPatterns.get(pattern)
  if (!compiled) compiledPatterns.set(pattern, (compiled = compilePattern(pattern)))
  const found = compiled.exec(text)?.groups
  if (!found) return { reason: `is not written as ${pattern}` }
  const month = found.name ? MONTHS.indexOf(found.name.toLowerCase()) + 1 : Number(found.month)
  if (found.half && (Number(found.half) < 1 || Number(found.half) > 12))
    return { reason: 'names an hour that does not exist' }
  const afternoon = found.noon?.toLowerCase().startsWith('p') ? 12 : 0
  const parts = {
    year: Number(found.year),
    month,
    day: Number(found.day),
    hour: found.half ? (Number(found.half) % 12) + afternoon : Number(found.hour ?? 0),
    minute: Number(found.minute ?? 0),
    second: Number(found.second ?? 0),
    ms: Number(found.ms ?? 0),
  }
  return momentOf(parts, found.hour === undefined && found.half === undefined, found.offset ?? null, zone)
}

function compilePattern(pattern: string): RegExp {
  const escaped = pattern.split(TOKEN).map((literal) => literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  const tokens = pattern.match(TOKEN) ?? []
  return new RegExp(`^${escaped.map((literal, at) => literal + (TOKENS[tokens[at] ?? ''] ?? '')).join('')}$`)
}

/** Null when it can be used, else what is wrong with it. */
export function patternFault(pattern: string): string | null {
  const tokens: readonly string[] = pattern.match(TOKEN) ?? []
  const has = (...wanted: string[]): boolean => wanted.some((token) => tokens.includes(token))
  if (new Set(tokens).size < tokens.length) return 'names one part twice'
  if (!has('yyyy') || !has('MM', 'M', 'MMM') || !has('dd', 'd')) return 'lacks year, month or day'
  if (has('h', 'hh') !== has('a')) return '`h` goes with `a` (am or pm); use `HH` for 24 hours'
  return null
}

export function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).format(0).length > 0
  } catch {
    return false
  }
}

/**
 * UTC of a wall clock's reading. A reading that occurs twice (clocks going back) is the earlier of the two; one
 * that never occurs (clocks going forward) is read with the offset before the change.
 */
function inZone(local: number, zone: string): number {
  const before = local - zoneOffset(local - DAY, zone)
  const after = local - zoneOffset(local + DAY, zone)
  if (before === after) return before
  const candidates = [before, after].filter((utc) => utc + zoneOffset(utc, zone) === local)
  return candidates.length > 0 ? Math.min(...candidates) : before
}

const DAY = 86_400_000
/** Every zone changes its offset on a quarter of an hour. */
const STEP = 900_000

const offsets = new Map<string, Map<number, number>>()
const formats = new Map<string, Intl.DateTimeFormat>()

/** How far the zone's clocks are ahead of UTC at that moment. Remembered by quarter hours, since asking is slow. */
function zoneOffset(utc: number, zone: string): number {
  let known = offsets.get(zone)
  if (!known) offsets.set(zone, (known = new Map()))
  const step = Math.floor(utc / STEP)
  let offset = known.get(step)
  if (offset === undefined) {
    if (known.size > 200_000) known.clear()
    known.set(step, (offset = askOffset(step * STEP, zone)))
  }
  return offset
}

function askOffset(utc: number, zone: string): number {
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    formats.set(zone, format)
  }
  const parts = Object.fromEntries(format.formatToParts(utc).map(({ type, value }) => [type, Number(value)]))
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  return Date.UTC(year, month - 1, day, hour, minute, second) - utc
}
