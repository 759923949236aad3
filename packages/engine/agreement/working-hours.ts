/** Working hours as people write them: days and hours of an agreement, and those of one person on one line. */
import type { WorkingHours } from './agreement.ts'

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

type Week = WorkingHours['week']

/** Nobody works at all: what days are laid over. */
export const DAYS_OFF: Week = DAYS.map(() => null)

const HOURS = /^(\d{2}):(\d{2})-(\d{2}):(\d{2})$/

/** `09:00-18:00` in minutes of the day, or undefined. */
export function parseHours(text: string): { readonly from: number; readonly to: number } | undefined {
  const [, fromHour, fromMinute, toHour, toMinute] = HOURS.exec(text)?.map(Number) ?? []
  if (fromHour === undefined || fromMinute! > 59 || toMinute! > 59) return undefined
  const from = fromHour * 60 + fromMinute!
  const to = toHour! * 60 + toMinute!
  return from < to && to <= 24 * 60 ? { from, to } : undefined
}

/** First and last day of `mon-fri` or `sat`, from 0 for Monday; undefined where it is neither. */
export function dayRangeOf(text: string): readonly [first: number, last: number] | undefined {
  const [first, last = first, more] = text.split('-').map((day) => DAYS.indexOf(day as (typeof DAYS)[number]))
  if (first === undefined || first < 0 || last! < first || more !== undefined) return undefined
  return [first, last!]
}

const ZONE = /^(UTC|[A-Z][A-Za-z_]+(\/[A-Z][A-Za-z_+-]+[0-9]*){1,2})$/

/** Whether it is written as IANA time zones are; only the platform knows whether there is one of that name. */
export function isZoneName(text: string): boolean {
  return ZONE.test(text)
}

const LINE_MAX = 200

/** Reads `Europe/Berlin mon-thu 09:00-18:00, fri 09:00-15:00`; null where it is not written so. */
export function readHoursLine(text: string): WorkingHours | null {
  const line = text.trim()
  const space = line.indexOf(' ')
  const zone = line.slice(0, space)
  if (space < 0 || line.length > LINE_MAX || !isZoneName(zone)) return null
  const week = [...DAYS_OFF]
  for (const part of line.slice(space + 1).split(',')) {
    const [days, hours, more] = part.trim().split(/ +/)
    const range = dayRangeOf(days ?? '')
    const open = parseHours(hours ?? '')
    if (!range || !open || more !== undefined) return null
    for (let day = range[0]; day <= range[1]; day++) week[day] = open
  }
  return { zone, week, holidays: [] }
}

/** The line that `readHoursLine` reads; holidays have no place in it. */
export function sayHoursLine({ zone, week }: WorkingHours): string {
  const said = week.map((open) => open && `${timeOfDay(open.from)}-${timeOfDay(open.to)}`)
  const parts: string[] = []
  for (let from = 0; from < said.length;) {
    let to = from
    while (to + 1 < said.length && said[to + 1] === said[from]) to++
    if (said[from]) parts.push(`${DAYS[from]}${to > from ? `-${DAYS[to]}` : ''} ${said[from]}`)
    from = to + 1
  }
  return `${zone} ${parts.join(', ')}`
}

function timeOfDay(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}
