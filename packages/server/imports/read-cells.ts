/** Reads the small parts of a mapping: a value's origin, a time's format, and conditions on columns. */
import type { FieldType, Matcher, Value } from '@baton/engine'
import {
  choiceOf,
  type Cursor,
  entriesOf,
  isList,
  isMapping,
  itemsOf,
  keysOf,
  scalarOf,
  textOf,
} from '@baton/engine/document'
import type {
  Cell,
  ColumnMatcher,
  ColumnMention,
  KeyColumn,
  NamedCell,
  Otherwise,
  TimeFormat,
} from './mapping.ts'
import { isZone, patternFault } from './parse-time.ts'

/** What the parts of one mapping share while it is read. */
export interface MappingContext {
  readonly times: TimeFormat
  readonly columns: ColumnMention[]
}

const OTHERWISE: readonly Otherwise[] = ['keep', 'skip', 'reject']
const FIELD_TYPES: readonly FieldType[] = ['text', 'number', 'boolean', 'date']
const CELL_KEYS = [
  'column',
  'value',
  'empty',
  'values',
  'otherwise',
  'type',
  'format',
  'zone',
  'first',
] as const
const CELL = 'a column, or `{ column: …, empty: …, values: { … } }`, or `{ value: … }`'

/** `type` is what the value is for; the mapping can say otherwise. */
export function cellOf(cursor: Cursor, context: MappingContext, type: FieldType): Cell | undefined {
  const plain = {
    value: null,
    table: null,
    otherwise: 'keep',
    type,
    time: context.times,
    first: null,
  } as const
  if (!isMapping(cursor)) {
    const column = textOf(cursor, CELL)
    return column === undefined ? undefined : { ...plain, column: mention(cursor, context, column) }
  }
  const keys = keysOf(cursor, CELL, CELL_KEYS)
  if (!keys.column === !keys.value) {
    cursor.reading.complain(cursor, 'missing', 'either `column` or `value`', 'state one of the two')
    return undefined
  }
  const column = keys.column ? columnOf(keys.column, context) : null
  if (column === undefined) return undefined
  const stated = keys.value ?? keys.empty
  return {
    column,
    value: stated ? literalOf(stated) : null,
    table: keys.values ? tableOf(keys.values) : null,
    otherwise: (keys.otherwise && choiceOf(keys.otherwise, OTHERWISE)) ?? 'keep',
    type: (keys.type && choiceOf(keys.type, FIELD_TYPES)) ?? type,
    time: timeFormatOf(keys, context.times),
    first: keys.first ? countOf(keys.first) : null,
  }
}

export function countOf(cursor: Cursor): number {
  const count = literalOf(cursor)
  if (typeof count === 'number' && Number.isInteger(count) && count > 0) return count
  cursor.reading.complain(cursor, 'bad-value', 'a whole number from 1', 'write how many')
  return 1
}

/** Columns that tell rows apart: a name, `{ column: …, first: … }`, or a list of them. */
export function keyOf(cursor: Cursor, context: MappingContext): readonly KeyColumn[] {
  const items = isList(cursor) ? itemsOf(cursor, 'columns') : [cursor]
  return items.flatMap((item) => {
    const keys = isMapping(item)
      ? keysOf(item, 'a column, or its beginning', ['column', 'first'], ['column'])
      : { column: item }
    const column = keys.column && columnOf(keys.column, context)
    return column === undefined ? [] : [{ column, first: keys.first ? countOf(keys.first) : null }]
  })
}

export function columnOf(cursor: Cursor, context: MappingContext): string | undefined {
  const column = textOf(cursor, 'the name of a column')
  return column === undefined ? undefined : mention(cursor, context, column)
}

/** Remembers where the mapping first names a column, to say so when the file lacks it. */
export function mention(cursor: Cursor, context: MappingContext, column: string): string {
  const { line, column: position } = placeOf(cursor)
  const at = context.columns.findIndex((known) => known.column === column)
  const known = context.columns[at]
  const mentioned = { column, path: cursor.path, line, position }
  if (!known) context.columns.push(mentioned)
  else if (line < known.line) context.columns[at] = mentioned
  return column
}

function placeOf(cursor: Cursor): { line: number; column: number } {
  return cursor.reading.place(cursor.node, cursor.node?.range?.[0] ?? cursor.keyOffset)
}

function literalOf(cursor: Cursor): Value | null {
  const value = scalarOf(cursor)
  if (value === undefined)
    cursor.reading.complain(cursor, 'wrong-type', 'a value', 'write a text, number, true or false')
  return value ?? null
}

function tableOf(cursor: Cursor): ReadonlyMap<string, Value | null> {
  return new Map(
    entriesOf(cursor, 'a table: what the file says, and what it means').map(({ key, value }) => [
      key,
      literalOf(value),
    ]),
  )
}

export function timeFormatOf(
  keys: { readonly format?: Cursor; readonly zone?: Cursor },
  inherited: TimeFormat,
): TimeFormat {
  const format = keys.format ? textOf(keys.format, 'a time format such as `dd.MM.yyyy HH:mm`') : undefined
  const zone = keys.zone ? textOf(keys.zone, 'a time zone such as `Europe/Berlin`') : undefined
  if (format !== undefined && !NAMED_FORMATS.includes(format)) {
    const fault = patternFault(format)
    const known = `${NAMED_FORMATS.join(', ')}, or a pattern of yyyy MM dd HH mm ss`
    if (fault) keys.format!.reading.complain(keys.format!, 'bad-value', known, `this pattern ${fault}`)
  }
  if (zone !== undefined && !isZone(zone)) {
    keys.zone!.reading.complain(
      keys.zone!,
      'bad-value',
      'an IANA time zone',
      'write one such as `Europe/Berlin` or `UTC`',
    )
    return { format: format ?? inherited.format, zone: inherited.zone }
  }
  return { format: format ?? inherited.format, zone: zone ?? inherited.zone }
}

const NAMED_FORMATS: readonly string[] = ['auto', 'iso', 'epoch', 'epoch-ms']

/** Properties and facts: `name: cell`, each read as the type that `typeOf` gives its name. */
export function namedCellsOf(
  cursor: Cursor | undefined,
  context: MappingContext,
  typeOf: (name: string, cursor: Cursor) => FieldType,
): readonly NamedCell[] {
  const cells: NamedCell[] = []
  for (const { key, value } of cursor ? entriesOf(cursor, 'names with the columns they come from') : []) {
    const cell = cellOf(value, context, typeOf(key, value))
    if (cell) cells.push({ name: key, cell })
  }
  return cells
}

export function whenOf(cursor: Cursor | undefined, context: MappingContext): readonly ColumnMatcher[] {
  const conditions: ColumnMatcher[] = []
  for (const { key, value } of cursor ? entriesOf(cursor, 'columns with what they must be') : []) {
    mention({ ...value, node: null }, context, key)
    const matcher = matcherOf(value)
    if (matcher) conditions.push({ column: key, matcher })
  }
  return conditions
}

const MATCHER = 'a value, a list, `{ from:, to: }`, `{ starts: }`, `{ known: true }` or `{ not: … }`'

/** The matchers of an agreement; a cell is text, so numbers are compared only in ranges. */
function matcherOf(cursor: Cursor): Matcher | undefined {
  if (isList(cursor))
    return { kind: 'one-of', values: itemsOf(cursor, MATCHER).map((item) => literalOf(item) ?? '') }
  if (!isMapping(cursor)) {
    const value = literalOf(cursor)
    return value === null ? undefined : { kind: 'one-of', values: [value] }
  }
  const keys = keysOf(cursor, MATCHER, ['from', 'to', 'starts', 'known', 'not'])
  if (keys.not) {
    const matcher = matcherOf(keys.not)
    return matcher && { kind: 'not', matcher }
  }
  if (keys.known) return { kind: 'known', known: literalOf(keys.known) === true }
  if (keys.starts) return { kind: 'starts', prefix: textOf(keys.starts, 'the beginning of a text') ?? '' }
  if (!keys.from && !keys.to) {
    cursor.reading.complain(cursor, 'missing', MATCHER, 'state one of these')
    return undefined
  }
  const from = keys.from && boundOf(keys.from)
  const to = keys.to && boundOf(keys.to)
  if (from !== undefined && to !== undefined && typeof from !== typeof to) {
    cursor.reading.complain(cursor, 'wrong-type', 'two numbers or two texts', 'write both ends alike')
    return undefined
  }
  return { kind: 'range', ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
}

function boundOf(cursor: Cursor): number | string {
  const value = literalOf(cursor)
  return typeof value === 'number' ? value : String(value ?? '')
}
