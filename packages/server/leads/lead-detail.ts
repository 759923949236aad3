/** One lead as its screen shows it: the row, its company with colleagues, identities, and what was decided. */
import type { History, HistoryEvent, LeadDetail, LedgerDecision } from '@baton/protocol'
import type { LeadState } from '@baton/engine'
import type pg from 'pg'
import { type Access, leadMasked, leadScope } from '../access/index.ts'
import { leadColumns } from './lead-list.ts'
import { leadHistories } from './lead-histories.ts'

/** Colleagues are those whom the reader reaches; hiding what is personal is the caller's. */
export async function leadDetail(pool: pg.Pool, access: Access, id: string): Promise<LeadDetail | null> {
  const { rows } = await pool.query<
    LeadDetail['lead'] & { state: LeadState; version: number; companyId: string | null }
  >(
    `select ${leadColumns('false')}, l.state::json as state, l.agreement_version as version, l.company_id as "companyId"
     from leads l where l.id = $1::uuid`,
    [id],
  )
  const [row] = rows
  if (!row) return null
  const { state, version, companyId, ...lead } = row
  const [company, identities, decisions] = await Promise.all([
    companyId ? companyOf(pool, access, companyId, id, state) : null,
    identitiesOf(pool, id),
    decisionsOf(pool, id),
  ])
  const facts = Object.fromEntries(Object.entries(state.lead).map(([name, [value]]) => [name, value]))
  return { lead, company, facts, identities, decisions, agreementVersion: version }
}

const COLLEAGUES_SHOWN = 50

async function companyOf(
  pool: pg.Pool,
  access: Access,
  companyId: string,
  leadId: string,
  state: LeadState,
): Promise<LeadDetail['company']> {
  const values: unknown[] = [companyId, leadId]
  const masked = leadMasked(access, values)
  const [company, colleagues] = await Promise.all([
    pool.query<{ id: string; name: string | null; domain: string | null }>(
      'select id, name, domain from companies where id = $1::uuid',
      [companyId],
    ),
    pool.query<{ id: string; name: string | null; stage: LeadDetail['lead']['stage'] }>(
      `select l.id, case when ${masked} then null else coalesce(l.name, l.email) end as name, l.stage from leads l
       where l.company_id = $1::uuid and l.id <> $2::uuid and l.joined_to is null and l.stage <> 'visitor'
         and ${leadScope(access, values)}
       order by l.last_activity_at desc nulls last, l.id limit ${COLLEAGUES_SHOWN}`,
      values,
    ),
  ])
  const [row] = company.rows
  const fields = Object.fromEntries(Object.entries(state.company).map(([name, [value]]) => [name, value]))
  const name = typeof fields.name === 'string' ? fields.name : (row?.name ?? null)
  return row ? { ...row, name, fields, colleagues: colleagues.rows } : null
}

async function identitiesOf(pool: pg.Pool, id: string): Promise<LeadDetail['identities']> {
  const { rows } = await pool.query<{ kind: string; value: string }>(
    `select i.kind, i.value from identities i join leads l on l.id = i.lead_id
     where l.id = $1::uuid or l.joined_to = $1::uuid order by i.kind, i.value limit 100`,
    [id],
  )
  return rows
}

async function decisionsOf(pool: pg.Pool, id: string): Promise<LedgerDecision[]> {
  const { rows } = await pool.query<Omit<LedgerDecision, 'at' | 'decidedAt'> & { at: Date; decidedAt: Date }>(
    `select id, seq, at, decided_at as "decidedAt", agreement_version as "agreementVersion", from_stage as "from",
       to_stage as "to", skipped, tier, cycle, clauses, breaks, contested, cause_event as "causeEvent", timer,
       evidence::text[], score, grade, handoff, kind, added_by as "addedBy",
       exists (select 1 from decisions later where later.lead_id = d.lead_id and later.supersedes = d.seq) as superseded
     from decisions d where lead_id = $1::uuid order by seq`,
    [id],
  )
  return rows.map((row) => ({ ...row, at: row.at.toISOString(), decidedAt: row.decidedAt.toISOString() }))
}

/** More than this is cut to the latest: a browser folds ten thousand events in a blink, and nobody reads more. */
const HISTORY_EVENTS_MAX = 10_000

/** All that a lead is judged by, in fold order, with the source that each event came in by. */
export async function leadHistory(pool: pg.Pool, id: string): Promise<History> {
  const [histories, sources, lead] = await Promise.all([
    leadHistories(pool, [id]),
    sourcesOfEvents(pool, id),
    pool.query<{ version: number }>('select agreement_version as version from leads where id = $1::uuid', [
      id,
    ]),
  ])
  const events = (histories.get(id) ?? [])
    .map((event): HistoryEvent => ({
      ...event,
      properties: { ...event.properties },
      source: sources.get(event.id) ?? '',
    }))
    .sort((a, b) => a.occurredAt - b.occurredAt || a.seq - b.seq)
  return {
    events: events.slice(-HISTORY_EVENTS_MAX),
    agreementVersion: lead.rows[0]?.version ?? 0,
    truncated: events.length > HISTORY_EVENTS_MAX,
  }
}

async function sourcesOfEvents(pool: pg.Pool, id: string): Promise<ReadonlyMap<string, string>> {
  const { rows } = await pool.query<{ id: string; source: string }>(
    `select e.id, s.name as source from leads l join events e on e.lead_id = l.id join sources s on s.id = e.source_id
     where l.id = $1::uuid or l.joined_to = $1::uuid`,
    [id],
  )
  return new Map(rows.map(({ id: event, source }) => [event, source]))
}
