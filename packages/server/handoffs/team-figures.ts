/** How the handoffs of the last days went, per person and tier, and how long they took: counted from the ledger. */
import type { TeamView } from '@baton/protocol'
import type pg from 'pg'

export interface PersonFigures {
  readonly owner: string
  readonly touchOf: number
  readonly touchKept: number
  readonly decideOf: number
  readonly decideKept: number
  readonly acceptOf: number
  readonly acceptKept: number
}

/** Each time that somebody was given a lead, and what they made of it. */
const GIVEN = `
  given as (
    select d.lead_id, d.cycle, d.handoff ->> 'owner' as owner, max(d.tier) as tier from decisions d
    where (d.kind = 'assigned' or d.kind = 'stage' and d.from_stage = 'mql')
      and d.at >= $1::timestamptz and d.handoff ->> 'owner' is not null group by 1, 2, 3),
  outcomes as (
    select g.owner, g.tier,
      coalesce(bool_or(o.kind = 'overdue' and o.timer = 'first-touch'), false) as touched_late,
      coalesce(bool_or(o.kind = 'overdue' and o.timer = 'decide'), false) as decided_late,
      coalesce(bool_or(o.handoff ->> 'touchedAt' is not null), false)
        or coalesce(bool_or(l.cycle = g.cycle and l.owner = g.owner
          and l.state::json -> 'handoff' ->> 'touchedAt' is not null), false) as touched,
      coalesce(bool_or(o.kind = 'stage' and o.from_stage = 'mql' and o.to_stage in ('sal', 'sql', 'opportunity', 'customer')), false) as accepted,
      coalesce(bool_or(o.kind = 'stage' and o.from_stage = 'mql' and o.to_stage in ('recycled', 'disqualified')), false) as rejected
    from given g join leads l on l.id = g.lead_id
      left join decisions o on o.lead_id = g.lead_id and o.cycle = g.cycle and o.handoff ->> 'owner' = g.owner
    group by g.lead_id, g.cycle, g.owner, g.tier)`

export async function personFigures(pool: pg.Pool, since: Date): Promise<readonly PersonFigures[]> {
  const { rows } = await pool.query<PersonFigures>(
    `with ${GIVEN}
     select owner,
       count(*) filter (where touched or touched_late)::int as "touchOf",
       count(*) filter (where touched and not touched_late)::int as "touchKept",
       count(*) filter (where accepted or rejected or decided_late)::int as "decideOf",
       count(*) filter (where (accepted or rejected) and not decided_late)::int as "decideKept",
       count(*) filter (where accepted or rejected)::int as "acceptOf",
       count(*) filter (where accepted)::int as "acceptKept"
     from outcomes group by owner`,
    [since],
  )
  return rows
}

export async function tierFigures(
  pool: pg.Pool,
  since: Date,
  owners: readonly string[],
): Promise<TeamView['tiers']> {
  const { rows } = await pool.query<{ tier: string; of: number; kept: number }>(
    `with ${GIVEN}
     select tier, count(*) filter (where accepted or rejected)::int as of, count(*) filter (where accepted)::int as kept
     from outcomes where tier is not null and owner = any($2::text[]) group by tier order by tier`,
    [since, owners],
  )
  return rows.map(({ tier, of, kept }) => ({ tier, accepted: { of, kept } }))
}

type Delay = TeamView['systemDelay']

/** From the receipt of what promoted to the first owner, and from there to the first touch. */
export async function delays(
  pool: pg.Pool,
  since: Date,
  owners: readonly string[],
): Promise<{ readonly system: Delay; readonly human: Delay }> {
  const { rows } = await pool.query<Record<string, number | null>>(
    `with firsts as (
       select distinct on (d.lead_id, d.cycle) d.lead_id, d.cycle, d.handoff ->> 'owner' as owner, e.received_at as given_at
       from decisions d join events e on e.id = d.cause_event and e.lead_id = d.lead_id
       where d.kind = 'assigned' and d.timer is null and d.at >= $1::timestamptz order by d.lead_id, d.cycle, d.seq),
     spans as (
       select extract(epoch from f.given_at - c.received_at) * 1000 as system,
         (select min((o.handoff ->> 'touchedAt')::float8) from decisions o where o.lead_id = f.lead_id and o.cycle = f.cycle) as ledger_touch,
         case when l.cycle = f.cycle then (l.state::json -> 'handoff' ->> 'touchedAt')::float8 end as state_touch,
         extract(epoch from f.given_at) * 1000 as given
       from firsts f join leads l on l.id = f.lead_id
         left join decisions p on p.lead_id = f.lead_id and p.cycle = f.cycle and p.kind = 'stage' and p.to_stage = 'mql'
           and p.timer is null and p.added_by = 'fold'
         left join events c on c.id = p.cause_event and c.lead_id = p.lead_id
       where f.owner = any($2::text[])),
     measured as (
       -- Before it was given it was somebody else's to touch; what is not known is not counted.
       select case when system >= 0 then system::float8 end as system,
         case when coalesce(ledger_touch, state_touch) >= given
           then (coalesce(ledger_touch, state_touch) - given)::float8 end as human from spans)
     select count(system)::int as "systemN", count(human)::int as "humanN",
       percentile_cont(0.5) within group (order by system) as "systemMedian",
       percentile_cont(0.9) within group (order by system) as "systemP90",
       percentile_cont(0.5) within group (order by human) as "humanMedian",
       percentile_cont(0.9) within group (order by human) as "humanP90"
     from measured`,
    [since, owners],
  )
  const row = rows[0]!
  const delay = (name: 'system' | 'human'): Delay => ({
    n: row[`${name}N`] ?? 0,
    medianMs: row[`${name}Median`] ?? null,
    p90Ms: row[`${name}P90`] ?? null,
  })
  return { system: delay('system'), human: delay('human') }
}
