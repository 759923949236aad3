/** Working hours of persons: a calendar for each line of hours that events tell, made once per compiled agreement. */
import { readHoursLine, sayHoursLine } from '../agreement/working-hours.ts'
import { workingCalendar, type WorkingCalendar, type Zones } from './working-time.ts'

export interface PersonalHours {
  /** A person's hours as one line, spelt alike when they are alike; null where nobody can work by what was told. */
  readonly hoursOf: (told: unknown) => string | null
  /** The calendar of a person's hours, with the agreement's holidays; without any, that of the agreement. */
  readonly calendarOf: (hours: string | null) => WorkingCalendar
}

interface Told {
  readonly hours: string
  readonly calendar: WorkingCalendar
}

/** Lines kept; beyond it all are made again, so that texts which never repeat cannot fill the memory. */
const LINES_KEPT = 5_000

export function personalHours(
  agreed: WorkingCalendar,
  holidays: readonly string[],
  zones: Zones,
): PersonalHours {
  const known = new Map<string, Told | null>()
  const told = (line: string): Told | null => {
    const before = known.get(line)
    if (before !== undefined) return before
    if (known.size >= LINES_KEPT) known.clear()
    const made = toldHours(line, holidays, zones)
    known.set(line, made)
    return made
  }
  return {
    hoursOf: (line) => (typeof line === 'string' && line !== '' ? (told(line)?.hours ?? null) : null),
    calendarOf: (hours) => (hours === null ? agreed : (told(hours)?.calendar ?? agreed)),
  }
}

function toldHours(line: string, holidays: readonly string[], zones: Zones): Told | null {
  const hours = readHoursLine(line)
  if (!hours || !isKnownZone(hours.zone, zones)) return null
  return { hours: sayHoursLine(hours), calendar: workingCalendar({ ...hours, holidays }, zones) }
}

/** An event may name any zone, and the platform throws at one that it does not know. */
function isKnownZone(zone: string, zones: Zones): boolean {
  try {
    return zones(zone).length > 0
  } catch {
    return false
  }
}
