/** What became of the leads of each first-touch source. The lists behind the numbers use the same words of the ledger. */
import type { SourceList, SourceRow } from '@baton/protocol'
import type pg from 'pg'

/** A lead counts once under a stage, however often it reached it; visitors are no leads yet. */
const OUTCOMES = `
  with reached as (
    select lead_id, bool_or(to_stage = 'mql') as mql, bool_or(to_stage = 'sql') as sql, bool_or(to_stage = 'customer') as won
    from decisions where to_stage in ('mql', 'sql', 'customer') group by lead_id)
  select coalesce(l.source, '') as source, count(*)::int as leads,
    count(*) filter (where r.mql)::int as mql,
    count(*) filter (where r.sql)::int as sql,
    count(*) filter (where r.won)::int as won
  from leads l left join reached r on r.lead_id = l.id
  where l.joined_to is null and l.stage <> 'visitor'
  group by 1 order by 2 desc, 1`

export async function sourceOutcomes(pool: pg.Pool): Promise<SourceList> {
  const { rows } = await pool.query<SourceRow>(OUTCOMES)
  const total = { leads: 0, mql: 0, sql: 0, won: 0 }
  for (const row of rows) {
    total.leads += row.leads
    total.mql += row.mql
    total.sql += row.sql
    total.won += row.won
  }
  return { data: rows, total }
}
