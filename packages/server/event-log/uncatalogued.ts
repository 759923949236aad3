/** Names and properties that came within 30 days and that no agreement can refer to, because the catalogue does not know them. */
import { type Catalogue, type CatalogueEvent, findEvent } from '@baton/engine'
import type { Uncatalogued } from '@baton/protocol'
import type pg from 'pg'

type Item = Uncatalogued['data'][number]
type Field = Item['fields'][number]

interface PropertyRow {
  readonly name: string
  readonly property: string
  readonly texts: number
  readonly dates: number
  readonly numbers: number
  readonly booleans: number
  readonly others: number
  readonly sample: unknown
}

const SHOWN = 500
const SAMPLE_LENGTH = 80

export async function uncatalogued(pool: pg.Pool, catalogue: Catalogue): Promise<Uncatalogued> {
  const [names, behind] = await Promise.all([namesThatCame(pool), eventsBehind(pool)])
  const properties = await propertiesOf(
    pool,
    names.map(({ name }) => name),
    catalogue,
  )
  const data = names.flatMap(({ lastAt, ...row }): Item[] => {
    const known = findEvent(catalogue, row.name)
    const fields = (properties.get(row.name) ?? []).filter(({ name }) => !knows(known, name))
    if (known && fields.length === 0) return []
    return [{ ...row, known: known !== undefined, lastAt: lastAt.toISOString(), fields }]
  })
  return { data: data.toSorted((a, b) => Number(a.known) - Number(b.known)).slice(0, SHOWN), behind }
}

function knows(event: CatalogueEvent | undefined, field: string): boolean {
  return event?.fields.some(({ name }) => name === field) ?? false
}

async function namesThatCame(pool: pg.Pool) {
  const { rows } = await pool.query<{ name: string; events: number; lastAt: Date }>(
    `select name, sum(events)::int as events, max(last_at) as "lastAt" from event_days
     where day > current_date - 30 group by name order by events desc, name limit 5000`,
  )
  return rows
}

/** The value of the last event that had the property, where that event is still there. */
async function propertiesOf(
  pool: pg.Pool,
  names: readonly string[],
  catalogue: Catalogue,
): Promise<ReadonlyMap<string, readonly Field[]>> {
  const known = catalogue.events.flatMap((event) =>
    event.fields.map((field) => [event.name, field.name] as const),
  )
  const { rows } = await pool.query<PropertyRow>(
    `with seen as (
       select name, property, sum(texts)::int as texts, sum(dates)::int as dates, sum(numbers)::int as numbers,
         sum(booleans)::int as booleans, sum(others)::int as others, max(day) as day
       from event_properties p where day > current_date - 30 and name = any($1::text[])
         and not exists (select 1 from unnest($2::text[], $3::text[]) as k(name, property)
           where k.name = p.name and k.property = p.property)
       group by 1, 2 order by name, sum(texts + dates + numbers + booleans + others) desc limit 5000)
     select s.*, e.properties -> s.property as sample
     from seen s join event_properties l on l.day = s.day and l.name = s.name and l.property = s.property
     left join events e on e.lead_id = l.lead_id and e.occurred_at = l.occurred_at and e.seq = l.seq`,
    [names, known.map(([name]) => name), known.map(([, property]) => property)],
  )
  const fields = new Map<string, Field[]>()
  for (const row of rows) {
    const of = fields.get(row.name) ?? []
    fields.set(row.name, of)
    of.push({
      name: row.property,
      type: guessedType(row),
      events: countOf(row),
      sample: sampleOf(row.sample),
    })
  }
  return fields
}

function countOf({ texts, dates, numbers, booleans, others }: PropertyRow): number {
  return texts + dates + numbers + booleans + others
}

/** What nineteen of twenty values are; text for what is mixed. */
export function guessedType(row: Omit<PropertyRow, 'name' | 'property' | 'sample'>): Field['type'] {
  const all = row.texts + row.dates + row.numbers + row.booleans
  const most = (count: number) => count > 0 && count >= all * 0.95
  if (most(row.numbers)) return 'number'
  if (most(row.booleans)) return 'boolean'
  return most(row.dates) ? 'date' : 'text'
}

function sampleOf(value: unknown): string | null {
  if (value === undefined || value === null) return null
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > SAMPLE_LENGTH ? `${text.slice(0, SAMPLE_LENGTH - 1)}…` : text
}

async function eventsBehind(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ behind: number }>(
    `select greatest(0, case when s.is_called then s.last_value else 0 end - t.through_seq)::float8 as behind
     from event_tally t, events_seq_seq s`,
  )
  return rows[0]!.behind
}
