/**
 * The log of events, the newest first. Events are found by their number, which a BRIN index knows in ranges: the log is read
 * backwards in windows, so that reading it costs no index that the intake would have to keep.
 */
import { type Catalogue, findEvent } from '@baton/engine'
import type { EventLog, EventLogQuery, LoggedEvent } from '@baton/protocol'
import type pg from 'pg'

const WINDOW = 50_000
/** So far back one request looks for what a filter asks; the next page goes on from there. */
const WINDOWS_MAX = 20

type Row = Omit<LoggedEvent, 'occurredAt' | 'receivedAt' | 'lead' | 'source' | 'catalogued'> & {
  readonly occurredAt: Date
  readonly receivedAt: Date
  readonly sourceId: string
  readonly sourceName: string
  readonly leadId: string | null
  readonly leadName: string | null
  readonly company: string | null
}

const SELECT = `
  select e.seq::float8 as seq, e.id, e.name, e.occurred_at as "occurredAt", e.received_at as "receivedAt", e.trust, e.counts,
    e.source_id as "sourceId", coalesce(s.name, '') as "sourceName", r.id as "leadId", coalesce(r.name, r.email) as "leadName",
    r.company_name as company, e.properties, e.lead as "leadFacts", e.company as "companyFacts",
    (select m.mark from event_marks m where m.event_id = e.id order by m.id desc limit 1) as mark
  from events e left join sources s on s.id = e.source_id
    left join leads l on l.id = e.lead_id left join leads r on r.id = coalesce(l.joined_to, l.id)`

interface Asked {
  readonly conditions: readonly string[]
  readonly values: readonly unknown[]
}

export async function eventLog(pool: pg.Pool, catalogue: Catalogue, query: EventLogQuery): Promise<EventLog> {
  const newest = await newestSeq(pool)
  const { rows, nextBefore } = await rowsOf(pool, query, newest)
  return { data: rows.map((row) => asLogged(row, catalogue)), nextBefore, newest }
}

async function newestSeq(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ seq: number }>(
    'select case when is_called then last_value::float8 else 0 end as seq from events_seq_seq',
  )
  return rows[0]!.seq
}

interface Found {
  readonly rows: readonly Row[]
  readonly nextBefore: number | null
}

async function rowsOf(pool: pg.Pool, query: EventLogQuery, newest: number): Promise<Found> {
  const asked = askedBy(query)
  const end = Math.min(query.before ?? newest + 1, newest + 1)
  const begin = query.after ?? 0
  // These have indexes of their own, and are few.
  if (query.lead !== undefined || query.counts === 'aside') {
    const rows = await between(pool, asked, begin, end, query.limit)
    return { rows, nextBefore: rows.length < query.limit ? null : rows.at(-1)!.seq }
  }
  const rows: Row[] = []
  let before = end
  for (let windows = 0; windows < WINDOWS_MAX && before > begin + 1; windows += 1) {
    const from = Math.max(begin, before - WINDOW - 1)
    const found = await between(pool, asked, from, before, query.limit - rows.length)
    rows.push(...found)
    if (rows.length === query.limit) return { rows, nextBefore: rows.at(-1)!.seq }
    before = from + 1
  }
  return { rows, nextBefore: before > begin + 1 ? before : null }
}

function askedBy({ source, name, trust, counts, lead }: EventLogQuery): Asked {
  const values: unknown[] = []
  const conditions: string[] = []
  const bind = (value: unknown, condition: (place: string) => string) =>
    void conditions.push(condition(`$${values.push(value)}`))
  if (source !== undefined) bind(source, (place) => `e.source_id = ${place}::uuid`)
  if (name !== undefined) bind(name, (place) => `e.name = ${place}`)
  if (trust !== undefined) bind(trust, (place) => `e.trust = ${place}`)
  if (counts !== undefined) conditions.push(counts === 'true' ? 'e.counts' : 'not e.counts')
  if (lead !== undefined)
    bind(
      lead,
      (place) =>
        `e.lead_id in (select id from leads where id = ${place}::uuid or joined_to = ${place}::uuid)`,
    )
  return { conditions, values }
}

/** Numbers above `from` and below `before`. */
async function between(
  pool: pg.Pool,
  { conditions, values }: Asked,
  from: number,
  before: number,
  limit: number,
): Promise<readonly Row[]> {
  const bound = [...values, from, before, limit]
  const at = values.length
  const range = [`e.seq > $${at + 1}::bigint`, `e.seq < $${at + 2}::bigint`]
  const { rows } = await pool.query<Row>(
    `${SELECT} where ${[...range, ...conditions].join(' and ')} order by e.seq desc limit $${at + 3}::int`,
    bound,
  )
  return rows
}

function asLogged(row: Row, catalogue: Catalogue): LoggedEvent {
  const { sourceId, sourceName, leadId, leadName, company, ...event } = row
  return {
    ...event,
    occurredAt: row.occurredAt.toISOString(),
    receivedAt: row.receivedAt.toISOString(),
    source: { id: sourceId, name: sourceName },
    lead: leadId === null ? null : { id: leadId, name: leadName, company },
    catalogued: findEvent(catalogue, row.name) !== undefined,
  }
}
