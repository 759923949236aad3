/** Reading and writing lead rows for their writer. Lists and screens have queries of their own. */
import { type CompiledAgreement, dayOf, type LeadState, nextTimer, scoreOn, type Stage } from '@baton/engine'
import type pg from 'pg'
import { arrayLiteral, textArray } from '../platform/postgres/binary-array.ts'
import { queryTogether, type Statement } from '../platform/postgres/query-together.ts'
import { HandoffNews } from './handoff-news.ts'
import { changeOf, type LeadRecord, type StrongKind, writtenNow } from './lead-record.ts'

interface Row {
  readonly id: string
  readonly companyId: string | null
  readonly ownCompanyId: string | null
  readonly companyTrust: number | null
  readonly joinedTo: string | null
  readonly visitorOf: string | null
  readonly createdAt: number
  readonly firstSeenAt: number
  readonly strong: readonly StrongKind[]
  readonly proven: readonly StrongKind[]
  readonly state: LeadState
  readonly stage: Stage
  readonly ledgerSeq: number
  readonly agreementVersion: number
}

const COLUMNS = `
  l.id, l.company_id as "companyId", l.own_company_id as "ownCompanyId", l.company_trust as "companyTrust",
  l.joined_to as "joinedTo", l.visitor_of as "visitorOf",
  (extract(epoch from l.created_at) * 1000)::float8 as "createdAt",
  (extract(epoch from l.first_seen_at) * 1000)::float8 as "firstSeenAt",
  array(select distinct i.kind from identities i where i.lead_id = l.id and i.kind <> 'anonymous') as strong,
  array(select distinct i.kind from identities i
    where i.lead_id = l.id and i.kind <> 'anonymous' and i.trust <> 'public') as proven,
  l.state::json as state, l.stage, l.ledger_seq as "ledgerSeq", l.agreement_version as "agreementVersion"`

/** The leads of these ids, the leads whose histories they are part of, and those whom visitors among them turned out to be. */
export async function leadsWithRoots(
  client: pg.ClientBase,
  ids: readonly string[],
): Promise<readonly LeadRecord[]> {
  const { rows } = await client.query<Row>({
    name: 'leads-with-roots',
    text: `with wanted as (select unnest($1::text[]::uuid[]) as id)
           select ${COLUMNS} from leads l where l.id in (
             select id from wanted
             union select v.joined_to from wanted join leads v using (id) where v.joined_to is not null
             union select v.visitor_of from wanted join leads v using (id) where v.visitor_of is not null)`,
    values: [textArray(ids)],
  })
  return rows.map((row) => {
    const lead: LeadRecord = {
      ...row,
      strong: new Set(row.strong),
      proven: new Set(row.proven),
      written: null,
    }
    lead.written = writtenNow(lead)
    return lead
  })
}

/** Ids of the leads of these companies; visitors that were joined to a lead are part of that lead. */
export async function leadsOfCompanies(
  client: pg.ClientBase,
  companyIds: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await client.query<{ id: string }>({
    name: 'leads-of-companies',
    text: 'select id from leads where company_id = any($1::text[]::uuid[]) and joined_to is null',
    values: [textArray(companyIds)],
  })
  return rows.map(({ id }) => id)
}

const WRITTEN: readonly (readonly [column: string, type: string])[] = [
  ['id', 'uuid'],
  ['company_id', 'uuid'],
  ['own_company_id', 'uuid'],
  ['company_trust', 'smallint'],
  ['joined_to', 'uuid'],
  ['visitor_of', 'uuid'],
  ['created_at', 'timestamptz'],
  ['first_seen_at', 'timestamptz'],
  ['name', 'text'],
  ['email', 'text'],
  ['title', 'text'],
  ['company_name', 'text'],
  ['source', 'text'],
  ['stage', 'text'],
  ['tier', 'text'],
  ['cycle', 'int'],
  ['grade', 'text'],
  ['fit', 'real'],
  ['score', 'float8'],
  ['score_day', 'int'],
  ['waiting_for', 'text[]'],
  ['last_activity_at', 'timestamptz'],
  ['stage_since', 'timestamptz'],
  ['next_timer_at', 'timestamptz'],
  ['owner', 'text'],
  ['team', 'text'],
  ['last_owner', 'text'],
  ['last_team', 'text'],
  ['ledger_seq', 'int'],
  ['agreement_version', 'int'],
  ['state', 'text'],
]

/** Stand until there is another. */
const KEPT: ReadonlySet<string> = new Set(['last_owner', 'last_team'])

const WRITE_LEADS = `
  insert into leads (${WRITTEN.map(([column]) => column).join(', ')})
  select ${WRITTEN.map(([column, type]) => `${column}::${type}`).join(', ')}
  from unnest(${WRITTEN.map((_, index) => `$${index + 1}::text[]`).join(', ')})
    as given(${WRITTEN.map(([column]) => column).join(', ')})
  on conflict (id) do update set ${WRITTEN.slice(1)
    .map(([column]) =>
      KEPT.has(column)
        ? `${column} = coalesce(excluded.${column}, leads.${column})`
        : `${column} = excluded.${column}`,
    )
    .join(', ')}`

/** The common case, an activity that changes no fact and no stage, costs half as much when only its columns are sent. */
const WRITE_ACTIVITY = `
  update leads l set score = g.score::float8, score_day = g.score_day::int, waiting_for = g.waiting_for::text[],
    last_activity_at = g.last_activity_at::timestamptz, state = g.state
  from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
    as g(id, score, score_day, waiting_for, last_activity_at, state)
  where l.id = g.id::uuid`

/** Makes what has to be written of the leads; the writing itself is the function that it returns. */
export function leadWrites(
  compiled: CompiledAgreement,
  leads: readonly LeadRecord[],
  today: number,
): (client: pg.ClientBase) => Promise<void> {
  const statements = leadStatements(compiled, leads, today)
  return (client) => queryTogether(client, statements)
}

/**
 * What inserts new leads and brings the rows of known ones up to what changed, and tells who waits for it. Scores are
 * written as they stand on the day `today`.
 */
export function leadStatements(
  compiled: CompiledAgreement,
  leads: readonly LeadRecord[],
  today: number,
): readonly Statement[] {
  const whole: (string | null)[][] = WRITTEN.map(() => [])
  const activity: (string | null)[][] = [[], [], [], [], [], []]
  const news = new HandoffNews()
  for (const lead of leads) {
    const change = changeOf(lead)
    if (change === 'nothing') continue
    const [columns, values] =
      change === 'all'
        ? [whole, valuesOf(compiled, lead, today)]
        : [activity, activityOf(compiled, lead, today)]
    for (let index = 0; index < columns.length; index += 1) columns[index]!.push(values[index]!)
    news.note(lead)
    lead.written = writtenNow(lead)
  }
  const statements: Statement[] = []
  if (whole[0]!.length > 0)
    statements.push({ name: 'write-leads', text: WRITE_LEADS, values: whole.map(textArray) })
  if (activity[0]!.length > 0)
    statements.push({ name: 'write-activity', text: WRITE_ACTIVITY, values: activity.map(textArray) })
  return [...statements, ...news.statements()]
}

function activityOf(
  compiled: CompiledAgreement,
  { id, state }: LeadRecord,
  today: number,
): readonly (string | null)[] {
  const day = scoreDay(state, today)
  return [
    id,
    day === null ? '0' : String(scoreOn(compiled, state, day)),
    day === null ? null : String(day),
    state.waiting ? arrayLiteral(state.waiting.missing) : null,
    state.lastActivityAt === null ? null : time(state.lastActivityAt),
    JSON.stringify(state),
  ]
}

function valuesOf(compiled: CompiledAgreement, lead: LeadRecord, today: number): readonly (string | null)[] {
  const { state } = lead
  const day = scoreDay(state, today)
  // Nobody waits for the clocks of a history that is part of another.
  const timer = lead.joinedTo === null ? nextTimer(state) : null
  return [
    lead.id,
    lead.companyId,
    lead.ownCompanyId,
    lead.companyTrust === null ? null : String(lead.companyTrust),
    lead.joinedTo,
    lead.visitorOf,
    time(lead.createdAt),
    time(lead.firstSeenAt),
    fullName(state),
    textFact(state.lead, 'email'),
    textFact(state.lead, 'title'),
    textFact(state.company, 'name'),
    textFact(state.lead, 'source'),
    state.stage,
    state.tier,
    String(state.cycle),
    state.grade,
    String(state.fit),
    day === null ? '0' : String(scoreOn(compiled, state, day)),
    day === null ? null : String(day),
    state.waiting ? arrayLiteral(state.waiting.missing) : null,
    state.lastActivityAt === null ? null : time(state.lastActivityAt),
    time(state.stageSince || lead.firstSeenAt),
    timer && time(timer.at),
    state.handoff?.owner ?? null,
    state.handoff?.team ?? null,
    state.handoff?.owner ?? null,
    state.handoff?.team ?? null,
    String(lead.ledgerSeq),
    String(lead.agreementVersion),
    JSON.stringify(state),
  ]
}

/** The day that a row's score is faded to: today, or the day of the last event where a clock is behind. */
function scoreDay(state: LeadState, today: number): number | null {
  return state.through ? Math.max(dayOf(state.through.occurredAt), today) : null
}

function fullName(state: LeadState): string | null {
  const parts = [textFact(state.lead, 'first_name'), textFact(state.lead, 'last_name')]
    .filter(Boolean)
    .join(' ')
  return textFact(state.lead, 'name') ?? (parts || null)
}

function textFact(facts: LeadState['lead'], name: string): string | null {
  const value = facts[name]?.[0]
  return value === undefined || value === null ? null : String(value)
}

export function time(ms: number): string {
  return new Date(ms).toISOString()
}
