/**
 * Judges leads anew whose histories became others without a new event: somebody merged or separated them, or an event counts
 * that did not, or the other way. Within the turn of who calls.
 */
import { dayOf } from '@baton/engine'
import type pg from 'pg'
import type { AgreementInForce } from '../agreements/index.ts'
import { leadHistories, leadsWithRoots, leadWrites, tellOfHandoffs } from '../leads/index.ts'
import { textArray } from '../platform/postgres/binary-array.ts'
import { refold } from './judge-leads.ts'
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
  const entries = roots.flatMap((lead) => refold(lead, histories.get(lead.id) ?? [], inForce, now))
  await leadWrites(inForce.compiled, roots, dayOf(now))(client)
  await recordDecisions(client, entries, inForce, { known: histories, refolded: roots })
  await tellOfHandoffs(client, [...ids, ...roots.map(({ id }) => id)])
}

/** Numbered like events, so that a frame of history that was kept knows what it lacks. */
async function noteHistoryChanges(client: pg.ClientBase, leadIds: readonly string[]): Promise<void> {
  await client.query({
    name: 'note-history-changes',
    text: `insert into history_changes (seq, lead_id)
           select nextval('events_seq_seq'), id::uuid from unnest($1::text[]) as g(id)`,
    values: [textArray(leadIds)],
  })
}
