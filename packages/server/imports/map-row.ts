/** One row becomes events, or reasons why it cannot. A row with any fault tells nothing, so that mending it tells it all once. */
import { createHash } from 'node:crypto'
import type { Fields, Value } from '@baton/engine'
import { emailClass, type IncomingEvent } from '../events/index.ts'
import { cellMoment, cellValue, rowMatches, type Rejection, type Row } from './cell-value.ts'
import type { EventRule, Mapping, NamedCell } from './mapping.ts'
import type { Moment } from './parse-time.ts'

/** What the intake takes, but for the source's id, which the database gives. */
export type MappedEvent = Omit<IncomingEvent, 'sourceId'>

export type MappedRow =
  { readonly events: readonly MappedEvent[] } | { readonly rejections: readonly Rejection[] }

/** `now` is when the row is received: what lies after it is refused, since nothing is known of the future. */
export function mapRow(mapping: Mapping, row: Row, now: number): MappedRow {
  const reading = new RowReading(mapping, row)
  const identity = {
    ...optional('userId', reading.text(mapping.lead.id)),
    ...optional('externalId', reading.text(mapping.lead.external)),
    ...optional('email', reading.text(mapping.lead.email)),
    ...optional('anonymousId', reading.text(mapping.lead.anonymous)),
  }
  if (identity.email !== undefined && emailClass(identity.email) === null)
    reading.reject(mapping.lead.email?.column ?? '', identity.email, 'is not an e-mail address')
  const facts = factsOf(reading)
  const told = mapping.events.flatMap((rule) => tellEvent(reading, rule))
  if (told.length === 0 && facts.any && mapping.facts.at !== null) {
    const at = reading.moment(mapping.facts.at)
    const name = facts.lead === undefined ? 'Company Identified' : 'Lead Identified'
    if (at !== null) told.push({ ruleId: 'facts', key: [], name, at, properties: {} })
  }
  for (const { at } of told)
    if (at.ms > now) reading.reject('', new Date(at.ms).toISOString(), 'lies in the future')
  if (told.length > 0 && Object.keys(identity).length === 0) {
    const { id, external, email, anonymous } = mapping.lead
    const cell = id ?? external ?? email ?? anonymous
    reading.reject(cell?.column ?? '', '', 'says nothing of who it is about')
  }
  if (reading.rejections.length > 0) return { rejections: reading.rejections }
  return {
    events: told.map(({ ruleId, key, name, at, properties }, index) => ({
      messageId: messageIdOf(mapping, row, { ruleId, key }, [identity, name, at.ms, properties]),
      name,
      occurredAt: at.ms,
      receivedAt: now,
      trust: mapping.trust,
      properties,
      context: at.isDay ? DAY_ONLY : EXACT,
      identity,
      ...(index === 0 && facts.lead !== undefined ? { lead: facts.lead } : {}),
      ...(index === 0 && facts.company !== undefined ? { company: facts.company } : {}),
    })),
  }
}

/** Said with an event of which only the day is known, so that nobody takes midnight for a time. */
const DAY_ONLY = { time: 'day' } as const
const EXACT = {} as const

/** What rows of one source have in common is left out of it: the file's name, the row's place, the mapping's other parts. */
function messageIdOf(
  mapping: Mapping,
  row: Row,
  { ruleId, key: own }: Pick<Told, 'ruleId' | 'key'>,
  content: readonly unknown[],
): string {
  const columns = own.length > 0 ? own : mapping.key
  const key =
    columns.length > 0
      ? columns.map(({ column, first }) => row.cell(column).slice(0, first ?? undefined))
      : content
  const text = JSON.stringify([mapping.source, ruleId, key])
  return createHash('sha256').update(text).digest('base64url').slice(0, 27)
}

interface Told {
  readonly ruleId: string
  readonly key: EventRule['key']
  readonly name: string
  readonly at: Moment
  readonly properties: Readonly<Record<string, Value>>
}

function tellEvent(reading: RowReading, rule: EventRule): Told[] {
  if (!rowMatches(rule.when, reading.row, reading.mapping.decimal)) return []
  const name = nameOf(reading, rule)
  if (name === null) return []
  const at = reading.moment(rule.at)
  // An empty time says that it did not happen.
  if (at === null) return []
  return [{ ruleId: rule.id, key: rule.key, name, at, properties: reading.values(rule.properties) }]
}

function nameOf(reading: RowReading, { event }: EventRule): string | null {
  if (typeof event === 'string') return event
  const text = reading.row.cell(event.column)
  const name = event.is.get(text)
  if (name !== undefined) return name
  if (event.otherwise === 'keep' && text !== '') return text
  if (event.otherwise === 'reject') reading.reject(event.column, text, 'is not in the table of events')
  return null
}

interface RowFacts {
  readonly any: boolean
  readonly lead?: Fields
  readonly company?: { readonly id?: string; readonly domain?: string; readonly fields: Fields }
}

function factsOf(reading: RowReading): RowFacts {
  const { facts, company } = reading.mapping
  if (!rowMatches(facts.when, reading.row, reading.mapping.decimal)) return { any: false }
  const lead = reading.values(facts.lead)
  const fields = reading.values(facts.company)
  const id = reading.text(company.id)
  const domain = reading.text(company.domain)?.toLowerCase() ?? null
  const namesCompany = id !== null || domain !== null || Object.keys(fields).length > 0
  const statesLead = Object.keys(lead).length > 0
  return {
    any: namesCompany || statesLead,
    ...(statesLead ? { lead } : {}),
    ...(namesCompany ? { company: { ...optional('id', id), ...optional('domain', domain), fields } } : {}),
  }
}

/** Reads cells and gathers what is wrong with them, so that a row names all its faults at once. */
class RowReading {
  readonly rejections: Rejection[] = []
  readonly mapping: Mapping
  readonly row: Row

  constructor(mapping: Mapping, row: Row) {
    this.mapping = mapping
    this.row = row
  }

  reject(column: string, text: string, reason: string): void {
    this.rejections.push({ column, text, reason })
  }

  text(cell: Mapping['lead']['id']): string | null {
    if (cell === undefined) return null
    const result = cellValue(cell, this.row, this.mapping.decimal)
    if ('value' in result) return result.value === null ? null : String(result.value)
    this.rejections.push(result)
    return null
  }

  moment(cell: EventRule['at']): Moment | null {
    const result = cellMoment(cell, this.row)
    if ('value' in result) return result.value
    this.rejections.push(result)
    return null
  }

  values(cells: readonly NamedCell[]): Record<string, Value> {
    const values: Record<string, Value> = {}
    for (const { name, cell } of cells) {
      const result = cellValue(cell, this.row, this.mapping.decimal)
      if (!('value' in result)) this.rejections.push(result)
      else if (result.value !== null) values[name] = result.value
    }
    return values
  }
}

function optional<Key extends string>(key: Key, value: string | null): { readonly [key in Key]?: string } {
  return (value === null ? {} : { [key]: value }) as { readonly [key in Key]?: string }
}
