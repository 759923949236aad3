/** A mapping made ready to be used, or everything that is wrong with it, each with its place in the mapping. */
import type { HookMapping } from '@baton/protocol'
import { type PlaceReader, placeReader } from './place-reader.ts'

export interface MappingProblem {
  readonly path: string
  readonly message: string
}

export interface ReadMapping {
  readonly each: PlaceReader | null
  readonly name: PlaceReader
  readonly table: Readonly<Record<string, string>>
  readonly email: PlaceReader | null
  readonly userId: PlaceReader | null
  readonly externalId: PlaceReader | null
  readonly phone: PlaceReader | null
  readonly lead: Readonly<Record<string, PlaceReader>>
  readonly company: Readonly<Record<string, PlaceReader>>
  readonly properties: Readonly<Record<string, PlaceReader>>
  readonly occurredAt: PlaceReader | null
  readonly format: 'iso' | 'seconds' | 'milliseconds'
  readonly messageId: PlaceReader | null
  /** The id is of the body, not of the item. */
  readonly isBodyId: boolean
}

export function readMapping(
  mapping: HookMapping,
): { readonly mapping: ReadMapping } | { readonly problems: readonly MappingProblem[] } {
  const problems: MappingProblem[] = []
  const never: PlaceReader = () => undefined
  const reader = (path: string, text: string): PlaceReader => {
    const read = placeReader(text)
    if (typeof read !== 'string') return read
    problems.push({ path, message: read })
    return never
  }
  const maybe = (path: string, text: string | null | undefined) => (text ? reader(path, text) : null)
  const all = (path: string, given: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(given).map(([name, text]) => [name, reader(`${path}.${name}`, text)]))
  const { identity, occurredAt, messageId, check } = mapping
  const read: ReadMapping = {
    each: maybe('each', mapping.each),
    name: reader('name', mapping.name.is),
    table: mapping.name.table,
    email: maybe('identity.email', identity.email),
    userId: maybe('identity.userId', identity.userId),
    externalId: maybe('identity.externalId', identity.externalId),
    phone: maybe('identity.phone', identity.phone),
    lead: all('lead', mapping.lead),
    company: all('company', mapping.company),
    properties: all('properties', mapping.properties),
    occurredAt: maybe('occurredAt', occurredAt?.is),
    format: occurredAt?.format ?? 'iso',
    messageId: maybe('messageId', messageId),
    isBodyId: messageId?.trim().startsWith('$') ?? false,
  }
  maybe('check', check?.is)
  return problems.length > 0 ? { problems } : { mapping: read }
}
