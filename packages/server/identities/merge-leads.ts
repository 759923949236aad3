/**
 * Two leads that somebody says are one person. Their histories are judged as one from then on; each event stays whose it is,
 * and every new one is stored as if nobody had merged anything. So taking a merge back leaves both as they would be
 * without it. What was decided meanwhile stays in the ledger.
 */
import type pg from 'pg'
import type { Agreements } from '../agreements/index.ts'
import { inTurn, rejudgeLeads } from '../judging/index.ts'
import { isKnownLead, type LeadRecord, leadsWithRoots } from '../leads/index.ts'
import { Refusal } from '../platform/http/refusal.ts'
import { isUuid, uuidV7 } from '../platform/uuid-v7.ts'

export interface Merging {
  /** Goes on under its own id. */
  readonly keptId: string
  readonly mergedId: string
  readonly reason: string
  readonly person: string | null
}

/** @returns the id of the merge. @throws Refusal `not_found`, `conflict` */
export async function mergeLeads(pool: pg.Pool, agreements: Agreements, merging: Merging): Promise<string> {
  const { keptId, mergedId, reason, person } = merging
  if (keptId === mergedId) throw new Refusal('conflict', 'A lead cannot be merged into itself.')
  return await inTurn(pool, agreements, async (client, inForce) => {
    const kept = await standingLead(client, keptId)
    const merged = await standingLead(client, mergedId)
    await client.query('update leads set merged_into = $1 where id = $2', [kept.id, merged.id])
    await client.query(
      'update leads set joined_to = $1, next_timer_at = null where id = $2 or joined_to = $2',
      [kept.id, merged.id],
    )
    await shareCompany(client, kept.id)
    const id = uuidV7()
    await client.query(
      'insert into merges (id, kept_id, merged_id, reason, by_person) values ($1, $2, $3, $4, $5)',
      [id, kept.id, merged.id, reason, person],
    )
    await settlePairs(client, kept.id, merged.id)
    await rejudgeLeads(client, inForce, [kept.id, merged.id])
    return id
  })
}

/** Both as if they had never been merged. @throws Refusal `not_found`, or `conflict` when it was taken back already */
export async function unmergeLeads(
  pool: pg.Pool,
  agreements: Agreements,
  mergeId: string,
  person: string | null,
): Promise<{ readonly kept: string; readonly separated: string }> {
  if (!isUuid(mergeId)) throw new Refusal('not_found', 'There is no such merge.')
  return await inTurn(pool, agreements, async (client, inForce) => {
    const { rows } = await client.query<{ kept: string; merged: string; undone: boolean; root: string }>(
      `select m.kept_id as kept, m.merged_id as merged, m.undone_at is not null as undone, l.joined_to as root
       from merges m join leads l on l.id = m.merged_id where m.id = $1`,
      [mergeId],
    )
    const [merge] = rows
    if (!merge) throw new Refusal('not_found', 'There is no such merge.')
    if (merge.undone) throw new Refusal('conflict', 'This merge was taken back already.')
    await client.query('update merges set undone_by = $2, undone_at = now() where id = $1', [mergeId, person])
    await client.query('update leads set merged_into = null where id = $1', [merge.merged])
    await client.query(
      `with recursive parts (id) as (
         select $1::uuid
         union all select l.id from parts p join leads l on l.merged_into = p.id or l.visitor_of = p.id)
       update leads l set joined_to = nullif($1::uuid, l.id) from parts p where l.id = p.id`,
      [merge.merged],
    )
    await shareCompany(client, merge.root)
    await shareCompany(client, merge.merged)
    await rejudgeLeads(client, inForce, [merge.root, merge.merged])
    return { kept: merge.kept, separated: merge.merged }
  })
}

/** A lead is judged with its own company, or else with that of the lead that was merged into it first and has one. */
async function shareCompany(client: pg.ClientBase, rootId: string): Promise<void> {
  await client.query(
    `update leads l set company_id = coalesce(l.own_company_id, (
       select p.own_company_id from leads p left join merges m on m.merged_id = p.id and m.undone_at is null
       where p.joined_to = l.id and p.own_company_id is not null order by m.at nulls last, p.id limit 1))
     where l.id = $1`,
    [rootId],
  )
}

/** A pair with a lead that is part of another now is a pair with that one. */
async function settlePairs(client: pg.ClientBase, keptId: string, mergedId: string): Promise<void> {
  await client.query(
    `delete from duplicate_pairs where dismissed_at is null
       and ((one_id = $1 and other_id = $2) or (one_id = $2 and other_id = $1))`,
    [keptId, mergedId],
  )
}

/** @throws Refusal `not_found`, or `conflict` for a visitor, or a lead that is part of another one */
async function standingLead(client: pg.ClientBase, id: string): Promise<LeadRecord> {
  const lead = isUuid(id) ? (await leadsWithRoots(client, [id])).find((one) => one.id === id) : undefined
  if (!lead) throw new Refusal('not_found', `There is no lead ${id}.`)
  if (!isKnownLead(lead))
    throw new Refusal('conflict', `${id} is a visitor that nobody knows: only known leads are merged.`)
  if (lead.joinedTo !== null) throw new Refusal('conflict', `${id} is part of the lead ${lead.joinedTo}.`)
  return lead
}
