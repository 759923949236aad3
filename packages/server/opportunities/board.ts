/** Opportunities as the board shows them: the open ones of those whom the reader may see. */
import type { Board, Opportunity } from '@baton/protocol'
import type pg from 'pg'
import { type Access, leadScope } from '../access/index.ts'
import { pipeline } from './pipeline.ts'

const DAYS = 30

export async function board(pool: pg.Pool, access: Access): Promise<Board> {
  const [{ stages }, data, recent] = await Promise.all([
    pipeline(pool),
    openOpportunities(pool, access),
    recentlyOver(pool, access),
  ])
  const [first] = stages
  // What was opened elsewhere, or in a stage that is gone, stands in the first.
  const known = new Set(stages.map(({ id }) => id))
  return {
    stages,
    data: data.map((one) => (known.has(one.stage) ? one : { ...one, stage: first!.id })),
    recent,
  }
}

interface Row extends Omit<Opportunity, 'stage' | 'openedAt' | 'stageSince' | 'proposalSentAt' | 'owner'> {
  readonly stage: string | null
  readonly openedAt: number
  readonly stageSince: number
  readonly proposalSentAt: number | null
  readonly ownerId: string | null
  readonly ownerName: string | null
}

async function openOpportunities(pool: pg.Pool, access: Access): Promise<readonly Opportunity[]> {
  const values: unknown[] = []
  const { rows } = await pool.query<Row>(
    `select l.id as lead, l.cycle, l.name, l.company_name as company, l.grade, l.score,
       p.id as "ownerId", p.name as "ownerName",
       o ->> 'stage' as stage, (o ->> 'amount')::float8 as amount, o ->> 'currency' as currency,
       o ->> 'products' as products, o ->> 'nextStep' as "nextStep", o ->> 'nextStepOn' as "nextStepOn",
       o ->> 'closesOn' as "closesOn", (o ->> 'openedAt')::float8 as "openedAt",
       (o ->> 'stageSince')::float8 as "stageSince", (o ->> 'proposalSentAt')::float8 as "proposalSentAt"
     from leads l
       left join people p on p.id::text = l.owner
       cross join lateral (select l.state::json -> 'opportunity' as o) as opened
     where l.stage = 'opportunity' and l.joined_to is null and json_typeof(o) = 'object'
       and ${leadScope(access, values)}
     order by (o ->> 'stageSince')::float8, l.id
     limit 5000`,
    values,
  )
  return rows.map(({ ownerId, ownerName, openedAt, stageSince, proposalSentAt, stage, ...row }) => ({
    ...row,
    name: access.reach === 'masked' ? null : row.name,
    // In somebody's own words, so it may name anybody.
    nextStep: access.reach === 'masked' ? null : row.nextStep,
    stage: stage ?? '',
    owner: ownerId && ownerName ? { id: ownerId, name: ownerName } : null,
    openedAt: new Date(openedAt).toISOString(),
    stageSince: new Date(stageSince).toISOString(),
    proposalSentAt: proposalSentAt === null ? null : new Date(proposalSentAt).toISOString(),
  }))
}

/** Opportunities that were won or lost within the last thirty days, by the moment it happened. */
async function recentlyOver(pool: pg.Pool, access: Access): Promise<Board['recent']> {
  const values: unknown[] = [DAYS]
  const { rows } = await pool.query<{
    isWon: boolean
    count: number
    currency: string | null
    amount: number
  }>(
    `select d.to_stage = 'customer' as "isWon", count(*)::int as count,
       case when d.to_stage = 'customer' then coalesce(e.properties ->> 'currency', l.state::json -> 'opportunity' ->> 'currency') end as currency,
       coalesce(sum(case when d.to_stage = 'customer'
         then coalesce((e.properties ->> 'amount')::float8, (l.state::json -> 'opportunity' ->> 'amount')::float8) end), 0)::float8 as amount
     from decisions d
       join leads l on l.id = d.lead_id
       join events e on e.id = d.cause_event and e.lead_id = d.lead_id
     where d.kind = 'stage' and d.at > now() - make_interval(days => $1)
       and (d.to_stage = 'customer' or (d.from_stage = 'opportunity' and d.to_stage in ('recycled', 'disqualified')))
       and ${leadScope(access, values)}
     group by 1, 3`,
    values,
  )
  return {
    won: sumOf(rows.filter(({ isWon }) => isWon)),
    lost: sumOf(rows.filter(({ isWon }) => !isWon)),
    wonAmounts: rows.flatMap(({ isWon, currency, amount }) =>
      isWon && currency ? [{ currency, amount }] : [],
    ),
  }
}

function sumOf(rows: readonly { readonly count: number }[]): number {
  return rows.reduce((sum, { count }) => sum + count, 0)
}
