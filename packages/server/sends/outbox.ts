/** The outbox: sends are written in the transaction of whatever wants them, and each key once. */
import type pg from 'pg'
import { uuidV7 } from '../platform/uuid-v7.ts'
import type { NewSend } from './send-types.ts'

/** In the caller's transaction. False: the key is known already. */
export async function queueSend(client: pg.ClientBase, send: NewSend): Promise<boolean> {
  return (await queueSends(client, [send])) === 1
}

/** Returns how many were new. */
export async function queueSends(client: pg.ClientBase, sends: readonly NewSend[]): Promise<number> {
  const rows = sends.map(({ from, notBefore, ...send }) => ({
    ...send,
    id: uuidV7(),
    fromName: from?.name ?? null,
    fromEmail: from?.email ?? null,
    dueAt: notBefore,
  }))
  const { rowCount } = await client.query(
    `insert into sends (id, key, lead_id, mail, mail_version, purpose, from_name, from_email, program, enrolment, step, tone,
       asset, hours, due_at, next_at)
     select g.id, g.key, g."leadId", g.mail, g."mailVersion", g.purpose, g."fromName", g."fromEmail", g.program, g.enrolment,
       g.step, g.tone, g.asset, g.hours, g."dueAt", g."dueAt"
     from json_to_recordset($1::json) as g(id uuid, key text, "leadId" uuid, mail text, "mailVersion" int, purpose text,
       "fromName" text, "fromEmail" text, program text, enrolment text, step text, tone text, asset text, hours text,
       "dueAt" timestamptz)
     on conflict (key) do nothing`,
    [JSON.stringify(rows)],
  )
  return rowCount ?? 0
}

/**
 * What is queued becomes cancelled, and what a worker has taken without having begun to hand it over. A letter that is just being
 * handed over is not held up. Returns how many.
 */
export async function cancelSends(
  client: pg.ClientBase,
  where: { readonly enrolments?: readonly string[]; readonly leadId?: string; readonly purpose?: string },
  reason = 'cancelled',
): Promise<number> {
  if (where.enrolments?.length === 0 || (!where.enrolments && where.leadId === undefined)) return 0
  const { rowCount } = await client.query(
    `update sends set state = 'cancelled', reason = $4, settled_at = now(), sent_at = null, fence = fence + 1
     where (state in ('queued', 'parked') or (state = 'sending' and begun_at is null)) and ($1::text[] is null or enrolment = any($1))
       and ($2::uuid is null or lead_id in (
         select p.id from leads l join leads p on coalesce(p.joined_to, p.id) = coalesce(l.joined_to, l.id) where l.id = $2))
       and ($3::text is null or purpose = $3)`,
    [where.enrolments ?? null, where.leadId ?? null, where.purpose ?? null, reason],
  )
  return rowCount ?? 0
}
