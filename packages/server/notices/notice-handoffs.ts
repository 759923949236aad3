/** Looks at handoffs that changed, or whose clocks run, and tells whom it concerns what they were not told yet. */
import type { HandoffState } from '@baton/engine'
import type pg from 'pg'
import type { Agreements } from '../agreements/index.ts'
import { isLoading } from '../platform/postgres/loading.ts'
import { type OpenHandoff, tellingsOf, warningOf } from './handoff-tellings.ts'
import { tell, type Telling } from './tell.ts'

interface Row extends Omit<OpenHandoff, 'handoff'> {
  readonly handoff: HandoffState
}

/** Of more at once, the rest is found by the next look. */
const LOOKED_AT_MAX = 5_000

const OPEN_HANDOFFS = `
  select l.id as lead, l.cycle, l.tier, l.company_name as company, l.stage, l.state::json -> 'handoff' as handoff,
    array(select p.id::text from people p join team_members m on m.person_id = p.id join teams t on t.id = m.team_id
      where t.name = l.team and p.role = 'manager' and p.active) as managers
  from leads l where l.owner is not null and l.stage in ('mql', 'sal') and l.joined_to is null`

/** Handoffs of these leads, or of all where they are too many to name. Returns how much was told. */
export async function noticeHandoffs(
  pool: pg.Pool,
  agreements: Agreements,
  leads: readonly string[] | 'many',
  baseUrl: string,
): Promise<number> {
  // What is loaded happened long ago, and what it leaves open is looked at afterwards.
  if (await isLoading(pool)) return 0
  const { rows } =
    leads === 'many'
      ? await pool.query<Row>(`${OPEN_HANDOFFS} limit ${LOOKED_AT_MAX}`)
      : await pool.query<Row>(`${OPEN_HANDOFFS} and l.id = any($1::uuid[])`, [leads])
  const { compiled } = await agreements.inForce(pool)
  const tellings = rows.flatMap((row) => [...tellingsOf(row, compiled, Date.now())])
  return (
    (await tell(pool, tellings, baseUrl)) +
    (leads === 'many' ? 0 : await noticeContests(pool, leads, baseUrl))
  )
}

const AHEAD = '5 days'

/** Clocks that are near their end. What is due later than in five days is not near in any calendar. */
export async function noticeDueSoon(
  pool: pg.Pool,
  agreements: Agreements,
  now: number,
  baseUrl: string,
): Promise<number> {
  const { rows } = await pool.query<Row>(
    `${OPEN_HANDOFFS} and l.next_timer_at < $1::timestamptz + interval '${AHEAD}' limit ${LOOKED_AT_MAX}`,
    [new Date(now)],
  )
  const { compiled } = await agreements.inForce(pool)
  const warnings = rows.map((row) => warningOf(row, compiled, now)).filter((telling) => telling !== null)
  return await tell(pool, warnings, baseUrl)
}

/** Rejections of these leads that were just made: marketing hears of each. History that is loaded is no news. */
async function noticeContests(pool: pg.Pool, leads: readonly string[], baseUrl: string): Promise<number> {
  const { rows } = await pool.query<{
    decision: string
    lead: string
    company: string | null
    subject: string
    person: string
  }>(
    `select d.id as decision, d.lead_id as lead, l.company_name as company, p.id as person,
       coalesce(d.contested ->> 'clause', d.contested ->> 'field', e.properties ->> 'reason', '') as subject
     from decisions d
       join events e on e.id = d.cause_event and e.lead_id = d.lead_id and e.name in ('Handoff Rejected', 'Handoff Returned')
       join leads l on l.id = d.lead_id
       cross join people p
     where d.lead_id = any($1::uuid[]) and d.kind = 'stage' and d.to_stage in ('recycled', 'disqualified')
       and d.at > now() - interval '1 hour' and p.role = 'marketing' and p.active`,
    [leads],
  )
  const tellings = rows.map(({ decision, lead, company, subject, person }): Telling => ({
    key: `contest:${decision}:${person}`,
    person,
    kind: 'contest',
    lead,
    title: company === null ? 'Sales rejected a handoff' : `Sales rejected ${company}`,
    text: subject === '' ? 'No reason was given.' : `It contests ${subject}.`,
  }))
  return await tell(pool, tellings, baseUrl)
}
