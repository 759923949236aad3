import { reachOf, ROLES } from '@baton/protocol'
import type pg from 'pg'

/** Ids of the people who may sign the agreement, as the table of permissions says it. */
export async function signers(pool: pg.Pool): Promise<readonly string[]> {
  const roles = ROLES.filter((role) => reachOf('signAgreement', role) !== null)
  const { rows } = await pool.query<{ id: string }>(
    'select id from people where active and role = any($1) order by id',
    [roles],
  )
  return rows.map(({ id }) => id)
}
