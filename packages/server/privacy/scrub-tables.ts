/**
 * Every table that holds text is looked at, by what the schema says and not by a list, so that no table is forgotten: where
 * something says who the erased person was, that part is replaced. Rows that are only copies of what came in are removed.
 */
import type pg from 'pg'
import { type Identifiers, withoutIdentifiers } from './identifiers.ts'

/**
 * Not looked at: what leads conclude is folded anew from what is left of their events; staff are other people, whatever they are called; what was
 * signed stays word for word (its golden leads carry no names); keys and the schema's own records hold nobody's data.
 */
const LEFT_ALONE: ReadonlySet<string> = new Set([
  'leads',
  'people',
  'agreement_versions',
  'agreement_signatures',
  'migrations',
  'secret_keys',
  'sessions',
  'tokens',
  'recovery_codes',
  'sign_in_attempts',
  'teams',
  'team_members',
])

/** What came in and could not be read, and what only waits to be sent, is removed and not mended. */
const REMOVED: ReadonlySet<string> = new Set(['failed_events', 'hook_samples', 'deliveries', 'identities'])

interface Column {
  readonly name: string
  readonly type: 'text' | 'json' | 'text[]'
}

interface TableOfTexts {
  readonly table: string
  readonly columns: readonly Column[]
  /** By which its rows are told to be about a lead; null: they are not. */
  readonly leadColumn: string | null
}

export interface Scrubbed {
  /** Rows that were changed or removed, by table. */
  readonly rewritten: Readonly<Record<string, number>>
  /** Leads whose events said something of the person. */
  readonly leads: readonly string[]
}

export async function scrubTables(
  client: pg.ClientBase,
  leadIds: readonly string[],
  who: Identifiers,
): Promise<Scrubbed> {
  const rewritten: Record<string, number> = {}
  const leads: string[] = []
  for (const table of await tablesOfTexts(client)) {
    if (LEFT_ALONE.has(table.table)) continue
    const changed = REMOVED.has(table.table)
      ? await removeRows(client, table, who)
      : await rewriteRows(client, table, leadIds, who)
    if (changed.length > 0) rewritten[table.table] = changed.length
    if (table.table === 'events') leads.push(...changed.flatMap((lead) => lead ?? []))
  }
  return { rewritten, leads: [...new Set(leads)] }
}

/** Whom each changed row is about; null: nobody in particular. */
type Changed = readonly (string | null)[]

async function tablesOfTexts(client: pg.ClientBase): Promise<readonly TableOfTexts[]> {
  const { rows } = await client.query<{ table: string; columns: Column[]; leadColumn: string | null }>(
    `select c.table_name as "table",
       json_agg(json_build_object('name', c.column_name, 'type',
         case when c.data_type = 'ARRAY' then 'text[]' when c.data_type like 'json%' then 'json' else 'text' end)
         order by c.ordinal_position) filter (where c.data_type in ('text', 'json', 'jsonb')
           or (c.data_type = 'ARRAY' and c.udt_name = '_text')) as columns,
       max(c.column_name) filter (where c.column_name = 'lead_id') as "leadColumn"
     from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
     where c.table_schema = current_schema() and t.table_type = 'BASE TABLE' and c.is_generated = 'NEVER'
     group by 1 order by 1`,
  )
  return rows.filter(({ columns }) => columns !== null)
}

/** Names of tables and columns come from the schema itself. */
const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

function anyOf(columns: readonly Column[], value: string): string {
  return columns.map(({ name }) => `lower(${quoted(name)}::text) like any(${value}::text[])`).join(' or ')
}

function patterns(texts: readonly string[]): readonly string[] {
  const spelt = texts.flatMap((text) => [text, encodeURIComponent(text), JSON.stringify(text).slice(1, -1)])
  return [...new Set(spelt)].map((text) => `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`)
}

async function removeRows(
  client: pg.ClientBase,
  { table, columns }: TableOfTexts,
  who: Identifiers,
): Promise<Changed> {
  const { rowCount } = await client.query(`delete from ${quoted(table)} where ${anyOf(columns, '$1')}`, [
    patterns(who.unique),
  ])
  return Array.from({ length: rowCount ?? 0 }, () => null)
}

async function rewriteRows(
  client: pg.ClientBase,
  { table, columns, leadColumn }: TableOfTexts,
  leadIds: readonly string[],
  who: Identifiers,
): Promise<Changed> {
  const list = columns.map(({ name }) => quoted(name)).join(', ')
  const lead = leadColumn ? `${quoted(leadColumn)}::text` : 'null::text'
  const { rows } = await client.query<{ place: string; lead: string | null } & Record<string, unknown>>(
    `select ctid::text as place, ${lead} as lead, ${list} from ${quoted(table)}
     where ${anyOf(columns, '$1')} or (coalesce(${lead} = any($2::text[]), false) and (${anyOf(columns, '$3')}))`,
    [patterns(who.unique), leadIds, patterns(who.names)],
  )
  const sets = columns.map(({ name, type }, index) => `${quoted(name)} = $${index + 2}::${type}`).join(', ')
  for (const row of rows) {
    const found = row.lead !== null && leadIds.includes(row.lead) ? who : { ...who, names: [] }
    const values = columns.map(({ name, type }) => {
      const value = written(row[name], found)
      return type === 'json' && value !== null ? JSON.stringify(value) : value
    })
    await client.query(`update ${quoted(table)} set ${sets} where ctid = $1::tid`, [row.place, ...values])
  }
  return rows.map((row) => row.lead)
}

/** Texts anywhere within a value, keys of objects included. */
function written(value: unknown, who: Identifiers): unknown {
  if (typeof value === 'string') return withoutIdentifiers(value, who)
  if (Array.isArray(value)) return value.map((item) => written(item, who))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [withoutIdentifiers(key, who), written(inner, who)]),
  )
}
