/**
 * A history from files alone, for a replay without a server: events, and what is known of leads and companies. Comma
 * separated with a header, or one JSON object a line.
 */
import {
  type Catalogue,
  findEvent,
  type FieldType,
  type Trust,
  TRUST_LEVELS,
  type Value,
} from '@baton/engine'
import { type Frame, FrameBuilder } from '@baton/engine/replay'
import { parse } from 'csv-parse/sync'
import { readFile } from 'node:fs/promises'

export interface HistoryFiles {
  /** `lead`, `event`, `at`, `trust` (server unless it says otherwise); every other column is a property. */
  readonly events: string
  /** `lead`, `company`, and fields of leads: known from the lead's first event on. */
  readonly leads?: string | undefined
  /** `company`, and fields of companies. */
  readonly companies?: string | undefined
}

/** Every problem that was found, each with file, line, value and expectation; nothing was built. */
export class HistoryFilesError extends Error {
  override readonly name = 'HistoryFilesError'
}

const PROBLEMS_MAX = 20

/**
 * @param until the moment that the history is known up to; by default just after its last event
 * @throws HistoryFilesError
 */
export async function frameFromFiles(
  files: HistoryFiles,
  catalogue: Catalogue,
  until?: number,
): Promise<Frame> {
  const problems = new Problems()
  const events = await rowsOf(files.events, problems)
  const leads = files.leads ? await rowsOf(files.leads, problems) : []
  const companies = files.companies ? await rowsOf(files.companies, problems) : []
  const builder = new FrameBuilder(catalogue)
  const spans = addEvents(builder, events, catalogue, problems)
  addFacts(builder, leads, companies, spans, catalogue, problems)
  problems.throwAny()
  return builder.build({ until: until ?? spans.last + 1 })
}

interface Row {
  readonly place: string
  readonly values: Readonly<Record<string, unknown>>
}

class Problems {
  readonly #said: string[] = []

  add(place: string, found: unknown, expected: string): void {
    this.#said.push(`${place}: found ${JSON.stringify(found) ?? 'nothing'}, expected ${expected}`)
    if (this.#said.length >= PROBLEMS_MAX) this.throwAny()
  }

  throwAny(): void {
    if (this.#said.length === 0) return
    const more = this.#said.length >= PROBLEMS_MAX ? [`… stopped at ${PROBLEMS_MAX} problems`] : []
    throw new HistoryFilesError([...this.#said, ...more].join('\n'))
  }
}

async function rowsOf(file: string, problems: Problems): Promise<readonly Row[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'ENOENT' ? 'there is no such file' : error.message
    throw new HistoryFilesError(`${file} cannot be read: ${why}.`, { cause: error })
  })
  return text.trimStart().startsWith('{') ? jsonRows(file, text, problems) : csvRows(file, text)
}

function jsonRows(file: string, text: string, problems: Problems): readonly Row[] {
  return text.split('\n').flatMap((line, index): Row[] => {
    if (line.trim() === '') return []
    const place = `${file}:${index + 1}`
    const value = parsedJson(line)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      const { properties, ...rest } = value as Record<string, unknown>
      const nested = typeof properties === 'object' && properties !== null ? properties : {}
      return [{ place, values: { ...nested, ...rest } }]
    }
    problems.add(place, line.slice(0, 80), 'a JSON object')
    return []
  })
}

function parsedJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

function csvRows(file: string, text: string): readonly Row[] {
  try {
    const rows = parse(text, {
      columns: true,
      bom: true,
      skip_empty_lines: true,
      info: true,
      trim: true,
    }) as {
      info: { lines: number }
      record: Record<string, string>
    }[]
    return rows.map(({ info, record }) => ({ place: `${file}:${info.lines}`, values: record }))
  } catch (error) {
    throw new HistoryFilesError(`${file}: ${(error as Error).message}`, { cause: error })
  }
}

interface Spans {
  /** By lead: when its first event happened. */
  readonly first: ReadonlyMap<string, number>
  readonly earliest: number
  readonly last: number
}

function addEvents(
  builder: FrameBuilder,
  rows: readonly Row[],
  catalogue: Catalogue,
  problems: Problems,
): Spans {
  const first = new Map<string, number>()
  let earliest = Infinity
  let last = -Infinity
  rows.forEach(({ place, values }, index) => {
    const { lead, event, at, trust, ...properties } = values
    const id = textOf(place, 'lead', lead, problems)
    const name = textOf(place, 'event', event, problems)
    const occurredAt = timeOf(place, at, problems)
    const level = trustOf(place, trust, problems)
    if (id === null || name === null || occurredAt === null || level === null) return
    first.set(id, Math.min(first.get(id) ?? Infinity, occurredAt))
    earliest = Math.min(earliest, occurredAt)
    last = Math.max(last, occurredAt)
    const fields = new Map(findEvent(catalogue, name)?.fields.map((field) => [field.name, field.type]))
    builder.addEvent({
      lead: id,
      // What the other files state comes first, at the moment of the first event.
      seq: index + 2,
      occurredAt,
      name,
      trust: level,
      identified: true,
      properties: valuesOf(place, properties, fields, problems),
    })
  })
  return { first, earliest, last }
}

function addFacts(
  builder: FrameBuilder,
  leads: readonly Row[],
  companies: readonly Row[],
  spans: Spans,
  catalogue: Catalogue,
  problems: Problems,
): void {
  const leadFields = new Map(catalogue.lead.map(({ name, type }) => [name, type]))
  const companyFields = new Map(catalogue.company.map(({ name, type }) => [name, type]))
  const facts = new Map<string, Readonly<Record<string, Value>>>()
  for (const { place, values } of companies) {
    const { company, ...fields } = values
    const id = textOf(place, 'company', company, problems)
    if (id !== null) facts.set(id, valuesOf(place, fields, companyFields, problems))
  }
  for (const { place, values } of leads) {
    const { lead, company, ...fields } = values
    const id = textOf(place, 'lead', lead, problems)
    if (id === null) continue
    const about = typeof company === 'string' && company !== '' ? company : null
    if (about !== null && companies.length > 0 && !facts.has(about))
      problems.add(`${place} company`, about, 'a company of the companies file')
    builder.addEvent({
      lead: id,
      seq: 1,
      occurredAt: spans.first.get(id) ?? spans.earliest,
      name: 'Lead Identified',
      trust: 'server',
      identified: true,
      properties: {},
      leadFacts: valuesOf(place, fields, leadFields, problems),
      companyFacts: about === null ? null : (facts.get(about) ?? null),
    })
  }
}

function textOf(place: string, column: string, value: unknown, problems: Problems): string | null {
  if ((typeof value === 'string' && value !== '') || typeof value === 'number') return String(value)
  problems.add(`${place} ${column}`, value, `a text in \`${column}\``)
  return null
}

const TIME = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/

/** A time without a zone is UTC, so that a file means the same everywhere. */
function timeOf(place: string, value: unknown, problems: Problems): number | null {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value
  if (typeof value === 'string' && TIME.test(value)) {
    const isZoned = /(Z|[+-]\d{2}:?\d{2})$/.test(value.slice(10))
    const time = Date.parse(value.length === 10 || isZoned ? value : `${value.replace(' ', 'T')}Z`)
    if (Number.isFinite(time)) return time
  }
  problems.add(`${place} at`, value, 'a time such as 2026-03-01T10:00:00Z, or milliseconds since 1970')
  return null
}

function trustOf(place: string, value: unknown, problems: Problems): Trust | null {
  if (value === undefined || value === '') return 'server'
  if (TRUST_LEVELS.includes(value as Trust)) return value as Trust
  problems.add(`${place} trust`, value, TRUST_LEVELS.join(', '))
  return null
}

/** Catalogued fields in their types; empty ones are not stated, others are nothing that an agreement can ask for. */
function valuesOf(
  place: string,
  values: Readonly<Record<string, unknown>>,
  fields: ReadonlyMap<string, FieldType>,
  problems: Problems,
): Readonly<Record<string, Value>> {
  const typed: Record<string, Value> = {}
  for (const [name, value] of Object.entries(values)) {
    const type = fields.get(name)
    if (type === undefined || value === '' || value === null || value === undefined) continue
    const read = valueAs(type, value)
    if (read === null) problems.add(`${place} ${name}`, value, `a ${type}`)
    else typed[name] = read
  }
  return typed
}

function valueAs(type: FieldType, value: unknown): Value | null {
  if (type === 'number') {
    const number = typeof value === 'number' ? value : Number(value)
    return Number.isFinite(number) ? number : null
  }
  if (type === 'boolean') {
    if (typeof value === 'boolean') return value
    return value === 'true' || value === 'yes' ? true : value === 'false' || value === 'no' ? false : null
  }
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null
}
