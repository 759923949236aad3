/** What became of the sends of a mail, a program, a step or some content, as numbers. */
import type pg from 'pg'
import type { ResultsOf, SendResults } from './send-types.ts'

/** Clicks count as a person's or a machine's by the last word on them; what is not settled is neither. */
const CLICKS = `
  select h.sending, bool_or(m.mark = 'human') as human
  from taken t join hits h on h.sending = t.id::text and h.link is not null and not h.is_trap
    join lateral (select mark from event_marks where event_id = h.event_id order by id desc limit 1) m on true
  where m.mark in ('human', 'machine') group by h.sending`

/** Each send with each piece of content that it showed: the one that was chosen for its lead, and those that its letter names. */
const WITH_ASSETS = `(
  select s.id, s.lead_id, s.mail, s.program, s.step, s.state, s.bounce, s.sent_at, s.unsubscribed_at, s.complained_at, shown.asset
  from sends s join lateral (
    select s.asset union select jsonb_path_query(v.letter::jsonb, '$.**.asset') #>> '{}' from mail_versions v
    where v.mail_id = s.mail and v.version = s.mail_version) shown on shown.asset is not null)`

/** Where sends are read from, so that the column that they are grouped by is right. */
export function sendsBy(group: 'mail' | 'program' | 'step' | 'asset'): string {
  return group === 'asset' ? WITH_ASSETS : 'sends'
}

/** Numbers by what they are grouped by: a mail's id, say. One that nothing was sent of is not in it. */
export async function sendResultsBy(
  pool: pg.Pool,
  group: 'mail' | 'program' | 'step' | 'asset',
  by: ResultsOf,
): Promise<ReadonlyMap<string, SendResults>> {
  const { rows } = await pool.query<SendResults & { readonly of: string }>(
    `with taken as materialized (
       select * from ${sendsBy(group)} as s where ($1::text is null or mail = $1) and ($2::text is null or program = $2)
         and ($3::text is null or asset = $3) and ($4::text is null or step = $4) and ${group} is not null),
     clicks as (${CLICKS})
     select t.${group} as of,
       count(*) filter (where state in ('queued', 'sending', 'parked'))::int as queued,
       count(*) filter (where state = 'sent')::int as sent,
       count(*) filter (where state = 'sent' and bounce is null)::int as delivered,
       count(bounce)::int as bounced,
       count(*) filter (where state = 'unknown')::int as unknown,
       count(*) filter (where state = 'failed')::int as failed,
       count(*) filter (where state = 'suppressed')::int as suppressed,
       count(*) filter (where c.human)::int as "humanClicks",
       count(*) filter (where not c.human)::int as "machineClicks",
       count(unsubscribed_at)::int as unsubscribed,
       count(complained_at)::int as complained
     from taken t left join clicks c on c.sending = t.id::text group by 1`,
    [by.mail ?? null, by.program ?? null, by.asset ?? null, by.step ?? null],
  )
  return new Map(rows.map(({ of, ...results }) => [of, results]))
}

const NONE: SendResults = {
  queued: 0,
  sent: 0,
  delivered: 0,
  bounced: 0,
  unknown: 0,
  failed: 0,
  suppressed: 0,
  humanClicks: 0,
  machineClicks: 0,
  unsubscribed: 0,
  complained: 0,
}

export async function sendResults(pool: pg.Pool, by: ResultsOf): Promise<SendResults> {
  const group =
    by.mail !== undefined
      ? 'mail'
      : by.program !== undefined
        ? 'program'
        : by.asset !== undefined
          ? 'asset'
          : 'step'
  const value = by[group]
  return (value === undefined ? undefined : (await sendResultsBy(pool, group, by)).get(value)) ?? NONE
}
