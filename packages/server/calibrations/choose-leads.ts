/** Which leads both sides look at: some that were passed on, some that nearly were, some of all the others. */
import type pg from 'pg'

export interface ChosenLead {
  readonly lead: string
  /** The moment that it is looked at. */
  readonly asOf: Date
}

/**
 * A third each, in an order that tells nothing. Who was passed on is seen as it stood then; the others as of the last thing
 * that they did. Where one sort has too few the others fill up.
 */
export async function chooseLeads(pool: pg.Pool, wanted: number): Promise<readonly ChosenLead[]> {
  const { rows } = await pool.query<ChosenLead>(
    `with passed as (
       select d.lead_id as lead, min(d.at) as as_of from decisions d join leads l on l.id = d.lead_id
       where d.kind = 'stage' and d.to_stage = 'mql' and d.added_by = 'fold' and l.joined_to is null
         and d.at > now() - interval '1 year'
       group by d.lead_id order by random() limit $1),
     others as (
       select l.id as lead, l.last_activity_at as as_of, coalesce(l.score, 0) as score from leads l
       where l.joined_to is null and l.stage in ('lead', 'recycled') and l.last_activity_at is not null
         and not exists (select 1 from decisions d where d.lead_id = l.id and d.to_stage = 'mql' and d.added_by = 'fold')),
     near as (
       select lead, as_of from (select * from others order by score desc limit $1 * 5) as best order by random() limit $1),
     rest as (
       select lead, as_of from others where score > 0 and lead not in (select lead from near) order by random() limit $1),
     sorted as (
       select *, row_number() over (partition by sort order by random()) as turn from (
         select *, 1 as sort from passed union all select *, 2 from near union all select *, 3 from rest) as every),
     taken as (select lead, as_of from sorted order by turn, sort limit $1)
     select lead, as_of as "asOf" from taken order by random()`,
    [wanted],
  )
  return rows
}
