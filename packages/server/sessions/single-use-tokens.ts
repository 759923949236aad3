/** Links that work once: the first start, an invitation, a new password. */
import type pg from 'pg'
import { isToken, randomToken, sha256 } from './random-token.ts'

export type Purpose = 'setup' | 'invitation' | 'reset'

const MINUTES: Readonly<Record<Purpose, number>> = { setup: 60, invitation: 7 * 24 * 60, reset: 10 }

export interface MadeToken {
  readonly token: string
  readonly expiresAt: Date
}

export async function makeToken(
  client: pg.Pool | pg.ClientBase,
  purpose: Purpose,
  personId: string | null,
): Promise<MadeToken> {
  const token = randomToken()
  await client.query('delete from tokens where expires_at < now()')
  const { rows } = await client.query<{ expiresAt: Date }>(
    `insert into tokens (hash, purpose, person_id, expires_at)
     values ($1, $2, $3::uuid, now() + make_interval(mins => $4)) returning expires_at as "expiresAt"`,
    [sha256(token), purpose, personId, MINUTES[purpose]],
  )
  return { token, expiresAt: rows[0]!.expiresAt }
}

/** Whom a token is for, while it can still be used; null otherwise. Leaves it as it is. */
export async function holderOf(
  client: pg.Pool | pg.ClientBase,
  token: string,
  purposes: readonly Purpose[],
): Promise<{ readonly personId: string | null } | null> {
  if (!isToken(token)) return null
  const { rows } = await client.query<{ personId: string | null }>(
    `select person_id as "personId" from tokens where hash = $1 and purpose = any ($2) and expires_at > now()`,
    [sha256(token), purposes],
  )
  return rows[0] ?? null
}

/** Uses a token up: of two who do so at once, one is told true. */
export async function takeToken(
  client: pg.ClientBase,
  token: string,
  purposes: readonly Purpose[],
): Promise<boolean> {
  const { rowCount } = await client.query(
    'delete from tokens where hash = $1 and purpose = any ($2) and expires_at > now()',
    [sha256(token), purposes],
  )
  return rowCount === 1
}

export async function dropTokensOf(client: pg.ClientBase, personId: string): Promise<void> {
  await client.query('delete from tokens where person_id = $1::uuid', [personId])
}
