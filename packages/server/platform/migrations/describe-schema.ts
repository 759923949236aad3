/**
 * The schema of a database as text, the same for every PostgreSQL that Baton supports. `schema.sql` keeps it,
 * so that a migration's effect is read in review; it is for people and tests, not for running.
 */
import type pg from 'pg'

export async function describeSchema(pool: pg.Pool): Promise<string> {
  const parts: string[] = ['-- What the migrations add up to. Made by describe-schema.ts; do not edit.']
  const { rows: tables } = await pool.query<{ name: string; columns: string; options: string | null }>(TABLES)
  for (const table of tables) {
    const options = table.options ? ` with (${table.options})` : ''
    parts.push(`create table ${table.name} (\n${table.columns}\n)${options};`)
    for (const query of [CONSTRAINTS, INDEXES, TRIGGERS]) {
      const { rows } = await pool.query<{ text: string }>(query, [table.name])
      if (rows.length > 0) parts.push(rows.map((row) => `${row.text};`).join('\n'))
    }
  }
  const { rows: functions } = await pool.query<{ text: string }>(FUNCTIONS)
  for (const { text } of functions) parts.push(`${text.trim()};`)
  return `${parts.join('\n\n')}\n`
}

const TABLES = `
  select c.relname as name, array_to_string(c.reloptions, ', ') as options,
    string_agg('  ' || quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod)
      || case when a.attnotnull then ' not null' else '' end
      || case when a.attidentity = 'a' then ' generated always as identity'
              when d.adbin is not null then ' default ' || pg_get_expr(d.adbin, d.adrelid) else '' end,
      E',\\n' order by a.attnum) as columns
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
  where c.relkind = 'r'
  group by c.oid, c.relname, c.reloptions
  order by c.relname`

// PostgreSQL 18 lists NOT NULL among the constraints ('n'); the columns say it already.
const CONSTRAINTS = `
  select format('alter table %I add constraint %I %s', $1::text, conname, pg_get_constraintdef(oid)) as text
  from pg_constraint
  where conrelid = ('public.' || quote_ident($1))::regclass and contype <> 'n'
  order by contype desc, conname`

const INDEXES = `
  select indexdef as text from pg_indexes i
  where schemaname = 'public' and tablename = $1
    and not exists (select 1 from pg_constraint c where c.conname = i.indexname and c.contype in ('p', 'u'))
  order by indexname`

const TRIGGERS = `
  select pg_get_triggerdef(oid) as text from pg_trigger
  where tgrelid = ('public.' || quote_ident($1))::regclass and not tgisinternal
  order by tgname`

const FUNCTIONS = `
  select pg_get_functiondef(p.oid) as text
  from pg_proc p
  join pg_namespace n on n.oid = p.pronamespace and n.nspname = 'public'
  order by p.proname`
