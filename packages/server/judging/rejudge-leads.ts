/**
 * Judges leads anew whose histories became others without a new event: somebody merged or separated them, or an event counts
 * that did not, or the other way. Within the turn of who calls.
 */
import { dayOf } from '@baton/engine'
import type pg from 'pg'
import type { AgreementInForce } from '../agreements/index.ts'
import { leadHistories, type LeadRecord, leadsWithRoots, leadWrites, tellOfHandoffs } from '../leads/index.ts'
import { textArray } from '../platform/postgres/binary-array.ts'
import { type Cause, refold } from './judge-leads.ts'
import { recordDecisions } from './record-decisions.ts'

/** @param changed leads whose history is another; those that are part of another lead's are noted, and judged with it */
export async function rejudgeLeads(
  client: pg.ClientBase,
  inForce: AgreementInForce,
  changed: Iterable<string>,
): Promise<void> {
  const ids = [...new Set(changed)]
  if (ids.length === 0) return
  await noteHistoryChanges(client, ids)
  const found = await leadsWithRoots(client, ids)
  const roots = found.filter(({ joinedTo }) => joinedTo === null)
  const histories = await leadHistories(
    client,
    roots.map(({ id }) => id),
  )
  const now = Date.now()
  const withdrawn = await withdrawnEvents(
    client,
    roots.filter(({ id, ledgerSeq }) => ledgerSeq > 0 && (histories.get(id) ?? []).length === 0),
  )
  const entries = roots.flatMap((lead) =>
    refold(lead, histories.get(lead.id) ?? [], inForce, now, withdrawn.get(lead.id)),
  )
  await leadWrites(inForce.compiled, roots, dayOf(now))(client)
  await recordDecisions(client, entries, inForce, { known: histories, refolded: roots })
  await tellOfHandoffs(client, [...ids, ...roots.map(({ id }) => id)])
}

/** Of leads whom nothing is left that counts of: what they did last, for the ledger to name. */
async function withdrawnEvents(
  client: pg.ClientBase,
  leads: readonly LeadRecord[],
): Promise<ReadonlyMap<string, Cause>> {
  if (leads.length === 0) return new Map()
  const { rows } = await client.query<Cause & { lead: string }>({
    name: 'withdrawn-events',
    text: `select w.id as lead, e.id, (extract(epoch from e.occurred_at) * 1000)::float8 as at
           from (select unnest($1::text[]::uuid[]) as id) w cross join lateral (
             select e.id, e.occurred_at from leads l join events e on e.lead_id = l.id
             where l.id = w.id or l.joined_to = w.id order by e.occurred_at desc, e.seq desc limit 1) e`,
    values: [textArray(leads.map(({ id }) => id))],
  })
  return new Map(rows.map(({ lead, ...cause }) => [lead, cause]))
}

/** Numbered like events, so that a frame of history that was kept knows what it lacks. */
export async function noteHistoryChanges(client: pg.ClientBase, leadIds: readonly string[]): Promise<void> {
  await client.query({
    name: 'note-history-changes',
    text: `insert into history_changes (seq, lead_id)
           select nextval('events_seq_seq'), id::uuid from unnest($1::text[]) as g(id)`,
    values: [textArray(leadIds)],
  })
}
