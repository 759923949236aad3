/** Reads a mapping from YAML or JSON: the mapping, or every problem at once, each with its place. Never throws. */
import {
  catalogueAdditions,
  catalogueWith,
  findEvent,
  findSubjectField,
  TRUST_LEVELS,
  type Catalogue,
  type FieldType,
  type Problem,
} from '@baton/engine'
import {
  choiceOf,
  type Cursor,
  entriesOf,
  isMapping,
  itemsOf,
  keysOf,
  nearestName,
  Reading,
  scalarOf,
  textOf,
} from '@baton/engine/document'
import {
  ENCODINGS,
  type Cell,
  type CsvFormat,
  type EventRule,
  type FactsRule,
  type Mapping,
  type Otherwise,
} from './mapping.ts'
import {
  cellOf,
  columnOf,
  countOf,
  keyOf,
  type MappingContext,
  namedCellsOf,
  timeFormatOf,
  whenOf,
} from './read-cells.ts'

export interface MappingReading {
  /** Null when there is any error; warnings alone do not prevent it. */
  readonly mapping: Mapping | null
  /** In document order. */
  readonly problems: readonly Problem[]
}

const SECTIONS = [
  'source',
  'trust',
  'csv',
  'times',
  'numbers',
  'key',
  'lead',
  'company',
  'facts',
  'events',
  'catalogue',
] as const

export function readMapping(text: string): MappingReading {
  const reading = new Reading(text)
  if (reading.failed) return { mapping: null, problems: reading.problems }
  const mapping = mappingOf(reading.root)
  const problems = reading.problems.toSorted((a, b) => a.line - b.line || a.column - b.column)
  return { mapping: reading.failed ? null : mapping, problems }
}

function mappingOf(root: Cursor): Mapping {
  const keys = keysOf(root, 'a mapping: `source`, `lead`, `events` and other sections', SECTIONS, [
    'source',
    'lead',
  ])
  const additions = catalogueAdditions(keys.catalogue)
  const catalogue = catalogueWith(additions)
  const times = keys.times ? keysOf(keys.times, '`format` and `zone`', ['format', 'zone']) : {}
  const numbers = keys.numbers ? keysOf(keys.numbers, '`decimal`', ['decimal']) : {}
  const context: MappingContext = { times: timeFormatOf(times, { format: 'auto', zone: null }), columns: [] }
  const facts = factsOf(keys.facts, context, catalogue)
  const events = keys.events ? eventsOf(keys.events, context, catalogue) : []
  if (!keys.events && facts.at === null) {
    const remedy = 'add `events:`, or `facts: { at: … }` for a file that only states facts'
    root.reading.complain({ ...root, node: null }, 'missing', 'something to record', remedy, {
      found: 'neither',
    })
  }
  return {
    source: keys.source ? (textOf(keys.source, 'the name of the source') ?? '') : '',
    trust: (keys.trust && choiceOf(keys.trust, TRUST_LEVELS)) ?? 'server',
    csv: csvOf(keys.csv),
    key: keys.key ? keyOf(keys.key, context) : [],
    decimal: (numbers.decimal && choiceOf(numbers.decimal, ['.', ','] as const)) ?? '.',
    lead: keys.lead ? leadOf(keys.lead, context) : {},
    company: keys.company ? companyOf(keys.company, context) : {},
    facts,
    events,
    additions,
    catalogue,
    columns: context.columns,
  }
}

const CSV_KEYS = ['delimiter', 'encoding', 'header', 'columns', 'skip', 'footer'] as const

function csvOf(cursor: Cursor | undefined): CsvFormat {
  const keys = cursor ? keysOf(cursor, 'how the file is written', CSV_KEYS) : {}
  const hasHeader = truthOf(keys.header, true)
  if (!hasHeader && !keys.columns) {
    cursor!.reading.complain(
      cursor!,
      'missing',
      '`columns`',
      'name the columns: `columns: [id, date, origin]`',
      { found: 'nothing' },
    )
  }
  const names = keys.columns
    ? itemsOf(keys.columns, 'the names of the columns').map((item) => textOf(item, 'a name') ?? '')
    : null
  return {
    delimiter: (keys.delimiter && choiceOf(keys.delimiter, ['auto', ',', ';', '\t', '|'] as const)) ?? 'auto',
    encoding: (keys.encoding && choiceOf(keys.encoding, ['auto', ...ENCODINGS] as const)) ?? 'auto',
    columns: hasHeader ? null : names,
    skip: keys.skip ? countOf(keys.skip) : 0,
    footer: truthOf(keys.footer, false),
  }
}

function truthOf(cursor: Cursor | undefined, otherwise: boolean): boolean {
  const truth = cursor ? scalarOf(cursor) : otherwise
  if (typeof truth === 'boolean') return truth
  cursor!.reading.complain(cursor!, 'wrong-type', '`true` or `false`', 'write `true` or `false`')
  return otherwise
}

const LEAD_KEYS = ['id', 'external', 'email', 'anonymous'] as const

function leadOf(cursor: Cursor, context: MappingContext): Mapping['lead'] {
  const keys = keysOf(cursor, 'how a lead is known: `id`, `external`, `email` or `anonymous`', LEAD_KEYS)
  if (LEAD_KEYS.every((key) => !keys[key])) {
    cursor.reading.complain(
      cursor,
      'missing',
      '`id`, `external`, `email` or `anonymous`',
      'name the column that tells leads apart: `id: customer_no`',
      { found: 'none' },
    )
  }
  const cell = (of: Cursor | undefined): Cell | undefined => of && cellOf(of, context, 'text')
  return {
    id: cell(keys.id),
    external: cell(keys.external),
    email: cell(keys.email),
    anonymous: cell(keys.anonymous),
  }
}

function companyOf(cursor: Cursor, context: MappingContext): Mapping['company'] {
  const keys = keysOf(cursor, 'how a company is known: `id` or `domain`', ['id', 'domain'])
  const cell = (of: Cursor | undefined): Cell | undefined => of && cellOf(of, context, 'text')
  return { id: cell(keys.id), domain: cell(keys.domain) }
}

function factsOf(cursor: Cursor | undefined, context: MappingContext, catalogue: Catalogue): FactsRule {
  const facts = { lead: [] as FactsRule['lead'][number][], company: [] as FactsRule['company'][number][] }
  let at: Cell | null = null
  let when: FactsRule['when'] = []
  for (const { key, value } of cursor ? entriesOf(cursor, 'facts: `lead.source: column`') : []) {
    if (key === 'at') at = timeCellOf(value, context) ?? null
    else if (key === 'when') when = whenOf(value, context)
    else {
      const type = factType(key, value, catalogue)
      const cell = type && cellOf(value, context, type)
      if (!cell) continue
      const [subject, name] = [key.slice(0, key.indexOf('.')), key.slice(key.indexOf('.') + 1)]
      facts[subject === 'lead' ? 'lead' : 'company'].push({ name, cell })
    }
  }
  return { at, when, ...facts }
}

function factType(ref: string, cursor: Cursor, catalogue: Catalogue): FieldType | undefined {
  const field = findSubjectField(catalogue, ref)
  if (field) return field.type
  const refs = [
    ...catalogue.lead.map(({ name }) => `lead.${name}`),
    ...catalogue.company.map(({ name }) => `company.${name}`),
  ]
  const near = nearestName(ref, [...refs, 'at', 'when'])
  const remedy = near
    ? `did you mean \`${near}\`? Or add it under \`catalogue.lead\` or \`catalogue.company\``
    : 'add it under `catalogue.lead` or `catalogue.company`'
  cursor.reading.complain(
    { ...cursor, node: null },
    'not-catalogued',
    '`lead.…` or `company.…`, as catalogued',
    remedy,
    { found: `\`${ref}\`` },
  )
  return undefined
}

/** An inherited format reads columns; a literal is always a day or an ISO time. */
function timeCellOf(cursor: Cursor, context: MappingContext): Cell | undefined {
  const cell = cellOf(cursor, context, 'date')
  return cell && cell.column === null ? { ...cell, time: { ...cell.time, format: 'iso' } } : cell
}

const EVENT_KEYS = ['id', 'event', 'at', 'when', 'properties', 'key'] as const
const OTHERWISE: readonly Otherwise[] = ['skip', 'keep', 'reject']

function eventsOf(cursor: Cursor, context: MappingContext, catalogue: Catalogue): readonly EventRule[] {
  const rules: EventRule[] = []
  for (const item of itemsOf(cursor, 'a list of events')) {
    const keys = keysOf(item, 'an event: `event` and `at`', EVENT_KEYS, ['event', 'at'])
    const at = keys.at && timeCellOf(keys.at, context)
    const event = keys.event && eventNameOf(keys.event, context, catalogue)
    if (!at || !event) continue
    const names = typeof event === 'string' ? [event] : [...event.is.values()]
    const rule = {
      id: keys.id
        ? (textOf(keys.id, 'an id') ?? '')
        : typeof event === 'string'
          ? event
          : `by ${event.column}`,
      event,
      at,
      when: whenOf(keys.when, context),
      properties: namedCellsOf(keys.properties, context, (name, value) =>
        propertyType(names, name, value, catalogue),
      ),
      key: keys.key ? keyOf(keys.key, context) : [],
    }
    if (rules.some(({ id }) => id === rule.id)) {
      const remedy = 'give each an `id:` of its own; message ids are made from it'
      item.reading.complain(item, 'duplicate', 'an event of which there is one', remedy, {
        found: `\`${rule.id}\` twice`,
      })
    }
    rules.push(rule)
  }
  return rules
}

function eventNameOf(
  cursor: Cursor,
  context: MappingContext,
  catalogue: Catalogue,
): EventRule['event'] | undefined {
  if (!isMapping(cursor)) {
    const name = textOf(cursor, 'the name of an event')
    return name !== undefined && isCatalogued(name, cursor, catalogue) ? name : undefined
  }
  const keys = keysOf(
    cursor,
    'an event looked up: `column`, `is`, `otherwise`',
    ['column', 'is', 'otherwise'],
    ['column', 'is'],
  )
  const column = keys.column && columnOf(keys.column, context)
  const is = new Map<string, string>()
  for (const { key, value } of keys.is
    ? entriesOf(keys.is, 'a table: what the file says, and the event it is')
    : []) {
    const name = textOf(value, 'the name of an event')
    if (name !== undefined && isCatalogued(name, value, catalogue)) is.set(key, name)
  }
  const otherwise = (keys.otherwise && choiceOf(keys.otherwise, OTHERWISE)) ?? 'reject'
  return column === undefined ? undefined : { column, is, otherwise }
}

function isCatalogued(name: string, cursor: Cursor, catalogue: Catalogue): boolean {
  if (findEvent(catalogue, name)) return true
  const near = nearestName(
    name,
    catalogue.events.map((event) => event.name),
  )
  const add = `add it under \`catalogue.events\`: \`${name}: { side: engagement }\``
  cursor.reading.complain(
    cursor,
    'not-catalogued',
    'a catalogued event',
    near ? `did you mean \`${near}\`? Or ${add}` : add,
  )
  return false
}

/** A property that nothing catalogues is kept as text, and no agreement can ask for it: hence the warning. */
function propertyType(
  events: readonly string[],
  name: string,
  cursor: Cursor,
  catalogue: Catalogue,
): FieldType {
  const fields = events.flatMap((event) => findEvent(catalogue, event)?.fields ?? [])
  const field = fields.find((candidate) => candidate.name === name)
  if (field) return field.type
  const near = nearestName(
    name,
    fields.map((candidate) => candidate.name),
  )
  const add = 'add it under `catalogue.events` so that agreements can ask for it'
  cursor.reading.complain(
    { ...cursor, node: null },
    'not-catalogued',
    `a catalogued field of ${events.join(' or ')}`,
    near ? `did you mean \`${near}\`? Or ${add}` : add,
    { found: `\`${name}\``, severity: 'warning' },
  )
  return 'text'
}
