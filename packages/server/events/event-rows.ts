/** Storing events: which are stored already, their numbers, the rows themselves, and those that were refused. */
import type pg from 'pg'
import { textArray } from '../platform/postgres/binary-array.ts'
import { copyRows } from '../platform/postgres/copy-rows.ts'
import type { Statement } from '../platform/postgres/query-together.ts'
import { uuidV7 } from '../platform/uuid-v7.ts'
import type { LeadRecord } from '../leads/index.ts'
import type { CanonicalEvent } from './canonical-event.ts'
import type { NewIdentity } from './directory.ts'
import type { RefusedEvent } from './incoming-event.ts'
import type { EventRow } from './plan-group.ts'

/** Positions of the events that are stored already. */
export async function findStored(
  client: pg.ClientBase,
  events: readonly CanonicalEvent[],
): Promise<ReadonlySet<number>> {
  const { rows } = await client.query<{ position: number }>({
    name: 'find-stored',
    text: `select w.position - 1 as position
           from unnest($1::text[], $2::text[]) with ordinality as w(source_id, message_id, position)
           join events e on e.source_id = w.source_id::uuid and e.message_id = w.message_id`,
    values: [
      textArray(events.map(({ sourceId }) => sourceId)),
      textArray(events.map(({ messageId }) => messageId)),
    ],
  })
  return new Set(rows.map(({ position }) => position))
}

const COPY_EVENTS = `copy events (seq, id, lead_id, company_id, counts, source_id, message_id, name, occurred_at,
  received_at, trust, identified, properties, lead, company, context) from stdin`

/** A copy is twice as fast as an insert; that the rows are new was found out under the turn, and the index holds to it. */
export function copyEvents(client: pg.ClientBase, rows: readonly EventRow[]): Promise<void> {
  let text = ''
  for (const { event, id, seq, ownerId, companyId } of rows) {
    const counts = event.standing === 'counts' ? 't' : 'f'
    text += `${seq}\t${id}\t${ownerId}\t${companyId ?? '\\N'}\t${counts}\t${event.copyTail}`
  }
  return copyRows(client, COPY_EVENTS, text)
}

/** Writes what brought people, event by event; nothing where nobody was brought, as by most. */
export function touchStatements(rows: readonly EventRow[]): readonly Statement[] {
  const brought = rows.filter(({ event }) => event.touch !== null)
  if (brought.length === 0) return []
  const statement = {
    name: 'write-touches',
    text: `insert into touches (seq, lead_id, at, source, medium, campaign)
           select seq::bigint, lead_id::uuid, at::timestamptz, source, medium, campaign
           from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
             as given(seq, lead_id, at, source, medium, campaign)`,
    values: [
      textArray(brought.map(({ seq }) => String(seq))),
      textArray(brought.map(({ ownerId }) => ownerId)),
      textArray(brought.map(({ event }) => new Date(event.occurredAt).toISOString())),
      textArray(brought.map(({ event }) => event.touch!.source)),
      textArray(brought.map(({ event }) => event.touch!.medium)),
      textArray(brought.map(({ event }) => event.touch!.campaign)),
    ],
  }
  return [statement]
}

/** Attributes what leads stated before their company was known; returns the companies that gained a statement. */
export async function attributeStatements(
  client: pg.ClientBase,
  settled: ReadonlyMap<LeadRecord, string>,
): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ companyId: string }>({
    name: 'attribute-statements',
    text: `with given as (
             select lead_id::uuid, company_id::uuid from unnest($1::text[], $2::text[]) as g(lead_id, company_id)),
           owners as (
             select lead_id, company_id from given
             union select v.id, g.company_id from given g join leads v on v.visitor_of = g.lead_id)
           update events e set company_id = o.company_id from owners o
           where e.lead_id = o.lead_id and e.company is not null and e.company_id is null
           returning e.company_id as "companyId"`,
    values: [textArray([...settled.keys()].map(({ id }) => id)), textArray([...settled.values()])],
  })
  return new Set(rows.map(({ companyId }) => companyId))
}

export async function writeIdentities(
  client: pg.ClientBase,
  identities: readonly NewIdentity[],
): Promise<void> {
  await client.query({
    name: 'write-identities',
    text: `insert into identities (kind, value, lead_id, trust)
           select kind, value, lead_id::uuid, trust
           from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as given(kind, value, lead_id, trust)
           on conflict (kind, value) do update set lead_id = excluded.lead_id, trust = excluded.trust`,
    values: [
      textArray(identities.map(({ kind }) => kind)),
      textArray(identities.map(({ value }) => value)),
      textArray(identities.map(({ leadId }) => leadId)),
      textArray(identities.map(({ trust }) => trust)),
    ],
  })
}

const BODY_LENGTH_MAX = 32_768

export async function writeFailed(client: pg.ClientBase, refused: readonly RefusedEvent[]): Promise<void> {
  await client.query({
    name: 'write-failed',
    text: `insert into failed_events (id, source_id, received_at, code, detail, message_id, body, form)
           select id::uuid, source_id::uuid, received_at::timestamptz, code, detail, message_id, body, form
           from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])
             as given(id, source_id, received_at, code, detail, message_id, body, form)`,
    values: [
      textArray(refused.map(() => uuidV7())),
      textArray(refused.map(({ sourceId }) => sourceId)),
      textArray(refused.map(({ receivedAt }) => new Date(receivedAt).toISOString())),
      textArray(refused.map(({ code }) => code)),
      textArray(refused.map(({ detail }) => storable(detail).slice(0, 1000))),
      textArray(
        refused.map(({ messageId }) => (messageId === null ? null : storable(messageId).slice(0, 256))),
      ),
      textArray(refused.map(({ body }) => storable(body).slice(0, BODY_LENGTH_MAX))),
      textArray(refused.map(({ form }) => form)),
    ],
  })
}

/** What is wrong with a refused event must not stop us from keeping it. */
function storable(text: string): string {
  return text.replaceAll('\0', '\ufffd').toWellFormed()
}
