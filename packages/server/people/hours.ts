/** Working hours of one person, on one line. */
import { readHoursLine } from '@baton/engine'
import { isZone } from '@baton/zones'
import { Refusal } from '../platform/http/refusal.ts'

/** @throws Refusal `invalid_request` */
export function assertHours(line: string | null | undefined): void {
  if (line === null || line === undefined) return
  const hours = readHoursLine(line)
  if (hours && isZone(hours.zone)) return
  const message = hours
    ? `found ${hours.zone}, expected a time zone that is known here`
    : 'expected a time zone, days and hours, such as Europe/Berlin mon-thu 09:00-18:00, fri 09:00-15:00'
  throw new Refusal('invalid_request', `body/hours: ${message}`, {
    problems: [{ path: 'body/hours', message }],
  })
}
