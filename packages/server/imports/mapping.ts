/** A mapping: how the columns of one file become leads, companies, facts and events. What reading the YAML yields. */
import type { Catalogue, FieldType, Matcher, Trust, Value } from '@baton/engine'

export interface Mapping {
  /** Name of the source that the rows are recorded under. Message ids are made from it, so it stays the same. */
  readonly source: string
  readonly trust: Trust
  readonly csv: CsvFormat
  /** Columns that tell one row from every other; empty: the mapped event itself does. */
  readonly key: readonly KeyColumn[]
  readonly decimal: '.' | ','
  readonly lead: {
    readonly id?: Cell
    readonly external?: Cell
    readonly email?: Cell
    readonly anonymous?: Cell
  }
  readonly company: { readonly id?: Cell; readonly domain?: Cell }
  readonly facts: FactsRule
  readonly events: readonly EventRule[]
  /** What the data set has that Baton does not know by itself. */
  readonly additions: Catalogue
  /** The standard catalogue with the additions. */
  readonly catalogue: Catalogue
  /** Every column that the mapping names, and where it first does. */
  readonly columns: readonly ColumnMention[]
}

export interface CsvFormat {
  readonly delimiter: 'auto' | ',' | ';' | '\t' | '|'
  readonly encoding: 'auto' | Encoding
  /** Names of the columns where the file has no header line. */
  readonly columns: readonly string[] | null
  /** Lines before the header; `auto` looks for the line that names a column of addresses. */
  readonly skip: number | 'auto'
  /** True: lines of one cell at the end of the file are no rows of it. */
  readonly footer: boolean
}

/** A column that rows are told apart by. */
export interface KeyColumn {
  readonly column: string
  /** Only that many characters of it; null: all. */
  readonly first: number | null
}

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'
export const ENCODINGS: readonly Encoding[] = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']

/** Where one value comes from, and what is done to it. */
export interface Cell {
  /** Null: the same for every row. */
  readonly column: string | null
  /** The value of every row, or of those whose cell is empty; null: an empty cell says nothing. */
  readonly value: Value | null
  /** Replaces what the file says by what Baton says. */
  readonly table: ReadonlyMap<string, Value | null> | null
  /** What is done with a text that the table lacks. */
  readonly otherwise: Otherwise
  readonly type: FieldType
  /** For dates and times. */
  readonly time: TimeFormat
  /** Only that many characters of what the file says; null: all. */
  readonly first: number | null
}

export type Otherwise = 'keep' | 'skip' | 'reject'

export interface TimeFormat {
  /** `auto`, `iso`, `epoch`, `epoch-ms`, or a pattern such as `dd.MM.yyyy HH:mm`. */
  readonly format: string
  /** IANA name; null: a time without offset is refused. */
  readonly zone: string | null
}

export interface NamedCell {
  readonly name: string
  readonly cell: Cell
}

export interface ColumnMatcher {
  readonly column: string
  readonly matcher: Matcher
}

export interface FactsRule {
  /** When they were stated, for a row that tells no event. */
  readonly at: Cell | null
  readonly when: readonly ColumnMatcher[]
  readonly lead: readonly NamedCell[]
  readonly company: readonly NamedCell[]
}

export interface EventRule {
  /** Part of the message id: an event keeps its id when rules are moved. */
  readonly id: string
  /** A name, or a column whose text is looked up. */
  readonly event: string | EventTable
  readonly at: Cell
  readonly when: readonly ColumnMatcher[]
  readonly properties: readonly NamedCell[]
  /** Instead of the mapping's key; empty: that one. */
  readonly key: readonly KeyColumn[]
}

export interface EventTable {
  readonly column: string
  readonly is: ReadonlyMap<string, string>
  readonly otherwise: Otherwise
}

export interface ColumnMention {
  readonly column: string
  readonly path: string
  readonly line: number
  readonly position: number
}
