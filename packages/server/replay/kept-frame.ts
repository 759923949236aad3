/**
 * The frame of a database, kept as a file: opened instead of built when it is there, and brought up to date by reading only
 * the leads that something happened to since.
 */
import type { Catalogue } from '@baton/engine'
import type { Frame } from '@baton/engine/replay'
import { createHash } from 'node:crypto'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { openFrame, writeFrame } from './frame-file.ts'
import { CHOSEN, frameOfAll, frameOfChosen, inSnapshot } from './frame-from-database.ts'
import { mergedFrame } from './merge-frames.ts'

export interface KeptFrame {
  readonly frame: Frame
  /** How it came about. */
  readonly from: 'file' | 'file and newer events' | 'events'
}

/**
 * The history of all leads up to now. A file in `directory` (made when it is missing) that cannot be read, is damaged, or is
 * not of this database is not used; the frame is built from the events then.
 */
export async function openFrameOf(
  pool: pg.Pool,
  directory: string,
  catalogue: Catalogue,
): Promise<KeptFrame> {
  // Who leads are is not in it, but what they did is.
  await mkdir(directory, { recursive: true, mode: 0o700 })
  const name = await frameFileName(pool, catalogue)
  const path = join(directory, name)
  const kept = await openFrame(path).catch(() => null)
  const { changed, ...result } = await inSnapshot(pool, async (client) => {
    const extended = kept && (await extendedFrame(client, catalogue, kept))
    if (extended) return extended
    const frame = await frameOfAll(client, catalogue)
    return { frame, from: 'events' as const, changed: Infinity }
  })
  if (changed > frameRowsWorthWriting(result.frame)) {
    await writeFrame(path, result.frame)
    await removeOthers(directory, name)
  }
  return result
}

/** Reading a few events again next time costs less than writing all of them now. */
function frameRowsWorthWriting({ day }: Frame): number {
  return day.length / 100
}

/** By what the file's content depends on besides the events: another database or catalogue has another file. */
export async function frameFileName(pool: pg.Pool, catalogue: Catalogue): Promise<string> {
  const { rows } = await pool.query<{ database: string }>(
    `select c.system_identifier || '/' || d.oid as database
     from pg_control_system() c, pg_database d where d.datname = current_database()`,
  )
  const key = createHash('sha256').update(JSON.stringify([rows[0]!.database, catalogue]))
  return `history-${key.digest('hex').slice(0, 16)}.arrow`
}

async function removeOthers(directory: string, name: string): Promise<void> {
  for (const other of await readdir(directory))
    if (/^history-[0-9a-f]{16}\.arrow$/.test(other) && other !== name) await rm(join(directory, other))
}

interface Extended extends KeptFrame {
  /** Events that the kept frame does not have. */
  readonly changed: number
}

/** Null when building from scratch is the better way, or the only one. */
async function extendedFrame(
  client: pg.ClientBase,
  catalogue: Catalogue,
  kept: Frame,
): Promise<Extended | null> {
  const arrived = await arrivedSince(client, kept.throughSeq)
  if (!arrived) return null
  const { rows } = await client.query<{ id: string }>(
    'select id from leads where joined_to is null order by id',
  )
  const leads = rows.map(({ id }) => id)
  const chosen = await chooseLeads(client, kept, leads)
  if (chosen.size > leads.length / 2) return null
  const known = new Set(kept.leads)
  const isSame = chosen.size === 0 && leads.length === known.size && leads.every((id) => known.has(id))
  const fresh = await frameOfChosen(client, catalogue)
  if (isSame) return { frame: { ...kept, until: fresh.until }, from: 'file', changed: 0 }
  const staying = new Set(leads.filter((id) => !chosen.has(id)))
  if (hasMovedEvents(kept, staying, fresh, chosen)) return null
  const frame = mergedFrame(kept, fresh, leads, chosen)
  return { frame, from: 'file and newer events', changed: arrived.count }
}

/** Remainders of sequences are marked: a look at one byte says of most events that they are not sought. */
const MARKS = 1 << 20

/**
 * Whether an event of the chosen leads is kept with a lead that stays as it is: a visitor was separated from that one since,
 * which is done without an event.
 */
function hasMovedEvents(
  kept: Frame,
  staying: ReadonlySet<string>,
  fresh: Frame,
  chosen: ReadonlySet<string>,
): boolean {
  const sought = new Set<number>()
  const marks = new Uint8Array(MARKS)
  for (const position of ownEvents(fresh, chosen)) {
    const seq = fresh.seq[position]!
    if (seq > kept.throughSeq) continue
    sought.add(seq)
    marks[seq % MARKS] = 1
  }
  for (const position of ownEvents(kept, staying)) {
    const seq = kept.seq[position]!
    if (marks[seq % MARKS] === 1 && sought.has(seq)) return true
  }
  return false
}

/** Positions of the events of some leads that are not what a colleague stated. */
function* ownEvents(frame: Frame, leads: ReadonlySet<string>): Generator<number> {
  const isColleagues = Uint8Array.from(frame.shapes, ({ colleague }) => Number(colleague))
  for (const [lead, id] of frame.leads.entries()) {
    if (!leads.has(id)) continue
    for (let position = frame.offsets[lead]!; position < frame.offsets[lead + 1]!; position++)
      if (isColleagues[frame.shape[position]!] === 0) yield position
  }
}

/** How many events came after `throughSeq`; null when that one is not there: the file is of another history. */
async function arrivedSince(
  client: pg.ClientBase,
  throughSeq: number,
): Promise<{ readonly count: number } | null> {
  const { rows } = await client.query<{ count: number; isKnown: boolean }>(
    `select (select count(*) from events where seq > $1) as count,
       $1 = 0 or exists (select 1 from events where seq = $1) as "isKnown"`,
    [throughSeq],
  )
  return rows[0]!.isKnown ? rows[0]! : null
}

/**
 * Fills CHOSEN with the leads whose history may be another than the kept one: owners of newer events, leads whose history
 * changed without one, leads of companies that these belong to or state something about, and leads that the kept frame does
 * not have.
 */
async function chooseLeads(
  client: pg.ClientBase,
  kept: Frame,
  leads: readonly string[],
): Promise<ReadonlySet<string>> {
  await client.query(`create temp table ${CHOSEN} (id uuid primary key, company_id uuid) on commit drop`)
  await client.query(
    `with arrived as (
         select lead_id, case when company is not null then company_id end as company_id from events where seq > $1
         union all select lead_id, null from history_changes where seq > $1),
       touched as (
         select coalesce(l.joined_to, l.id) as id from leads l where l.id in (select lead_id from arrived)),
       companies as (
         select company_id from arrived where company_id is not null
         union select l.company_id from touched join leads l using (id) where l.company_id is not null)
     insert into ${CHOSEN}
     select l.id, l.company_id from leads l
     where l.joined_to is null
       and (l.id in (select id from touched) or l.company_id in (select company_id from companies))`,
    [kept.throughSeq],
  )
  const known = new Set(kept.leads)
  await client.query(
    `insert into ${CHOSEN} select id, company_id from leads where id = any($1::uuid[]) on conflict do nothing`,
    [leads.filter((id) => !known.has(id))],
  )
  await client.query(`analyze ${CHOSEN}`)
  const { rows } = await client.query<{ id: string }>(`select id from ${CHOSEN}`)
  return new Set(rows.map(({ id }) => id))
}
