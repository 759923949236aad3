/** When a mail may leave: the next moment within a program's hours, by the lead's own clock where that is known. */
import type { WorkingHours } from '../agreement/agreement.ts'
import { workingCalendar, type Zones } from '../fold/working-time.ts'

/**
 * @param hours null: at any time
 * @param leadZone IANA time zone of the lead; null: the zone that the hours name
 */
export function nextWithinHours(
  hours: WorkingHours | null,
  zones: Zones,
  now: number,
  leadZone: string | null = null,
): number {
  return hours ? workingCalendar({ ...hours, zone: leadZone ?? hours.zone }, zones).nextOpening(now) : now
}
