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
    const person = directory.personOf(owner)
    if (joined) {
      refolds.add(lead)
      folds.delete(joined)
      joins.push(joined)
      if (person.ownCompanyId === null && joined.ownCompanyId !== null)
        setCompany(directory, person, joined.ownCompanyId, joined.companyTrust)
    }
    if (person.ownCompanyId === null && !directory.isNew(person)) unsettled.add(person)
    const company = event.standing === 'counts' ? assignCompany(directory, person, event, refolds) : null
    const about = event.company === null ? null : (company?.id ?? person.ownCompanyId)
    const row = { event, id: uuidV7(), seq: firstSeq + index, ownerId: owner.id, companyId: about }
    rows.push(row)
    if (event.standing !== 'counts') return
    append(folds, lead, leadEventOf(row))
    for (const seen of new Set([owner, person, lead])) noteSeen(directory, seen, event)
  })
  const attributed = rows.map((row) => attribute(directory, row))
  for (const row of attributed)
    if (row.companyId !== null && row.event.standing === 'counts') append(stated, row.companyId, row)
  const settled = new Map<LeadRecord, string>()
  for (const lead of [...unsettled, ...joins]) {
    const { ownCompanyId } = directory.personOf(lead)
    if (ownCompanyId !== null) settled.set(lead, ownCompanyId)
  }
  return { rows: attributed, folds, refolds, settled, stated }
}

/** A statement about a company that the lead got only later in the group. */
function attribute(directory: Directory, row: EventRow): EventRow {
  if (row.event.company === null || row.companyId !== null) return row
  return { ...row, companyId: directory.personOf(directory.lead(row.ownerId)).ownCompanyId }
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
  if (key === null || (lead.ownCompanyId !== null && !isAbout)) return null
  const company = directory.companyOf(key, event.receivedAt)
  const rank = trustRank(event.trust)
  const moves = event.companyNamed && rank >= (lead.companyTrust ?? 0)
  if (company.id !== lead.ownCompanyId && (lead.ownCompanyId === null || moves)) {
    const root = directory.rootOf(lead)
    const before = root.companyId
    setCompany(directory, lead, company.id, rank)
    // What its new colleagues state in this very group is told to it; only what is stored already needs reading.
    if (root.companyId !== before && (company.stated || before !== null)) refolds.add(root)
  }
  return company
}

/** Of its own; who was merged with others is judged with theirs only as long as it has none. */
function setCompany(
  directory: Directory,
  lead: LeadRecord,
  companyId: string,
  companyTrust: number | null,
): void {
  lead.ownCompanyId = companyId
  lead.companyTrust = companyTrust
  lead.companyId = companyId
  const root = directory.rootOf(lead)
  root.companyId = root.ownCompanyId ?? root.companyId ?? companyId
  directory.changedLeads.add(lead).add(root)
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
