/**
 * An event without what says who it was: what an agreement can ask for stays, everything else goes. Of personal fields an
 * agreement can ask only whether they are known, so a stand-in says that; so replays conclude the same as before.
 */
import { type Catalogue, type CatalogueField, type Fields, findEvent, type Value } from '@baton/engine'
import { ERASED, type Identifiers, withoutIdentifiers } from './identifiers.ts'

export interface StoredEvent {
  readonly name: string
  readonly properties: Readonly<Record<string, unknown>>
  readonly lead: Fields | null
  readonly company: Fields | null
}

export function erasedEvent(event: StoredEvent, catalogue: Catalogue, who: Identifiers): StoredEvent {
  return {
    name: event.name,
    properties: kept(event.properties, findEvent(catalogue, event.name)?.fields ?? [], who),
    lead: event.lead && (kept(event.lead, catalogue.lead, who) as Fields),
    company: event.company && (kept(event.company, catalogue.company, who) as Fields),
  }
}

function kept(
  values: Readonly<Record<string, unknown>>,
  fields: readonly CatalogueField[],
  who: Identifiers,
): Record<string, unknown> {
  const known = new Map(fields.map((field) => [field.name, field]))
  const result: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(values)) {
    const field = known.get(name)
    if (!field || (typeof value === 'object' && value !== null)) continue
    result[name] = keptValue(field, value as Value | null, who)
  }
  return result
}

function keptValue(field: CatalogueField, value: Value | null, who: Identifiers): Value | null {
  // What is empty is not known, and has to stay so.
  if (value === null || value === '') return value
  if (field.personal) return standIn(field, value)
  // What is told of one occasion is asked for by nobody; of texts only ids stay, such as whose act it was.
  if (field.detail && typeof value === 'string' && !ID.test(value)) return ERASED
  return typeof value === 'string' ? withoutIdentifiers(value, who) : value
}

const ID = /^[0-9a-f-]{36}$/

function standIn({ type }: CatalogueField, value: Value): Value {
  return type === 'text' || typeof value === 'string' ? ERASED : value
}
