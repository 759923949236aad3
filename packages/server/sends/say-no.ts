/** Somebody does not want these mails any more, or complains: it holds at once, also for what is queued already. */
import type pg from 'pg'
import {
  OWN_WISH,
  recordConsent,
  standingConsents,
  suppressKeys,
  type TellConsent,
} from '../consents/index.ts'
import { transaction } from '../platform/postgres/transaction.ts'
import { holdBackWhereBad } from './breaker.ts'
import { cancelSends } from './outbox.ts'
import type { UnsubscribePayload } from './send-addresses.ts'
import type { ReturnServices } from './send-services.ts'

export const COMPLAINED = 'they called our mail spam'

type Changes = Parameters<TellConsent>[1]

/** Idempotent. */
export async function unsubscribe(
  services: ReturnServices,
  { lead, purpose, key, send }: UnsubscribePayload,
  source: string,
): Promise<void> {
  const { pool } = services
  const rootId = await keptLead(pool, lead)
  if (rootId === null) {
    // Who is gone, or whose data is erased, is still left in peace.
    await suppressKeys(pool, [key], OWN_WISH)
    return
  }
  const changes = await transaction(pool, async (client) => {
    await cancelSends(client, { leadId: rootId, purpose }, 'unsubscribed')
    await client.query(
      `update sends set unsubscribed_at = coalesce(unsubscribed_at, now()),
         state = case when state = 'unknown' then 'sent' else state end where id = $1`,
      [send],
    )
    return await withdraw(client, rootId, [purpose], source, send)
  })
  await tellOfIt(services, rootId, send, changes)
}

/** Of a send; nothing goes to its address any more, for whatever purpose. False: there is no such send, or it was said before. */
export async function complain(services: ReturnServices, sendId: string, detail: string): Promise<boolean> {
  const { pool, baseUrl } = services
  const noted = await transaction(pool, async (client) => {
    const { rows } = await client.query<{ leadId: string; recipient: string | null; mail: string }>(
      `update sends s set complained_at = now(), bounce_detail = case when bounce_detail = '' then $2 else bounce_detail end,
         state = case when s.state = 'unknown' then 'sent' else s.state end
       from leads l where s.id = $1 and s.complained_at is null and s.recipient is not null and l.id = s.lead_id
       returning coalesce(l.joined_to, l.id) as "leadId", s.recipient, s.mail`,
      [sendId, detail],
    )
    const [send] = rows
    if (!send) return null
    await cancelSends(client, { leadId: send.leadId }, 'complained')
    await suppressKeys(client, [send.recipient!], COMPLAINED)
    const given = [...(await standingConsents(client, send.leadId))].filter(
      ([, { status }]) => status === 'given',
    )
    const purposes = given.map(([purpose]) => purpose)
    const changes = await withdraw(client, send.leadId, purposes, 'complaint to their provider', sendId)
    await holdBackWhereBad(client, send.mail, baseUrl())
    return { leadId: send.leadId, changes }
  })
  if (!noted) return false
  await tellOfIt(services, noted.leadId, sendId, noted.changes)
  return true
}

/** The lead as it is counted now; null where it is not there any more, or erased. */
async function keptLead(pool: pg.Pool, leadId: string): Promise<string | null> {
  const { rows } = await pool.query<{ id: string }>(
    `select coalesce(l.joined_to, l.id) as id from leads l
     where l.id = $1 and not exists (select 1 from erasures e where e.lead_id = coalesce(l.joined_to, l.id))`,
    [leadId],
  )
  return rows[0]?.id ?? null
}

async function withdraw(
  client: pg.ClientBase,
  leadId: string,
  purposes: readonly string[],
  source: string,
  send: string,
): Promise<Changes> {
  const standing = await standingConsents(client, leadId)
  const wanted = purposes.filter((purpose) => standing.get(purpose)?.status !== 'withdrawn')
  for (const purpose of wanted)
    await recordConsent(client, {
      leadId,
      purpose,
      status: 'withdrawn',
      trust: 'signed',
      text: '',
      source,
      proof: { send },
    })
  return wanted.map((purpose) => ({ purpose, status: 'withdrawn' }))
}

async function tellOfIt(
  { intake, sourceId, tellConsent, log }: ReturnServices,
  leadId: string,
  send: string,
  changes: Changes,
): Promise<void> {
  const now = Date.now()
  try {
    if (changes.length > 0) await tellConsent(leadId, changes, 'signed')
    await intake.accept([
      {
        sourceId,
        messageId: `${send}:unsubscribed`,
        name: 'Email Unsubscribed',
        occurredAt: now,
        receivedAt: now,
        trust: 'server',
        identity: {},
        leadId,
        properties: {},
      },
    ])
  } catch (error) {
    // It holds already; only the history does not say so.
    log(`That somebody unsubscribed could not be added to their history: ${(error as Error).message}`)
  }
}
