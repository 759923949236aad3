/**
 * Events and properties that people put into the catalogue. A version of the agreement keeps the catalogue that it was signed
 * with, so that nothing that was judged changes; what is written from now on is read with the additions as well, and a
 * proposal takes them along.
 */
import {
  type Catalogue,
  type CatalogueEvent,
  type CatalogueField,
  catalogueWith,
  findEvent,
} from '@baton/engine'
import type { CataloguedEvent } from '@baton/protocol'
import type pg from 'pg'
import { Refusal } from '../platform/http/refusal.ts'
import { VERSION_IN_FORCE } from './agreement-in-force.ts'

type Additions = Partial<Catalogue> | null

async function addedEvents(client: pg.Pool | pg.ClientBase): Promise<readonly CatalogueEvent[]> {
  const { rows } = await client.query<{ event: CatalogueEvent }>(
    'select event from catalogue_additions order by changed_at, name',
  )
  return rows.map(({ event }) => event)
}

/** What a version adds to the standard catalogue, with what people added since. */
export async function withAdditions(client: pg.Pool | pg.ClientBase, own: Additions): Promise<Additions> {
  const added = await addedEvents(client)
  if (added.length === 0) return own
  const known = catalogueWith(own ?? {})
  const events = added.map((event) => together(findEvent(known, event.name), event))
  const others = (own?.events ?? []).filter(({ name }) => !added.some((event) => event.name === name))
  return { ...own, events: [...others, ...events] }
}

/** What is known of the event stays as it is. */
function together(known: CatalogueEvent | undefined, added: CatalogueEvent): CatalogueEvent {
  if (!known) return added
  return { ...known, fields: [...known.fields, ...fieldsBeyond(known, added.fields)] }
}

function fieldsBeyond(known: CatalogueEvent, fields: readonly CatalogueField[]): readonly CatalogueField[] {
  return fields.filter(({ name }) => !known.fields.some((field) => field.name === name))
}

/** All that an agreement which is written now may refer to. */
export async function catalogueNow(client: pg.Pool | pg.ClientBase): Promise<Catalogue> {
  const { rows } = await client.query<{ catalogue: Additions }>(
    `select catalogue from agreement_versions where version = ${VERSION_IN_FORCE}`,
  )
  return catalogueWith((await withAdditions(client, rows[0]?.catalogue ?? null)) ?? {})
}

/** Rises with every addition. */
export async function additionsRevision(client: pg.Pool | pg.ClientBase): Promise<string> {
  const { rows } = await client.query<{ revision: string }>(
    `select count(*) || ' ' || coalesce(max(changed_at)::text, '') as revision from catalogue_additions`,
  )
  return rows[0]!.revision
}

/** @throws Refusal `conflict` where the catalogue knows all of it, or knows one of the properties as another type */
export async function addToCatalogue(
  pool: pg.Pool,
  { name, about, side, fields }: CataloguedEvent,
  by: string | null,
): Promise<void> {
  const catalogue = await catalogueNow(pool)
  const known = findEvent(catalogue, name)
  const given = fields.map(({ personal, ...field }) => (personal ? { ...field, personal: true } : field))
  assertEachOnce(given)
  if (known) assertNews(known, given)
  const event: CatalogueEvent = known ?? { name, about, side, fields: [] }
  const whole = { ...event, fields: [...event.fields, ...fieldsBeyond(event, given)] }
  await pool.query(
    `insert into catalogue_additions (name, event, added_by) values ($1, $2, $3)
     on conflict (name) do update set event = excluded.event, added_by = excluded.added_by, changed_at = clock_timestamp()`,
    [name, JSON.stringify(whole), by],
  )
}

function assertEachOnce(fields: readonly CatalogueField[]): void {
  const twice = fields.find(({ name }, index) => fields.findIndex((other) => other.name === name) !== index)
  if (twice) throw new Refusal('invalid_request', `fields: “${twice.name}” is there twice.`)
}

function assertNews(known: CatalogueEvent, fields: readonly CatalogueField[]): void {
  for (const { name, type } of fields) {
    const before = known.fields.find((field) => field.name === name)
    if (before && before.type !== type)
      throw new Refusal(
        'conflict',
        `The catalogue knows “${name}” of “${known.name}” as ${before.type}, not as ${type}.`,
      )
  }
  if (fieldsBeyond(known, fields).length === 0)
    throw new Refusal('conflict', `The catalogue knows “${known.name}” already, and all of these properties.`)
}
