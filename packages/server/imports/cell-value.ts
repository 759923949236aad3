/** The value of one cell under a mapping: text becomes a number, a date, a word of Baton's, or a reason why not. */
import type { Matcher, Value } from '@baton/engine'
import type { Cell, ColumnMatcher } from './mapping.ts'
import { parseTime, type Moment } from './parse-time.ts'

/** One row: its cells by column name. */
export interface Row {
  cell(column: string): string
}

/** `null` says nothing; a `reason` rejects the row. */
export type CellResult<T> = { readonly value: T | null } | Rejection

export interface Rejection {
  readonly column: string
  readonly text: string
  readonly reason: string
}

export function cellValue(cell: Cell, row: Row, decimal: '.' | ','): CellResult<Value> {
  if (cell.column === null) return { value: cell.value }
  const whole = row.cell(cell.column)
  const text = cell.first === null ? whole : whole.slice(0, cell.first)
  if (text === '') return { value: cell.value }
  if (cell.table) {
    const found = cell.table.get(text)
    if (found !== undefined) return { value: found }
    if (cell.otherwise === 'skip') return { value: null }
    if (cell.otherwise === 'reject') return rejection(cell.column, text, 'is not in the table of values')
  }
  return typed(cell, cell.column, text, decimal)
}

export function cellMoment(cell: Cell, row: Row): CellResult<Moment> {
  const text = cell.column === null ? '' : row.cell(cell.column)
  const given = text === '' ? cell.value : text
  if (given === null) return { value: null }
  const parsed = parseTime(String(given), cell.time)
  return 'reason' in parsed ? rejection(cell.column ?? '', String(given), parsed.reason) : { value: parsed }
}

function typed(cell: Cell, column: string, text: string, decimal: '.' | ','): CellResult<Value> {
  switch (cell.type) {
    case 'text':
      return { value: text }
    case 'number': {
      const number = parseNumber(text, decimal)
      if (number !== null) return { value: number }
      return rejection(column, text, `is not a number with \`${decimal}\` before its decimals`)
    }
    case 'boolean': {
      const truth = TRUTHS[text.toLowerCase()]
      return truth === undefined ? rejection(column, text, 'is neither yes nor no') : { value: truth }
    }
    case 'date': {
      const parsed = parseTime(text, cell.time)
      if ('reason' in parsed) return rejection(column, text, parsed.reason)
      const iso = new Date(parsed.ms).toISOString()
      return { value: parsed.isDay ? iso.slice(0, 10) : iso }
    }
  }
}

function rejection(column: string, text: string, reason: string): Rejection {
  return { column, text, reason }
}

const TRUTHS: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  y: true,
  t: true,
  '1': true,
  false: false,
  no: false,
  n: false,
  f: false,
  '0': false,
}

const NUMBERS = {
  '.': /^[+-]?(\d+|\d{1,3}([,\s\u00a0\u202f'’]\d{3})+)(\.\d+)?([eE][+-]?\d+)?$/,
  ',': /^[+-]?(\d+|\d{1,3}([.\s\u00a0\u202f'’]\d{3})+)(,\d+)?([eE][+-]?\d+)?$/,
}

/** Digits grouped by threes are fine; a comma that could be either is what the mapping says it is. */
export function parseNumber(text: string, decimal: '.' | ','): number | null {
  if (!NUMBERS[decimal].test(text)) return null
  const bare = text.replace(decimal === '.' ? /[,\s\u00a0\u202f'’]/g : /[.\s\u00a0\u202f'’]/g, '')
  const number = Number(decimal === '.' ? bare : bare.replace(',', '.'))
  return Number.isFinite(number) ? number : null
}

export function rowMatches(when: readonly ColumnMatcher[], row: Row, decimal: '.' | ','): boolean {
  return when.every(({ column, matcher }) => textMatches(matcher, row.cell(column), decimal))
}

/** As matchers match in an agreement: without regard to case, and an empty cell is an unknown value. */
function textMatches(matcher: Matcher, text: string, decimal: '.' | ','): boolean {
  switch (matcher.kind) {
    case 'known':
      return (text !== '') === matcher.known
    case 'not':
      return !textMatches(matcher.matcher, text, decimal)
    case 'one-of':
      return text !== '' && matcher.values.some((value) => String(value).toLowerCase() === text.toLowerCase())
    case 'starts':
      return text !== '' && text.toLowerCase().startsWith(matcher.prefix.toLowerCase())
    case 'range': {
      const compare = typeof (matcher.from ?? matcher.to) === 'number' ? parseNumber(text, decimal) : text
      if (compare === null || compare === '') return false
      return (
        (matcher.from === undefined || compare >= matcher.from) &&
        (matcher.to === undefined || compare <= matcher.to)
      )
    }
  }
}
