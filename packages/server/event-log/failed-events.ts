/** Events that were refused: listed, counted by what is wrong, and set aside. */
import type { Dismissal, FailedEvent, FailedEvents, FailedEventsQuery } from '@baton/protocol'
import type pg from 'pg'
import { nothingThere, Refusal } from '../platform/http/refusal.ts'
import { isUuid } from '../platform/uuid-v7.ts'

type Row = Omit<FailedEvent, 'receivedAt' | 'settledAt' | 'source'> & {
  readonly receivedAt: Date
  readonly settledAt: Date | null
  readonly sourceId: string | null
  readonly sourceName: string | null
}

const SELECT = `
  select f.id, f.source_id as "sourceId", s.name as "sourceName", f.received_at as "receivedAt", f.code, f.detail,
    f.message_id as "messageId", f.body, coalesce(f.settled, 'open') as state, p.name as "settledBy", f.settled_at as "settledAt"
  from failed_events f left join sources s on s.id = f.source_id left join people p on p.id = f.settled_by`

export async function failedEvents(pool: pg.Pool, query: FailedEventsQuery): Promise<FailedEvents> {
  const [page, groups, counts] = await Promise.all([pageOf(pool, query), groupsOf(pool), countsOf(pool)])
  return { ...page, groups, counts }
}

async function pageOf(pool: pg.Pool, { state, code, source, cursor, limit }: FailedEventsQuery) {
  const values: unknown[] = [state]
  const conditions = [`coalesce(f.settled, 'open') = $1`]
  if (code !== undefined) conditions.push(`f.code = $${values.push(code)}`)
  if (source !== undefined) conditions.push(`f.source_id = $${values.push(source)}::uuid`)
  if (cursor !== undefined) {
    const { at, id } = readCursor(cursor)
    conditions.push(`(f.received_at, f.id) < ($${values.push(at)}::timestamptz, $${values.push(id)}::uuid)`)
  }
  const { rows } = await pool.query<Row>(
    `${SELECT} where ${conditions.join(' and ')} order by f.received_at desc, f.id desc limit $${values.push(limit)}::int`,
    values,
  )
  const last = rows.at(-1)
  const nextCursor = rows.length < limit || !last ? null : `${last.receivedAt.toISOString()} ${last.id}`
  return { data: rows.map(asFailed), nextCursor }
}

function readCursor(cursor: string): { at: string; id: string } {
  const [at = '', id = ''] = cursor.split(' ')
  if (!Number.isNaN(Date.parse(at)) && isUuid(id)) return { at, id }
  throw new Refusal('invalid_request', `cursor: “${cursor}” is not one that a page ended with.`)
}

async function groupsOf(pool: pg.Pool): Promise<FailedEvents['groups']> {
  const { rows } = await pool.query<{
    code: string
    sourceId: string | null
    sourceName: string | null
    events: number
    lastAt: Date
  }>(
    `select f.code, f.source_id as "sourceId", s.name as "sourceName", count(*)::int as events, max(f.received_at) as "lastAt"
     from failed_events f left join sources s on s.id = f.source_id
     where f.settled is null group by 1, 2, 3 order by events desc, f.code limit 100`,
  )
  return rows.map(({ sourceId, sourceName, lastAt, ...group }) => ({
    ...group,
    source: sourceOf(sourceId, sourceName),
    lastAt: lastAt.toISOString(),
  }))
}

async function countsOf(pool: pg.Pool): Promise<FailedEvents['counts']> {
  const { rows } = await pool.query<FailedEvents['counts']>(
    `select count(*) filter (where settled is null)::int as open,
       count(*) filter (where settled = 'replayed')::int as replayed,
       count(*) filter (where settled = 'dismissed')::int as dismissed from failed_events`,
  )
  return rows[0]!
}

/** @throws Refusal `not_found` */
export async function failedEvent(pool: pg.Pool, id: string): Promise<FailedEvent> {
  const { rows } = isUuid(id) ? await pool.query<Row>(`${SELECT} where f.id = $1`, [id]) : { rows: [] }
  if (!rows[0]) throw nothingThere()
  return asFailed(rows[0])
}

function asFailed({ sourceId, sourceName, receivedAt, settledAt, ...row }: Row): FailedEvent {
  return {
    ...row,
    source: sourceOf(sourceId, sourceName),
    receivedAt: receivedAt.toISOString(),
    settledAt: settledAt?.toISOString() ?? null,
  }
}

function sourceOf(id: string | null, name: string | null) {
  return id === null ? null : { id, name: name ?? 'a source that is gone' }
}

/** Returns how many were open and are no more. */
export async function dismissFailed(
  pool: pg.Pool,
  { ids, code, source }: Dismissal,
  by: string | null,
): Promise<number> {
  const { rowCount } = await pool.query(
    `update failed_events set settled = 'dismissed', settled_by = $1, settled_at = now()
     where settled is null and ($2::uuid[] is null or id = any($2::uuid[])) and ($3::text is null or code = $3)
       and ($4::uuid is null or source_id = $4)`,
    [by, ids ?? null, code ?? null, source ?? null],
  )
  return rowCount ?? 0
}

/** How many are kept; how long is the retention's to say. */
export const FAILED_MAX = 100_000

/** A public key lets anybody send what is refused: the oldest beyond what is kept go. */
export async function boundFailed(pool: pg.Pool, max = FAILED_MAX): Promise<void> {
  await pool.query(
    `delete from failed_events f using (
       select received_at, id from failed_events order by received_at desc, id desc offset $1 limit 1) as last
     where (f.received_at, f.id) <= (last.received_at, last.id)`,
    [max],
  )
}
