/** Matchers and `where`: which values of which catalogued fields a clause asks for. */
import { findEvent, findSubjectField, type Catalogue, type CatalogueField } from '../catalogue/catalogue.ts'
import type { Value } from '../event.ts'
import type { FieldRef, Matcher, Where } from './agreement.ts'
import {
  entriesOf,
  isList,
  isMapping,
  itemsOf,
  scalarOf,
  textOf,
  type Cursor,
} from '../document/document-cursor.ts'
import { nearestName } from '../document/nearest-name.ts'
import { isIsoDate } from './read-durations.ts'

/** Where a field is looked for: on the lead and its company, or among one event's properties. */
export type FieldScope = { readonly kind: 'subject' } | { readonly kind: 'event'; readonly event: string }

export const SUBJECT: FieldScope = { kind: 'subject' }

export function whereOf(cursor: Cursor, catalogue: Catalogue, scope: FieldScope): Where {
  const conditions = []
  for (const { key, value } of entriesOf(cursor, 'fields with what they must be')) {
    const field = lookUp(value, key, catalogue, scope)
    if (!field) continue
    if (field.personal) {
      const remedy =
        'ask a field derived from it (such as `lead.email_class`), or name it under `mql.complete`'
      value.reading.complain(
        { ...value, node: null },
        'personal',
        'a field that is not personal data',
        remedy,
        {
          found: `\`${key}\``,
        },
      )
      continue
    }
    if (field.detail) {
      const remedy = 'ask for another field of the event'
      const expected = 'a field that an agreement can ask for'
      const found = `\`${key}\`, a detail of one occasion`
      value.reading.complain({ ...value, node: null }, 'not-catalogued', expected, remedy, { found })
      continue
    }
    const matcher = matcherOf(value, field)
    if (matcher) conditions.push({ field: key, matcher })
  }
  return conditions
}

/** A list of fields that only have to be known; personal ones may be named, since their value is not asked. */
export function presenceOf(cursor: Cursor, catalogue: Catalogue): readonly FieldRef[] {
  const fields: FieldRef[] = []
  for (const item of itemsOf(cursor, 'a list of fields')) {
    const ref = textOf(item, 'a field such as `lead.email`')
    if (ref !== undefined && lookUp(item, ref, catalogue, SUBJECT)) fields.push(ref)
  }
  return fields
}

/** Finds the catalogued field that a document names; complains where there is none. */
export function lookUp(
  cursor: Cursor,
  name: string,
  catalogue: Catalogue,
  scope: FieldScope,
): CatalogueField | undefined {
  const field =
    scope.kind === 'subject'
      ? findSubjectField(catalogue, name)
      : findEvent(catalogue, scope.event)?.fields.find((candidate) => candidate.name === name)
  if (field) return field
  const names = knownNames(catalogue, scope)
  const near = nearestName(name, names)
  const remedy = near
    ? `did you mean \`${near}\`?`
    : names.length
      ? `known: ${names.join(', ')}`
      : 'remove it'
  const expected =
    scope.kind === 'subject' ? 'a catalogued lead or company field' : `a catalogued field of ${scope.event}`
  cursor.reading.complain({ ...cursor, node: null }, 'not-catalogued', expected, remedy, {
    found: `\`${name}\``,
  })
  return undefined
}

function knownNames(catalogue: Catalogue, scope: FieldScope): readonly string[] {
  if (scope.kind === 'event')
    return findEvent(catalogue, scope.event)?.fields.map((field) => field.name) ?? []
  return [
    ...catalogue.lead.map((field) => `lead.${field.name}`),
    ...catalogue.company.map((field) => `company.${field.name}`),
  ]
}

export function matcherOf(cursor: Cursor, field: CatalogueField): Matcher | undefined {
  if (isList(cursor)) {
    const values = itemsOf(cursor, 'a list of values').map((item) => valueOf(item, field))
    if (values.length === 0) {
      cursor.reading.complain(
        cursor,
        'bad-value',
        'at least one value',
        'name a value, or remove the condition',
      )
    }
    return { kind: 'one-of', values: values.filter((value) => value !== undefined) }
  }
  if (isMapping(cursor)) return mappedMatcherOf(cursor, field)
  const value = valueOf(cursor, field)
  return value === undefined ? undefined : { kind: 'one-of', values: [value] }
}

const FORMS = 'a value, a list, `{ from:, to: }`, `{ starts: }`, `{ known: true }` or `{ not: … }`'

function mappedMatcherOf(cursor: Cursor, field: CatalogueField): Matcher | undefined {
  const entries = entriesOf(cursor, FORMS)
  const entry = (key: string) => entries.find((candidate) => candidate.key === key)?.value
  const only = entries.length === 1 ? entries[0]! : undefined
  if (only?.key === 'not') {
    const matcher = matcherOf(only.value, field)
    return matcher && { kind: 'not', matcher }
  }
  if (only?.key === 'known') {
    const known = scalarOf(only.value)
    if (typeof known === 'boolean') return { kind: 'known', known }
    only.value.reading.complain(only.value, 'wrong-type', '`true` or `false`', 'write `true` or `false`')
    return undefined
  }
  if (only?.key === 'starts') {
    if (field.type !== 'text') return complainAboutType(cursor, field, 'a text field')
    const prefix = textOf(only.value, 'the beginning of a text')
    return prefix === undefined ? undefined : { kind: 'starts', prefix }
  }
  if (entries.length > 0 && entries.every(({ key }) => key === 'from' || key === 'to')) {
    if (field.type !== 'number' && field.type !== 'date')
      return complainAboutType(cursor, field, 'a number or date')
    const from = bound(entry('from'), field)
    const to = bound(entry('to'), field)
    if (from !== undefined && to !== undefined && from > to) {
      cursor.reading.complain(cursor, 'bad-value', '`from` not above `to`', 'swap them', {
        found: `${from} to ${to}`,
      })
    }
    return { kind: 'range', ...(from !== undefined && { from }), ...(to !== undefined && { to }) }
  }
  const found = entries.map(({ key }) => `\`${key}\``).join(', ') || 'an empty map'
  cursor.reading.complain(cursor, 'bad-value', FORMS, `write ${FORMS}`, { found })
  return undefined
}

function bound(cursor: Cursor | undefined, field: CatalogueField): number | string | undefined {
  if (!cursor) return undefined
  const value = valueOf(cursor, field)
  return typeof value === 'boolean' ? undefined : value
}

function complainAboutType(cursor: Cursor, field: CatalogueField, wanted: string): undefined {
  cursor.reading.complain(cursor, 'wrong-type', wanted, 'use a literal or a list here', {
    found: `\`${field.name}\`, which is ${field.type}`,
  })
}

/** A literal of the field's type; warns about a value that the catalogue does not list. */
export function valueOf(cursor: Cursor, field: CatalogueField): Value | undefined {
  const value = scalarOf(cursor)
  const fits =
    field.type === 'date'
      ? typeof value === 'string' && isIsoDate(value)
      : typeof value === (JS_TYPES[field.type] ?? '')
  if (!fits || value === null || value === undefined) {
    const expected = field.type === 'date' ? 'a date such as `2026-12-25`' : `a ${field.type}`
    const quoted = field.type === 'text' && value !== undefined ? `write \`"${value}"\`` : `write ${expected}`
    cursor.reading.complain(cursor, 'wrong-type', `${expected} for \`${field.name}\``, quoted)
    return undefined
  }
  if (field.values && !field.values.includes(String(value))) {
    const near = nearestName(String(value), field.values)
    const remedy = near ? `did you mean \`${near}\`?` : `known: ${field.values.join(', ')}`
    cursor.reading.complain(cursor, 'bad-value', `a known value of \`${field.name}\``, remedy, {
      severity: 'warning',
    })
  }
  return value
}

const JS_TYPES: Readonly<Partial<Record<CatalogueField['type'], string>>> = {
  text: 'string',
  number: 'number',
  boolean: 'boolean',
}
