/** Rounds of calibration as they are stored: which leads, and what each side said of them. */
import type pg from 'pg'
import { nothingThere } from '../platform/http/refusal.ts'
import { transaction } from '../platform/postgres/transaction.ts'
import { uuidV7 } from '../platform/uuid-v7.ts'
import type { ChosenLead } from './choose-leads.ts'

export type Side = 'marketing' | 'sales'

export interface RoundHead {
  readonly id: string
  readonly begunAt: Date
  readonly begunBy: string | null
  readonly agreementVersion: number
  readonly leads: number
  readonly judged: Readonly<Record<Side, number>>
}

const HEAD = `r.id, r.begun_at as "begunAt", p.name as "begunBy", r.agreement_version as "agreementVersion",
  (select count(*)::int from calibration_leads c where c.round_id = r.id) as leads,
  json_build_object(
    'marketing', (select count(*) from calibration_labels l where l.round_id = r.id and l.side = 'marketing'),
    'sales', (select count(*) from calibration_labels l where l.round_id = r.id and l.side = 'sales')) as judged`
const FROM = 'calibration_rounds r left join people p on p.id = r.begun_by'

/** The latest first. */
export async function rounds(pool: pg.Pool): Promise<readonly RoundHead[]> {
  const { rows } = await pool.query<RoundHead>(
    `select ${HEAD} from ${FROM} order by r.begun_at desc limit 100`,
  )
  return rows
}

export interface RoundLead extends ChosenLead {
  readonly position: number
  readonly marketing: boolean | null
  readonly sales: boolean | null
}

export interface Round extends RoundHead {
  readonly cases: readonly RoundLead[]
}

/** @throws Refusal `not_found` */
export async function round(pool: pg.Pool, id: string): Promise<Round> {
  const { rows } = await pool.query<RoundHead>(`select ${HEAD} from ${FROM} where r.id::text = $1`, [id])
  const [head] = rows
  if (!head) throw nothingThere()
  const cases = await pool.query<RoundLead>(
    `select c.position, c.lead_id as lead, c.as_of as "asOf",
       (select label from calibration_labels l where l.round_id = c.round_id and l.position = c.position and l.side = 'marketing') as marketing,
       (select label from calibration_labels l where l.round_id = c.round_id and l.position = c.position and l.side = 'sales') as sales
     from calibration_leads c where c.round_id = $1 order by c.position`,
    [head.id],
  )
  return { ...head, cases: cases.rows }
}

export async function beginRound(
  pool: pg.Pool,
  chosen: readonly ChosenLead[],
  { version, by }: { readonly version: number; readonly by: string },
): Promise<string> {
  const id = uuidV7()
  await transaction(pool, async (client) => {
    await client.query(
      'insert into calibration_rounds (id, agreement_version, begun_by) values ($1, $2, $3)',
      [id, version, by],
    )
    await client.query(
      `insert into calibration_leads (round_id, position, lead_id, as_of)
       select $1, position - 1, lead::uuid, as_of::timestamptz
       from unnest($2::text[], $3::text[]) with ordinality as given(lead, as_of, position)`,
      [id, chosen.map(({ lead }) => lead), chosen.map(({ asOf }) => asOf.toISOString())],
    )
  })
  return id
}

/** Said again it is said otherwise, until both sides are through. @throws Refusal `not_found` */
export async function label(
  pool: pg.Pool,
  id: string,
  given: {
    readonly position: number
    readonly side: Side
    readonly worthACall: boolean
    readonly by: string
  },
): Promise<void> {
  const { rowCount } = await pool.query(
    `insert into calibration_labels (round_id, position, side, label, by_person)
     select c.round_id, c.position, $3, $4, $5 from calibration_leads c where c.round_id::text = $1 and c.position = $2
     on conflict (round_id, position, side) do update set label = excluded.label, by_person = excluded.by_person, at = clock_timestamp()`,
    [id, given.position, given.side, given.worthACall, given.by],
  )
  if (rowCount === 0) throw nothingThere()
}

/** What became of leads, as far as it is known by now. Whoever sales never had has no outcome. */
export async function outcomesOf(
  pool: pg.Pool,
  leads: readonly string[],
): Promise<ReadonlyMap<string, 'won' | 'sql' | 'lost' | 'open' | 'unknown'>> {
  const { rows } = await pool.query<{ lead: string; outcome: 'won' | 'sql' | 'lost' | 'open' | 'unknown' }>(
    `select l.id as lead, case
       when bool_or(d.to_stage = 'customer') then 'won'
       when bool_or(d.to_stage in ('sql', 'opportunity')) then 'sql'
       when bool_or(d.from_stage in ('mql', 'sal') and d.to_stage in ('recycled', 'disqualified') and d.timer is null) then 'lost'
       when bool_or(d.to_stage = 'sal') then 'open' else 'unknown' end as outcome
     from leads l left join decisions d on d.lead_id = l.id and d.kind = 'stage'
     where l.id = any($1::uuid[]) group by l.id`,
    [leads],
  )
  return new Map(rows.map(({ lead, outcome }) => [lead, outcome]))
}
