/** What rejections contested, read from the ledger and the events behind it. */
import type { Contest } from '@baton/protocol'
import type { Value } from '@baton/engine'
import type pg from 'pg'
import type { Access } from '../access/index.ts'

interface Row {
  readonly id: string
  readonly lead: string
  readonly name: string | null
  readonly company: string | null
  readonly at: Date
  readonly byId: string | null
  readonly byName: string | null
  readonly agreementVersion: number
  readonly tier: string | null
  readonly cycle: number
  readonly to: string
  readonly reason: string | null
  readonly note: string | null
  readonly contested: { readonly clause?: string; readonly field?: string; readonly value?: Value } | null
  readonly observed: Value | null
  readonly breaks: readonly string[]
  readonly answers: readonly {
    readonly by: { readonly id: string; readonly name: string } | null
    readonly at: string
    readonly text: string
    readonly kind: 'answer' | 'correction' | 'draft'
    readonly draft: string | null
  }[]
  readonly sinceStage: Contest['since'] extends infer Since
    ? (Since extends { stage: infer Stage } ? Stage : never) | null
    : never
  readonly sinceAt: Date | null
  readonly sinceAmount: number | null
  readonly sinceCurrency: string | null
}

/** Rejections and returns: decisions that sent a lead back because sales said so. */
const CONTESTS = `
  select d.id, d.lead_id as lead, l.name, l.company_name as company, d.at, p.id as "byId", p.name as "byName",
    d.agreement_version as "agreementVersion", d.tier, d.cycle, d.to_stage as to,
    e.properties ->> 'reason' as reason, e.properties ->> 'note' as note, d.contested, d.breaks,
    l.state::json #> array[split_part(d.contested ->> 'field', '.', 1), split_part(d.contested ->> 'field', '.', 2), '0'] as observed,
    (select coalesce(json_agg(json_build_object(
        'by', case when a.by_person is null then null else json_build_object('id', w.id, 'name', w.name) end,
        'at', a.at, 'text', a.text, 'kind', a.kind, 'draft', a.draft_id) order by a.at), '[]')
      from contest_answers a left join people w on w.id = a.by_person where a.decision_id = d.id) as answers,
    s.stage as "sinceStage", s.at as "sinceAt", s.amount as "sinceAmount", s.currency as "sinceCurrency"
  from decisions d
    join events e on e.id = d.cause_event and e.lead_id = d.lead_id and e.name in ('Handoff Rejected', 'Handoff Returned')
    join leads l on l.id = d.lead_id
    left join people p on p.id::text = e.properties ->> 'by'
    left join lateral (
      select f.to_stage as stage, f.at, (x.properties ->> 'amount')::float8 as amount, x.properties ->> 'currency' as currency
      from decisions f left join events x on x.id = f.cause_event and x.lead_id = f.lead_id
      where f.lead_id = d.lead_id and f.seq > d.seq and f.kind = 'stage'
        and f.to_stage in ('mql', 'sal', 'sql', 'opportunity', 'customer')
      order by array_position(array['customer', 'opportunity', 'sql', 'sal', 'mql'], f.to_stage), f.at limit 1) s on true
  where d.kind = 'stage' and d.to_stage in ('recycled', 'disqualified') and d.timer is null
    -- nobody says anything of a lead by giving back what lay too long
    and e.properties ->> 'reason' is distinct from 'overdue'`

const SHOWN_MAX = 500

/** Everybody's, those of one's teams, or one's own: by who said it. */
function saidBy(access: Access, values: unknown[]): string {
  if (access.kind !== 'person' || access.reach === 'all') return 'true'
  values.push(access.person.id)
  const me = `$${values.length}`
  if (access.reach === 'own') return `e.properties ->> 'by' = ${me}::text`
  return `e.properties ->> 'by' in (
    select m.person_id::text from team_members m
    where m.team_id in (select team_id from team_members where person_id = ${me}::uuid))`
}

export async function contests(pool: pg.Pool, access: Access): Promise<readonly Contest[]> {
  const values: unknown[] = []
  const { rows } = await pool.query<Row>(
    `${CONTESTS} and ${saidBy(access, values)} order by d.at desc, d.id limit ${SHOWN_MAX}`,
    values,
  )
  return rows.map((row) => asContest(row, access.reach === 'all'))
}

/** Null where it is none, or out of reach. */
export async function contest(pool: pg.Pool, access: Access, id: string): Promise<Contest | null> {
  const values: unknown[] = [id]
  const { rows } = await pool.query<Row>(
    `${CONTESTS} and d.id::text = $1 and ${saidBy(access, values)}`,
    values,
  )
  const [row] = rows
  return row ? asContest(row, access.reach === 'all') : null
}

function asContest(row: Row, isNamed: boolean): Contest {
  const { contested, answers, sinceStage, sinceAt } = row
  return {
    id: row.id,
    lead: row.lead,
    name: isNamed ? row.name : null,
    company: row.company,
    at: row.at.toISOString(),
    by: row.byId && row.byName ? { id: row.byId, name: row.byName } : null,
    agreementVersion: row.agreementVersion,
    tier: row.tier,
    cycle: row.cycle,
    kind: kindOf(row),
    reason: row.reason ?? '',
    clause: contested?.clause ?? null,
    field: contested?.field ?? null,
    observed: contested?.field === undefined ? null : row.observed,
    proposed: contested?.value ?? null,
    note: row.note ?? '',
    breaks: [...row.breaks],
    state: stateOf(answers),
    answers: answers.map(({ by, at, text, kind }) => ({ by, at: new Date(at).toISOString(), text, kind })),
    draft: answers.findLast(({ draft }) => draft !== null)?.draft ?? null,
    since:
      sinceStage && sinceAt
        ? {
            stage: sinceStage,
            at: sinceAt.toISOString(),
            amount: row.sinceAmount,
            currency: row.sinceCurrency,
          }
        : null,
  }
}

function kindOf({ contested, reason, to }: Row): Contest['kind'] {
  if (contested?.field !== undefined) return 'fact'
  if (contested?.clause !== undefined) return 'clause'
  if (reason === 'unreachable') return 'effort'
  return to === 'recycled' ? 'timing' : 'other'
}

function stateOf(answers: Row['answers']): Contest['state'] {
  const kinds = answers.map(({ kind }) => kind)
  if (kinds.includes('correction')) return 'corrected'
  if (kinds.includes('draft')) return 'drafted'
  return kinds.includes('answer') ? 'answered' : 'open'
}
