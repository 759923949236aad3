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
import { choiceOf, type Cursor, entriesOf, isMapping, keysOf, scalarOf, textOf } from '@baton/engine/document'

const SIDES: readonly EventSide[] = ['engagement', 'sales', 'outcome', 'record']
const TYPES: readonly FieldType[] = ['text', 'number', 'boolean', 'date']

export function catalogueAdditions(cursor: Cursor | undefined): Catalogue {
  if (!cursor) return NOTHING
  const keys = keysOf(cursor, '`events`, `lead` and `company`', ['events', 'lead', 'company'])
  return {
    events: (keys.events ? entriesOf(keys.events, 'events by name') : []).map(({ key, value }) =>
      eventOf(key, value),
    ),
    lead: fieldsOf(keys.lead),
    company: fieldsOf(keys.company),
  }
}

const NOTHING: Catalogue = { events: [], lead: [], company: [] }

/** The standard catalogue with the additions, which overrule it where they name the same. */
export function catalogueWith(additions: Catalogue): Catalogue {
  const merged = <T extends { readonly name: string }>(
    standard: readonly T[],
    more: readonly T[],
  ): readonly T[] => [...standard.filter(({ name }) => !more.some((other) => other.name === name)), ...more]
  return {
    events: merged(standardCatalogue.events, additions.events),
    lead: merged(standardCatalogue.lead, additions.lead),
    company: merged(standardCatalogue.company, additions.company),
  }
}

/** An event that is known already gains the fields named here. */
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
