/**
 * Erases who a lead is. What it did stays, without anything that says who did it: every verdict about it and everybody else
 * is what it was. Whoever comes again by the same address is a new lead, and nothing links the two.
 */
import { type Catalogue, initialState } from '@baton/engine'
import type pg from 'pg'
import type { Agreements } from '../agreements/index.ts'
import { forgetConsents } from '../consents/index.ts'
import { inTurn, rejudgeLeads } from '../judging/index.ts'
import { leadsWithRoots } from '../leads/index.ts'
import { nothingThere } from '../platform/http/refusal.ts'
import { uuidV7 } from '../platform/uuid-v7.ts'
import { erasedEvent, type StoredEvent } from './erased-event.ts'
import { erasedPacket } from './erased-packet.ts'
import { ERASED, type Identifiers, identifiersOf } from './identifiers.ts'
import { scrubTables } from './scrub-tables.ts'

export interface Erasing {
  readonly leadId: string
  readonly reason: string
  readonly person: string | null
}

export interface Erased {
  readonly id: string
  readonly leadId: string
  readonly identifiers: Identifiers
}

export async function eraseLead(
  pool: pg.Pool,
  agreements: Agreements,
  { leadId, reason, person }: Erasing,
): Promise<Erased> {
  return await inTurn(pool, agreements, async (client, inForce) => {
    // What is rewritten may be much.
    await client.query(`set local statement_timeout = 0; set local baton.erasing = 'on'`)
    const { catalogue } = inForce.compiled
    const parts = await partsOf(client, leadId)
    const who = await whoIs(client, parts, catalogue)
    const events = await eraseEvents(client, parts, catalogue, who)
    await erasePackets(client, parts, catalogue, who)
    await forgetLinks(client, parts, JSON.stringify(initialState(inForce.compiled)))
    const scrubbed = await scrubTables(client, parts, who)
    await rejudgeLeads(client, inForce, [...parts, ...scrubbed.leads])
    const id = uuidV7()
    const rewritten = JSON.stringify({ ...scrubbed.rewritten, events })
    await client.query(
      'insert into erasures (id, lead_id, reason, by_person, rewritten) values ($1, $2, $3, $4, $5::json)',
      [id, parts[0], reason, person, rewritten],
    )
    return { id, leadId: parts[0]!, identifiers: who }
  })
}

/** The lead, then the visitors and merged leads whose histories are part of it. */
async function partsOf(client: pg.ClientBase, leadId: string): Promise<readonly string[]> {
  const [lead] = await leadsWithRoots(client, [leadId])
  if (!lead) throw nothingThere()
  const { rows } = await client.query<{ id: string }>(
    `select p.id from leads l join leads root on root.id = coalesce(l.joined_to, l.id)
       join leads p on p.id = root.id or p.joined_to = root.id
     where l.id = $1 order by p.joined_to nulls first, p.id`,
    [leadId],
  )
  return rows.map(({ id }) => id)
}

/** All that was ever said of who it is: identities, and every personal fact that any event stated. */
async function whoIs(
  client: pg.ClientBase,
  parts: readonly string[],
  catalogue: Catalogue,
): Promise<Identifiers> {
  const identities = await client.query<{ value: string }>(
    'select value from identities where lead_id = any($1::uuid[])',
    [parts],
  )
  const personal = catalogue.lead.filter((field) => field.personal).map(({ name }) => name)
  const facts = await client.query<{ name: string; value: string }>(
    `select distinct f.key as name, f.value from events e, json_each_text(e.lead) f
     where e.lead_id = any($1::uuid[]) and f.key = any($2) and f.value is not null`,
    [parts, personal],
  )
  const unique = facts.rows.filter(({ name }) => !NAMES.has(name)).map(({ value }) => value)
  const names = facts.rows.filter(({ name }) => NAMES.has(name)).map(({ value }) => value)
  return identifiersOf(
    [...identities.rows.map(({ value }) => value), ...unique],
    [...names, ...wholeNames(facts.rows)],
  )
}

const NAMES: ReadonlySet<string> = new Set(['name', 'first_name', 'last_name'])

/** A text says the whole name where the facts have it in parts. */
function wholeNames(facts: readonly { readonly name: string; readonly value: string }[]): readonly string[] {
  const of = (name: string) => facts.filter((fact) => fact.name === name).map(({ value }) => value)
  return of('first_name').flatMap((first) => of('last_name').map((last) => `${first} ${last}`))
}

const EVENTS_AT_ONCE = 1_000

async function eraseEvents(
  client: pg.ClientBase,
  parts: readonly string[],
  catalogue: Catalogue,
  who: Identifiers,
): Promise<number> {
  let erased = 0
  for (let after = -1; ;) {
    const { rows } = await client.query<StoredEvent & { seq: number; leadId: string }>(
      `select seq, lead_id as "leadId", name, properties, lead, company from events
       where lead_id = any($1::uuid[]) and seq > $2 order by seq limit ${EVENTS_AT_ONCE}`,
      [parts, after],
    )
    if (rows.length === 0) return erased
    const written = rows.map(({ seq, leadId, ...event }) => ({
      seq,
      leadId,
      ...erasedEvent(event, catalogue, who),
    }))
    await client.query(
      `update events e set properties = g.properties, lead = g.lead, company = g.company, context = null,
         message_id = case when lower(e.message_id) like any($2::text[]) then '${ERASED}:' || e.id else e.message_id end
       from json_to_recordset($1::json) as g(seq bigint, "leadId" uuid, properties json, lead json, company json)
       where e.lead_id = g."leadId" and e.seq = g.seq`,
      [JSON.stringify(written), who.unique.map((text) => `%${text.replace(/[\\%_]/g, '\\$&')}%`)],
    )
    erased += rows.length
    after = rows.at(-1)!.seq
  }
}

async function erasePackets(
  client: pg.ClientBase,
  parts: readonly string[],
  catalogue: Catalogue,
  who: Identifiers,
): Promise<void> {
  const { rows } = await client.query<{ lead: string; cycle: number; packet: never }>(
    'select lead_id as lead, cycle, packet from packets where lead_id = any($1::uuid[])',
    [parts],
  )
  for (const { lead, cycle, packet } of rows)
    await client.query('update packets set packet = $3::json where lead_id = $1 and cycle = $2', [
      lead,
      cycle,
      JSON.stringify(erasedPacket(packet, catalogue, who)),
    ])
}

/** What leads to the person, or only shows them: identities, evidence of machines, mails not sent yet, copies in rows. */
async function forgetLinks(client: pg.ClientBase, parts: readonly string[], nothing: string): Promise<void> {
  const about = [
    'delete from identities where lead_id = any($1::uuid[])',
    'delete from hits where lead_id = any($1::uuid[])',
    'delete from segment_members where lead_id = any($1::uuid[])',
    'delete from segment_moves where lead_id = any($1::uuid[])',
    'delete from buying_roles where lead_id = any($1::uuid[])',
    'delete from duplicate_pairs where one_id = any($1::uuid[]) or other_id = any($1::uuid[])',
    `update merges set reason = '' where kept_id = any($1::uuid[]) or merged_id = any($1::uuid[])`,
    'delete from deliveries where notice_id in (select id from notices where lead_id = any($1::uuid[]))',
    `update contest_answers set text = '${ERASED}'
     where decision_id in (select id from decisions where lead_id = any($1::uuid[]))`,
    // What people said of a lead in their own words may say anything.
    `update decisions set contested = (contested::jsonb - 'value')::json
     where lead_id = any($1::uuid[]) and contested is not null`,
  ]
  for (const statement of about) await client.query(statement, [parts])
  await forgetConsents(client, parts)
  await client.query(
    `update leads set name = null, email = null, title = null, state = $2
     where id = any($1::uuid[]) and joined_to is not null`,
    [parts, nothing],
  )
}
