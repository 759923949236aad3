/** Storing events and judging by them, within a turn that somebody else took: leads, colleagues, companies, the ledger. */
import { dayOf, type LeadEvent } from '@baton/engine'
import type pg from 'pg'
import type { AgreementInForce } from '../agreements/index.ts'
import { companiesById, writeCompanies } from '../companies/index.ts'
import type { LedgerEntry } from '../decisions/index.ts'
import { foldOnto, needsRefold, noteHistoryChanges, recordDecisions, refold } from '../judging/index.ts'
import {
  leadHistories,
  type LeadRecord,
  leadsOfCompanies,
  leadStatements,
  leadWrites,
} from '../leads/index.ts'
import { queryTogether, type Statement } from '../platform/postgres/query-together.ts'
import type { CanonicalEvent } from './canonical-event.ts'
import type { Directory } from './directory.ts'
import { attributeStatements, copyEvents, touchStatements, writeIdentities } from './event-rows.ts'
import { asideStatements } from './kept-aside.ts'
import { append, colleagueEventOf, type EventRow, type GroupPlan, planGroup } from './plan-group.ts'

export interface Stored {
  /** As they were stored, in the order of the events. */
  readonly rows: readonly EventRow[]
  /** What is left to be written and read by nothing before: to be sent with the commit, which saves waiting for it. */
  readonly rest: readonly Statement[]
}

/**
 * Within the turn of who calls: stores the events and judges everybody whom they concern.
 *
 * @param earlier what the caller decided about the same leads in this turn already
 */
export async function storeAndJudge(
  client: pg.ClientBase,
  directory: Directory,
  events: readonly CanonicalEvent[],
  firstSeq: number,
  inForce: AgreementInForce,
  earlier: readonly LedgerEntry[] = [],
): Promise<Stored> {
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
  const entries: LedgerEntry[] = [...earlier]
  for (const [lead, brought] of plan.folds)
    if (!refolds.has(lead)) entries.push(...foldOnto(lead, brought, inForce))
  // While PostgreSQL copies, everybody else is folded and the rows of their leads are made.
  const folded = refolds.size > 0 ? null : leadsChanged(directory, inForce)
  await stored
  if (refolds.size > 0) entries.push(...(await refoldAll(client, refolds, inForce)))
  await noteCompanyFacts(client, directory, plan)
  if (directory.changedCompanies.size > 0) await writeCompanies(client, [...directory.changedCompanies])
  const leads = folded ?? leadsChanged(directory, inForce)
  const others = [...asideStatements(plan.rows), ...touchStatements(plan.rows)]
  if (entries.length + refolds.size + directory.newIdentities.size === 0)
    return { rows: plan.rows, rest: [...leads, ...others] }
  await queryTogether(client, leads)
  if (directory.newIdentities.size > 0) await writeIdentities(client, [...directory.newIdentities.values()])
  await recordDecisions(client, entries, inForce, { refolded: [...refolds] })
  return { rows: plan.rows, rest: others }
}

function leadsChanged(directory: Directory, { compiled }: AgreementInForce): readonly Statement[] {
  return leadStatements(compiled, byId(directory.changedLeads), dayOf(Date.now()))
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
  // No event of theirs says that they know more now.
  await noteHistoryChanges(client, members)
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
