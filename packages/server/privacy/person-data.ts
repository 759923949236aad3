/** All that is kept of one person, for that person to have (GDPR art. 15 and 20): as it is stored, nothing left out. */
import type { PersonData } from '@baton/protocol'
import type pg from 'pg'
import { nothingThere } from '../platform/http/refusal.ts'

/** Tables that tell of a lead by its id, beside those that are read on their own. */
const ABOUT = `select c.table_name as name from information_schema.columns c
  join information_schema.tables t using (table_schema, table_name)
  where c.table_schema = current_schema() and c.column_name = 'lead_id' and t.table_type = 'BASE TABLE'
  order by 1`

export async function personData(pool: pg.Pool, leadId: string): Promise<PersonData> {
  const { rows: parts } = await pool.query<{ id: string }>(
    `select p.id from leads l join leads p on p.id = coalesce(l.joined_to, l.id) or p.joined_to = coalesce(l.joined_to, l.id)
     where l.id = $1 order by p.joined_to nulls first, p.id`,
    [leadId],
  )
  if (parts.length === 0) throw nothingThere()
  const ids = parts.map(({ id }) => id)
  const { rows: tables } = await pool.query<{ name: string }>(ABOUT)
  const kept: Record<string, unknown[]> = {}
  for (const { name } of tables) {
    // Names of tables come from the schema itself.
    const { rows } = await pool.query<{ row: unknown }>(
      `select to_json(t) as row from "${name}" t where t.lead_id = any($1::uuid[])`,
      [ids],
    )
    if (rows.length > 0) kept[name] = rows.map(({ row }) => row)
  }
  const { rows: leads } = await pool.query<{ row: unknown }>(
    `select json_build_object('id', l.id, 'name', l.name, 'email', l.email, 'title', l.title, 'company', l.company_name,
       'stage', l.stage, 'score', l.score, 'grade', l.grade, 'created_at', l.created_at, 'conclusions', l.state::json) as row
     from leads l where l.id = any($1::uuid[])`,
    [ids],
  )
  return { exportedAt: new Date().toISOString(), leads: leads.map(({ row }) => row), kept }
}
