/** What a mapping would make of a body, without storing anything. */
import { type Catalogue, findEvent } from '@baton/engine'
import type { HookMapping, HookPreview } from '@baton/protocol'
import type pg from 'pg'
import { lookAtEvent } from '../events/index.ts'
import { mapBody, type Mapped, type Received } from './map-body.ts'
import { readMapping } from './read-mapping.ts'

const SHOWN = 20

type Line = HookPreview['events'][number]

export async function previewMapping(
  pool: pg.Pool,
  catalogue: Catalogue,
  mapping: HookMapping,
  body: unknown,
  received: Received,
): Promise<HookPreview> {
  const read = readMapping(mapping)
  if ('problems' in read) return { problems: [...read.problems], events: [], more: 0 }
  const mapped = mapBody(read.mapping, body, received)
  const events = await Promise.all(mapped.slice(0, SHOWN).map((one) => lineOf(pool, catalogue, one)))
  return { problems: [], events, more: Math.max(0, mapped.length - SHOWN) }
}

async function lineOf(pool: pg.Pool, catalogue: Catalogue, mapped: Mapped): Promise<Line> {
  if ('skipped' in mapped) return { result: 'skipped', detail: mapped.skipped }
  const seen = lookAtEvent(mapped.event)
  if ('refused' in seen) return { result: 'refused', code: seen.refused, detail: seen.detail }
  return {
    result: 'stored',
    name: seen.name,
    catalogued: findEvent(catalogue, seen.name) !== undefined,
    occurredAt: new Date(seen.occurredAt).toISOString(),
    trust: seen.trust,
    messageId: seen.messageId,
    identities: seen.identities.map(([kind, value]) => ({ kind, value })),
    lead: await leadOf(pool, seen.identities),
    properties: seen.properties,
    leadFacts: seen.lead,
    companyFacts: seen.company,
  }
}

/** Whom the first identity that is known leads to. */
async function leadOf(pool: pg.Pool, identities: readonly (readonly [kind: string, value: string])[]) {
  const { rows } = await pool.query<{ id: string; name: string | null }>(
    `select r.id, coalesce(r.name, r.email) as name
     from unnest($1::text[], $2::text[]) with ordinality as w(kind, value, rank) join identities i using (kind, value)
       join leads l on l.id = i.lead_id join leads r on r.id = coalesce(l.joined_to, l.id)
     order by w.rank limit 1`,
    [identities.map(([kind]) => kind), identities.map(([, value]) => value)],
  )
  return rows[0] ?? null
}
