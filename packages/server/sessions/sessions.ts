/** Open sessions: whose a cookie is, beginning one, and ending them. */
import type { OpenSessions, Role } from '@baton/protocol'
import type pg from 'pg'
import type { SignedIn } from '../access/index.ts'
import { uuidV7 } from '../platform/uuid-v7.ts'
import { randomToken, sha256 } from './random-token.ts'

/** So that a session that another process ended ends here within that; those ended here end at once. */
const REMEMBERED_MS = 5_000
const REMEMBERED_MAX = 5_000

/** An administrator's is worth more to a thief. */
const STANDS = `p.active
  and s.last_seen_at > now() - case p.role when 'admin' then interval '1 hour' else interval '8 hours' end
  and s.created_at > now() - case p.role when 'admin' then interval '24 hours' else interval '7 days' end`

const TEAMS = `coalesce((select json_agg(json_build_object('id', t.id, 'name', t.name) order by t.name)
  from team_members m join teams t on t.id = m.team_id where m.person_id = p.id), '[]')`

/** A condition over `people p`: everybody has to have a second factor, and this one signs in by password without. */
export const OWES_FACTOR = `(p.totp_since is null and p.password is not null and exists (
  select 1 from settings where name = 'second factor required' and value = 'yes'))`

interface Row {
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly teams: SignedIn['teams']
  readonly sessionId: string
  readonly signedInAt: number
  readonly owesFactor: boolean
  readonly idleSeconds: number
}

export class Sessions {
  readonly #pool: pg.Pool
  readonly #known = new Map<string, { readonly person: SignedIn | null; readonly until: number }>()
  /** Rises when sessions end: an answer that was on its way then is not remembered. */
  #endings = 0

  constructor(pool: pg.Pool) {
    this.#pool = pool
  }

  async of(token: string): Promise<SignedIn | null> {
    const hash = sha256(token).toString('hex')
    const known = this.#known.get(hash)
    if (known && known.until > Date.now()) return known.person
    const endings = this.#endings
    const person = await this.#find(hash)
    if (this.#known.size >= REMEMBERED_MAX) this.#known.clear()
    if (endings === this.#endings) this.#known.set(hash, { person, until: Date.now() + REMEMBERED_MS })
    return person
  }

  /** After sessions ended or what they stand for changed: nothing that is remembered counts any more. */
  forget(): void {
    this.#endings += 1
    this.#known.clear()
  }

  async #find(hash: string): Promise<SignedIn | null> {
    const { rows } = await this.#pool.query<Row>(
      `select p.id, p.name, p.role, s.id as "sessionId", ${OWES_FACTOR} as "owesFactor",
         (extract(epoch from s.created_at) * 1000)::float8 as "signedInAt",
         extract(epoch from now() - s.last_seen_at)::float8 as "idleSeconds",
         ${TEAMS} as teams
       from sessions s join people p on p.id = s.person_id where s.hash = decode($1, 'hex') and ${STANDS}`,
      [hash],
    )
    const [row] = rows
    if (!row) return null
    const { idleSeconds, ...person } = row
    if (idleSeconds > 60) await this.#seen(person.sessionId)
    return person
  }

  async #seen(sessionId: string): Promise<void> {
    await this.#pool.query(
      `with seen as (update sessions set last_seen_at = now() where id = $1::uuid returning person_id)
       update people set last_seen_at = now() where id in (select person_id from seen)`,
      [sessionId],
    )
  }
}

type Standing = Pick<SignedIn, 'name' | 'role' | 'teams'>

/** Sessions of these ids that still stand, with who their people are by now. */
export async function standingSessions(
  pool: pg.Pool,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Standing>> {
  const { rows } = await pool.query<Standing & { readonly id: string }>(
    `select s.id, p.name, p.role, ${TEAMS} as teams
     from sessions s join people p on p.id = s.person_id where s.id = any($1::uuid[]) and ${STANDS}`,
    [ids],
  )
  return new Map(rows.map(({ id, ...standing }) => [id, standing]))
}

/** Returns what the cookie is to hold. */
export async function beginSession(client: pg.ClientBase, personId: string, agent: string): Promise<string> {
  const token = randomToken()
  await client.query(`delete from sessions where created_at < now() - interval '7 days'`)
  await client.query('insert into sessions (id, hash, person_id, agent) values ($1, $2, $3::uuid, $4)', [
    uuidV7(),
    sha256(token),
    personId,
    agent.slice(0, 300),
  ])
  await client.query('update people set last_seen_at = now() where id = $1::uuid', [personId])
  return token
}

export async function endSessionOf(client: pg.Pool | pg.ClientBase, token: string): Promise<void> {
  await client.query('delete from sessions where hash = $1', [sha256(token)])
}

/** All of a person, but the one that is named. */
export async function endSessionsOf(
  client: pg.ClientBase,
  personId: string,
  butSession: string | null = null,
): Promise<void> {
  await client.query('delete from sessions where person_id = $1::uuid and id is distinct from $2::uuid', [
    personId,
    butSession,
  ])
}

/** False where that person has no such session. */
export async function endSession(pool: pg.Pool, personId: string, sessionId: string): Promise<boolean> {
  const { rowCount } = await pool.query('delete from sessions where id = $1::uuid and person_id = $2::uuid', [
    sessionId,
    personId,
  ])
  return rowCount === 1
}

export async function openSessions(pool: pg.Pool, { id, sessionId }: SignedIn): Promise<OpenSessions> {
  const { rows } = await pool.query<{ id: string; createdAt: Date; lastSeenAt: Date; agent: string }>(
    `select s.id, s.created_at as "createdAt", s.last_seen_at as "lastSeenAt", s.agent
     from sessions s join people p on p.id = s.person_id
     where p.id = $1::uuid and ${STANDS} order by s.last_seen_at desc, s.id`,
    [id],
  )
  return {
    data: rows.map(({ createdAt, lastSeenAt, ...session }) => ({
      ...session,
      current: session.id === sessionId,
      createdAt: createdAt.toISOString(),
      lastSeenAt: lastSeenAt.toISOString(),
    })),
  }
}
