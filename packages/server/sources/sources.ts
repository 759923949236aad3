/** Where events come from, and the keys that say so: a write key may be public, a secret key is believed more. */
import { createHash, randomBytes } from 'node:crypto'
import type { Trust } from '@baton/engine'
import type pg from 'pg'
import { uuidV7 } from '../platform/uuid-v7.ts'

export interface Source {
  readonly id: string
  readonly name: string
  readonly writeKey: string
}

/** What a key allows: events from that source, believed that far. */
export interface Sender {
  readonly sourceId: string
  readonly trust: Trust
}

/** The source of that name, made when it is new. */
export async function ensureSource(pool: pg.Pool, name: string): Promise<Source> {
  const select = () =>
    pool.query<Source>('select id, name, write_key as "writeKey" from sources where name = $1', [name])
  const [known] = (await select()).rows
  if (known) return known
  await pool.query(
    'insert into sources (id, name, write_key) values ($1, $2, $3) on conflict (name) do nothing',
    [uuidV7(), name, newWriteKey()],
  )
  const [made] = (await select()).rows
  if (!made) throw new Error(`The source "${name}" could not be made.`)
  return made
}

export function newWriteKey(): string {
  return `wk_${randomBytes(18).toString('base64url')}`
}

/** Sources that a write key was made for; those of servers and imports send without one. */
export async function listSources(pool: pg.Pool): Promise<readonly Source[]> {
  const { rows } = await pool.query<Source>(
    `select id, name, write_key as "writeKey" from sources where name not like 'server:%' order by created_at, name`,
  )
  return rows
}

/** Returns the key, which is shown once: the database keeps its hash. Its events come from a source of its own. */
export async function createSecretKey(pool: pg.Pool, name: string): Promise<string> {
  return (await makeSecretKey(pool, name, null)).key
}

/** The same, by a person; null: on the command line. Two keys of one name are of one source. */
export async function makeSecretKey(
  pool: pg.Pool,
  name: string,
  by: string | null,
): Promise<{ readonly id: string; readonly key: string }> {
  const key = `sk_${randomBytes(32).toString('base64url')}`
  const id = uuidV7()
  await ensureSource(pool, `server:${name}`)
  await pool.query('insert into secret_keys (id, name, hash, created_by) values ($1, $2, $3, $4)', [
    id,
    name,
    sha256(key),
    by,
  ])
  return { id, key }
}

const REMEMBERED_MS = 5_000
const REMEMBERED_MAX = 1_000

/** Tells keys apart; remembers an answer for five seconds, so that a revoked key ends within that. */
export class Senders {
  readonly #pool: pg.Pool
  readonly #known = new Map<string, { readonly sender: Sender | null; readonly until: number }>()

  constructor(pool: pg.Pool) {
    this.#pool = pool
  }

  /** Keys were changed here: what is remembered of them no longer holds. */
  forget(): void {
    this.#known.clear()
  }

  /** Null for a key that is not known, or revoked. */
  async of(key: string): Promise<Sender | null> {
    const known = this.#known.get(key)
    if (known && known.until > Date.now()) return known.sender
    const sender = key.length > 200 || key.includes('\0') ? null : await this.#find(key)
    if (sender?.trust === 'server') await noteUse(this.#pool, key)
    if (this.#known.size >= REMEMBERED_MAX) this.#known.clear()
    this.#known.set(key, { sender, until: Date.now() + REMEMBERED_MS })
    return sender
  }

  async #find(key: string): Promise<Sender | null> {
    const { rows } = await this.#pool.query<Sender>(
      `select id as "sourceId", 'public' as trust from sources where write_key = $1
       union all
       select s.id, 'server' from secret_keys k join sources s on s.name = 'server:' || k.name
       where k.hash = $2 and k.revoked_at is null
       limit 1`,
      [key, sha256(key)],
    )
    return rows[0] ?? null
  }
}

/** To the minute, so that a busy key is not written at every look. */
async function noteUse(pool: pg.Pool, key: string): Promise<void> {
  await pool.query(
    `update secret_keys set last_used_at = now()
     where hash = $1 and (last_used_at is null or last_used_at < now() - interval '1 minute')`,
    [sha256(key)],
  )
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
