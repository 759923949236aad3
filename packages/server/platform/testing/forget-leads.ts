/** Empties a test's database of leads and all that hangs on them, the append-only tables included. */
import type pg from 'pg'

/** What a test of the whole database leaves alone: the schema's own records, who works here, and what they agreed on. */
const KEPT = [
  'migrations',
  'settings',
  'sources',
  'secret_keys',
  'people',
  'teams',
  'team_members',
  'intake_turn',
]

export async function forgetLeads(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ name: string }>(
    `with recursive hanging (id) as (
       select unnest(array['leads', 'events', 'companies', 'identities', 'decisions', 'failed_events', 'imports', 'notices', 'hits',
         'event_marks', 'history_changes']::regclass[])
       union select c.conrelid::regclass from hanging h join pg_constraint c on c.contype = 'f' and c.confrelid = h.id)
     select id::text as name from hanging where id::text <> all($1)`,
    [KEPT],
  )
  const tables = rows.map(({ name }) => name).join(', ')
  // Triggers that keep these tables append-only are for everybody else.
  await pool.query(
    `begin; set local session_replication_role = replica; truncate ${tables};
     update intake_turn set generation = generation + 7; commit`,
  )
}
