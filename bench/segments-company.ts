/**
 * A company whose segments are kept: people with the histories that the simulator tells, at their companies, and as many more who
 * were only ever imported as contacts, as companies have them. All of it stands in the database, where membership is judged from.
 */
import type { SimulatedEvent } from '@baton/simulator'
import { createHash } from 'node:crypto'
import type pg from 'pg'
import { copyLine, copyRows } from '../packages/server/platform/postgres/copy-rows.ts'
import { UNTIL } from './replay-history.ts'
import { leadId, people, uuidOf } from './reports-company.ts'

/** An event that may come again, and whose it is. */
export interface KnownEvent {
  readonly lead: string
  readonly company: string | null
  readonly event: SimulatedEvent
}

export interface SegmentsCompany {
  readonly leads: number
  readonly events: number
  /** One event in so many, of all that were told. */
  readonly drawn: readonly KnownEvent[]
}

/** So many of a lead on average, over those too who did nothing. */
const EVENTS_PER_LEAD = 10
const DRAWN_ONE_IN = 97
const LINES_AT_A_TIME = 20_000
const DAY_MS = 86_400_000

const TABLES = {
  companies: 'copy companies (id, external_id, created_at) from stdin',
  leads: `copy leads (id, company_id, own_company_id, created_at, first_seen_at, stage, agreement_version, state) from stdin`,
  events: `copy events (id, lead_id, company_id, source_id, message_id, name, occurred_at, received_at, trust, identified,
    properties, lead, company) from stdin`,
}

export async function loadSegmentsCompany(
  pool: pg.Pool,
  sourceId: string,
  leads: number,
): Promise<SegmentsCompany> {
  const client = await pool.connect()
  try {
    return await load(new Writer(client, sourceId), leads)
  } finally {
    client.release()
  }
}

async function load(writer: Writer, leads: number): Promise<SegmentsCompany> {
  const drawn: KnownEvent[] = []
  let told = 0
  let person = 0
  for (const { company, events } of people(leads * EVENTS_PER_LEAD)) {
    const lead = leadId(person++)
    writer.addLead(lead, company)
    for (const event of events) {
      writer.addEvent({ lead, company, event })
      if (told++ % DRAWN_ONE_IN === 0 && event.identified) drawn.push({ lead, company, event })
    }
    await writer.writeFull()
  }
  for (; person < leads; person++) {
    const lead = leadId(person)
    writer.addLead(lead, null)
    writer.addEvent({ lead, company: null, event: importedContact(person) })
    await writer.writeFull()
  }
  await writer.write()
  return { leads: person, events: writer.events, drawn }
}

/** Writes an event behind all others, as the intake leaves it in the log. */
export async function addEvents(
  pool: pg.Pool,
  sourceId: string,
  events: readonly KnownEvent[],
  at: number,
): Promise<void> {
  const rows = events.map(({ lead, company, event }) => ({
    lead,
    company: event.company ? companyId(company) : null,
    name: event.name,
    trust: event.trust,
    identified: event.identified,
    properties: event.properties,
    facts: event.lead ?? null,
    company_facts: event.company?.fields ?? null,
  }))
  await pool.query(
    `insert into events (id, lead_id, company_id, source_id, message_id, name, occurred_at, received_at, trust, identified,
       properties, lead, company)
     select gen_random_uuid(), g.lead, g.company, $2, gen_random_uuid()::text, g.name, $3, $3, g.trust, g.identified,
       g.properties, g.facts, g.company_facts
     from json_to_recordset($1::json) as g(lead uuid, company uuid, name text, trust text, identified boolean, properties json,
       facts json, company_facts json)`,
    [JSON.stringify(rows), sourceId, new Date(at)],
  )
}

const SOURCES = ['list', 'fair', 'partner']

function importedContact(person: number): SimulatedEvent {
  const occurredAt = UNTIL - (1 + (person % 540)) * DAY_MS
  return {
    messageId: '',
    name: 'Lead Identified',
    occurredAt,
    receivedAt: occurredAt,
    trust: 'server',
    properties: {},
    context: {},
    identity: {},
    lead: { source: SOURCES[person % SOURCES.length]! },
    identified: true,
  }
}

function companyId(name: string | null): string | null {
  if (name === null) return null
  const digest = createHash('sha256').update(name).digest('hex')
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-7${digest.slice(13, 16)}-8${digest.slice(17, 20)}-${digest.slice(20, 32)}`
}

class Writer {
  events = 0
  readonly #client: pg.ClientBase
  readonly #sourceId: string
  readonly #companies = new Set<string>()
  readonly #lines: Record<keyof typeof TABLES, string[]> = { companies: [], leads: [], events: [] }

  constructor(client: pg.ClientBase, sourceId: string) {
    this.#client = client
    this.#sourceId = sourceId
  }

  addLead(lead: string, company: string | null): void {
    const at = new Date(UNTIL).toISOString()
    const id = companyId(company)
    if (company !== null && !this.#companies.has(company)) {
      this.#companies.add(company)
      this.#lines.companies.push(copyLine([id, company, at]))
    }
    // Membership is judged from the history: of the row it is asked who is whose.
    this.#lines.leads.push(copyLine([lead, id, id, at, at, 'lead', '1', '{}']))
  }

  addEvent({ lead, company, event }: KnownEvent): void {
    const number = ++this.events
    const at = new Date(event.occurredAt).toISOString()
    this.#lines.events.push(
      copyLine([
        uuidOf('e', number),
        lead,
        event.company ? companyId(company) : null,
        this.#sourceId,
        String(number),
        event.name,
        at,
        at,
        event.trust,
        event.identified ? 't' : 'f',
        JSON.stringify(event.properties),
        event.lead ? JSON.stringify(event.lead) : null,
        event.company ? JSON.stringify(event.company.fields) : null,
      ]),
    )
  }

  async writeFull(): Promise<void> {
    if (this.#lines.events.length >= LINES_AT_A_TIME) await this.write()
  }

  async write(): Promise<void> {
    for (const [table, statement] of Object.entries(TABLES) as [keyof typeof TABLES, string][]) {
      if (this.#lines[table].length > 0) await copyRows(this.#client, statement, this.#lines[table].join(''))
      this.#lines[table] = []
    }
  }
}
