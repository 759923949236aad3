/**
 * Resolves the events of a group, in the order they came, into rows to store and leads to fold: who owns each,
 * which company it is about, which leads hear of it, and which of them have to be folded anew from their history.
 */
import { type LeadEvent, trustRank } from '@baton/engine'
import type { AgreementInForce } from '../agreements/index.ts'
import type { CompanyRecord } from '../companies/index.ts'
import type { LeadRecord } from '../leads/index.ts'
import { uuidV7 } from '../platform/uuid-v7.ts'
import type { CanonicalEvent } from './canonical-event.ts'
import type { Directory } from './directory.ts'
import { resolveLead } from './resolve-lead.ts'

export interface EventRow {
  readonly event: CanonicalEvent
  readonly id: string
  readonly seq: number
  readonly ownerId: string
  readonly companyId: string | null
}

export interface GroupPlan {
  readonly rows: readonly EventRow[]
  /** Events to fold per lead, by arrival. */
  readonly folds: ReadonlyMap<LeadRecord, LeadEvent[]>
  readonly refolds: ReadonlySet<LeadRecord>
  /** Leads and joined visitors whose earlier statements about a company can now be attributed, to which company. */
  readonly settled: ReadonlyMap<LeadRecord, string>
  /** Companies that the group states facts about, with the rows that do. */
  readonly stated: ReadonlyMap<string, readonly EventRow[]>
}

export function planGroup(
  directory: Directory,
  events: readonly CanonicalEvent[],
  firstSeq: number,
  { compiled, version }: AgreementInForce,
): GroupPlan {
  const rows: EventRow[] = []
  const folds = new Map<LeadRecord, LeadEvent[]>()
  const refolds = new Set<LeadRecord>()
  const joins: LeadRecord[] = []
  const unsettled = new Set<LeadRecord>()
  const stated = new Map<string, EventRow[]>()
  events.forEach((event, index) => {
    const { owner, joined } = resolveLead(directory, event, () => directory.addLead(event, compiled, version))
    const lead = directory.rootOf(owner)
    if (joined) {
      refolds.add(lead)
      folds.delete(joined)
      joins.push(joined)
      inheritCompany(lead, joined)
    }
    if (lead.companyId === null && !directory.isNew(lead)) unsettled.add(lead)
    const company = assignCompany(directory, lead, event, refolds)
    const about = event.company === null ? null : (company?.id ?? lead.companyId)
    const row = { event, id: uuidV7(), seq: firstSeq + index, ownerId: owner.id, companyId: about }
    rows.push(row)
    append(folds, lead, leadEventOf(row))
    noteSeen(directory, owner, event)
    noteSeen(directory, lead, event)
  })
  const attributed = rows.map((row) => attribute(directory, row))
  for (const row of attributed) if (row.companyId !== null) append(stated, row.companyId, row)
  const settled = new Map<LeadRecord, string>()
  for (const lead of [...unsettled, ...joins]) {
    const { companyId } = directory.rootOf(lead)
    if (companyId !== null) settled.set(lead, companyId)
  }
  return { rows: attributed, folds, refolds, settled, stated }
}

/** A statement about a company that the lead got only later in the group. */
function attribute(directory: Directory, row: EventRow): EventRow {
  if (row.event.company === null || row.companyId !== null) return row
  return { ...row, companyId: directory.rootOf(directory.lead(row.ownerId)).companyId }
}

function noteSeen(directory: Directory, lead: LeadRecord, event: CanonicalEvent): void {
  if (event.occurredAt < lead.firstSeenAt) lead.firstSeenAt = event.occurredAt
  directory.changedLeads.add(lead)
}

/**
 * A lead gets its first company from whatever names one; it moves to another only when the event names that company
 * itself and is believed as much as the assignment before. Returns the company that the event is about.
 */
function assignCompany(
  directory: Directory,
  lead: LeadRecord,
  event: CanonicalEvent,
  refolds: Set<LeadRecord>,
): CompanyRecord | null {
  const key = event.companyKey
  const isAbout = event.companyNamed || event.company !== null
  if (key === null || (lead.companyId !== null && !isAbout)) return null
  const company = directory.companyOf(key, event.receivedAt)
  const rank = trustRank(event.trust)
  const moves = event.companyNamed && rank >= (lead.companyTrust ?? 0)
  if (company.id !== lead.companyId && (lead.companyId === null || moves)) {
    // What its new colleagues state in this very group is told to it; only what is stored already needs reading.
    if (company.stated || lead.companyId !== null) refolds.add(lead)
    lead.companyId = company.id
    lead.companyTrust = rank
  }
  return company
}

function inheritCompany(lead: LeadRecord, visitor: LeadRecord): void {
  if (lead.companyId !== null || visitor.companyId === null) return
  lead.companyId = visitor.companyId
  lead.companyTrust = visitor.companyTrust
}

/** As it will be read back. */
export function leadEventOf({ event, id, seq }: EventRow): LeadEvent {
  return {
    id,
    seq,
    name: event.name,
    occurredAt: event.occurredAt,
    trust: event.trust,
    properties: event.properties,
    identified: event.identified,
    ...(event.lead === null ? {} : { lead: event.lead }),
    ...(event.company === null ? {} : { company: event.company }),
  }
}

/** What colleagues hear of an event: the facts about the company and nothing else. */
export function colleagueEventOf({ event, id, seq }: EventRow): LeadEvent {
  return {
    id,
    seq,
    name: event.name,
    occurredAt: event.occurredAt,
    trust: event.trust,
    properties: {},
    company: event.company ?? {},
    colleague: true,
  }
}

export function append<Key, Item>(groups: Map<Key, Item[]>, key: Key, item: Item): void {
  const group = groups.get(key)
  if (group) group.push(item)
  else groups.set(key, [item])
}
