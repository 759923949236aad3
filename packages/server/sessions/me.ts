/** What a person set for themselves. */
import type { Me, meChangeSchema } from '@baton/protocol'
import type pg from 'pg'
import type { z } from 'zod'
import { assertHours, personOf } from '../people/index.ts'
import { Refusal } from '../platform/http/refusal.ts'
import type { Outbound } from '../platform/outbound/post-json.ts'
import { OWES_FACTOR } from './sessions.ts'
import type { SessionServices } from './session-services.ts'

export async function me(pool: pg.Pool, id: string): Promise<Me | null> {
  const [person, own] = await Promise.all([
    personOf(pool, id),
    pool.query<Pick<Me, 'dialect' | 'secondFactor'> & Me['notify']>(
      `select dialect, notify_email as email, notify_webhook as webhook,
         case when p.totp_since is not null then 'on' when ${OWES_FACTOR} then 'owed' else 'off' end as "secondFactor"
       from people p where p.id = $1::uuid`,
      [id],
    ),
  ])
  const [row] = own.rows
  if (!person || !row) return null
  const { dialect, secondFactor, ...notify } = row
  return { person, dialect, notify, secondFactor }
}

/** @throws Refusal `invalid_request` for hours that cannot be read, or a webhook that is never sent to */
export async function changeMe(
  { pool, outbound }: SessionServices,
  id: string,
  change: z.output<typeof meChangeSchema>,
): Promise<Me> {
  assertHours(change.hours)
  if (change.notify?.webhook) assertWebhook(outbound, change.notify.webhook)
  const before = (await me(pool, id))!
  const { name = before.person.name, dialect = before.dialect, notify = before.notify } = change
  const { hours = before.person.hours } = change
  await pool.query(
    `update people set name = $2, dialect = $3, notify_email = $4, notify_webhook = $5, hours = $6
     where id = $1::uuid`,
    [id, name, dialect, notify.email, notify.webhook, hours],
  )
  return (await me(pool, id))!
}

function assertWebhook(outbound: Outbound, url: string): void {
  try {
    outbound.assertSendable(url)
  } catch (error) {
    throw new Refusal('invalid_request', `notify.webhook: ${(error as Error).message}`)
  }
}
