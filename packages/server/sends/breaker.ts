/** Holds a mail back when too much of it comes back, and tells who answers for it. */
import type pg from 'pg'
import { reachOf, ROLES } from '@baton/protocol'
import { tell } from '../notices/index.ts'
import { uuidV7 } from '../platform/uuid-v7.ts'

/** Of the last so many, this share came back for good. */
const LAST = 200
const BOUNCES_MAX = 0.05
/** Complaints count once so many were sent, in the last thirty days. */
const COMPLAINTS_AMONG = 1_000
const COMPLAINTS_MAX = 0.001

interface Returned {
  readonly bounced: number
  readonly sent: number
  readonly complained: number
}

/** In the transaction that notes what came back. */
export async function holdBackWhereBad(client: pg.ClientBase, mail: string, baseUrl: string): Promise<void> {
  const { rows } = await client.query<Returned>(
    `select (select count(*)::int from (
         select bounce from sends where mail = $1 and (sent_at is not null or bounce is not null)
         order by coalesce(sent_at, settled_at) desc limit ${LAST}) last where bounce = 'permanent') as bounced,
       count(*)::int as sent, count(complained_at)::int as complained
     from sends where mail = $1 and sent_at > now() - interval '30 days'`,
    [mail],
  )
  const { bounced, sent, complained } = rows[0]!
  if (bounced >= LAST * BOUNCES_MAX)
    await holdBack(client, mail, 'bounces', `${bounced} of the last ${LAST} came back for good.`, baseUrl)
  else if (sent >= COMPLAINTS_AMONG && complained >= sent * COMPLAINTS_MAX)
    await holdBack(client, mail, 'complaints', `${complained} of ${sent} who got it called it spam.`, baseUrl)
}

async function holdBack(
  client: pg.ClientBase,
  mail: string,
  reason: 'bounces' | 'complaints',
  detail: string,
  baseUrl: string,
): Promise<void> {
  const id = uuidV7()
  const { rowCount } = await client.query(
    `insert into send_pauses (id, mail, reason, detail) values ($1, $2, $3, $4)
     on conflict (mail) where lifted_at is null do nothing`,
    [id, mail, reason, detail],
  )
  if (rowCount === 0) return
  const roles = ROLES.filter((role) => reachOf('liftPause', role) !== null)
  const { rows: people } = await client.query<{ id: string }>(
    'select id from people where active and role = any($1)',
    [roles],
  )
  const tellings = people.map(({ id: person }) => ({
    key: `send-pause:${id}:${person}`,
    person,
    kind: 'alarm' as const,
    lead: null,
    path: '/sending',
    title: `The mail ${mail} is held back`,
    text: `${detail} Look at whom it goes to before you let it leave again.`,
  }))
  await tell(client, tellings, baseUrl)
}

/** Lets it leave again. False: it is not held back. */
export async function liftPause(client: pg.ClientBase, id: string, person: string): Promise<boolean> {
  const { rows } = await client.query<{ mail: string }>(
    `update send_pauses set lifted_at = now(), lifted_by = $2 where id = $1 and lifted_at is null returning mail`,
    [id, person],
  )
  if (!rows[0]) return false
  await client.query(
    `update sends set state = 'queued', reason = '', settled_at = null where mail = $1 and state = 'parked' and reason = 'breaker'`,
    [rows[0].mail],
  )
  return true
}
