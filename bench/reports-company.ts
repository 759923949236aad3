/**
 * A large company in a database: people with the histories that the simulator tells, judged by folding, and as many more who were
 * only ever imported as contacts, as companies have them.
 */
import {
  type CompiledAgreement,
  type Decision,
  foldHistory,
  type LeadEvent,
  standardCatalogue,
} from '@baton/engine'
import { FrameBuilder } from '@baton/engine/replay'
import { frameFileName, writeFrame } from '@baton/server'
import type { SimulatedEvent } from '@baton/simulator'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { copyLine, copyRows } from '../packages/server/platform/postgres/copy-rows.ts'
import { toldEvents, UNTIL } from './replay-history.ts'

export interface Company {
  readonly leads: number
  readonly events: number
  readonly decisions: number
}

const LINES_AT_A_TIME = 20_000

/** @param leads so many in all; @param directory where the server keeps the history */
export async function loadCompany(
  pool: pg.Pool,
  {
    events,
    leads,
    directory,
    compiled,
  }: {
    readonly events: number
    readonly leads: number
    readonly directory: string
    readonly compiled: CompiledAgreement
  },
): Promise<Company> {
  const client = await pool.connect()
  const writer = new CompanyWriter(client)
  const builder = new FrameBuilder(standardCatalogue)
  let person = 0
  let seq = 0
  for (const { company, events: told } of people(events)) {
    const id = leadId(person++)
    builder.addLead(id, company)
    const history = told.map((event) => leadEvent(event, ++seq))
    for (const [index, event] of told.entries()) addToFrame(builder, id, company, event, history[index]!.seq)
    const { state, decisions } = foldHistory(compiled, history, UNTIL)
    await writer.add(id, { stage: state.stage, handoff: state.handoff }, decisions, told)
  }
  for (; person < leads; person++) {
    const id = leadId(person)
    builder.addLead(id, null)
    const occurredAt = UNTIL - (1 + (person % 540)) * 86_400_000
    builder.addEvent({ lead: id, seq: ++seq, occurredAt, name: 'Lead Identified', trust: 'server', identified: true, properties: null, leadFacts: { source: SOURCES[person % SOURCES.length]! } }) // prettier-ignore
    await writer.add(id, { stage: 'lead', handoff: null }, [contactOf(occurredAt)], [])
  }
  await writer.end()
  mkdirSync(directory, { recursive: true })
  const frame = builder.build({ until: UNTIL, shared: true })
  await writeFrame(join(directory, await frameFileName(pool, standardCatalogue)), frame)
  await addLastEvent(client, seq)
  await client.query('analyze')
  client.release()
  return { leads: person, events: seq, decisions: writer.decisions }
}

const SOURCES = ['list', 'fair', 'partner']

export function leadId(number: number): string {
  return `00000000-0001-7000-8000-${number.toString(16).padStart(12, '0')}`
}

/** Everybody's events together. */
export function* people(
  count: number,
): Generator<{ readonly company: string | null; readonly events: readonly SimulatedEvent[] }> {
  let of = ''
  let company: string | null = null
  let events: SimulatedEvent[] = []
  for (const told of toldEvents(count)) {
    if (told.lead !== of && events.length > 0) {
      yield { company, events }
      events = []
    }
    of = told.lead
    company = told.company
    events.push(told.event)
  }
  yield { company, events }
}

function leadEvent(event: SimulatedEvent, seq: number): LeadEvent {
  const { name, occurredAt, trust, properties, identified, lead, company } = event
  return {
    id: uuidOf('e', seq),
    seq,
    name,
    occurredAt,
    trust,
    properties,
    identified,
    ...(lead && { lead }),
    ...(company && { company: company.fields }),
  }
}

function addToFrame(
  builder: FrameBuilder,
  lead: string,
  company: string | null,
  event: SimulatedEvent,
  seq: number,
) {
  builder.addEvent({
    lead,
    seq,
    occurredAt: event.occurredAt,
    name: event.name,
    trust: event.trust,
    identified: event.identified,
    properties: event.properties,
    leadFacts: event.lead ?? null,
    companyFacts: event.company?.fields ?? null,
    company: event.company ? company : null,
  })
}

export function uuidOf(kind: string, number: number): string {
  return `00000000-000${kind}-7000-8000-${number.toString(16).padStart(12, '0')}`
}

function contactOf(at: number): Decision {
  return { kind: 'stage', at, from: 'visitor', to: 'lead', skipped: [], tier: null, cycle: 0, clauses: [], breaks: [], contested: null, causeEvent: uuidOf('e', 1), timer: null, evidence: [], score: 0, grade: 'D', meters: {}, handoff: null } // prettier-ignore
}

class CompanyWriter {
  decisions = 0
  readonly #client: pg.ClientBase
  readonly #lines: Record<keyof typeof TABLES, string[]> = { leads: [], decisions: [], touches: [] }
  #rows = 0

  constructor(client: pg.ClientBase) {
    this.#client = client
  }

  async add(
    id: string,
    { stage, handoff }: { readonly stage: string; readonly handoff: unknown },
    decisions: readonly Decision[],
    events: readonly SimulatedEvent[],
  ): Promise<void> {
    const at = new Date(decisions[0]?.at ?? UNTIL).toISOString()
    this.#lines.leads.push(copyLine([id, at, at, stage, '1', JSON.stringify({ handoff })]))
    for (const [seq, decision] of decisions.entries()) {
      this.decisions += 1
      this.#lines.decisions.push(decisionLine(id, seq + 1, this.decisions, decision))
    }
    for (const { context, occurredAt } of events) {
      const origin = context['campaign'] as Readonly<Record<string, string>> | undefined
      if (origin)
        this.#lines.touches.push(
          copyLine([
            '0',
            id,
            new Date(occurredAt).toISOString(),
            origin['source'] ?? null,
            origin['medium'] ?? null,
            origin['name'] ?? null,
          ]),
        )
    }
    if (++this.#rows % LINES_AT_A_TIME === 0) await this.end()
  }

  async end(): Promise<void> {
    for (const [table, statement] of Object.entries(TABLES) as [keyof typeof TABLES, string][]) {
      if (this.#lines[table].length > 0) await copyRows(this.#client, statement, this.#lines[table].join(''))
      this.#lines[table] = []
    }
  }
}

const TABLES = {
  leads: 'copy leads (id, created_at, first_seen_at, stage, agreement_version, state) from stdin',
  decisions: `copy decisions (id, lead_id, seq, agreement_version, added_by, kind, from_stage, to_stage, skipped, tier, cycle,
    clauses, contested, timer, score, grade, meters, handoff, at, decided_at) from stdin`,
  touches: 'copy touches (seq, lead_id, at, source, medium, campaign) from stdin',
}

function decisionLine(lead: string, seq: number, number: number, decision: Decision): string {
  const at = new Date(decision.at).toISOString()
  return copyLine([
    uuidOf('d', number),
    lead,
    String(seq),
    '1',
    'fold',
    decision.kind,
    decision.from,
    decision.to,
    `{${decision.skipped.join(',')}}`,
    decision.tier,
    String(decision.cycle),
    `{${decision.clauses.map((clause) => JSON.stringify(clause)).join(',')}}`,
    decision.contested && JSON.stringify(decision.contested),
    decision.timer,
    String(decision.score),
    decision.grade,
    '{}',
    decision.handoff && JSON.stringify(decision.handoff),
    at,
    at,
  ])
}

/** The kept history ends with an event that the database has, or it would be another database's. */
async function addLastEvent(client: pg.ClientBase, seq: number): Promise<void> {
  await client.query(
    `insert into events (seq, id, lead_id, source_id, message_id, name, occurred_at, received_at, trust, identified, properties)
     overriding system value
     select $1, gen_random_uuid(), $2, id, 'last', 'Page Viewed', to_timestamp($3), to_timestamp($3), 'server', true, '{}'
     from sources limit 1`,
    [seq, leadId(0), UNTIL / 1000],
  )
}
