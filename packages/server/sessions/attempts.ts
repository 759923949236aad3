/**
 * Guessing is slow: of one account from one address five in a quarter of an hour, then ever longer waits; from one
 * address a hundred an hour. Somebody else's guesses at another address do not keep the owner out.
 */
import type pg from 'pg'
import { Refusal } from '../platform/http/refusal.ts'
import { transaction } from '../platform/postgres/transaction.ts'

const FREE = 5
const FIRST_WAIT_S = 15 * 60
const WAIT_S_MAX = 4 * 60 * 60
const ADDRESS_MAX = 100
const HOUR_S = 60 * 60

export interface Attempt {
  /** Forgets the failures of this account at this address. */
  succeeded(): Promise<void>
}

/**
 * Counts one more, before it is known whether it succeeds: many at once cannot slip through together.
 *
 * @throws Refusal `too_many_requests`, by the same rules whether or not there is such an account
 */
export async function countAttempt(pool: pg.Pool, address: string, account: string): Promise<Attempt> {
  const key = `${account}@${address}`
  await transaction(pool, async (client) => {
    await assertAddress(client, address)
    const failures = await waitingFor(client, key)
    if (failures.count >= FREE) {
      const wait = Math.min(WAIT_S_MAX, FIRST_WAIT_S * 2 ** (failures.count - FREE))
      if (failures.latestSeconds < wait) throw tooMany(wait - failures.latestSeconds)
    }
    await client.query('insert into sign_in_attempts (key) values ($1), ($2)', [key, `address ${address}`])
  })
  return {
    async succeeded() {
      await pool.query('delete from sign_in_attempts where key = $1', [key])
    },
  }
}

/** For what is no account's: links. @throws Refusal `too_many_requests` */
export async function countFrom(pool: pg.Pool, address: string): Promise<void> {
  await transaction(pool, async (client) => {
    await assertAddress(client, address)
    await client.query('insert into sign_in_attempts (key) values ($1)', [`address ${address}`])
  })
}

async function assertAddress(client: pg.ClientBase, address: string): Promise<void> {
  const key = `address ${address}`
  await client.query('select pg_advisory_xact_lock(hashtext($1))', [key])
  await client.query(`delete from sign_in_attempts where at < now() - interval '1 day'`)
  const { rows } = await client.query<{ count: number; oldestSeconds: number | null }>(
    `select count(*)::int as count, extract(epoch from clock_timestamp() - min(at))::float8 as "oldestSeconds"
     from sign_in_attempts where key = $1 and at > clock_timestamp() - make_interval(secs => $2)`,
    [key, HOUR_S],
  )
  const { count, oldestSeconds } = rows[0]!
  if (count >= ADDRESS_MAX) throw tooMany(HOUR_S - (oldestSeconds ?? 0))
}

async function waitingFor(
  client: pg.ClientBase,
  key: string,
): Promise<{ count: number; latestSeconds: number }> {
  const { rows } = await client.query<{ count: number; latestSeconds: number | null }>(
    `select count(*)::int as count, extract(epoch from clock_timestamp() - max(at))::float8 as "latestSeconds"
     from sign_in_attempts where key = $1`,
    [key],
  )
  const { count, latestSeconds } = rows[0]!
  return { count, latestSeconds: latestSeconds ?? 0 }
}

function tooMany(seconds: number): Refusal {
  return new Refusal('too_many_requests', 'Too many attempts: wait before the next one.', {
    retryAfter: Math.max(1, Math.ceil(seconds)),
  })
}
