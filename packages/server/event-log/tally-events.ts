/**
 * Counts what was stored, a step behind and beside the intake: volumes of sources by the hour, names and properties by the
 * day. New events are read by their number, so nothing is counted twice.
 */
import type pg from 'pg'
import { isLoading } from '../platform/postgres/loading.ts'
import { boundFailed } from './failed-events.ts'
import { repeat } from '../platform/repeat.ts'

const STEP = 50_000
/** Of each name in a step, whose properties are looked at. */
const LOOKED_AT = 200
/** Names and properties that are kept of a day: anybody with a public key can make up more. */
const NAMES_MAX = 5_000
const PROPERTIES_MAX = 20_000
const HOURS_DAYS = 100
const NAMES_DAYS = 30

/** One step on. Returns how many events were read. */
export async function tallyEvents(pool: pg.Pool): Promise<number> {
  const client = await pool.connect()
  try {
    // New events stand at the end of the table, which the index by number knows; of a table that was not analysed yet the
    // planner would read all.
    await client.query('begin; set local enable_seqscan = off; set local enable_indexscan = off')
    const { rows } = await client.query<{ through: string; last: string }>(
      `select through_seq as through, (select last_value from events_seq_seq) as last from event_tally for update`,
    )
    const through = Number(rows[0]!.through)
    const counted = await countStep(client, through)
    // Numbers that were taken and never stored: nobody holds as many at once.
    const next = counted.last ?? (Number(rows[0]!.last) > through + STEP ? through + STEP : through)
    if (next > through) await client.query('update event_tally set through_seq = $1', [next])
    await client.query('commit')
    if (counted.events > 0) await summariseNewest(client)
    return next > through ? Math.max(1, counted.events) : 0
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    client.release()
  }
}

const COUNT = `
  with step as materialized (
    select seq, name, source_id, received_at, occurred_at, lead_id, properties from events
    where seq > $1::bigint and seq <= $1::bigint + ${STEP}),
  hours as (
    insert into source_hours (source_id, hour, events, last_at, first_seq)
    select source_id, date_trunc('hour', received_at, 'UTC'), count(*), max(received_at), min(seq) from step group by 1, 2
    on conflict (source_id, hour) do update set events = source_hours.events + excluded.events,
      last_at = greatest(source_hours.last_at, excluded.last_at)),
  names as (
    select (received_at at time zone 'UTC')::date as day, name, count(*)::int as events, max(received_at) as last_at
    from step group by 1, 2),
  kept_names as (
    insert into event_days (day, name, events, last_at)
    select * from names n where (select count(*) from event_days d where d.day = n.day) < ${NAMES_MAX}
      or exists (select 1 from event_days d where d.day = n.day and d.name = n.name)
    on conflict (day, name) do update set events = event_days.events + excluded.events,
      last_at = greatest(event_days.last_at, excluded.last_at)),
  numbered as (
    select seq, row_number() over (partition by name order by seq desc) as n from step where lead_id is not null),
  newest as materialized (
    select s.* from numbered join step s using (seq) where n <= ${LOOKED_AT}),
  looked_at as (
    select seq, name, (received_at at time zone 'UTC')::date as day, occurred_at, lead_id, p.key, json_typeof(p.value) as kind,
      json_typeof(p.value) = 'string' and p.value #>> '{}' ~ '^\\d{4}-\\d\\d-\\d\\d([T ][\\d:.]+(Z|[+-]\\d\\d:?\\d\\d)?)?$' as is_date
    from newest, json_each(properties) p
    where json_typeof(properties) = 'object' and length(p.key) between 1 and 100),
  properties as (
    select day, name, key as property, count(*) filter (where kind = 'string' and not is_date)::int as texts,
      count(*) filter (where is_date)::int as dates, count(*) filter (where kind = 'number')::int as numbers,
      count(*) filter (where kind = 'boolean')::int as booleans,
      count(*) filter (where kind in ('object', 'array', 'null'))::int as others,
      (array_agg(lead_id order by seq desc))[1] as lead_id, (array_agg(occurred_at order by seq desc))[1] as occurred_at,
      max(seq) as seq
    from looked_at group by 1, 2, 3),
  kept_properties as (
    insert into event_properties (day, name, property, texts, dates, numbers, booleans, others, lead_id, occurred_at, seq)
    select * from properties n where (select count(*) from event_properties d where d.day = n.day) < ${PROPERTIES_MAX}
      or exists (select 1 from event_properties d where d.day = n.day and d.name = n.name and d.property = n.property)
    on conflict (day, name, property) do update set texts = event_properties.texts + excluded.texts,
      dates = event_properties.dates + excluded.dates, numbers = event_properties.numbers + excluded.numbers,
      booleans = event_properties.booleans + excluded.booleans, others = event_properties.others + excluded.others,
      lead_id = excluded.lead_id, occurred_at = excluded.occurred_at, seq = excluded.seq)
  select max(seq)::float8 as last, count(*)::int as events from step`

async function countStep(
  client: pg.ClientBase,
  through: number,
): Promise<{ last: number | null; events: number }> {
  const { rows } = await client.query<{ last: number | null; events: number }>(COUNT, [through])
  return rows[0]!
}

/**
 * A BRIN index does not know of pages that were written since it was summarised last, so that whoever asks for the newest
 * events would read all of these.
 */
async function summariseNewest(client: pg.ClientBase): Promise<void> {
  await client.query(`set lock_timeout = '200ms'`)
  // A vacuum that holds the lock does the same.
  await client.query(`select brin_summarize_new_values('events_in_order')`).catch(() => {})
  await client.query('reset lock_timeout')
}

/** What is too old to be shown goes; the last hour of a source stays, because it says when the source was seen last. */
async function forgetOld(pool: pg.Pool): Promise<void> {
  await pool.query(
    `delete from source_hours h where hour < now() - interval '${HOURS_DAYS} days'
       and exists (select 1 from source_hours n where n.source_id = h.source_id and n.hour > h.hour)`,
  )
  for (const table of ['event_days', 'event_properties'])
    await pool.query(`delete from ${table} where day < current_date - ${NAMES_DAYS}`)
}

const LOOK_EVERY_MS = 2_000
const TIDY_EVERY_MS = 10 * 60_000

/** Counts every two seconds, and rests while history is loaded. Returns what ends it, once the step under way is through. */
export function tallyAlways(pool: pg.Pool, log: (line: string) => void): () => Promise<void> {
  let tidiedAt = 0
  return repeat({ everyMs: LOOK_EVERY_MS, what: 'Counting events', log }, async () => {
    if (await isLoading(pool)) return
    await tallyEvents(pool)
    if (Date.now() - tidiedAt < TIDY_EVERY_MS) return
    tidiedAt = Date.now()
    await boundFailed(pool)
    await forgetOld(pool)
  })
}
