/** Tests sign in as somebody who was not there before, without a password. */
import { createHash, randomBytes } from 'node:crypto'
import type { Role } from '@baton/protocol'
import type pg from 'pg'
import { uuidV7 } from '../uuid-v7.ts'

export interface TestPerson {
  readonly id: string
  readonly name: string
  readonly email: string
  /** To be sent with a request. */
  readonly headers: { readonly cookie: string }
}

/** Makes a person of that role in teams of these names, which are made as well, and a session of theirs. */
export async function signInAs(
  pool: pg.Pool,
  role: Role,
  teams: readonly string[] = [],
): Promise<TestPerson> {
  const id = uuidV7()
  const name = `${role} ${id.slice(-6)}`
  const email = `${role}-${id}@test.example`
  await pool.query('insert into people (id, name, email, role) values ($1, $2, $3, $4)', [
    id,
    name,
    email,
    role,
  ])
  for (const team of teams) {
    await pool.query('insert into teams (id, name) values ($1, $2) on conflict do nothing', [uuidV7(), team])
    await pool.query(
      'insert into team_members (team_id, person_id) select id, $2::uuid from teams where name = $1',
      [team, id],
    )
  }
  return { id, name, email, headers: await sessionOf(pool, id) }
}

/** One more session of somebody. */
export async function sessionOf(pool: pg.Pool, personId: string): Promise<{ readonly cookie: string }> {
  const token = randomBytes(32).toString('base64url')
  const hash = createHash('sha256').update(token).digest()
  await pool.query('insert into sessions (id, hash, person_id) values ($1, $2, $3::uuid)', [
    uuidV7(),
    hash,
    personId,
  ])
  return { cookie: `baton=${token}` }
}
