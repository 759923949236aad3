/**
 * What Baton itself does with leads, in one transaction: take the turn, look at how they stand now, decide, store what was
 * decided as events like any other, judge, commit. Whoever comes second sees what the first one did.
 */
import { advance, type Fields, type LeadState } from '@baton/engine'
import type pg from 'pg'
import type { AgreementInForce, Agreements } from '../agreements/index.ts'
import type { LedgerEntry } from '../decisions/index.ts'
import { foldTimers, refold, takeTurn } from '../judging/index.ts'
import { leadHistories, type LeadRecord, tellOfHandoffs } from '../leads/index.ts'
import { queryTogether } from '../platform/postgres/query-together.ts'
import { ensureSource } from '../sources/index.ts'
import { canonicalEvent } from './canonical-event.ts'
import { Directory, DirectoryCache } from './directory.ts'
import type { IncomingEvent } from './incoming-event.ts'
import { storeAndJudge } from './store-and-judge.ts'

/** Where Baton's own events come from. */
const OWN_SOURCE = 'baton'

export interface ActServices {
  readonly pool: pg.Pool
  readonly agreements: Agreements
  readonly sourceId: string
}

export async function actServices(pool: pg.Pool, agreements: Agreements): Promise<ActServices> {
  return { pool, agreements, sourceId: (await ensureSource(pool, OWN_SOURCE)).id }
}

export interface OwnEvent {
  /** Of a lead that was looked at in this turn. */
  readonly leadId: string
  readonly messageId: string
  readonly name: string
  readonly properties: Readonly<Record<string, unknown>>
  readonly lead?: Fields
  readonly company?: Fields
}

export interface StandingLead {
  readonly id: string
  readonly state: LeadState
  /** Number of its last decision. */
  readonly ledgerSeq: number
}

export interface Acting {
  readonly client: pg.ClientBase
  readonly inForce: AgreementInForce
  readonly sourceId: string
  readonly now: number
  /** Those of these leads that are there and joined to nobody, as they stand now under the version in force. */
  readonly leads: (ids: readonly string[]) => Promise<readonly StandingLead[]>
  /** Ids of the events, in their order. */
  readonly store: (events: readonly OwnEvent[]) => Promise<readonly string[]>
}

/** The last act of this process that waits for the turn, or has it. */
const lastActs = new WeakMap<pg.Pool, Promise<unknown>>()

/**
 * Nothing is done when `act` throws. Acts of one process wait for each other here: the turn is one, and a connection that
 * waits for it is missing to everybody who only reads.
 */
export async function actInTurn<Result>(
  services: ActServices,
  act: (acting: Acting) => Promise<Result>,
): Promise<Result> {
  const before = lastActs.get(services.pool) ?? Promise.resolve()
  const done = before.then(() => actOnce(services, act))
  lastActs.set(
    services.pool,
    done.catch(() => {}),
  )
  return await done
}

async function actOnce<Result>(
  { pool, agreements, sourceId }: ActServices,
  act: (acting: Acting) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect()
  try {
    const { version } = await takeTurn(client)
    const inForce = await agreements.version(client, version)
    const now = Date.now()
    const result = await act({ client, inForce, sourceId, now, ...standing(client, inForce, sourceId, now) })
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    client.release()
  }
}

function standing(
  client: pg.ClientBase,
  inForce: AgreementInForce,
  sourceId: string,
  now: number,
): Pick<Acting, 'leads' | 'store'> {
  // Of this turn only: others wrote before it, and others will after it.
  const directory = new Directory(new DirectoryCache())
  let entries: LedgerEntry[] = []
  return {
    async leads(ids) {
      await directory.loadLeads(client, ids)
      const found = ids.flatMap((id) => (directory.hasLead(id) ? directory.lead(id) : []))
      const roots = found.filter(({ joinedTo }) => joinedTo === null)
      entries.push(...(await bringUpToDate(client, directory, roots, inForce, now)))
      return roots
    },
    async store(events) {
      if (events.length === 0) return []
      const canonical = events.map((event) =>
        canonicalEvent(incomingOf(event, directory.lead(event.leadId), sourceId, now)),
      )
      const firstSeq = await takeSequences(client, events.length)
      const { rows, rest } = await storeAndJudge(client, directory, canonical, firstSeq, inForce, entries)
      await queryTogether(client, rest)
      entries = []
      await tellOfHandoffs(client, [...new Set(events.map(({ leadId }) => leadId))])
      return rows.map(({ id }) => id)
    },
  }
}

/** Under the version in force, with the timers fired that were due. */
async function bringUpToDate(
  client: pg.ClientBase,
  directory: Directory,
  leads: readonly LeadRecord[],
  inForce: AgreementInForce,
  now: number,
): Promise<readonly LedgerEntry[]> {
  const behind = leads.filter(({ agreementVersion }) => agreementVersion !== inForce.version)
  const histories =
    behind.length > 0
      ? await leadHistories(
          client,
          behind.map(({ id }) => id),
        )
      : null
  return leads.flatMap((lead) => {
    const history = histories?.get(lead.id)
    const isDue = advance(inForce.compiled, lead.state, now).state !== lead.state
    if (!history && !isDue) return []
    directory.changedLeads.add(lead)
    return history ? refold(lead, history, inForce, now) : foldTimers(lead, now, inForce)
  })
}

/** A moment that is never late: after all that was folded, even where another clock was ahead of ours. */
function incomingOf(
  { leadId, messageId, name, properties, lead, company }: OwnEvent,
  { state }: LeadRecord,
  sourceId: string,
  now: number,
): IncomingEvent {
  const { through } = state
  // A timer comes after every event of its instant.
  const earliest =
    through === null ? 0 : through.occurredAt + (through.seq === Number.MAX_SAFE_INTEGER ? 1 : 0)
  const at = Math.max(now, earliest)
  return {
    sourceId,
    messageId,
    name,
    occurredAt: at,
    receivedAt: at,
    trust: 'server',
    identity: {},
    leadId,
    properties,
    ...(lead && { lead }),
    ...(company && { company: { fields: company } }),
  }
}

async function takeSequences(client: pg.ClientBase, count: number): Promise<number> {
  const { rows } = await client.query<{ last: number }>({
    name: 'take-sequences',
    text: `select setval('events_seq_seq', nextval('events_seq_seq') + $1::bigint)::float8 as last`,
    values: [count - 1],
  })
  return rows[0]!.last - count + 1
}
