/** Brings what is kept of single leads' memberships to what their histories say. */
import type { LeadEvent } from '@baton/engine'
import type pg from 'pg'
import { leadHistories } from '../leads/index.ts'
import { personasOfLeads } from '../personas/index.ts'
import { textArray } from '../platform/postgres/binary-array.ts'
import { transaction } from '../platform/postgres/transaction.ts'
import { membershipOf, type Membership, NOWHERE } from './judge-membership.ts'
import type { SegmentRules } from './read-segments.ts'

export type MoveCause = 'event' | 'time' | 'definition'

export interface Keeping {
  readonly rules: SegmentRules
  readonly cause: MoveCause
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: number
  /** Done with them, in the same transaction. */
  readonly andThen?: (client: pg.ClientBase) => Promise<void>
}

/** Judges these leads. Those that are part of another, gone or erased are in no segment. Returns how many moved. */
export async function keepMembers(
  pool: pg.Pool,
  leadIds: readonly string[],
  keeping: Keeping,
): Promise<number> {
  const { rules, now } = keeping
  const standing = await standingLeads(pool, leadIds)
  const histories = await leadHistories(pool, standing)
  const personas = await personasFor(pool, rules, histories)
  const found = new Map<string, Membership>(leadIds.map((id) => [id, NOWHERE]))
  for (const [id, events] of histories)
    found.set(id, membershipOf(rules, events, personas.get(id) ?? null, now))
  return await transaction(pool, async (client) => {
    const moved = await writeMembers(client, found, keeping)
    await keeping.andThen?.(client)
    return moved
  })
}

/** By lead the name of its persona, where a segment asks for one. */
async function personasFor(
  client: pg.Pool,
  { personas }: SegmentRules,
  histories: ReadonlyMap<string, readonly LeadEvent[]>,
): Promise<ReadonlyMap<string, string>> {
  return personas && histories.size > 0 ? await personasOfLeads(client, personas, histories) : new Map()
}

async function standingLeads(pool: pg.Pool, leadIds: readonly string[]): Promise<readonly string[]> {
  const { rows } = await pool.query<{ id: string }>({
    name: 'segments-standing-leads',
    text: `select l.id from leads l where l.id = any($1::text[]::uuid[]) and l.joined_to is null
             and not exists (select from erasures e where e.lead_id = l.id)`,
    values: [textArray(leadIds)],
  })
  return rows.map(({ id }) => id)
}

interface Move {
  readonly segment: string
  readonly lead: string
  readonly entered: boolean
}

async function writeMembers(
  client: pg.ClientBase,
  found: ReadonlyMap<string, Membership>,
  { cause, now }: Keeping,
): Promise<number> {
  const ids = textArray([...found.keys()])
  // Leads that became part of one of these are judged with it, and by themselves are nowhere.
  const { rows } = await client.query<{ segment: string; lead: string }>({
    name: 'segments-known-members',
    text: `select m.segment, m.lead_id as lead from segment_members m where m.lead_id = any(
             $1::text[]::uuid[] || array(select l.id from leads l where l.joined_to = any($1::text[]::uuid[])))`,
    values: [ids],
  })
  const known = new Set(rows.map(({ segment, lead }) => `${segment} ${lead}`))
  const moves: Move[] = rows
    .filter(({ segment, lead }) => !found.get(lead)?.segments.has(segment))
    .map((row) => ({ ...row, entered: false }))
  for (const [lead, { segments }] of found)
    for (const segment of segments)
      if (!known.has(`${segment} ${lead}`)) moves.push({ segment, lead, entered: true })
  if (moves.length > 0) await writeMoves(client, moves, cause, new Date(now))
  await writeDues(client, found)
  return moves.length
}

/** A segment that somebody removed meanwhile, or a lead that is gone, has no members. */
async function writeMoves(
  client: pg.ClientBase,
  moves: readonly Move[],
  cause: MoveCause,
  at: Date,
): Promise<void> {
  const given = JSON.stringify(moves)
  const from = `json_to_recordset($1::json) as g(segment text, lead uuid, entered boolean)
    join segments s on s.id = g.segment join leads l on l.id = g.lead`
  await client.query(
    `delete from segment_members m using ${from} where not g.entered and m.segment = g.segment and m.lead_id = g.lead`,
    [given],
  )
  await client.query(
    `insert into segment_members (segment, lead_id, since) select g.segment, g.lead, $2 from ${from}
     where g.entered on conflict do nothing`,
    [given, at],
  )
  await client.query(
    `insert into segment_moves (segment, lead_id, at, entered, cause) select g.segment, g.lead, $2, g.entered, $3 from ${from}`,
    [given, at, cause],
  )
}

async function writeDues(client: pg.ClientBase, found: ReadonlyMap<string, Membership>): Promise<void> {
  const due: [string, number][] = []
  for (const [lead, { dueAt }] of found) if (dueAt !== null) due.push([lead, dueAt])
  await client.query({
    name: 'segments-forget-dues',
    text: 'delete from segment_dues where lead_id = any($1::text[]::uuid[]) and not lead_id = any($2::text[]::uuid[])',
    values: [textArray([...found.keys()]), textArray(due.map(([lead]) => lead))],
  })
  if (due.length === 0) return
  await client.query({
    name: 'segments-keep-dues',
    text: `insert into segment_dues (lead_id, due_at)
           select g.lead::uuid, g.at::timestamptz from unnest($1::text[], $2::text[]) as g(lead, at)
           join leads l on l.id = g.lead::uuid
           on conflict (lead_id) do update set due_at = excluded.due_at where segment_dues.due_at <> excluded.due_at`,
    values: [
      textArray(due.map(([lead]) => lead)),
      textArray(due.map(([, at]) => new Date(at).toISOString())),
    ],
  })
}
