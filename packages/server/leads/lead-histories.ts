/**
 * The history that a lead is judged by: its own events, those of visitors joined to it, and what other leads of its
 * company stated about the company. Read as it was stored, because that is what is folded.
 */
import type { LeadEvent, Trust } from '@baton/engine'
import type pg from 'pg'
import { textArray } from '../platform/postgres/binary-array.ts'

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

const HISTORIES = `
  with wanted as (select id, company_id from leads where id = any($1::text[]::uuid[])),
  owners as (
    select id as for_lead, id as owner from wanted
    union all select wanted.id, v.id from wanted join leads v on v.joined_to = wanted.id)
  select o.for_lead as "forLead", ${EVENT}, e.properties, e.lead, e.company
  from owners o join events e on e.lead_id = o.owner
  union all
  select w.id, ${EVENT}, null, null, e.company
  from wanted w join events e on e.company_id = w.company_id and e.company is not null
  where not exists (select 1 from owners o where o.for_lead = w.id and o.owner = e.lead_id)`

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
