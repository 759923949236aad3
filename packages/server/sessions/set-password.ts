/** The first administrator, invitations, and new passwords. */
import type pg from 'pg'
import { uuidV7 } from '../platform/uuid-v7.ts'
import { nothingThere, Refusal } from '../platform/http/refusal.ts'
import { transaction } from '../platform/postgres/transaction.ts'
import { countAttempt, countFrom } from './attempts.ts'
import type { Caller } from './caller.ts'
import { assertStrong, type PasswordOwner } from './check-password.ts'
import { mailReset } from './mails.ts'
import { fitsPassword, hashPassword } from './password-hash.ts'
import { assertSecondFactor } from './second-factor.ts'
import type { SessionServices } from './session-services.ts'
import { beginSession, endSessionsOf } from './sessions.ts'
import { accountKey, type Begun } from './sign-in.ts'
import { dropTokensOf, holderOf, makeToken, takeToken } from './single-use-tokens.ts'

/** Until the first person was made; the demo company has its people from the start. */
export async function needsSetup({
  pool,
  organisation,
}: Pick<SessionServices, 'pool' | 'organisation'>): Promise<boolean> {
  if (organisation.demo) return false
  const { rowCount } = await pool.query('select 1 from people limit 1')
  return rowCount === 0
}

interface FirstPerson {
  readonly token: string
  readonly name: string
  readonly email: string
  readonly password: string
}

/** @throws Refusal `not_found` without the token of a start, and for ever after the first; `weak_password` */
export async function setUp(services: SessionServices, caller: Caller, first: FirstPerson): Promise<Begun> {
  const { pool, organisation } = services
  await countFrom(pool, caller.address)
  if (!(await needsSetup(services)) || !(await holderOf(pool, first.token, ['setup']))) throw nothingThere()
  assertStrong(first.password, first, organisation.name)
  const hash = await hashPassword(first.password)
  return await transaction(pool, async (client) => {
    // Of two who hold the token, one makes the first person.
    await client.query('lock table people in share row exclusive mode')
    const { rowCount } = await client.query('select 1 from people limit 1')
    if (rowCount || !(await takeToken(client, first.token, ['setup']))) throw nothingThere()
    await client.query(`delete from tokens where purpose = 'setup'`)
    const personId = uuidV7()
    await client.query(
      `insert into people (id, name, email, role, password) values ($1, $2, $3, 'admin', $4)`,
      [personId, first.name, first.email, hash],
    )
    return { personId, token: await beginSession(client, personId, caller.agent) }
  })
}

const LINKS = ['invitation', 'reset'] as const

/** @throws Refusal `not_found` for a token that is used up or too old, `weak_password`, `second_factor_needed` */
export async function setPassword(
  { pool, sessions, organisation }: SessionServices,
  caller: Caller,
  {
    token,
    password,
    code,
  }: { readonly token: string; readonly password: string; readonly code?: string | undefined },
): Promise<Begun> {
  await countFrom(pool, caller.address)
  const over = new Refusal('not_found', 'This link was used, or is too old: ask for a new one.')
  const holder = await holderOf(pool, token, LINKS)
  const owner = holder?.personId ? await ownerOf(pool, holder.personId) : null
  if (!owner) throw over
  assertStrong(password, owner, organisation.name)
  // A link in a mail is no second factor.
  await assertSecondFactor(pool, owner.id, code)
  const hash = await hashPassword(password)
  const begun = await transaction(pool, async (client) => {
    if (!(await takeToken(client, token, LINKS))) throw over
    const { rowCount } = await client.query(
      'update people set password = $2 where id = $1::uuid and active',
      [owner.id, hash],
    )
    if (!rowCount) throw over
    await dropTokensOf(client, owner.id)
    await endSessionsOf(client, owner.id)
    await client.query('delete from sign_in_attempts where key = $1', [
      `${accountKey(owner.email)}@${caller.address}`,
    ])
    return { personId: owner.id, token: await beginSession(client, owner.id, caller.agent) }
  })
  sessions.forget()
  return begun
}

interface Owner extends PasswordOwner {
  readonly id: string
  readonly password: string | null
}

async function ownerOf(pool: pg.Pool, id: string): Promise<Owner | null> {
  const { rows } = await pool.query<Owner>(
    'select id, name, email, password from people where id = $1::uuid and active',
    [id],
  )
  return rows[0] ?? null
}

/** All other sessions end. @throws Refusal `wrong_credentials`, `weak_password`, `too_many_requests` */
export async function changePassword(
  { pool, sessions, organisation }: SessionServices,
  caller: Caller,
  personId: string,
  { current, password }: { readonly current: string; readonly password: string },
): Promise<Begun> {
  const owner = (await ownerOf(pool, personId))!
  const attempt = await countAttempt(pool, caller.address, accountKey(owner.email))
  if (!(await fitsPassword(current, owner.password ?? '')))
    throw new Refusal('wrong_credentials', 'The present password is not right.')
  await attempt.succeeded()
  assertStrong(password, owner, organisation.name)
  const hash = await hashPassword(password)
  const token = await transaction(pool, async (client) => {
    await client.query('update people set password = $2 where id = $1::uuid', [personId, hash])
    await dropTokensOf(client, personId)
    await endSessionsOf(client, personId)
    return await beginSession(client, personId, caller.agent)
  })
  sessions.forget()
  return { personId, token }
}

/** Answers the same, as quickly, whether or not somebody has that address: what is to be done is done afterwards. */
export async function requestReset(services: SessionServices, caller: Caller, email: string): Promise<void> {
  const { pool, log } = services
  await countAttempt(pool, caller.address, `reset ${accountKey(email)}`)
  void sendReset(services, email).catch((error: Error) => log(`No reset could be sent: ${error.message}`))
}

/** However many addresses ask, nobody's mailbox is filled. */
const RESETS_AT_ONCE = 3

async function sendReset(services: SessionServices, email: string): Promise<void> {
  const made = await transaction(services.pool, async (client) => {
    // Held, so that many at once are counted one after the other.
    const { rows } = await client.query<{ id: string; name: string }>(
      `select id, name from people where email = $1 and active
         and (password is null or password like '$argon2id$%') for update`,
      [email],
    )
    const [person] = rows
    if (!person) return null
    const open = await client.query(
      `select 1 from tokens where person_id = $1::uuid and purpose = 'reset' and expires_at > now()`,
      [person.id],
    )
    if ((open.rowCount ?? 0) >= RESETS_AT_ONCE) return null
    return { name: person.name, token: await makeToken(client, 'reset', person.id) }
  })
  if (made) await mailReset(services, { name: made.name, email }, made.token)
}
