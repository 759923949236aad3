/** Reads what a data set adds to the catalogue: events and fields that Baton does not know by itself. */
import {
  choiceOf,
  entriesOf,
  isMapping,
  keysOf,
  Reading,
  scalarOf,
  textOf,
  type Cursor,
} from '../document/document-cursor.ts'
import type { Problem } from '../document/problem.ts'
import {
  findEvent,
  type Catalogue,
  type CatalogueEvent,
  type CatalogueField,
  type EventSide,
  type FieldType,
} from './catalogue.ts'
import { standardCatalogue } from './standard-catalogue.ts'

const SIDES: readonly EventSide[] = ['engagement', 'sales', 'outcome', 'record']
const TYPES: readonly FieldType[] = ['text', 'number', 'boolean', 'date']

const NOTHING: Catalogue = { events: [], lead: [], company: [] }

/**
 * Reads the `catalogue:` section of a YAML document and lays it over the standard catalogue. The document's other
 * sections are somebody else's.
 */
export function readCatalogue(text: string): {
  readonly catalogue: Catalogue | null
  readonly problems: readonly Problem[]
} {
  const reading = new Reading(text)
  if (reading.failed) return { catalogue: null, problems: reading.problems }
  const section = entriesOf(reading.root, 'a document with a `catalogue:` section').find(
    ({ key }) => key === 'catalogue',
  )
  if (!section) {
    reading.complain(
      reading.root,
      'missing',
      '`catalogue`',
      'add `catalogue:` with events, lead or company fields',
      {
        found: 'none',
      },
    )
  }
  const additions = catalogueAdditions(section?.value)
  return { catalogue: reading.failed ? null : catalogueWith(additions), problems: reading.problems }
}

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

/** The standard catalogue with the additions, which overrule it where they name the same. */
export function catalogueWith(additions: Partial<Catalogue>): Catalogue {
  return {
    events: overruled(standardCatalogue.events, additions.events ?? []),
    lead: overruled(standardCatalogue.lead, additions.lead ?? []),
    company: overruled(standardCatalogue.company, additions.company ?? []),
  }
}

function overruled<Named extends { readonly name: string }>(
  standard: readonly Named[],
  more: readonly Named[],
): readonly Named[] {
  return [...standard.filter(({ name }) => !more.some((other) => other.name === name)), ...more]
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
    about: (keys.about && textOf(keys.about, 'a sentence')) ?? known?.about ?? '',
    fields: overruled(known?.fields ?? [], fieldsOf(keys.fields)),
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
      about: (keys.about && textOf(keys.about, 'a sentence')) ?? '',
      ...(isTrue(keys.personal) && { personal: true }),
      ...(isTrue(keys.first) && { first: true }),
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
