/** A body that a webhook received, as events. Pure: what it knows of the request is in `Received`. */
import { createHash } from 'node:crypto'
import { type CatalogueField, type Fields, standardCatalogue, type Value } from '@baton/engine'
import type { IncomingEvent } from '../events/index.ts'
import { plainPhone } from '../identities/index.ts'
import type { PlaceReader } from './place-reader.ts'
import type { ReadMapping } from './read-mapping.ts'

export interface Received {
  readonly sourceId: string
  readonly receivedAt: number
}

/** `skipped` is what the mapping does not want, and no fault. */
export type Mapped = { readonly event: IncomingEvent } | { readonly skipped: string }

export function mapBody(mapping: ReadMapping, body: unknown, received: Received): readonly Mapped[] {
  if (!mapping.each) return [mapItem(mapping, body, body, { ...received, suffix: '' })]
  const found = mapping.each(body, body)
  if (found === undefined || found === null) return [{ skipped: 'there is nothing where the list should be' }]
  const items = Array.isArray(found) ? (found as readonly unknown[]) : [found]
  return items.map((item, index) => mapItem(mapping, body, item, { ...received, suffix: `#${index}` }))
}

interface Place extends Received {
  /** Tells the events of one body apart. */
  readonly suffix: string
}

function mapItem(mapping: ReadMapping, body: unknown, item: unknown, place: Place): Mapped {
  const at = (reader: PlaceReader | null) => reader?.(body, item)
  const named = scalarText(at(mapping.name)) ?? ''
  const hasTable = Object.keys(mapping.table).length > 0
  if (hasTable && !Object.hasOwn(mapping.table, named))
    return { skipped: named === '' ? 'no name was found' : `“${named}” is not in the table of names` }
  const phone = phoneOf(at(mapping.phone))
  const lead = fieldsOf(mapping.lead, at, standardCatalogue.lead)
  const company = fieldsOf(mapping.company, at, standardCatalogue.company)
  const { domain, ...companyFields } = company ?? {}
  const withPhone = phone !== null && lead?.['phone'] === undefined ? { ...lead, phone } : lead
  return {
    event: {
      sourceId: place.sourceId,
      trust: 'server',
      receivedAt: place.receivedAt,
      messageId: messageIdOf(mapping, body, item, place),
      name: hasTable ? mapping.table[named]! : named,
      occurredAt: momentOf(at(mapping.occurredAt), mapping, place.receivedAt),
      identity: identityOf(mapping, at, phone),
      properties: propertiesOf(mapping, at),
      ...(withPhone && { lead: withPhone }),
      ...(company && {
        company: { fields: companyFields, ...(typeof domain === 'string' && { domain }) },
      }),
    },
  }
}

type At = (reader: PlaceReader | null) => unknown

/** A telephone makes a lead where nothing else is known; where something is, two people may share it. */
function identityOf(mapping: ReadMapping, at: At, phone: string | null): IncomingEvent['identity'] {
  const given = {
    userId: scalarText(at(mapping.userId)),
    externalId: scalarText(at(mapping.externalId)),
    email: scalarText(at(mapping.email)),
  }
  const known = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  return Object.keys(known).length > 0 || phone === null ? known : { externalId: `phone:${phone}` }
}

function phoneOf(value: unknown): string | null {
  const text = scalarText(value)
  return text === undefined ? null : plainPhone(text, null)
}

function propertiesOf({ properties }: ReadMapping, at: At): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(properties)
      .map(([name, reader]) => [name, at(reader)] as const)
      .filter(([, value]) => value !== undefined),
  )
}

/** What is no single value is no fact. Numbers that come as text are numbers where the catalogue wants one. */
function fieldsOf(
  readers: Readonly<Record<string, PlaceReader>>,
  at: At,
  known: readonly CatalogueField[],
): Fields | undefined {
  const fields: Record<string, Value> = {}
  for (const [name, reader] of Object.entries(readers)) {
    const value = at(reader)
    const isNumber = known.some((field) => field.name === name && field.type === 'number')
    if (typeof value === 'boolean' || typeof value === 'number') fields[name] = value
    if (typeof value !== 'string' || value.trim() === '') continue
    fields[name] = isNumber && /^\s*\d+(\.\d+)?\s*$/.test(value) ? Number(value) : value.trim()
  }
  return Object.keys(fields).length > 0 ? fields : undefined
}

/** Not a number where something is there that is no moment. */
function momentOf(value: unknown, { format }: ReadMapping, receivedAt: number): number {
  if (value === undefined) return receivedAt
  switch (format) {
    case 'iso':
      return typeof value === 'string' ? Date.parse(value) : Number.NaN
    case 'seconds':
      return numberOf(value) * 1_000
    case 'milliseconds':
      return numberOf(value)
    default:
      return format satisfies never
  }
}

function numberOf(value: unknown): number {
  return typeof value === 'number' || (typeof value === 'string' && value.trim() !== '')
    ? Number(value)
    : Number.NaN
}

function messageIdOf(mapping: ReadMapping, body: unknown, item: unknown, { suffix }: Place): string {
  const id = scalarText(mapping.messageId?.(body, item))
  if (id === undefined)
    return `body:${createHash('sha256').update(JSON.stringify(body)).digest('base64url')}${suffix}`
  return mapping.isBodyId ? `${id}${suffix}` : id
}

function scalarText(value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}
