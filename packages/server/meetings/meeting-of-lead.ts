/** A meeting with a lead, as its events tell it: booked, moved, cancelled. */
import type pg from 'pg'
import type { CalendarMeeting } from './calendar-file.ts'

interface Row {
  readonly name: string
  readonly meeting: string
  readonly at: Date
  readonly startsAt: string | null
  readonly minutes: number | null
  readonly title: string | null
  readonly place: string | null
  readonly byName: string | null
  readonly byEmail: string | null
}

/** Where it was booked by nobody who is known here: an address that nobody reads. */
const UNNAMED: CalendarMeeting['organiser'] = { name: 'Baton', email: 'noreply@baton.invalid' }

/** Null where no such meeting was ever booked. */
export async function meetingOfLead(
  pool: pg.Pool,
  leadId: string,
  meetingId: string,
): Promise<CalendarMeeting | null> {
  const { rows } = await pool.query<Row>(
    `select e.name, e.properties ->> 'meeting' as meeting, e.occurred_at as at,
       e.properties ->> 'starts_at' as "startsAt", (e.properties ->> 'minutes')::int as minutes,
       e.properties ->> 'title' as title, e.properties ->> 'place' as place,
       p.name as "byName", p.email as "byEmail"
     from events e left join people p on p.id::text = e.properties ->> 'by'
     where (e.lead_id = $1::uuid or e.lead_id in (select id from leads where joined_to = $1::uuid))
       and e.name in ('Meeting Booked', 'Meeting Moved', 'Meeting Cancelled') and e.properties ->> 'meeting' = $2
     order by e.occurred_at, e.seq`,
    [leadId, meetingId],
  )
  const [booked] = rows
  const last = rows.at(-1)
  const placed = rows.findLast(({ startsAt }) => startsAt !== null)
  if (booked?.name !== 'Meeting Booked' || !last || !placed?.startsAt) return null
  const lead = await reachable(pool, leadId)
  return {
    uid: `${meetingId}@baton`,
    sequence: rows.length - 1,
    method: last.name === 'Meeting Cancelled' ? 'CANCEL' : 'REQUEST',
    stampedAt: last.at.getTime(),
    startsAt: Date.parse(placed.startsAt),
    minutes: placed.minutes ?? 30,
    title: placed.title ?? 'Meeting',
    place: placed.place ?? '',
    organiser: booked.byName && booked.byEmail ? { name: booked.byName, email: booked.byEmail } : UNNAMED,
    attendee: lead?.email ? { name: lead.name, email: lead.email } : null,
  }
}

async function reachable(
  pool: pg.Pool,
  leadId: string,
): Promise<{ readonly name: string | null; readonly email: string | null } | undefined> {
  const { rows } = await pool.query<{ name: string | null; email: string | null }>(
    'select name, email from leads where id = $1',
    [leadId],
  )
  return rows[0]
}
