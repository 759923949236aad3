/** People of the demo company: there from the start, signed in as by a click and never by a password. */
import type { Role } from '@baton/protocol'
import type pg from 'pg'
import { transaction } from '../platform/postgres/transaction.ts'
import { uuidV7 } from '../platform/uuid-v7.ts'

export interface GivenPerson {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly teams: readonly string[]
  readonly capacity: number
  readonly hours: string
}

/** No hash of any password looks like this, so none ever fits. */
const NO_PASSWORD_FITS = '!'

/** Makes those who are not there yet, with their teams; those who are stay as they were changed. */
export async function ensurePeople(pool: pg.Pool, given: readonly GivenPerson[]): Promise<void> {
  await transaction(pool, async (client) => {
    for (const name of new Set(given.flatMap(({ teams }) => teams)))
      await client.query('insert into teams (id, name) values ($1, $2) on conflict do nothing', [
        uuidV7(),
        name,
      ])
    for (const { id, name, email, role, teams, capacity, hours } of given) {
      const dialect = role === 'manager' || role === 'rep' ? 'sales' : 'marketing'
      const made = await client.query(
        `insert into people (id, name, email, role, capacity, hours, dialect, password, notify_email)
         values ($1, $2, $3, $4, $5, $6, $7, $8, false) on conflict do nothing`,
        [id, name, email, role, capacity, hours, dialect, NO_PASSWORD_FITS],
      )
      if (!made.rowCount) continue
      await client.query(
        'insert into team_members (team_id, person_id) select id, $2::uuid from teams where name = any ($1::text[])',
        [teams, id],
      )
    }
  })
}
