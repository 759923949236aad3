/** A mapping as it was clicked together, as the document that the command line reads: there is one reader of mappings. */
import { type Catalogue, type CatalogueField, findEvent, standardCatalogue } from '@baton/engine'
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

/** What stands in the column of stages where a deal is on the table, or was won. */
const STANDS_FOR: Readonly<Record<string, readonly string[]>> = {
  opportunity: ['Opportunity', 'Closed - Converted'],
  customer: ['Customer', 'Evangelist'],
}

/** A record has an id of 15 characters, and the same with 3 more that check it. */
const SALESFORCE_ID = 15

/** The document, and what cannot be meant. @param importedAt stands for when, where no column says it */
export function mappingDocument(
  mapping: ImportMapping,
  header: readonly string[],
  importedAt: Date,
  { skip, catalogue }: { readonly skip: number; readonly catalogue: Catalogue } = STANDARD,
): { readonly text: string; readonly faults: readonly MappingFault[] } {
  const faults = faultsOf(mapping, header, catalogue)
  const column = (meaning: string) => header[mapping.columns.indexOf(meaning)]
  const { times, tells, system } = mapping
  const time = (name: string): Cell => ({
    column: name,
    ...(times.format !== 'auto' && { format: times.format }),
    ...(times.zone !== null && { zone: times.zone }),
  })
  const now: Cell = { value: importedAt.toISOString() }
  const at = column('at')
  const id = column('identity.id')
  const isCut = id !== undefined && system === 'salesforce'
  const who = isCut ? { column: id, first: SALESFORCE_ID } : (id ?? column('identity.email') ?? '')
  const document = {
    source: mapping.source,
    csv: { ...(skip > 0 && { skip }), footer: true },
    ...(mapping.decimal === ',' && { numbers: { decimal: ',' } }),
    lead: { ...(id !== undefined && { external: who }), ...optional('email', column('identity.email')) },
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
        : [
            {
              id: 'row',
              event: tells,
              at: time(at),
              ...cameOnly(tells, header),
              properties: propertiesOf(mapping, header),
            },
          ]),
      ...stageEvents(mapping, header, { system: system ?? 'hubspot', time, now, who }),
      ...optOut(column('opted-out'), now, who),
    ],
    ...additionsOf(mapping, catalogue),
  }
  return { text: `${JSON.stringify(document, null, 2)}\n`, faults }
}

const STANDARD = { skip: 0, catalogue: standardCatalogue }

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

/** Lists of who registered say who came: the others are no less people, and were not there. */
function cameOnly(tells: string, header: readonly string[]): Cell {
  const came = header.find((name) => /^(attended|checked in|teilgenommen|erschienen)\??$/i.test(name))
  if (came === undefined || !tells.endsWith(' Attended')) return {}
  return { when: { [came]: ['yes', 'true', '1', 'x', 'ja', 'wahr', 'attended', 'checked in'] } }
}

interface StageContext {
  readonly system: 'hubspot' | 'salesforce'
  readonly time: (name: string) => Cell
  readonly now: Cell
  /** The column that tells one person from another. */
  readonly who: Cell | string
}

/** A stage of another system is told as what it is: its report. Deals and wins are facts, and drive stages here. */
function stageEvents(
  { columns }: ImportMapping,
  header: readonly string[],
  { system, time, now, who }: StageContext,
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
    key: [who, name],
    when: { [name]: { known: true } },
    properties: {
      system: { value: system },
      stage: { column: name, values: STAGES[system], otherwise: 'keep' },
    },
  }
  const undated = Object.entries(STAGE_EVENTS).map(([stage, event]) => {
    const date = dated.find(([known]) => known === stage)?.[1]
    const when = { [name]: STANDS_FOR[stage], ...(date !== undefined && { [date]: { known: false } }) }
    return { id: `stands-${stage}`, event, at: now, key: who, when }
  })
  return [...reported, ...driven, ...undated, standing]
}

function optOut(name: string | undefined, now: Cell, who: Cell | string): readonly Cell[] {
  if (name === undefined) return []
  return [
    {
      id: 'opted-out',
      event: 'Email Unsubscribed',
      at: now,
      key: who,
      when: { [name]: ['true', '1', 'yes', 'ja', 'wahr'] },
    },
  ]
}

/** What the mapping uses beyond the standard catalogue, so that the document can be read by itself. */
function additionsOf({ columns, tells }: ImportMapping, catalogue: Catalogue): Cell {
  const event = tells === null ? undefined : findEvent(catalogue, tells)
  const standard = event && findEvent(standardCatalogue, event.name)
  const more =
    event?.fields.filter(({ name }) => !standard?.fields.some((field) => field.name === name)) ?? []
  const events =
    event && (!standard || more.length > 0)
      ? { [event.name]: { ...(!standard && { side: event.side }), fields: written(more) } }
      : {}
  const facts = (subject: 'lead' | 'company') =>
    catalogue[subject].filter(
      ({ name }) =>
        columns.includes(`fact.${subject}.${name}`) &&
        !standardCatalogue[subject].some((field) => field.name === name),
    )
  const additions = {
    ...(facts('lead').length > 0 && { lead: written(facts('lead')) }),
    ...(facts('company').length > 0 && { company: written(facts('company')) }),
    ...(Object.keys(events).length > 0 && { events }),
  }
  return Object.keys(additions).length > 0 ? { catalogue: additions } : {}
}

function written(fields: readonly CatalogueField[]): Cell {
  return Object.fromEntries(
    fields.map(({ name, type, personal }) => [name, personal ? { type, personal: true } : type]),
  )
}

function faultsOf(
  mapping: ImportMapping,
  header: readonly string[],
  catalogue: Catalogue,
): readonly MappingFault[] {
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
  if (tells !== null && !findEvent(catalogue, tells))
    faults.push({ column: null, message: `"${tells}" is no event of the catalogue` })
  if (tells !== null && !columns.includes('at'))
    faults.push({ column: null, message: `choose the column that says when "${tells}" happened` })
  return faults
}
