/**
 * The history that a lead is judged by: its own events, those of visitors joined to it, and what other leads of its
 * company stated about the company. Read as it was stored, because that is what is folded.
 */
import type { LeadEvent, Trust } from '@baton/engine'
import type pg from 'pg'
import { textArray } from '../platform/postgres/binary-array.ts'
import { copyLines, copyValues } from '../platform/postgres/copy-out.ts'

interface Row {
  readonly forLead: string
  readonly id: string
  readonly seq: number
  readonly name: string
  readonly occurredAt: number
  readonly trust: Trust
  readonly identified: boolean
  readonly properties: LeadEvent['properties'] | null
  readonly lead: LeadEvent['lead'] | null
  readonly company: LeadEvent['company'] | null
}

const EVENT = `e.id, e.seq, e.name, (extract(epoch from e.occurred_at) * 1000)::float8 as "occurredAt", e.trust, e.identified`

/** The histories of the leads that `wanted` selects with their companies. */
const historiesOf = (wanted: string) => `
  with wanted as (${wanted}),
  owners as (
    select id as for_lead, id as owner from wanted
    union all select wanted.id, v.id from wanted join leads v on v.joined_to = wanted.id)
  select o.for_lead as "forLead", ${EVENT}, e.properties, e.lead, e.company
  from owners o join events e on e.lead_id = o.owner
  union all
  select w.id, ${EVENT}, null, null, e.company
  from wanted w join events e on e.company_id = w.company_id and e.company is not null
  where not exists (select 1 from leads o where o.id = e.lead_id and coalesce(o.joined_to, o.id) = w.id)`

const HISTORIES = historiesOf('select id, company_id from leads where id = any($1::text[]::uuid[])')

/** By lead id; within a lead in no order. */
export async function leadHistories(
  client: pg.ClientBase | pg.Pool,
  leadIds: readonly string[],
): Promise<ReadonlyMap<string, readonly LeadEvent[]>> {
  const histories = new Map<string, LeadEvent[]>(leadIds.map((id) => [id, []]))
  const { rows } = await client.query<Row>({
    name: 'lead-histories',
    text: HISTORIES,
    values: [textArray(leadIds)],
  })
  for (const row of rows) histories.get(row.forLead)?.push(eventOf(row))
  return histories
}

/**
 * The same for many leads, several times as fast: as a copy, with texts that come again read once. `condition` is about
 * columns of `leads` and is trusted.
 */
export async function leadHistoriesWhere(
  client: pg.ClientBase,
  condition: string,
): Promise<ReadonlyMap<string, readonly LeadEvent[]>> {
  const histories = new Map<string, LeadEvent[]>()
  const read = new RememberedJson()
  const wanted = `select id, company_id from leads where ${condition}`
  await copyLines(client, `copy (${historiesOf(wanted)}) to stdout`, (line) => {
    const [forLead, id, seq, name, occurredAt, trust, identified, properties, lead, company] =
      copyValues(line)
    const event = eventOf({
      forLead: forLead!,
      id: id!,
      seq: Number(seq),
      name: name!,
      occurredAt: Number(occurredAt),
      trust: trust as Trust,
      identified: identified === 't',
      properties: read.json(properties) as Row['properties'],
      lead: read.json(lead) as Row['lead'],
      company: read.json(company) as Row['company'],
    })
    const history = histories.get(forLead!)
    if (history) history.push(event)
    else histories.set(forLead!, [event])
  })
  return histories
}

const TEXTS_REMEMBERED = 20_000

/** Reads JSON of which much comes again. What it gives is shared and must not be changed. */
class RememberedJson {
  readonly #known = new Map<string, unknown>()

  json(text: string | null | undefined): unknown {
    if (text === null || text === undefined) return null
    const known = this.#known.get(text)
    if (known !== undefined) return known
    const read: unknown = JSON.parse(text)
    if (this.#known.size >= TEXTS_REMEMBERED) this.#known.clear()
    this.#known.set(text, read)
    return read
  }
}

function eventOf(row: Row): LeadEvent {
  const { id, seq, name, occurredAt, trust } = row
  // No properties: a fact about the company that a colleague's event stated, and nothing else of that event.
  if (row.properties === null) {
    return { id, seq, name, occurredAt, trust, properties: {}, company: row.company ?? {}, colleague: true }
  }
  return {
    id,
    seq,
    name,
    occurredAt,
    trust,
    properties: row.properties,
    identified: row.identified,
    ...(row.lead ? { lead: row.lead } : {}),
    ...(row.company ? { company: row.company } : {}),
  }
}
