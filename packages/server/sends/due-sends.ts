/** Sends that are due, with what has to be known of their leads at that moment. */
import type pg from 'pg'
import { textArray } from '../platform/postgres/binary-array.ts'
import type { NewSend } from './send-types.ts'

export interface DueRow extends Omit<NewSend, 'key' | 'from' | 'notBefore' | 'hours'> {
  readonly id: string
  readonly fromName: string | null
  readonly fromEmail: string | null
  readonly fence: number
  readonly attempts: number
  readonly dueAt: Date
  /** The lead that this one is part of, or itself. */
  readonly rootId: string
  readonly email: string | null
  readonly isErased: boolean
  readonly isPaused: boolean
  /** As JSON. */
  readonly hours: string | null
  readonly zone: string | null
  readonly country: string | null
}

/**
 * Locked until the transaction ends; what somebody else holds is passed over.
 *
 * @param only none but these
 * @param hasHours also sends without hours of their own keep to some
 */
export async function dueSends(
  client: pg.ClientBase,
  now: number,
  most: number,
  only: readonly string[] | null,
  hasHours: boolean,
): Promise<readonly DueRow[]> {
  const { rows } = await client.query<DueRow>(
    `with due as materialized (
       select * from sends where state = 'queued' and next_at <= $1 and ($3::uuid[] is null or id = any($3))
       order by next_at limit $2 for update skip locked)
     select s.id, s.lead_id as "leadId", s.mail, s.mail_version as "mailVersion", s.purpose, s.from_name as "fromName",
       s.from_email as "fromEmail", s.program, s.enrolment, s.step, s.tone, s.asset, s.hours, s.fence, s.attempts,
       s.due_at as "dueAt", root.id as "rootId", root.email,
       exists (select 1 from erasures e where e.lead_id = root.id) as "isErased",
       exists (select 1 from send_pauses p where p.mail = s.mail and p.lifted_at is null) as "isPaused",
       case when s.hours is not null or $4 then root.state::json -> 'lead' -> 'time_zone' ->> 0 end as zone,
       case when s.hours is not null or $4 then coalesce(root.state::json -> 'lead' -> 'country' ->> 0,
         root.state::json -> 'company' -> 'country' ->> 0) end as country
     from due s join leads l on l.id = s.lead_id join leads root on root.id = coalesce(l.joined_to, l.id)
     order by s.next_at, s.id`,
    [new Date(now), most, only, hasHours],
  )
  return rows
}

const WEEK = 7 * 86_400_000

/** When each of these leads was sent something within the last week, in milliseconds since 1970-01-01 UTC. */
export async function sentLately(
  client: pg.ClientBase,
  rootIds: readonly string[],
  now: number,
): Promise<Map<string, number[]>> {
  const { rows } = await client.query<{ root: string; sent: Date[] }>(
    `select r.id as root, array_agg(s.sent_at) as sent
     from unnest($1::text[]::uuid[]) as r(id) join leads p on p.id = r.id or p.joined_to = r.id
       join sends s on s.lead_id = p.id and s.sent_at > $2 and s.state in ('sending', 'sent', 'unknown')
     group by r.id`,
    [textArray([...new Set(rootIds)]), new Date(now - WEEK)],
  )
  return new Map(rows.map(({ root, sent }) => [root, sent.map((at) => at.getTime())]))
}
