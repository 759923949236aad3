/**
 * The history that a lead is judged by: its own events, those of visitors joined to it, and what other leads of its
 * company stated about the company. Read as it was stored, because that is what is folded.
 */
import type { LeadEvent, Trust } from '@baton/engine'
import type pg from 'pg'
import { textArray } from '../platform/postgres/binary-array.ts'
import { type CopiedRow, copyOut } from '../platform/postgres/copy-out.ts'
import { KnownBytes, KnownTexts } from '../platform/postgres/known-bytes.ts'

interface Row {
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
/** The time as it is stored: reckoning it out for millions costs more than sending it. */
const COPIED = 'e.id, e.seq, e.name, e.occurred_at, e.trust, e.identified'

/** The histories of the leads that `wanted` selects with their companies. */
const historiesOf = (wanted: string, event = EVENT) => `
  with wanted as (${wanted}),
  owners as (
    select id as for_lead, id as owner from wanted
    union all select wanted.id, v.id from wanted join leads v on v.joined_to = wanted.id)
  select o.for_lead as "forLead", ${event}, e.properties, e.lead, e.company
  from owners o join events e on e.lead_id = o.owner and e.counts
  union all
  select w.id, ${event}, null, null, e.company
  from wanted w join events e on e.company_id = w.company_id and e.company is not null and e.counts
  where not exists (select 1 from leads o where o.id = e.lead_id and coalesce(o.joined_to, o.id) = w.id)`

const HISTORIES = historiesOf('select id, company_id from leads where id = any($1::text[]::uuid[])')

/** By lead id; within a lead in no order. */
export async function leadHistories(
  client: pg.ClientBase | pg.Pool,
  leadIds: readonly string[],
): Promise<ReadonlyMap<string, readonly LeadEvent[]>> {
  const histories = new Map<string, LeadEvent[]>(leadIds.map((id) => [id, []]))
  const { rows } = await client.query<Row & { readonly forLead: string }>({
    name: 'lead-histories',
    text: HISTORIES,
    values: [textArray(leadIds)],
  })
  for (const row of rows) histories.get(row.forLead)?.push(eventOf(row))
  return histories
}

/**
 * Reads the histories of many leads, several times as fast: as a copy, with texts that come again read once. What is read
 * from equal texts is shared, and must not be changed.
 */
export class HistoryReader {
  readonly #texts = new KnownTexts()
  readonly #json = new RememberedJson()

  /** By lead id; within a lead in no order. `condition` is about columns of `leads`, and is trusted. */
  async where(client: pg.ClientBase, condition: string): Promise<ReadonlyMap<string, readonly LeadEvent[]>> {
    const histories: LeadEvent[][] = []
    const ids: string[] = []
    const leads = new KnownBytes()
    const wanted = `select id, company_id from leads where ${condition}`
    await copyOut(client, historiesOf(wanted, COPIED), (row) => {
      const lead = row.numberIn(leads)
      if (lead === histories.length) {
        ids.push(row.uuidAgain())
        histories.push([])
      }
      histories[lead]!.push(this.#eventOf(row))
    })
    return new Map(ids.map((id, lead) => [id, histories[lead]!]))
  }

  #eventOf(row: CopiedRow): LeadEvent {
    return eventOf({
      id: row.uuid()!,
      seq: row.bigint(),
      name: row.knownText(this.#texts)!,
      occurredAt: row.time(),
      trust: row.knownText(this.#texts) as Trust,
      identified: row.boolean(),
      properties: this.#json.read(row.knownText(this.#texts)) as Row['properties'],
      lead: this.#json.read(row.text()) as Row['lead'],
      company: this.#json.read(row.knownText(this.#texts)) as Row['company'],
    })
  }
}

const TEXTS_REMEMBERED = 20_000

class RememberedJson {
  readonly #known = new Map<string, unknown>()

  read(text: string | null): unknown {
    if (text === null) return null
    const known = this.#known.get(text)
    if (known !== undefined) return known
    const value: unknown = JSON.parse(text)
    if (this.#known.size >= TEXTS_REMEMBERED) this.#known.clear()
    this.#known.set(text, value)
    return value
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
