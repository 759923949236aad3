/** What became of what was accepted and of what was contested: later outcomes judge both sides. */
import type { Contests } from '@baton/protocol'
import type pg from 'pg'

interface Tally {
  readonly of: number
  readonly sql: number
  readonly won: number
  readonly open: number
}

/**
 * Passes of leads through sales, by whether sales kept the lead or gave it back, and what came of it: in that pass or a later
 * one. Open: nothing is settled yet.
 */
export async function contestOutcomes(pool: pg.Pool): Promise<Contests['outcomes']> {
  const { rows } = await pool.query<Tally & { readonly side: 'accepted' | 'contested' }>(
    `with passes as (
       select d.lead_id, d.cycle,
         case when bool_or(d.to_stage <> 'sal') then max(d.seq) else min(d.seq) end as seq,
         case when bool_or(d.to_stage in ('recycled', 'disqualified')) then 'contested' else 'accepted' end as side
       from decisions d left join events e on e.id = d.cause_event and e.lead_id = d.lead_id
       where d.kind = 'stage' and (d.to_stage = 'sal'
         or (d.to_stage in ('recycled', 'disqualified') and e.name in ('Handoff Rejected', 'Handoff Returned')
           and e.properties ->> 'reason' is distinct from 'overdue'))
       group by d.lead_id, d.cycle)
     select p.side, count(*)::int as of,
       count(*) filter (where f.sql)::int as sql,
       count(*) filter (where f.won)::int as won,
       count(*) filter (where not f.won and l.stage in ('mql', 'sal', 'sql', 'opportunity'))::int as open
     from passes p join leads l on l.id = p.lead_id
       cross join lateral (
         select coalesce(bool_or(n.to_stage in ('sql', 'opportunity', 'customer')), false) as sql,
           coalesce(bool_or(n.to_stage = 'customer'), false) as won
         from decisions n where n.lead_id = p.lead_id and n.seq > p.seq and n.kind = 'stage') f
     group by p.side`,
  )
  const of = (side: 'accepted' | 'contested') => {
    const { side: _, ...tally } = rows.find((row) => row.side === side) ?? {
      side,
      of: 0,
      sql: 0,
      won: 0,
      open: 0,
    }
    return tally
  }
  return { accepted: of('accepted'), contested: of('contested') }
}

/** Clauses by how often they were contested, and how often the lead came to SQL or farther all the same. */
export async function contestedClauses(pool: pg.Pool): Promise<Contests['clauses']> {
  const { rows } = await pool.query<Contests['clauses'][number]>(
    `select d.contested ->> 'clause' as clause, count(*)::int as contested,
       count(*) filter (where exists (
         select 1 from decisions n where n.lead_id = d.lead_id and n.seq > d.seq and n.kind = 'stage'
           and n.to_stage in ('sql', 'opportunity', 'customer')))::int as "cameFarther"
     from decisions d where d.contested ->> 'clause' is not null
     group by 1 order by 2 desc, 1 limit 100`,
  )
  return rows
}
