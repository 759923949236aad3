/** An invitation to one meeting as an iCalendar object (RFC 5545), answered to by RFC 5546's methods. */

export interface CalendarMeeting {
  /** Stays the same for all that is ever said of the meeting. */
  readonly uid: string
  /** Rises by one with each change. */
  readonly sequence: number
  readonly method: 'REQUEST' | 'CANCEL'
  /** When this was written, in milliseconds since 1970-01-01 UTC, as the others are. */
  readonly stampedAt: number
  readonly startsAt: number
  readonly minutes: number
  readonly title: string
  readonly place: string
  readonly organiser: { readonly name: string; readonly email: string }
  readonly attendee: { readonly name: string | null; readonly email: string } | null
}

const MINUTE = 60_000

/** Times are UTC, so that no table of time zones has to travel along. */
export function calendarFile(meeting: CalendarMeeting): string {
  const { method, startsAt, minutes, organiser, attendee } = meeting
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Baton//Meetings//EN',
    'CALSCALE:GREGORIAN',
    `METHOD:${method}`,
    'BEGIN:VEVENT',
    `UID:${escaped(meeting.uid)}`,
    `SEQUENCE:${meeting.sequence}`,
    `DTSTAMP:${utc(meeting.stampedAt)}`,
    `DTSTART:${utc(startsAt)}`,
    `DTEND:${utc(startsAt + minutes * MINUTE)}`,
    `SUMMARY:${escaped(meeting.title)}`,
    ...(meeting.place === '' ? [] : [`LOCATION:${escaped(meeting.place)}`]),
    `ORGANIZER;CN=${quoted(organiser.name)}:mailto:${organiser.email}`,
    ...(attendee
      ? [
          `ATTENDEE;CN=${quoted(attendee.name ?? attendee.email)};ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:${attendee.email}`,
        ]
      : []),
    `STATUS:${method === 'CANCEL' ? 'CANCELLED' : 'CONFIRMED'}`,
    'TRANSP:OPAQUE',
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return lines.map(folded).join('')
}

/** `20261122T090000Z` (section 3.3.5, form 2). */
function utc(ms: number): string {
  return new Date(ms).toISOString().replace(/[-:]|\.\d{3}/g, '')
}

/** TEXT (section 3.3.11): backslash, semicolon, comma and line break are escaped; other control characters are left out. */
function escaped(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll(';', '\\;')
    .replaceAll(',', '\\,')
    .replace(/\r\n|\r|\n/g, '\\n')
    .replace(/\p{Cc}/gu, (control) => (control === '\t' ? control : ''))
}

/** A quoted parameter value (section 3.2) has no way to hold a quote or a control character. */
function quoted(text: string): string {
  return `"${text.replaceAll('"', '’').replace(/\p{Cc}/gu, ' ')}"`
}

const OCTETS_MAX = 75

/** Content lines are folded at 75 octets, never within a character (section 3.1), and end with CRLF. */
function folded(line: string): string {
  let result = ''
  let octets = 0
  for (const character of line) {
    const size = Buffer.byteLength(character)
    if (octets + size > OCTETS_MAX) {
      result += '\r\n '
      octets = 1
    }
    result += character
    octets += size
  }
  return `${result}\r\n`
}
