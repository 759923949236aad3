/**
 * Holds what is stored against what follows from the events: every lead's state against a fold from scratch, and
 * the ledger against itself (numbered without gaps, each entry beginning where the one before ended), against the events
 * that it names as causes, and against the times at which versions of the agreement were in force.
 */
import { foldHistory, type LeadState, timersFolded } from '@baton/engine'
import { isDeepStrictEqual } from 'node:util'
import type pg from 'pg'
import { Agreements } from '../agreements/index.ts'
import { leadHistories } from './lead-histories.ts'

export interface Difference {
  readonly leadId: string
  readonly what: 'state' | 'ledger'
  readonly detail: string
}

export interface Verification {
  readonly leads: number
  readonly differences: readonly Difference[]
}

const BATCH = 500

/** Reads only. With `limit` it stops after that many differences. */
export async function verifyStates(pool: pg.Pool, limit = 100): Promise<Verification> {
  const agreements = new Agreements()
  const differences = await ledgerFaults(pool, limit)
  let leads = 0
  for (let after = '00000000-0000-0000-0000-000000000000'; differences.length < limit;) {
    const { rows } = await pool.query<{ id: string; version: number; state: LeadState }>(
      `select id, agreement_version as version, state::json as state from leads
       where id > $1 and joined_to is null order by id limit ${BATCH}`,
      [after],
    )
    if (rows.length === 0) break
    const histories = await leadHistories(
      pool,
      rows.map(({ id }) => id),
    )
    for (const { id, version, state } of rows) {
      if (version === 0) {
        differences.push({
          leadId: id,
          what: 'state',
          detail: 'it waits to be judged by this version of Baton',
        })
        continue
      }
      const { compiled } = await agreements.version(pool, version)
      // Timers that fired belong to the state; those that are due only now need not have fired yet.
      const fold = foldHistory(compiled, histories.get(id) ?? [], timersFolded(state))
      const folded: unknown = JSON.parse(JSON.stringify(fold.state))
      if (!isDeepStrictEqual(folded, state))
        differences.push({ leadId: id, what: 'state', detail: firstDifference(state, folded) })
    }
    leads += rows.length
    after = rows.at(-1)!.id
  }
  return { leads, differences }
}

const LEDGER_FAULTS = `
  with chain as (
    select lead_id, seq, kind, from_stage, to_stage,
      coalesce(lag(to_stage) over (partition by lead_id order by seq), 'visitor') as expected,
      row_number() over (partition by lead_id order by seq) as number
    from decisions),
  ends as (select distinct on (lead_id) lead_id, seq, to_stage from decisions order by lead_id, seq desc),
  reigns as (
    select version, in_force_from, lead(in_force_from) over (order by version) as until
    from agreement_versions where in_force_from is not null)
  select lead_id as "leadId", format('decision %s comes from %s, the one before ended in %s', seq, from_stage, expected) as detail
    from chain where from_stage <> expected
  union all
  select lead_id, format('decision %s of kind %s goes from %s to %s', seq, kind, from_stage, to_stage)
    from chain where (from_stage = to_stage) <> (kind <> 'stage')
  union all
  select lead_id, format('decision %s stands in place %s', seq, number) from chain where seq <> number
  union all
  select d.lead_id, format('decision %s supersedes %s, which is no change of stage before it', d.seq, d.supersedes)
    from decisions d left join decisions s on s.lead_id = d.lead_id and s.seq = d.supersedes and s.kind = 'stage'
    where d.supersedes is not null and (s.seq is null or s.seq >= d.seq)
  union all
  select d.lead_id, format('decision %s names the cause %s, and there is no such event', d.seq, d.cause_event)
    from decisions d where not exists (select 1 from events e where e.id = d.cause_event)
  union all
  select d.lead_id, format('decision %s was made under version %s, which was not in force then', d.seq, d.agreement_version)
    from decisions d left join reigns r on r.version = d.agreement_version
    where r.version is null or d.decided_at < r.in_force_from or d.decided_at > r.until
  union all
  select l.id, format('the lead is %s with %s decisions, the ledger says %s with %s', l.stage, l.ledger_seq,
      coalesce(e.to_stage, 'visitor'), coalesce(e.seq, 0))
    from leads l left join ends e on e.lead_id = l.id
    where l.joined_to is null and (l.ledger_seq <> coalesce(e.seq, 0) or l.stage <> coalesce(e.to_stage, 'visitor'))
  limit $1`

async function ledgerFaults(pool: pg.Pool, limit: number): Promise<Difference[]> {
  const { rows } = await pool.query<{ leadId: string; detail: string }>(LEDGER_FAULTS, [limit])
  return rows.map((row) => ({ ...row, what: 'ledger' }))
}

function firstDifference(stored: unknown, folded: unknown, path = 'state'): string {
  if (isObject(stored) && isObject(folded)) {
    for (const key of new Set([...Object.keys(stored), ...Object.keys(folded)])) {
      if (!isDeepStrictEqual(stored[key], folded[key]))
        return firstDifference(stored[key], folded[key], `${path}.${key}`)
    }
  }
  return `${path} is ${JSON.stringify(stored)}, the events make it ${JSON.stringify(folded)}`
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
