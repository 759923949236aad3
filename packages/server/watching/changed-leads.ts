/**
 * The leads whose histories changed since a number: by an event of their own, by what another lead's event states about their
 * company, or without an event, where somebody merged them or said that something does not count. Numbers are given by one writer
 * at a time, so whatever is seen under one is all that there will ever be under it.
 */
import type pg from 'pg'

export interface ChangedLeads {
  /** Those that are joined to nobody. */
  readonly leads: readonly string[]
  /** Everything up to this number was read. */
  readonly through: number
}

const AT_ONCE = 2_000

interface Change {
  readonly seq: number
  readonly event: boolean
  readonly lead: string | null
  readonly company: string | null
}

export async function changedLeads(
  client: pg.Pool | pg.ClientBase,
  after: number,
  most = AT_ONCE,
): Promise<ChangedLeads> {
  // Of one statement, so that neither part sees what the other does not.
  const { rows } = await client.query<Change>(
    `(select seq::float8 as seq, true as event, lead_id as lead, case when company is not null then company_id end as company
      from events where seq > $1::bigint order by seq limit $2)
     union all
     (select seq::float8, false, lead_id, null from history_changes where seq > $1::bigint order by seq limit $2)`,
    [after, most],
  )
  const end = Math.min(lastOfFull(rows, true, most), lastOfFull(rows, false, most))
  const changes = rows.filter(({ seq }) => seq <= end)
  if (changes.length === 0) return { leads: [], through: after }
  const leads = changes.flatMap(({ lead }) => lead ?? [])
  const companies = changes.flatMap(({ company }) => company ?? [])
  const roots = await client.query<{ id: string }>(
    `select distinct coalesce(joined_to, id) as id from leads where id = any($1::uuid[])
     union select id from leads where company_id = any($2::uuid[]) and joined_to is null`,
    [leads, companies],
  )
  return {
    leads: roots.rows.map(({ id }) => id),
    through: changes.reduce((last, { seq }) => Math.max(last, seq), after),
  }
}

/** Behind the last of a full part, there may be more of it. */
function lastOfFull(rows: readonly Change[], event: boolean, most: number): number {
  const part = rows.filter((row) => row.event === event)
  return part.length < most ? Infinity : Math.max(...part.map(({ seq }) => seq))
}
