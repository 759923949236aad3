/** Who leads are that are named by id, as far as whoever asked may know. */
import type { Plan } from '@baton/protocol'
import type pg from 'pg'
import type { Access } from './access.ts'
import { leadScope } from './lead-scope.ts'

export async function leadNames(
  pool: pg.Pool,
  access: Access,
  ids: Iterable<string>,
): Promise<Plan['leads']> {
  const values: unknown[] = [[...new Set(ids)]]
  const { rows } = await pool.query<{ id: string; name: string | null; company: string | null }>(
    `select l.id, case when ${leadScope(access, values)} then coalesce(l.name, l.email) end as name, l.company_name as company
     from leads l where l.id = any($1::uuid[])`,
    values,
  )
  return Object.fromEntries(rows.map(({ id, ...name }) => [id, name]))
}
