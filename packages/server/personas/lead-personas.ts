/**
 * Which persona single leads are, by the reading that every report uses: the histories at hand are laid out as reports have them.
 * So a lead is the same persona here as there, and nobody has to hold everybody's journeys to ask about one.
 */
import { type Catalogue, catalogueWith, type LeadEvent, type Stage, type TimerKind } from '@baton/engine'
import { FrameBuilder } from '@baton/engine/replay'
import {
  JourneyBuilder,
  type JourneyLead,
  type LedgerRow,
  type Persona,
  withPersonas,
} from '@baton/engine/reports'
import type pg from 'pg'
import { VERSION_IN_FORCE } from '../agreements/index.ts'
import { textArray } from '../platform/postgres/binary-array.ts'

/** By lead its events, as they were stored. */
export type Histories = ReadonlyMap<string, readonly LeadEvent[]>

/** By lead the name of its persona; none for leads that are none of them. */
export async function personasOfLeads(
  client: pg.Pool | pg.ClientBase,
  personas: readonly Persona[],
  histories: Histories,
): Promise<ReadonlyMap<string, string>> {
  const ids = [...histories.keys()].toSorted()
  const catalogue = await catalogueInForce(client)
  const builder = new JourneyBuilder(await journeyLeads(client, ids))
  const looksAtActs = personas.some(({ marks }) => marks.some(({ kind }) => kind !== 'fact'))
  if (looksAtActs) for (const { lead, ...row } of await ledgerOf(client, ids)) builder.addDecision(lead, row)
  const frame = frameOf(histories, catalogue)
  const asOf = Date.now()
  const { leads } = withPersonas(builder.build({ asOf, catalogue, frame, touches: [] }), personas)
  const { codes, names } = leads.dimensions.persona
  return new Map(
    leads.id.flatMap((id, lead) => (codes[lead] === 0 ? [] : [[id, names[codes[lead]!]!] as const])),
  )
}

async function catalogueInForce(client: pg.Pool | pg.ClientBase): Promise<Catalogue> {
  const { rows } = await client.query<{ catalogue: Partial<Catalogue> | null }>(
    `select catalogue from agreement_versions where version = ${VERSION_IN_FORCE}`,
  )
  return catalogueWith(rows[0]?.catalogue ?? {})
}

function frameOf(histories: Histories, catalogue: Catalogue) {
  const builder = new FrameBuilder(catalogue)
  for (const [lead, events] of histories) {
    // What colleagues stated is told to the lead by one who stands for all of them.
    const company = `company of ${lead}`
    builder.addLead(lead, company)
    for (const event of events)
      builder.addEvent({
        lead: event.colleague ? `colleague of ${lead}` : lead,
        seq: event.seq,
        occurredAt: event.occurredAt,
        name: event.name,
        trust: event.trust,
        identified: event.identified ?? true,
        properties: event.properties,
        leadFacts: event.lead ?? null,
        companyFacts: event.company ?? null,
        company: event.colleague ? company : null,
      })
  }
  return builder.build({ until: Date.now() })
}

async function journeyLeads(
  client: pg.Pool | pg.ClientBase,
  ids: readonly string[],
): Promise<readonly JourneyLead[]> {
  const { rows } = await client.query<Pick<JourneyLead, 'id' | 'stage' | 'handoff'>>({
    name: 'journey-leads',
    text: `select l.id, l.stage, l.state::json -> 'handoff' as handoff from leads l
           where l.id = any($1::text[]::uuid[]) order by l.id`,
    values: [textArray(ids)],
  })
  return rows.map((row) => ({ ...row, joinedTo: null, waiting: false, machine: false }))
}

async function ledgerOf(
  client: pg.Pool | pg.ClientBase,
  ids: readonly string[],
): Promise<readonly (LedgerRow & { readonly lead: string })[]> {
  const { rows } = await client.query<
    LedgerRow & { readonly lead: string; readonly from: Stage; readonly timer: TimerKind | null }
  >({
    name: 'ledger-of-leads',
    text: `select lead_id as lead, kind, (extract(epoch from at) * 1000)::float8 as at,
             (extract(epoch from decided_at) * 1000)::float8 as "decidedAt", added_by as "addedBy",
             supersedes is not null as supersedes, from_stage as "from", to_stage as "to", cycle, tier,
             agreement_version as version, grade, score, clauses[1] as clause, timer,
             coalesce(contested ->> 'clause', contested ->> 'field') as contested, handoff
           from decisions where lead_id = any($1::text[]::uuid[]) order by lead_id, seq`,
    values: [textArray(ids)],
  })
  return rows
}
