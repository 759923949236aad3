/** Builds frames out of the events that PostgreSQL keeps: the histories that `leadHistories` reads, lead by lead. */
import type { Catalogue, Trust } from '@baton/engine'
import { type Frame, FrameBuilder } from '@baton/engine/replay'
import type pg from 'pg'
import { type CopiedRow, copyOut } from '../platform/postgres/copy-out.ts'
import { KnownBytes, KnownTexts } from '../platform/postgres/known-bytes.ts'

/** Leads in the order of their ids, each with all of its history up to now. */
export async function frameFromDatabase(pool: pg.Pool, catalogue: Catalogue): Promise<Frame> {
  return await inSnapshot(pool, (client) => frameOfAll(client, catalogue))
}

/** What is read in it is of one moment, whatever is written meanwhile. */
export async function inSnapshot<Result>(
  pool: pg.Pool,
  read: (client: pg.ClientBase) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect()
  try {
    await client.query('begin isolation level repeatable read')
    const result = await read(client)
    await client.query('commit')
    client.release()
    return result
  } catch (error) {
    // A connection that failed within a copy may stand anywhere.
    client.release(true)
    throw error
  }
}

const EVENT = `e.lead_id, e.seq, e.occurred_at, e.name, e.trust, e.identified, e.properties, e.lead, e.company, e.company_id`

export async function frameOfAll(client: pg.ClientBase, catalogue: Catalogue): Promise<Frame> {
  return await frameOf(client, catalogue, {
    leads: 'select id, joined_to, company_id from leads order by id',
    events: `select ${EVENT} from events e where e.counts`,
  })
}

/** The temporary table of the leads that `frameOfChosen` reads. */
export const CHOSEN = 'replay_chosen_leads'

/**
 * The leads of `CHOSEN (id, company_id)`. Whoever stated facts about their companies is in the frame, too, but not with
 * all of their history.
 */
export async function frameOfChosen(client: pg.ClientBase, catalogue: Catalogue): Promise<Frame> {
  const owners = `select id from ${CHOSEN} union all select v.id from ${CHOSEN} c join leads v on v.joined_to = c.id`
  return await frameOf(client, catalogue, {
    leads: `select id, null::uuid, company_id from ${CHOSEN}
            union all select v.id, v.joined_to, null::uuid from ${CHOSEN} c join leads v on v.joined_to = c.id`,
    events: `with owners as materialized (${owners})
             select ${EVENT} from owners o join events e on e.lead_id = o.id and e.counts
             union all
             select ${EVENT} from (select distinct company_id from ${CHOSEN}) c
               join events e on e.company_id = c.company_id and e.company is not null and e.counts
               where not exists (select 1 from owners o where o.id = e.lead_id)`,
  })
}

interface Queries {
  /** Rows of id, joined_to, company_id. */
  readonly leads: string
  /** Rows of EVENT, in any order. */
  readonly events: string
}

async function frameOf(client: pg.ClientBase, catalogue: Catalogue, queries: Queries): Promise<Frame> {
  const builder = new FrameBuilder(catalogue)
  const owners = new Owners()
  await copyOut(client, queries.leads, (row) => {
    const { number, id } = owners.next(row)
    const joinedTo = row.uuid()
    // What a visitor did who was joined to a lead is part of that lead's history.
    if (joinedTo === null) builder.addLead(id, row.uuid())
    else owners.leads[number] = joinedTo
  })
  const texts = new KnownTexts()
  await copyOut(client, queries.events, (row) => addEvent(builder, owners, texts, row))
  const { rows } = await client.query<{ until: number }>(
    'select floor(extract(epoch from now()) * 1000)::float8 as until',
  )
  return builder.build({ until: rows[0]!.until, shared: true })
}

/** Which lead's history the events of a row of `leads` belong to. */
class Owners {
  readonly #known = new KnownBytes()
  /** By number; an owner that was not read as a lead is one of its own. */
  readonly leads: string[] = []

  /** The owner that the row's next field names; number -1 where it is null. */
  next(row: CopiedRow): { readonly number: number; readonly id: string } {
    const number = row.numberIn(this.#known)
    if (number === this.leads.length) this.leads.push(row.uuidAgain())
    return { number, id: this.leads[number] ?? '' }
  }
}

/** Fields in the order of EVENT. */
function addEvent(builder: FrameBuilder, owners: Owners, texts: KnownTexts, row: CopiedRow): void {
  const { number, id } = owners.next(row)
  if (number < 0) return
  builder.addEvent({
    lead: id,
    seq: row.bigint(),
    occurredAt: row.time(),
    name: row.knownText(texts)!,
    trust: row.knownText(texts) as Trust,
    identified: row.boolean(),
    properties: row.knownText(texts),
    leadFacts: row.text(),
    companyFacts: row.text(),
    company: row.uuid(),
  })
}
