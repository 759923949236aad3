/**
 * One group of events, from many requests, in one transaction: taken in turn, told apart from what is stored
 * already, resolved, stored, judged, committed. When it returns, everything that it calls stored is durable.
 */
import { dayOf, type LeadEvent } from '@baton/engine'
import type pg from 'pg'
import type { AgreementInForce, Agreements } from '../agreements/index.ts'
import { companiesById, writeCompanies } from '../companies/index.ts'
import { appendDecisions, type LedgerEntry } from '../decisions/index.ts'
import { foldOnto, needsRefold, refold, takeTurn, type Turn, withEvidence } from '../judging/index.ts'
import { leadHistories, type LeadRecord, leadsOfCompanies, leadWrites } from '../leads/index.ts'
import type { CanonicalEvent } from './canonical-event.ts'
import { Directory, type DirectoryCache } from './directory.ts'
import { attributeStatements, copyEvents, findStored, writeFailed, writeIdentities } from './event-rows.ts'
import type { RefusedEvent } from './incoming-event.ts'
import { append, colleagueEventOf, type GroupPlan, planGroup } from './plan-group.ts'

export interface WritingContext {
  readonly client: pg.ClientBase
  readonly agreements: Agreements
  readonly cache: DirectoryCache
  /** Number of this writer's last turn; null: the cache is not to be trusted. */
  lastTurn: number | null
  /** How many groups still look for duplicates before they store, because one was met lately. */
  careful: number
}

/** Duplicates come in bursts, when a client sends again what it heard no answer to. */
const CAREFUL_GROUPS = 50

type Answers = readonly ('stored' | 'duplicate')[]

/**
 * One answer per event, in their order. Nothing is stored when it throws, unless the commit's own answer was lost.
 *
 * Most groups hold nothing that is stored already, so storing is tried at once, and the unique index has the last word:
 * when it objects, the group is undone and written again with its duplicates looked up first.
 */
export async function writeGroup(
  context: WritingContext,
  events: readonly CanonicalEvent[],
  refused: readonly RefusedEvent[],
): Promise<Answers> {
  if (context.careful > 0) {
    context.careful -= 1
    return await writeOnce(context, events, refused, true)
  }
  try {
    return await writeOnce(context, events, refused, false)
  } catch (error) {
    const { code, constraint } = error as { code?: string; constraint?: string }
    if (code !== '23505' || constraint !== 'events_once') throw error
    context.careful = CAREFUL_GROUPS
    return await writeOnce(context, events, refused, true)
  }
}

async function writeOnce(
  context: WritingContext,
  events: readonly CanonicalEvent[],
  refused: readonly RefusedEvent[],
  isCareful: boolean,
): Promise<Answers> {
  const { client } = context
  const turn = await takeTurnOf(context, events.length)
  try {
    const inForce = await context.agreements.version(client, turn.version)
    const { fresh, answers } = await withoutDuplicates(client, events, isCareful)
    const directory = new Directory(context.cache)
    if (fresh.length > 0) await storeAndJudge(client, directory, fresh, turn.firstSeq, inForce)
    if (refused.length > 0) await writeFailed(client, refused)
    await client.query('commit')
    directory.remember()
    context.lastTurn = turn.generation
    return answers
  } catch (error) {
    context.lastTurn = null
    await client.query('rollback').catch(() => {})
    throw error
  }
}

/** Waits for the writer before us, and drops the cache when it was not ourselves. */
async function takeTurnOf(context: WritingContext, events: number): Promise<Turn> {
  const expected = context.lastTurn === null ? null : context.lastTurn + 1
  context.lastTurn = null
  const turn = await takeTurn(context.client, Math.max(1, events))
  if (turn.generation !== expected) context.cache.clear()
  return turn
}

/** The first of several with one message id is stored, in the group as in the database. */
async function withoutDuplicates(
  client: pg.ClientBase,
  events: readonly CanonicalEvent[],
  isCareful: boolean,
) {
  const answers: ('stored' | 'duplicate')[] = Array.from(events, () => 'duplicate')
  const firsts = new Map<string, number>()
  events.forEach(({ sourceId, messageId }, index) => {
    const key = `${sourceId}:${messageId}`
    if (!firsts.has(key)) firsts.set(key, index)
  })
  const candidates = [...firsts.values()]
  const stored =
    candidates.length === 0 || !isCareful
      ? new Set<number>()
      : await findStored(
          client,
          candidates.map((index) => events[index]!),
        )
  const fresh: CanonicalEvent[] = []
  candidates.forEach((index, position) => {
    if (stored.has(position)) return
    answers[index] = 'stored'
    fresh.push(events[index]!)
  })
  return { fresh, answers }
}

async function storeAndJudge(
  client: pg.ClientBase,
  directory: Directory,
  events: readonly CanonicalEvent[],
  firstSeq: number,
  inForce: AgreementInForce,
): Promise<void> {
  await directory.load(client, events)
  const plan = planGroup(directory, events, firstSeq, inForce)
  await tellColleagues(client, directory, plan)
  const refolds = new Set(plan.refolds)
  if (plan.settled.size > 0) await settleStatements(client, directory, plan, inForce, refolds)
  for (const [lead, brought] of plan.folds) if (needsRefold(lead, brought, inForce)) refolds.add(lead)
  // A refold reads the history from the tables, so who belongs to whom has to stand there first.
  if (refolds.size > 0) await writeStructure(client, directory, inForce)
  const stored = copyEvents(client, plan.rows)
  // Its failure is met where it is awaited; until then it must not count as unhandled.
  stored.catch(() => {})
  const entries: LedgerEntry[] = []
  for (const [lead, brought] of plan.folds)
    if (!refolds.has(lead)) entries.push(...foldOnto(lead, brought, inForce))
  // While PostgreSQL copies, everybody else is folded and the rows of their leads are made.
  const folded =
    refolds.size > 0 ? null : leadWrites(inForce.compiled, byId(directory.changedLeads), dayOf(Date.now()))
  await stored
  if (refolds.size > 0) entries.push(...(await refoldAll(client, refolds, inForce)))
  await noteCompanyFacts(client, directory, plan)
  if (directory.changedCompanies.size > 0) await writeCompanies(client, [...directory.changedCompanies])
  await (folded ?? leadWrites(inForce.compiled, byId(directory.changedLeads), dayOf(Date.now())))(client)
  if (directory.newIdentities.length > 0) await writeIdentities(client, directory.newIdentities)
  if (entries.length > 0) await appendDecisions(client, await withEvidence(client, entries, inForce))
}

/** What was stated before the company was known is now about it, and each of its leads is judged anew. */
async function settleStatements(
  client: pg.ClientBase,
  directory: Directory,
  plan: GroupPlan,
  inForce: AgreementInForce,
  refolds: Set<LeadRecord>,
): Promise<void> {
  await writeStructure(client, directory, inForce)
  const companies = await attributeStatements(client, plan.settled)
  if (companies.size === 0) return
  await readCompanies(client, directory, companies)
  for (const id of companies) directory.companyById(id)!.stated = true
  for (const id of companies) directory.changedCompanies.add(directory.companyById(id)!)
  const members = await leadsOfCompanies(client, [...companies])
  await directory.loadLeads(client, members)
  for (const id of members) {
    refolds.add(directory.lead(id))
    directory.changedLeads.add(directory.lead(id))
  }
}

async function readCompanies(
  client: pg.ClientBase,
  directory: Directory,
  ids: Iterable<string>,
): Promise<void> {
  const unread = [...ids].filter((id) => !directory.companyById(id))
  if (unread.length > 0) directory.keepCompanies(await companiesById(client, unread))
}

/** Facts about a company are news for each of its leads. */
async function tellColleagues(client: pg.ClientBase, directory: Directory, plan: GroupPlan): Promise<void> {
  if (plan.stated.size === 0) return
  const members = new Map<string, Set<LeadRecord>>([...plan.stated.keys()].map((id) => [id, new Set()]))
  const known = [...plan.stated.keys()].filter((id) => !directory.newCompanyIds.has(id))
  if (known.length > 0) {
    const ids = await leadsOfCompanies(client, known)
    await directory.loadLeads(client, ids)
    for (const id of ids) addMember(members, directory.lead(id))
  }
  for (const lead of directory.changedLeads) addMember(members, lead)
  for (const [companyId, rows] of plan.stated) {
    for (const row of rows) {
      const speaker = directory.rootOf(directory.lead(row.ownerId))
      for (const lead of members.get(companyId) ?? []) {
        if (lead === speaker) continue
        append(plan.folds as Map<LeadRecord, LeadEvent[]>, lead, colleagueEventOf(row))
        directory.changedLeads.add(lead)
      }
    }
  }
}

/** Membership as it stands now: a lead that the group moved or joined is no longer where the table has it. */
function addMember(members: ReadonlyMap<string, Set<LeadRecord>>, lead: LeadRecord): void {
  if (lead.companyId !== null && lead.joinedTo === null) members.get(lead.companyId)?.add(lead)
}

async function writeStructure(
  client: pg.ClientBase,
  directory: Directory,
  inForce: AgreementInForce,
): Promise<void> {
  if (directory.changedCompanies.size > 0) await writeCompanies(client, [...directory.changedCompanies])
  await leadWrites(inForce.compiled, byId(directory.changedLeads), dayOf(Date.now()))(client)
}

async function refoldAll(
  client: pg.ClientBase,
  leads: ReadonlySet<LeadRecord>,
  inForce: AgreementInForce,
): Promise<readonly LedgerEntry[]> {
  const histories = await leadHistories(
    client,
    [...leads].map(({ id }) => id),
  )
  const now = Date.now()
  return [...leads].flatMap((lead) => refold(lead, histories.get(lead.id) ?? [], inForce, now))
}

/** The company's display copy follows the last lead of the group that stated something about it. */
async function noteCompanyFacts(client: pg.ClientBase, directory: Directory, plan: GroupPlan): Promise<void> {
  await readCompanies(client, directory, plan.stated.keys())
  for (const [companyId, rows] of plan.stated) {
    const company = directory.companyById(companyId)
    if (!company) continue
    company.stated = true
    directory.changedCompanies.add(company)
    const speaker = directory.rootOf(directory.lead(rows.at(-1)!.ownerId))
    if (speaker.companyId !== companyId) continue
    const facts = Object.entries(speaker.state.company).filter(([, [value]]) => value !== null)
    company.fields = JSON.stringify(Object.fromEntries(facts.map(([name, [value]]) => [name, value])))
    const name = speaker.state.company['name']?.[0]
    if (typeof name === 'string') company.name = name
  }
}

/** Always the same order, so that no two writers wait for each other. */
function byId(leads: ReadonlySet<LeadRecord>): readonly LeadRecord[] {
  return [...leads].sort((a, b) => (a.id < b.id ? -1 : 1))
}
