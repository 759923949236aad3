/** Telling somebody something, once: in the application, and by mail or webhook as they set. */
import type { Notice } from '@baton/protocol'
import type pg from 'pg'
import { uuidV7 } from '../platform/uuid-v7.ts'
import { queueDelivery } from './deliveries.ts'

export interface Telling {
  /** What is told under a key is told once, for ever. */
  readonly key: string
  readonly person: string
  readonly kind: Notice['kind']
  readonly lead: string | null
  /** Where it leads when it is about no lead. */
  readonly path?: string
  readonly title: string
  readonly text: string
}

/** Channel on which it is said that somebody has a notice: `person id` and `notice id`, with a blank between. */
export const NOTICE_CHANNEL = 'baton_notices'

interface Told {
  readonly id: string
  readonly key: string
  readonly personId: string
  readonly email: string
  readonly notifyEmail: boolean
  readonly webhook: string | null
}

/** Returns how many were news. `baseUrl` begins the links; deliveries are queued in the same transaction as the caller's. */
export async function tell(
  client: pg.Pool | pg.ClientBase,
  tellings: readonly Telling[],
  baseUrl: string,
): Promise<number> {
  if (tellings.length === 0) return 0
  const { rows } = await client.query<Told>(
    `with fresh as (
       insert into notices (id, person_id, key, kind, lead_id, title, text, path)
       select g.id::uuid, g.person::uuid, g.key, g.kind, g.lead::uuid, g.title, g.text, g.path
       from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])
         as g(id, person, key, kind, lead, title, text, path)
         join people p on p.id = g.person::uuid and p.active
       on conflict (key) do nothing returning id, person_id, key)
     select f.id, f.key, f.person_id as "personId", p.email, p.notify_email and p.password is not null as "notifyEmail",
       p.notify_webhook as webhook, pg_notify('${NOTICE_CHANNEL}', f.person_id || ' ' || f.id)
     from fresh f join people p on p.id = f.person_id`,
    [
      tellings.map(() => uuidV7()),
      tellings.map(({ person }) => person),
      tellings.map(({ key }) => key),
      tellings.map(({ kind }) => kind),
      tellings.map(({ lead }) => lead),
      tellings.map(({ title }) => title),
      tellings.map(({ text }) => text),
      tellings.map(({ path }) => path ?? null),
    ],
  )
  const byKey = new Map(tellings.map((telling) => [telling.key, telling]))
  for (const told of rows) await queueFor(client, told, byKey.get(told.key)!, baseUrl)
  return rows.length
}

async function queueFor(
  client: pg.Pool | pg.ClientBase,
  { id, key, email, notifyEmail, webhook }: Told,
  { title, text, lead, path = '/' }: Telling,
  baseUrl: string,
): Promise<void> {
  const link = lead === null ? `${baseUrl}${path}` : `${baseUrl}/leads/${lead}`
  const message = { subject: title, text, link }
  if (notifyEmail)
    await queueDelivery(client, {
      key: `mail:${key}`,
      channel: 'mail',
      recipient: email,
      message,
      noticeId: id,
    })
  if (webhook !== null)
    await queueDelivery(client, {
      key: `webhook:${key}`,
      channel: 'webhook',
      recipient: webhook,
      message,
      noticeId: id,
    })
}
