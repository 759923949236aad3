/** Hits as they are kept, with what surrounds them: other hits, and what the lead did on our pages afterwards. */
import type pg from 'pg'
import { textArray } from '../platform/postgres/binary-array.ts'
import type { FollowUp, Hit } from './classify-hits.ts'

export interface KnownHit extends Hit {
  readonly receivedAt: number
  readonly followUp: FollowUp
  /** The last word on it. */
  readonly mark: string
  /** By a person, or whoever holds a secret key: the classifier does not overrule it. */
  readonly isSaidByPerson: boolean
}

/** Sendings with a hit that came before that moment and is not settled, the oldest first. */
export async function pendingSendings(
  pool: pg.Pool,
  before: number,
  limit: number,
): Promise<readonly string[]> {
  const { rows } = await pool.query<{ sending: string }>(
    `select sending from hits where settled_at is null and received_at <= $1
     group by sending order by min(received_at), sending limit $2`,
    [new Date(before), limit],
  )
  return rows.map(({ sending }) => sending)
}

/** What people do by hand, and programs that read a page do not. */
const ACTED = `('Page Read', 'Link Clicked', 'Form Started', 'Form Sent', 'Form Submitted', 'File Downloaded', 'Video Watched',
  'Demo Requested', 'Contact Requested')`

const ms = (column: string) => `(extract(epoch from ${column}) * 1000)::float8`

/** The hits of these sendings, and others from the same networks about that time. */
export async function hitsAround(
  pool: pg.Pool,
  sendings: readonly string[],
): Promise<{ readonly hits: readonly KnownHit[]; readonly isFollowUpExpected: boolean }> {
  const { rows: hits } = await pool.query<KnownHit>(
    `with own as (select * from hits where sending = any($1::text[])),
       near as (
         select h.* from own join hits h on h.network = own.network
           and h.at between own.at - interval '10 minutes' and own.at + interval '10 minutes'),
       taken as (select * from own union select * from near)
     select t.event_id as "eventId", t.lead_id as "leadId", t.sending, t.link, t.is_trap as "isTrap", t.method,
       t.user_agent as "userAgent", t.has_language as "hasLanguage", t.network, t.is_hosted as "isHosted",
       ${ms('t.sent_at')} as "sentAt", ${ms('t.at')} as at, ${ms('t.received_at')} as "receivedAt",
       coalesce(m.mark, '') as mark, m.classifier is null and m.mark <> 'settling' as "isSaidByPerson",
       case when t.link is null then 'nothing' else coalesce((
         select case when bool_or(e.name in ${ACTED}) then 'acted' else 'looked' end
         from leads l join events e on e.lead_id = l.id and e.counts
           and e.occurred_at between t.at - interval '2 seconds' and t.at + interval '60 seconds'
           and (e.name = 'Page Viewed' or e.name in ${ACTED})
         where coalesce(l.joined_to, l.id) = (select coalesce(o.joined_to, o.id) from leads o where o.id = t.lead_id)
         having count(*) > 0), 'nothing') end as "followUp"
     from taken t left join lateral (
       select mark, classifier from event_marks where event_id = t.event_id order by id desc limit 1) m on true`,
    [textArray(sendings)],
  )
  return { hits, isFollowUpExpected: await isTracked(pool) }
}

/** Whether pages tell of visits that links of mails led to. */
async function isTracked(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query<{ tracked: boolean }>(
    `select exists (
       select 1 from events where name = 'Page Viewed' and (context ->> 'mailClick') is not null
         and received_at > now() - interval '30 days') as tracked`,
  )
  return rows[0]!.tracked
}

export async function noteSettled(client: pg.ClientBase, eventIds: readonly string[]): Promise<void> {
  await client.query('update hits set settled_at = now() where event_id = any($1::text[]::uuid[])', [
    textArray(eventIds),
  ])
}
