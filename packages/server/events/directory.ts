/**
 * Who is who, as far as one group of events needs it: identities, leads and companies, read from the cache or the
 * database before the group is resolved, and changed in memory while it is.
 *
 * The cache is coherent because every writer of these tables takes the turn (`intake_turn`): a number that is not
 * ours plus one means that somebody else wrote, and then the cache is dropped before it is looked at.
 */
import { type CompiledAgreement, initialState } from '@baton/engine'
import type pg from 'pg'
import { companiesByKey, type CompanyRecord } from '../companies/index.ts'
import { type LeadRecord, leadsWithRoots } from '../leads/index.ts'
import { textArray } from '../platform/postgres/binary-array.ts'
import { RecentCache } from '../platform/recent-cache.ts'
import { uuidV7 } from '../platform/uuid-v7.ts'
import type { CanonicalEvent, NamedIdentity } from './canonical-event.ts'
import type { CompanyKey } from './company-key.ts'

const IDENTITIES_MAX = 200_000
const LEADS_MAX = 40_000
const COMPANIES_MAX = 40_000

export class DirectoryCache {
  readonly identities = new RecentCache<KnownIdentity>(IDENTITIES_MAX)
  readonly leads = new RecentCache<LeadRecord>(LEADS_MAX)
  readonly companies = new RecentCache<CompanyRecord>(COMPANIES_MAX)

  clear(): void {
    this.identities.clear()
    this.leads.clear()
    this.companies.clear()
  }
}

interface KnownIdentity {
  readonly leadId: string
  /** True: only public events say so. */
  readonly isClaim: boolean
}

export interface NewIdentity {
  readonly kind: string
  readonly value: string
  readonly leadId: string
  readonly trust: string
}

export class Directory {
  readonly #identities = new Map<string, KnownIdentity>()
  readonly #leads = new Map<string, LeadRecord>()
  readonly #companies = new Map<string, CompanyRecord>()
  /** The last word of the group on each. */
  readonly newIdentities = new Map<string, NewIdentity>()
  readonly changedLeads = new Set<LeadRecord>()
  readonly changedCompanies = new Set<CompanyRecord>()
  readonly newCompanyIds = new Set<string>()
  readonly #newLeads = new Set<LeadRecord>()
  readonly #cache: DirectoryCache

  constructor(cache: DirectoryCache) {
    this.#cache = cache
  }

  /** Reads what the events name and the cache does not know. */
  async load(client: pg.ClientBase, events: readonly CanonicalEvent[]): Promise<void> {
    const missing = this.#takeIdentities(events)
    if (missing.size > 0) {
      const found = await findIdentities(client, [...missing.values()])
      for (const { kind, value, leadId, trust } of found)
        this.#identities.set(identityKey(kind, value), { leadId, isClaim: trust === 'public' })
    }
    const named = events.flatMap(({ leadId }) => leadId ?? [])
    const identified = [...this.#identities.values()].map(({ leadId }) => leadId)
    await this.loadLeads(client, new Set([...identified, ...named]))
    await this.#loadCompanies(client, events)
  }

  #takeIdentities(events: readonly CanonicalEvent[]): ReadonlyMap<string, NamedIdentity> {
    const missing = new Map<string, NamedIdentity>()
    for (const { identities } of events) {
      for (const identity of identities) {
        const key = identityKey(identity[0], identity[1])
        const known = this.#cache.identities.get(key)
        if (known) this.#identities.set(key, known)
        else missing.set(key, identity)
      }
    }
    return missing
  }

  async loadLeads(client: pg.ClientBase, ids: Iterable<string>): Promise<void> {
    const missing: string[] = []
    for (const id of ids) {
      if (this.#leads.has(id)) continue
      const cached = this.#cached(id)
      const root = cached?.joinedTo ? this.#cached(cached.joinedTo) : cached
      const person = cached?.visitorOf ? this.#cached(cached.visitorOf) : cached
      if (cached && root && person) for (const lead of [cached, root, person]) this.#leads.set(lead.id, lead)
      else missing.push(id)
    }
    if (missing.length === 0) return
    for (const lead of await leadsWithRoots(client, missing))
      if (!this.#leads.has(lead.id)) this.#leads.set(lead.id, lead)
  }

  #cached(id: string): LeadRecord | undefined {
    return this.#leads.get(id) ?? this.#cache.leads.get(id)
  }

  async #loadCompanies(client: pg.ClientBase, events: readonly CanonicalEvent[]): Promise<void> {
    const externalIds = new Set<string>()
    const domains = new Set<string>()
    for (const { companyKey } of events) {
      if (companyKey?.externalId && !this.#take(externalKey(companyKey.externalId)))
        externalIds.add(companyKey.externalId)
      if (companyKey?.domain && !this.#take(domainKey(companyKey.domain))) domains.add(companyKey.domain)
    }
    if (externalIds.size + domains.size === 0) return
    for (const company of await companiesByKey(client, [...externalIds], [...domains]))
      this.#keepCompany(company)
  }

  #take(key: string): boolean {
    const cached = this.#cache.companies.get(key)
    if (cached) this.#keepCompany(cached)
    return cached !== undefined
  }

  /** One record per company, under both of its keys and its id. */
  #keepCompany(company: CompanyRecord): void {
    const record = this.#companies.get(company.id) ?? company
    this.#companies.set(record.id, record)
    if (record.externalId) this.#companies.set(externalKey(record.externalId), record)
    if (record.domain) this.#companies.set(domainKey(record.domain), record)
  }

  leadOf([kind, value]: NamedIdentity): LeadRecord | null {
    const known = this.#identities.get(identityKey(kind, value))
    return known ? this.lead(known.leadId) : null
  }

  /** Whether only public events say whose that identity is. */
  isClaim([kind, value]: NamedIdentity): boolean {
    return this.#identities.get(identityKey(kind, value))?.isClaim === true
  }

  hasLead(id: string): boolean {
    return this.#leads.has(id)
  }

  lead(id: string): LeadRecord {
    const lead = this.#leads.get(id)
    if (!lead) throw new Error(`Lead ${id} is named by an identity but was not read.`)
    return lead
  }

  /** The lead whose history this is part of, or the lead itself. */
  rootOf(lead: LeadRecord): LeadRecord {
    return lead.joinedTo === null ? lead : this.lead(lead.joinedTo)
  }

  /** The lead that a visitor turned out to be, or the lead itself: what it would be if nobody had merged anything. */
  personOf(lead: LeadRecord): LeadRecord {
    return lead.visitorOf === null ? lead : this.lead(lead.visitorOf)
  }

  addLead(event: CanonicalEvent, compiled: CompiledAgreement, agreementVersion: number): LeadRecord {
    const state = initialState(compiled)
    const lead: LeadRecord = {
      id: uuidV7(),
      companyId: null,
      ownCompanyId: null,
      companyTrust: null,
      joinedTo: null,
      visitorOf: null,
      createdAt: event.receivedAt,
      firstSeenAt: event.occurredAt,
      strong: new Set(),
      proven: new Set(),
      state,
      stage: state.stage,
      ledgerSeq: 0,
      agreementVersion,
      written: null,
    }
    this.#leads.set(lead.id, lead)
    this.#newLeads.add(lead)
    this.changedLeads.add(lead)
    return lead
  }

  isNew(lead: LeadRecord): boolean {
    return this.#newLeads.has(lead)
  }

  /** The lead that had it, by a claim, has it no more. */
  attach([kind, value]: NamedIdentity, lead: LeadRecord, trust: string): void {
    const before = this.leadOf([kind, value])
    if (before && before !== lead && kind !== 'email' && kind !== 'anonymous') before.strong.delete(kind)
    this.#identities.set(identityKey(kind, value), { leadId: lead.id, isClaim: trust === 'public' })
    this.newIdentities.set(identityKey(kind, value), { kind, value, leadId: lead.id, trust })
    if (kind !== 'anonymous') {
      lead.strong.add(kind)
      if (trust !== 'public') lead.proven.add(kind)
    }
    this.changedLeads.add(lead)
  }

  /** The company of that key, made when it is new. Where id and domain name two companies, the id decides. */
  companyOf({ externalId, domain }: CompanyKey, createdAt: number): CompanyRecord {
    const byDomain = domain === null ? undefined : this.#companies.get(domainKey(domain))
    if (externalId === null) return byDomain ?? this.#addCompany(null, domain, createdAt)
    const byId = this.#companies.get(externalKey(externalId))
    if (byId) {
      if (domain !== null && byId.domain === null && !byDomain) this.#change(byId, { domain })
      return byId
    }
    if (!byDomain) return this.#addCompany(externalId, domain, createdAt)
    if (byDomain.externalId !== null) return this.#addCompany(externalId, null, createdAt)
    return this.#change(byDomain, { externalId })
  }

  companyById(id: string): CompanyRecord | undefined {
    return this.#companies.get(id) ?? this.#cache.companies.get(id)
  }

  keepCompanies(companies: readonly CompanyRecord[]): void {
    for (const company of companies) this.#keepCompany(company)
  }

  #change(
    company: CompanyRecord,
    keys: Partial<Pick<CompanyRecord, 'externalId' | 'domain'>>,
  ): CompanyRecord {
    Object.assign(company, keys)
    this.#keepCompany(company)
    this.changedCompanies.add(company)
    return company
  }

  #addCompany(externalId: string | null, domain: string | null, createdAt: number): CompanyRecord {
    const company: CompanyRecord = {
      id: uuidV7(),
      externalId,
      domain,
      name: domain,
      fields: '{}',
      stated: false,
      createdAt,
    }
    this.#keepCompany(company)
    this.changedCompanies.add(company)
    this.newCompanyIds.add(company.id)
    return company
  }

  /** Once everything is committed. */
  remember(): void {
    for (const [key, known] of this.#identities) this.#cache.identities.set(key, known)
    for (const lead of this.#leads.values()) this.#cache.leads.set(lead.id, lead)
    for (const [key, company] of this.#companies) this.#cache.companies.set(key, company)
  }
}

function identityKey(kind: string, value: string): string {
  return `${kind}:${value}`
}

const externalKey = (externalId: string) => `external:${externalId}`
const domainKey = (domain: string) => `domain:${domain}`

async function findIdentities(client: pg.ClientBase, identities: readonly NamedIdentity[]) {
  const { rows } = await client.query<{ kind: string; value: string; leadId: string; trust: string }>({
    name: 'find-identities',
    text: `select i.kind, i.value, i.lead_id as "leadId", i.trust
           from unnest($1::text[], $2::text[]) as w(kind, value) join identities i using (kind, value)`,
    values: [textArray(identities.map(([kind]) => kind)), textArray(identities.map(([, value]) => value))],
  })
  return rows
}
