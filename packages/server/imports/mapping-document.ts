/** A mapping as it was clicked together, as the document that the command line reads: there is one reader of mappings. */
import { findEvent, standardCatalogue } from '@baton/engine'
import type { ImportMapping } from '@baton/protocol'

export interface MappingFault {
  readonly column: string | null
  readonly message: string
}

type Cell = Readonly<Record<string, unknown>>

/** What CRMs call their stages, and what Baton does. */
const STAGES: Readonly<Record<'hubspot' | 'salesforce', Readonly<Record<string, string>>>> = {
  hubspot: {
    Subscriber: 'subscriber',
    Lead: 'lead',
    'Marketing Qualified Lead': 'mql',
    marketingqualifiedlead: 'mql',
    'Sales Qualified Lead': 'sql',
    salesqualifiedlead: 'sql',
    Opportunity: 'opportunity',
    Customer: 'customer',
    Evangelist: 'advocate',
  },
  salesforce: {
    'Open - Not Contacted': 'lead',
    'Working - Contacted': 'working',
    'Closed - Converted': 'opportunity',
    'Closed - Not Converted': 'disqualified',
  },
}

const STAGE_EVENTS: Readonly<Record<string, string>> = {
  opportunity: 'Opportunity Opened',
  customer: 'Opportunity Won',
}

/** The document, and what cannot be meant. @param importedAt stands for when, where no column says it */
export function mappingDocument(
  mapping: ImportMapping,
  header: readonly string[],
  importedAt: Date,
): { readonly text: string; readonly faults: readonly MappingFault[] } {
  const faults = faultsOf(mapping, header)
  const column = (meaning: string) => header[mapping.columns.indexOf(meaning)]
  const { times, tells, system } = mapping
  const time = (name: string): Cell => ({
    column: name,
    ...(times.format !== 'auto' && { format: times.format }),
    ...(times.zone !== null && { zone: times.zone }),
  })
  const now: Cell = { value: importedAt.toISOString() }
  const at = column('at')
  const document = {
    source: mapping.source,
    ...(mapping.decimal === ',' && { numbers: { decimal: ',' } }),
    lead: { ...optional('id', column('identity.id')), ...optional('email', column('identity.email')) },
    ...(column('company.id') || column('company.domain')
      ? {
          company: {
            ...optional('id', column('company.id')),
            ...optional('domain', column('company.domain')),
          },
        }
      : {}),
    facts: {
      at: at && tells === null ? { ...time(at), empty: importedAt.toISOString() } : now,
      ...Object.fromEntries(
        header.flatMap((name, index) => {
          const meaning = mapping.columns[index] ?? 'ignore'
          return meaning.startsWith('fact.') ? [[meaning.slice('fact.'.length), name]] : []
        }),
      ),
    },
    events: [
      ...(tells === null || at === undefined
        ? []
        : [{ id: 'row', event: tells, at: time(at), properties: propertiesOf(mapping, header) }]),
      ...stageEvents(mapping, header, system ?? 'hubspot', time, now),
      ...optOut(column('opted-out'), now),
    ],
  }
  return { text: `${JSON.stringify(document, null, 2)}\n`, faults }
}

function optional(name: string, value: string | undefined): Record<string, string> {
  return value === undefined ? {} : { [name]: value }
}

function propertiesOf({ columns }: ImportMapping, header: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    header.flatMap((name, index) => {
      const meaning = columns[index] ?? 'ignore'
      return meaning.startsWith('property.') ? [[meaning.slice('property.'.length), name]] : []
    }),
  )
}

/** A stage of another system is told as what it is: its report. Deals and wins are facts, and drive stages here. */
function stageEvents(
  { columns }: ImportMapping,
  header: readonly string[],
  system: 'hubspot' | 'salesforce',
  time: (name: string) => Cell,
  now: Cell,
): readonly Cell[] {
  const dated = header.flatMap((name, index) => {
    const meaning = columns[index] ?? ''
    return meaning.startsWith('stage-at.') ? [[meaning.slice('stage-at.'.length), name] as const] : []
  })
  const reported = dated.map(([stage, name]) => ({
    id: `reported-${stage}`,
    event: 'Stage Reported',
    at: time(name),
    properties: { system: { value: system }, stage: { value: stage } },
  }))
  const driven = dated.flatMap(([stage, name]) =>
    STAGE_EVENTS[stage] ? [{ id: `reached-${stage}`, event: STAGE_EVENTS[stage], at: time(name) }] : [],
  )
  const name = header[columns.indexOf('stage')]
  if (name === undefined) return [...reported, ...driven]
  const standing = {
    id: 'standing',
    event: 'Stage Reported',
    at: now,
    when: { [name]: { known: true } },
    properties: {
      system: { value: system },
      stage: { column: name, values: STAGES[system], otherwise: 'keep' },
    },
  }
  return [...reported, ...driven, standing]
}

function optOut(name: string | undefined, now: Cell): readonly Cell[] {
  if (name === undefined) return []
  return [
    {
      id: 'opted-out',
      event: 'Email Unsubscribed',
      at: now,
      when: { [name]: ['true', '1', 'yes', 'ja', 'wahr'] },
    },
  ]
}

function faultsOf(mapping: ImportMapping, header: readonly string[]): readonly MappingFault[] {
  const { columns, tells } = mapping
  const faults: MappingFault[] = []
  if (columns.length !== header.length)
    faults.push({
      column: null,
      message: `the file has ${header.length} columns, the mapping names ${columns.length}`,
    })
  if (!columns.includes('identity.email') && !columns.includes('identity.id'))
    faults.push({
      column: null,
      message: 'no column says who it is: choose the one with the e-mail address, or an id',
    })
  columns.forEach((meaning, index) => {
    if (meaning !== 'ignore' && columns.indexOf(meaning) !== index)
      faults.push({
        column: header[index] ?? null,
        message: `"${header[columns.indexOf(meaning)]}" means this already`,
      })
    if (meaning.startsWith('property.') && tells === null)
      faults.push({
        column: header[index] ?? null,
        message: 'it belongs to what a row tells, and rows tell nothing here',
      })
  })
  header.forEach((name, index) => {
    if (header.indexOf(name) !== index && columns[index] !== 'ignore')
      faults.push({ column: name, message: 'two columns are called so; give one another name in the file' })
  })
  if (tells !== null && !findEvent(standardCatalogue, tells))
    faults.push({ column: null, message: `"${tells}" is no event of the catalogue` })
  if (tells !== null && !columns.includes('at'))
    faults.push({ column: null, message: `choose the column that says when "${tells}" happened` })
  return faults
}
