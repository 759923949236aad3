/** Takes notice of a mail that came back: what it says of the address, and of the mail. */
import type pg from 'pg'
import { suppressKeys } from '../consents/index.ts'
import { transaction } from '../platform/postgres/transaction.ts'
import type { ReturnKind } from './bounces/classify-failure.ts'
import { holdBackWhereBad } from './breaker.ts'
import { cancelSends } from './outbox.ts'
import type { ReturnServices } from './send-services.ts'

const DETAIL_MAX = 1_000

/** A mailbox that has been full for weeks is left in peace for a while. */
export const CAME_BACK_OFTEN = 'mail to it came back again and again'
const SOFT_BOUNCES = 5
const SOFT_DAYS = 14

export interface Return {
  readonly sendId: string
  readonly kind: ReturnKind
  readonly detail: string
  /** Milliseconds since 1970-01-01 UTC. */
  readonly at: number
}

type Noting = Pick<ReturnServices, 'pool' | 'signing' | 'baseUrl'>

/** False: there is no such send, or it said so before. */
export async function noteReturn(
  { pool, baseUrl }: Noting,
  { sendId, kind, detail, at }: Return,
): Promise<boolean> {
  return await transaction(pool, async (client) => {
    // One that bounces was sent, whatever was known of it.
    const { rows } = await client.query<{ recipient: string | null; mail: string; leadId: string }>(
      `update sends set bounce = $2, bounce_detail = $3, bounced_at = $4, bounce_told = false,
         state = case when state = 'unknown' then 'sent' else state end
       where id = $1 and state in ('sending', 'sent', 'unknown', 'failed')
         and (bounce is null or (bounce <> 'permanent' and $2 = 'permanent'))
       returning recipient, mail, lead_id as "leadId"`,
      [sendId, kind, plainText(detail), new Date(at)],
    )
    const [send] = rows
    if (!send) return false
    if (kind === 'permanent') {
      if (send.recipient) await suppressKeys(client, [send.recipient], 'there is no such mailbox')
      await cancelSends(client, { leadId: send.leadId }, 'suppressed')
      await holdBackWhereBad(client, send.mail, baseUrl())
    }
    if (kind === 'transient' && send.recipient) await suppressWhereOften(client, send.recipient, at)
    return true
  })
}

async function suppressWhereOften(client: pg.ClientBase, recipient: string, at: number): Promise<void> {
  const { rows } = await client.query<{ often: boolean }>(
    `select count(*) >= ${SOFT_BOUNCES} and max(bounced_at) - min(bounced_at) >= interval '${SOFT_DAYS} days' as often
     from sends where recipient = $1 and bounce = 'transient' and bounced_at <= $2
       and bounced_at > coalesce((select max(sent_at) from sends d where d.recipient = $1 and d.state = 'sent'
         and d.bounce is null and d.sent_at < $2::timestamptz - interval '3 days'), '-infinity')`,
    [recipient, new Date(at)],
  )
  if (rows[0]!.often) await suppressKeys(client, [recipient], CAME_BACK_OFTEN)
}

const REST_DAYS = 90

/** What was only full may be written to again after a while. */
export async function liftRested(pool: pg.Pool, now: number): Promise<void> {
  await pool.query(
    `update suppressions set removed_at = clock_timestamp(), removal = 'it rested for ${REST_DAYS} days'
     where reason = $1 and removed_at is null and at < $2::timestamptz - interval '${REST_DAYS} days'`,
    [CAME_BACK_OFTEN, new Date(now)],
  )
}

/** What others wrote, as one plain text without anything that a terminal or a page would act on. */
export function plainText(text: string): string {
  return text
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, DETAIL_MAX)
}
