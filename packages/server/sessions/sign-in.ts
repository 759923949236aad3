/** Signing in by e-mail address and password, or on the demo company by a click. */
import type pg from 'pg'
import { nothingThere, Refusal } from '../platform/http/refusal.ts'
import { transaction } from '../platform/postgres/transaction.ts'
import { countAttempt } from './attempts.ts'
import type { Caller } from './caller.ts'
import { fitsNobody, fitsPassword } from './password-hash.ts'
import { sha256 } from './random-token.ts'
import { assertSecondFactor } from './second-factor.ts'
import type { SessionServices } from './session-services.ts'
import { beginSession, endSessionOf } from './sessions.ts'
import { isUuid } from '../platform/uuid-v7.ts'

export interface Begun {
  readonly personId: string
  readonly token: string
}

/**
 * @throws Refusal `wrong_credentials`, the same whether the account or the password is unknown; `second_factor_needed`;
 *   `too_many_requests`
 */
export async function signIn(
  { pool, sessions }: SessionServices,
  caller: Caller,
  {
    email,
    password,
    code,
  }: { readonly email: string; readonly password: string; readonly code?: string | undefined },
): Promise<Begun> {
  const attempt = await countAttempt(pool, caller.address, accountKey(email))
  const account = await accountOf(pool, email)
  const fits = await (account ? fitsPassword(password, account.password) : fitsNobody(password))
  if (!account || !fits)
    throw new Refusal('wrong_credentials', 'The e-mail address or the password is not right.')
  await assertSecondFactor(pool, account.id, code)
  await attempt.succeeded()
  const token = await begin(pool, caller, account.id)
  sessions.forget()
  return { personId: account.id, token }
}

/** Nobody else's address stays behind in clear. */
export function accountKey(email: string): string {
  return sha256(email).toString('hex')
}

async function accountOf(pool: pg.Pool, email: string): Promise<{ id: string; password: string } | null> {
  const { rows } = await pool.query<{ id: string; password: string }>(
    `select id, password from people where email = $1 and active and password like '$argon2id$%'`,
    [email],
  )
  return rows[0] ?? null
}

/** @throws Refusal `not_found` unless this is the demo company, and the person one of its people */
export async function signInAsDemo(
  { pool, sessions, organisation }: SessionServices,
  caller: Caller,
  person: string,
): Promise<Begun> {
  const listed = organisation.demo && organisation.people?.some(({ id }) => id === person)
  if (!listed || !isUuid(person)) throw nothingThere()
  const { rowCount } = await pool.query('select 1 from people where id = $1::uuid and active', [person])
  if (!rowCount) throw nothingThere()
  const token = await begin(pool, caller, person)
  sessions.forget()
  return { personId: person, token }
}

/** Always with a token of its own: one that was planted, or that somebody else knows, never becomes anybody's. */
async function begin(pool: pg.Pool, caller: Caller, personId: string): Promise<string> {
  return await transaction(pool, async (client) => {
    if (caller.token) await endSessionOf(client, caller.token)
    return await beginSession(client, personId, caller.agent)
  })
}
