/** Rounds of calibration as they are stored: which leads, and what each side said of them. */
import type pg from 'pg'
import { nothingThere, Refusal } from '../platform/http/refusal.ts'
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

/**
 * Said again it is said otherwise, until both sides are through: of two last words at once the second waits for the first.
 *
 * @throws Refusal `not_found`; `conflict` once the result is known
 */
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
  await transaction(pool, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      'select id from calibration_rounds where id::text = $1 for update',
      [id],
    )
    if (rows.length === 0) throw nothingThere()
    const { rowCount: open } = await client.query(
      `select from calibration_leads c where c.round_id = $1
       and (select count(*) from calibration_labels l where l.round_id = $1 and l.position = c.position) < 2 limit 1`,
      [rows[0]!.id],
    )
    if (open === 0) throw new Refusal('conflict', 'Both sides are through: what was said stands.')
    const { rowCount } = await client.query(
      `insert into calibration_labels (round_id, position, side, label, by_person)
       select c.round_id, c.position, $3, $4, $5 from calibration_leads c where c.round_id = $1 and c.position = $2
       on conflict (round_id, position, side) do update
       set label = excluded.label, by_person = excluded.by_person, at = clock_timestamp()`,
      [rows[0]!.id, given.position, given.side, given.worthACall, given.by],
    )
    if (rowCount === 0) throw nothingThere()
  })
}

/** Leads by what both sides said of them, of each round: marketing's yes and no, and in each sales'. */
export async function answerCounts(
  pool: pg.Pool,
): Promise<ReadonlyMap<string, readonly (readonly number[])[]>> {
  const { rows } = await pool.query<{ id: string; both: number; one: number; other: number; none: number }>(
    `select m.round_id as id,
       count(*) filter (where m.label and s.label)::int as both,
       count(*) filter (where m.label and not s.label)::int as one,
       count(*) filter (where not m.label and s.label)::int as other,
       count(*) filter (where not m.label and not s.label)::int as none
     from calibration_labels m join calibration_labels s using (round_id, position)
     where m.side = 'marketing' and s.side = 'sales' group by m.round_id`,
  )
  return new Map(
    rows.map(({ id, both, one, other, none }) => [
      id,
      [
        [both, one],
        [other, none],
      ],
    ]),
  )
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
