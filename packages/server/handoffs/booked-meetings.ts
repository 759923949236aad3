/** Meetings of a lead that are booked: neither called off, nor held or missed. */
import type pg from 'pg'

export interface BookedMeeting {
  readonly id: string
  readonly startsAt: string
}

export async function bookedMeetings(
  client: pg.ClientBase | pg.Pool,
  leadId: string,
): Promise<readonly BookedMeeting[]> {
  const { rows } = await client.query<BookedMeeting & { readonly name: string }>({
    name: 'booked-meetings',
    text: `select distinct on (e.properties ->> 'meeting') e.name, e.properties ->> 'meeting' as id,
             e.properties ->> 'starts_at' as "startsAt"
           from events e where e.lead_id = $1::uuid
             and e.name in ('Meeting Booked', 'Meeting Moved', 'Meeting Cancelled', 'Meeting Held', 'Meeting Missed')
             and e.properties ->> 'meeting' is not null
           order by e.properties ->> 'meeting', e.occurred_at desc, e.seq desc`,
    values: [leadId],
  })
  return rows.filter(({ name }) => name === 'Meeting Booked' || name === 'Meeting Moved')
}
