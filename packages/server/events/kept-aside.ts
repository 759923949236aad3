/** Events that are stored and do not count yet, or at all: why, and the evidence that will settle it. */
import { textArray } from '../platform/postgres/binary-array.ts'
import type { Statement } from '../platform/postgres/query-together.ts'
import type { EventRow } from './plan-group.ts'

/** Writes both; nothing where all events count, as they do in most groups. */
export function asideStatements(rows: readonly EventRow[]): readonly Statement[] {
  const aside = rows.filter(({ event }) => event.standing !== 'counts')
  if (aside.length === 0) return []
  const hits = aside.filter(({ event }) => event.standing === 'settling').map(hitOf)
  const values = [
    textArray(aside.map(({ id }) => id)),
    textArray(aside.map(({ event }) => event.standing)),
    JSON.stringify(hits),
  ]
  return [{ name: 'keep-aside', text: KEEP_ASIDE, values }]
}

const KEEP_ASIDE = `
  with marked as (
    insert into event_marks (event_id, mark, reasons)
    select id::uuid, mark, case mark when 'machine' then array['crawler'] else '{}' end
    from unnest($1::text[], $2::text[]) as g(id, mark))
  insert into hits (event_id, lead_id, sending, link, is_trap, method, user_agent, has_language, network, is_hosted,
    sent_at, at, received_at)
  select "eventId", "leadId", sending, link, "isTrap", method, "userAgent", "hasLanguage", network, "isHosted",
    to_timestamp("sentAt" / 1000), to_timestamp(at / 1000), to_timestamp("receivedAt" / 1000)
  from json_to_recordset($3::json) as h("eventId" uuid, "leadId" uuid, sending text, link text, "isTrap" boolean,
    method text, "userAgent" text, "hasLanguage" boolean, network text, "isHosted" boolean, "sentAt" float8, at float8,
    "receivedAt" float8)`

/** A hit without evidence, as anybody can send one with a public key, stands alone: nothing speaks for it. */
function hitOf({ event, id, ownerId }: EventRow) {
  const unknown = { link: null, isTrap: false, method: '', userAgent: '', hasLanguage: false }
  return {
    ...unknown,
    network: null,
    isHosted: null,
    sentAt: null,
    sending: `alone:${id}`,
    ...event.hit,
    eventId: id,
    leadId: ownerId,
    at: event.occurredAt,
    receivedAt: event.receivedAt,
  }
}
