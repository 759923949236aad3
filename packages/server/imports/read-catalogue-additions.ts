/** What a mapping adds to the catalogue: events and fields of its data set that Baton does not know by itself. */
import {
  findEvent,
  standardCatalogue,
  type Catalogue,
  type CatalogueEvent,
  type CatalogueField,
  type EventSide,
  type FieldType,
} from '@baton/engine'
import { choiceOf, type Cursor, entriesOf, isMapping, keysOf, scalarOf, textOf } from './document-reading.ts'

const SIDES: readonly EventSide[] = ['engagement', 'sales', 'outcome', 'record']
const TYPES: readonly FieldType[] = ['text', 'number', 'boolean', 'date']

/** The standard catalogue with the additions. An event that is known already gains the fields named here. */
export function catalogueWith(cursor: Cursor | undefined): Catalogue {
  if (!cursor) return standardCatalogue
  const keys = keysOf(cursor, '`events`, `lead` and `company`', ['events', 'lead', 'company'])
  const named = (keys.events ? entriesOf(keys.events, 'events by name') : []).map(({ key, value }) =>
    eventOf(key, value),
  )
  return {
    events: [
      ...standardCatalogue.events.filter(({ name }) => !named.some((event) => event.name === name)),
      ...named,
    ],
    lead: [...standardCatalogue.lead, ...fieldsOf(keys.lead)],
    company: [...standardCatalogue.company, ...fieldsOf(keys.company)],
  }
}

function eventOf(name: string, cursor: Cursor): CatalogueEvent {
  const known = findEvent(standardCatalogue, name)
  const keys = keysOf(
    cursor,
    '`about`, `side` and `fields`',
    ['about', 'side', 'fields'],
    known ? [] : ['side'],
  )
  return {
    name,
    side: (keys.side && choiceOf(keys.side, SIDES)) ?? known?.side ?? 'engagement',
    about: keys.about ? (textOf(keys.about, 'a sentence') ?? '') : (known?.about ?? ''),
    fields: [...(known?.fields ?? []), ...fieldsOf(keys.fields)],
  }
}

/** `amount: number`, or `amount: { type: number, about: what it is, personal: true, first: true }`. */
function fieldsOf(cursor: Cursor | undefined): readonly CatalogueField[] {
  return (cursor ? entriesOf(cursor, 'fields by name') : []).map(({ key, value }) => {
    if (!isMapping(value)) return { name: key, type: choiceOf(value, TYPES) ?? 'text', about: '' }
    const keys = keysOf(value, 'what the field is', ['type', 'about', 'personal', 'first'], ['type'])
    return {
      name: key,
      type: (keys.type && choiceOf(keys.type, TYPES)) ?? 'text',
      about: keys.about ? (textOf(keys.about, 'a sentence') ?? '') : '',
      ...(isTrue(keys.personal) ? { personal: true } : {}),
      ...(isTrue(keys.first) ? { first: true } : {}),
    }
  })
}

function isTrue(cursor: Cursor | undefined): boolean {
  if (!cursor) return false
  const value = scalarOf(cursor)
  if (typeof value !== 'boolean')
    cursor.reading.complain(cursor, 'wrong-type', '`true` or `false`', 'write `true` or `false`')
  return value === true
}
