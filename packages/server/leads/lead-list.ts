/** The list of leads: filters, sort orders, keyset pages and the counts beside the filters, as SQL. */
import type { LeadList, LeadListQuery, LeadRow } from '@baton/protocol'
import type pg from 'pg'
import { type Access, leadMasked, leadScope } from '../access/index.ts'
import { Refusal } from '../platform/http/refusal.ts'
import { isUuid } from '../platform/uuid-v7.ts'

type Filter = Omit<LeadListQuery, 'sort' | 'direction' | 'cursor' | 'limit'>

/** Conditions and their values, numbered as they are added. */
interface Sql {
  readonly where: string
  readonly values: readonly unknown[]
}

/** `masked` is a condition: where it holds, what is personal is not even read. */
export const leadColumns = (masked: string) => `
  l.id, ${unless(masked, 'l.name')} as name, ${unless(masked, 'l.email')} as email, ${masked} as masked,
  (select json_build_object('id', p.id, 'name', p.name) from people p where p.id::text = l.owner) as owner, l.title, l.company_name as company, l.source, l.stage, l.tier, l.cycle,
  coalesce(l.grade, 'D') as grade, coalesce(l.fit, 0)::float8 as fit, coalesce(l.score, 0) as score,
  coalesce(l.waiting_for, '{}') as "waitingFor", ${iso('l.created_at')} as "createdAt",
  ${iso('coalesce(l.stage_since, l.created_at)')} as "stageSince", ${iso('l.last_activity_at')} as "lastActivityAt"`

function unless(masked: string, column: string): string {
  return masked === 'false' ? column : `case when ${masked} then null else ${column} end`
}

function iso(column: string): string {
  return `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
}

const STAGE_RANK = `array_position(array['visitor','disqualified','recycled','lead','mql','sal','sql','opportunity','customer','advocate'], l.stage)`

type Key = string | ((masked: string) => string)

/** What each order sorts by, and what stands in for an unknown value so that it comes last either way. */
const ORDERS: Readonly<
  Record<LeadListQuery['sort'], { key: Key; type: string; lowest: string; highest: string }>
> = {
  activity: { key: 'l.last_activity_at', type: 'timestamptz', lowest: `'-infinity'`, highest: `'infinity'` },
  created: { key: 'l.first_seen_at', type: 'timestamptz', lowest: `'-infinity'`, highest: `'infinity'` },
  score: { key: 'l.score', type: 'float8', lowest: `'-infinity'`, highest: `'infinity'` },
  // Descending means best first: A before D.
  grade: { key: `-ascii(l.grade)`, type: 'int', lowest: '-1000', highest: '1000' },
  stage: { key: STAGE_RANK, type: 'int', lowest: '-1', highest: '1000' },
  name: {
    // An order would tell what is hidden.
    key: (masked) => `lower(${unless(masked, 'coalesce(l.name, l.email)')}) collate "C"`,
    type: 'text',
    lowest: `''`,
    highest: `U&'\\FFFF'`,
  },
  company: { key: `lower(l.company_name) collate "C"`, type: 'text', lowest: `''`, highest: `U&'\\FFFF'` },
}

/** One page with the counts of the whole, as far as somebody reaches. */
export async function leadList(pool: pg.Pool, access: Access, query: LeadListQuery): Promise<LeadList> {
  const [page, stages, grades] = await Promise.all([
    leadPage(pool, access, query),
    countsBy(pool, access, 'stage', { ...query, stage: undefined }),
    countsBy(pool, access, 'grade', { ...query, grade: undefined }),
  ])
  const chosen = query.stage ?? Object.keys(stages).filter((stage) => stage !== 'visitor')
  const total = chosen.reduce((sum, stage) => sum + (stages[stage] ?? 0), 0)
  return { ...page, total, counts: { stage: stages, grade: grades } }
}

async function leadPage(
  pool: pg.Pool,
  access: Access,
  query: LeadListQuery,
): Promise<Pick<LeadList, 'data' | 'nextCursor'>> {
  const order = ORDERS[query.sort]
  const descending = query.direction === 'desc'
  const conditions = conditionsOf(access, query, 'no visitors')
  const values = [...conditions.values]
  const masked = leadMasked(access, values)
  const by = typeof order.key === 'string' ? order.key : order.key(masked)
  const key = `coalesce(${by}, ${descending ? order.lowest : order.highest}::${order.type})`
  const after = query.cursor === undefined ? null : cursorOf(query.cursor)
  const beyond = after
    ? `and (${key}, l.id) ${descending ? '<' : '>'} ($${values.push(after.key)}::${order.type}, $${values.push(after.id)}::uuid)`
    : ''
  const { rows } = await pool.query<LeadRow & { sortKey: string }>(
    `select ${leadColumns(masked)}, ${key}::text as "sortKey" from leads l
     where ${conditions.where} ${beyond}
     order by ${key} ${query.direction}, l.id ${query.direction} limit ${query.limit + 1}`,
    values,
  )
  const data = rows.slice(0, query.limit)
  const last = data.at(-1)
  return {
    data: data.map(withoutSortKey),
    nextCursor: rows.length > query.limit && last ? encodeCursor(last.sortKey, last.id) : null,
  }
}

function withoutSortKey<Row extends { sortKey?: string }>(row: Row): Omit<Row, 'sortKey'> {
  const { sortKey: _sortKey, ...rest } = row
  return rest
}

async function countsBy(
  pool: pg.Pool,
  access: Access,
  column: 'stage' | 'grade',
  filter: Filter,
): Promise<Record<string, number>> {
  const { where, values } = conditionsOf(access, filter, column === 'stage' ? 'all stages' : 'no visitors')
  const { rows } = await pool.query<{ value: string; count: number }>(
    `select coalesce(l.${column}, 'D') as value, count(*)::int as count from leads l where ${where} group by 1`,
    [...values],
  )
  return Object.fromEntries(rows.map(({ value, count }) => [value, count]))
}

/** Visitors are no leads yet: they are listed only where their stage is named, and counted only stage by stage. */
function conditionsOf(access: Access, filter: Filter, unlessNamed: 'no visitors' | 'all stages'): Sql {
  const values: unknown[] = []
  const bind = (value: unknown) => `$${values.push(value)}`
  const conditions = ['l.joined_to is null', leadScope(access, values)]
  if (filter.stage?.length) conditions.push(`l.stage = any(${bind(filter.stage)})`)
  else if (unlessNamed === 'no visitors') conditions.push(`l.stage <> 'visitor'`)
  if (filter.grade?.length) conditions.push(`coalesce(l.grade, 'D') = any(${bind(filter.grade)})`)
  if (filter.tier?.length) conditions.push(`l.tier = any(${bind(filter.tier)})`)
  if (filter.source !== undefined) conditions.push(`coalesce(l.source, '') = ${bind(filter.source)}`)
  if (filter.scoreFrom !== undefined) conditions.push(`l.score >= ${bind(filter.scoreFrom)}`)
  if (filter.segment !== undefined) {
    const segment = bind(filter.segment)
    conditions.push(
      `exists (select 1 from segment_members m where m.lead_id = l.id and m.segment = ${segment})`,
    )
  }
  if (filter.waiting) conditions.push(`l.waiting_for is not null`)
  if (filter.activeWithin !== undefined) {
    conditions.push(`l.last_activity_at >= now() - make_interval(days => ${bind(filter.activeWithin)}::int)`)
  }
  if (filter.reached !== undefined) {
    const stage = bind(filter.reached)
    conditions.push(`exists (select 1 from decisions d where d.lead_id = l.id and d.to_stage = ${stage})`)
  }
  const words = (filter.q ?? '').split(/\s+/).filter(Boolean).slice(0, 8)
  const masked = words.length > 0 ? leadMasked(access, values) : 'false'
  const searched = `concat_ws(' ', ${unless(masked, 'l.name')}, ${unless(masked, 'l.email')}, l.title, l.company_name)`
  for (const word of words) {
    const pattern = bind(`%${word.replace(/[\\%_]/g, '\\$&')}%`)
    conditions.push(`${searched} ilike ${pattern}`)
  }
  return { where: conditions.join(' and '), values }
}

function encodeCursor(key: string, id: string): string {
  return Buffer.from(JSON.stringify([key, id])).toString('base64url')
}

function cursorOf(cursor: string): { readonly key: string; readonly id: string } {
  try {
    const [key, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as readonly unknown[]
    if (typeof key === 'string' && typeof id === 'string' && isUuid(id)) return { key, id }
  } catch {
    // Falls through to the refusal: whatever is wrong with it, it is not one of ours.
  }
  throw new Refusal('invalid_request', 'The cursor is not one that this list gave out.')
}
