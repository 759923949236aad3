/** A CSV file of spend, read as a whole: its rows, or every reason why it is none. */
import { spendWrittenSchema, type SpendProblem, type SpendWritten } from '@baton/protocol'
import { CsvError, parse } from 'csv-parse/sync'

export const SPEND_ROWS_MAX = 10_000

export interface SpendFileRow extends SpendWritten {
  /** From 1, the header included; of a row with line breaks inside quotes, the last. */
  readonly line: number
}

export interface SpendFile {
  readonly rows: readonly SpendFileRow[]
  readonly ignored: readonly string[]
  readonly problems: readonly SpendProblem[]
}

const COLUMNS = ['source', 'campaign', 'from', 'to', 'date', 'amount', 'currency', 'note'] as const
type Column = (typeof COLUMNS)[number]

const DELIMITERS = [',', ';', '\t', '|'] as const

interface Line {
  readonly record: readonly string[]
  readonly info: { readonly lines: number }
}

export function readSpendFile(bytes: Buffer): SpendFile {
  const text = decoded(bytes)
  const delimiter = delimiterOf(text)
  const { lines, fault } = linesOf(text, delimiter)
  if (fault) return { rows: [], ignored: [], problems: [fault] }
  const [header, ...body] = lines
  const names = (header?.record ?? []).map(plain)
  const ignored = names.filter((name) => name !== '' && !(COLUMNS as readonly string[]).includes(name))
  const problems: SpendProblem[] = [...headerProblems(names)]
  if (body.length > SPEND_ROWS_MAX)
    problems.push(problem(1, null, `${body.length} rows`, `at most ${SPEND_ROWS_MAX} rows in one file`))
  if (problems.length > 0) return { rows: [], ignored, problems }
  const rows: SpendFileRow[] = []
  for (const { record, info } of body) {
    const read = rowOf(record, names, info.lines, delimiter)
    problems.push(...read.problems)
    if (read.row) rows.push(read.row)
  }
  return { rows, ignored, problems }
}

function problem(line: number, column: string | null, value: string, expected: string): SpendProblem {
  return { line, column, value: value.slice(0, 200), expected }
}

/** UTF-8 where all of it is, else what spreadsheets on Windows write. */
function decoded(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** The one that finds most of our columns in the first line. */
function delimiterOf(text: string): string {
  const [first = ''] = text.split(/\r\n|\r|\n/, 1)
  const found = (delimiter: string) =>
    first.split(delimiter).filter((name) => (COLUMNS as readonly string[]).includes(plain(name))).length
  return DELIMITERS.toSorted((a, b) => found(b) - found(a))[0]!
}

function plain(name: string): string {
  return name.replaceAll('"', '').trim().toLowerCase()
}

const PARSING = {
  bom: true,
  relax_column_count: true,
  skip_empty_lines: true,
  info: true,
  max_record_size: 100_000,
} as const

/** @returns `fault`: the file cannot be taken apart into cells */
function linesOf(
  text: string,
  delimiter: string,
): { readonly lines: readonly Line[]; readonly fault: SpendProblem | null } {
  try {
    return { lines: parse(text, { ...PARSING, delimiter }) as unknown as readonly Line[], fault: null }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = Number(error['lines'] ?? 1)
    return { lines: [], fault: problem(line, null, '', `rows of cells: ${error.message}`) }
  }
}

function headerProblems(names: readonly string[]): readonly SpendProblem[] {
  const has = (column: Column) => names.includes(column)
  const missing = (['source', 'amount', 'currency'] as const).filter((column) => !has(column))
  const shown = names.join(', ')
  const problems = missing.map((column) => problem(1, column, shown, `a column named ${column}`))
  if (!has('date') && !(has('from') && has('to')))
    problems.push(problem(1, 'from', shown, 'columns named from and to, or one named date'))
  if (has('date') && (has('from') || has('to')))
    problems.push(problem(1, 'date', shown, 'either from and to, or date'))
  for (const column of COLUMNS)
    if (names.indexOf(column) !== names.lastIndexOf(column))
      problems.push(problem(1, column, shown, `one column named ${column}`))
  return problems
}

function rowOf(
  record: readonly string[],
  names: readonly string[],
  line: number,
  delimiter: string,
): { readonly row: SpendFileRow | null; readonly problems: readonly SpendProblem[] } {
  if (record.length !== names.length) {
    const cells = `${names.length} cells, here are ${record.length}`
    return { row: null, problems: [problem(line, null, record.join(delimiter), cells)] }
  }
  const cell = (column: Column) => record[names.indexOf(column)]?.trim() ?? ''
  const amount = amountOf(cell('amount'), delimiter)
  const isOneDay = names.includes('date')
  const given = {
    source: cell('source'),
    campaign: cell('campaign'),
    from: cell(isOneDay ? 'date' : 'from'),
    to: cell(isOneDay ? 'date' : 'to'),
    amount: amount ?? 0,
    currency: cell('currency').toUpperCase(),
    note: cell('note'),
  }
  const { success, data, error } = spendWrittenSchema.safeParse(given)
  const problems = (error?.issues ?? []).map(({ path }) => {
    const column = columnOf(String(path[0]), isOneDay)
    return problem(line, column, cell(column), EXPECTED[column])
  })
  if (amount === null) problems.push(problem(line, 'amount', cell('amount'), EXPECTED.amount))
  if (success && amount !== null) return { row: { ...data, line }, problems: [] }
  // A single date that is wrong is wrong as first and as last day.
  const isFirst = ({ column }: SpendProblem, index: number) =>
    problems.findIndex((other) => other.column === column) === index
  return { row: null, problems: problems.filter(isFirst) }
}

function columnOf(field: string, isOneDay: boolean): Column {
  return isOneDay && (field === 'from' || field === 'to') ? 'date' : (field as Column)
}

const DATE = 'a day such as 2026-03-31, from 2000 to 2099'
const EXPECTED: Readonly<Record<Column, string>> = {
  source: '1 to 200 characters in one line',
  campaign: 'at most 200 characters in one line',
  from: DATE,
  to: `${DATE}, and not before from`,
  date: DATE,
  amount: 'a number such as 1234.50: no sign, no thousands, at most two decimals, at most 100000000000',
  currency: 'a code of three letters such as EUR',
  note: 'at most 500 characters',
}

/** A comma is a decimal point where it cannot be anything else: cells are parted by another sign, and two digits follow at most. */
function amountOf(text: string, delimiter: string): number | null {
  const point = delimiter === ',' ? /^\d{1,12}(\.\d{1,2})?$/ : /^\d{1,12}([.,]\d{1,2})?$/
  return point.test(text) ? Number(text.replace(',', '.')) : null
}
