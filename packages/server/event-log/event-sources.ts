/** Where events come from, with what came of each in 14 days. */
import type { EventSource } from '@baton/protocol'
import type pg from 'pg'
import { kindOf } from '../sources/index.ts'
import { sourceHealth } from './source-health.ts'

const DAYS = 14
const DAY = 86_400_000

interface SourceRow {
  readonly id: string
  readonly name: string
  readonly writeKey: string
  readonly createdAt: Date
  readonly isImported: boolean
  readonly lastSeenAt: Date | null
  readonly hours: readonly { readonly hour: string; readonly events: number }[]
  readonly refused: number
  readonly aside: number
}

/** Beside few sources and few hours; what is kept aside is found by an index of its own. */
const SOURCES = `
  with hours as (
    select source_id, json_agg(json_build_object('hour', hour, 'events', events) order by hour) as hours, min(first_seq) as first_seq
    from source_hours where hour >= $1 group by 1),
  aside as (
    select source_id, count(*)::int as events from events
    where not counts and seq >= coalesce((select min(first_seq) from hours), 0) group by 1),
  refused as (select source_id, count(*)::int as events from failed_events where received_at >= $1 group by 1)
  select s.id, s.name, s.write_key as "writeKey", s.created_at as "createdAt",
    exists (select 1 from imports i where i.source_id = s.id) as "isImported",
    (select max(last_at) from source_hours t where t.source_id = s.id) as "lastSeenAt",
    coalesce(h.hours, '[]') as hours, coalesce(r.events, 0) as refused, coalesce(a.events, 0) as aside
  from sources s left join hours h on h.source_id = s.id left join aside a on a.source_id = s.id
    left join refused r on r.source_id = s.id
  order by s.created_at, s.name`

export async function eventSources(pool: pg.Pool, now: number): Promise<EventSource[]> {
  const today = Math.floor(now / DAY) * DAY
  const begin = today - (DAYS - 1) * DAY
  const { rows } = await pool.query<SourceRow>(SOURCES, [new Date(begin)])
  return rows.map((row) => asSource(row, begin, now))
}

/** Kinds that nobody has to start. */
const STEADY: ReadonlySet<EventSource['kind']> = new Set(['web', 'server', 'form', 'webhook'])

function asSource(row: SourceRow, begin: number, now: number): EventSource {
  const hours = row.hours.map(({ hour, events }) => ({ at: Date.parse(hour), events }))
  const days = Array.from({ length: DAYS }, (_, index) => ({
    day: new Date(begin + index * DAY).toISOString().slice(0, 10),
    events: 0,
  }))
  for (const { at, events } of hours) {
    const day = days[Math.floor((at - begin) / DAY)]
    if (day) day.events += events
  }
  const kind = row.isImported && kindOf(row.name) === 'web' ? 'import' : kindOf(row.name)
  const seen = {
    hours: hours.map(({ at }) => at),
    lastSeenAt: row.lastSeenAt?.getTime() ?? null,
    events: hours.reduce((sum, { events }) => sum + events, 0),
    refused: row.refused,
    aside: row.aside,
    isSteady: STEADY.has(kind),
  }
  const { id, name, createdAt, lastSeenAt } = row
  return {
    id,
    name,
    kind,
    writeKey: kind === 'web' || kind === 'import' ? row.writeKey : null,
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt?.toISOString() ?? null,
    days,
    events: seen.events,
    refused: seen.refused,
    aside: seen.aside,
    ...sourceHealth(seen, now),
  }
}
