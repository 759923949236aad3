/** The hours in which a mail may leave: those of its program or else of everybody's, read in the lead's time zone where that is known. */
import { readHoursLine, workingCalendar, type WorkingCalendar, type WorkingHours } from '@baton/engine'
import type { SendingSettings } from '@baton/protocol'
import { isZone, zoneOffsets } from '@baton/zones'
import { type PlaceFacts, zoneOfLead } from './lead-zone.ts'

/** Hours of sends that have none of their own, as sends keep them; null: there are none. */
export function usualHours({ hours }: Pick<SendingSettings, 'hours'>): string | null {
  const read = hours === '' ? null : readHoursLine(hours)
  return read && isZone(read.zone) ? JSON.stringify(read) : null
}

const calendars = new Map<string, WorkingCalendar | null>()
const CALENDARS_MAX = 500

/**
 * Milliseconds since 1970-01-01 UTC: `now` where it may leave at once. A week without hours holds nothing back.
 *
 * @param hours as the send keeps them, in JSON
 */
export function mayLeaveAt(hours: string | null, place: PlaceFacts, now: number): number {
  if (hours === null) return now
  return calendarOf(hours, zoneOfLead(place))?.nextOpening(now) ?? now
}

function calendarOf(text: string, zone: string | null): WorkingCalendar | null {
  const key = `${zone ?? ''} ${text}`
  const known = calendars.get(key)
  if (known !== undefined) return known
  const hours = JSON.parse(text) as WorkingHours
  const isOpenEver = hours.week.some((day) => day !== null)
  const calendar = isOpenEver ? workingCalendar({ ...hours, zone: zone ?? hours.zone }, zoneOffsets) : null
  if (calendars.size >= CALENDARS_MAX) calendars.clear()
  calendars.set(key, calendar)
  return calendar
}
