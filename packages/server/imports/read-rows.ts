/** The rows of a file as a stream: unpacked, decoded, parsed, each with the line it ends on. Memory holds a few of them. */
import { createReadStream } from 'node:fs'
import { Transform, type TransformCallback } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { type CsvError, parse } from 'csv-parse'
import type { Row } from './cell-value.ts'
import { PARSING, type FileInspection } from './inspect-file.ts'
import type { CsvFormat } from './mapping.ts'

/** Columns that a file of refused rows has before those of the rows themselves. */
export const ERROR_COLUMNS = ['line', 'column', 'value', 'reason'] as const

export interface FileRow extends Row {
  /** From 1, header included; of a row with line breaks inside quotes, the last. */
  readonly line: number
  readonly cells: readonly string[]
  /** What makes it no row of this file; null where it is one. */
  readonly fault: string | null
  /** Could not even be taken apart into cells; such rows may be told a little before their turn. */
  readonly isBroken: boolean
}

export interface RowStream extends AsyncIterable<FileRow> {
  /** Of the file as it lies there; for telling how far reading is. */
  bytesRead(): number
}

export function readRows(file: FileInspection, csv: CsvFormat): RowStream {
  const raw = createReadStream(file.path)
  const places = new Map(file.header.map((name, index) => [name, index]))
  const isErrorFile = ERROR_COLUMNS.every((name, index) => file.header[index] === name)
  const broken: CsvError[] = []
  const parser = parse({
    ...PARSING,
    delimiter: file.delimiter,
    from_line: (csv.columns === null ? 2 : 1) + file.skip,
    info: true,
    skip_records_with_error: true,
    on_skip: (error) => {
      if (error) broken.push(error)
      return undefined
    },
  })
  const decoded = file.isGzip ? raw.pipe(createGunzip().on('error', fail)) : raw
  raw.on('error', fail)
  decoded.pipe(new Decoder(file.encoding)).on('error', fail).pipe(parser)
  function fail(error: Error): void {
    parser.destroy(error)
  }
  return {
    bytesRead: () => raw.bytesRead,
    async *[Symbol.asyncIterator]() {
      try {
        let line = 0
        const single: FileRow[] = []
        const mayEnd = csv.footer && places.size > 1
        for await (const { record, info } of parser as AsyncIterable<{
          record: string[]
          info: { lines: number }
        }>) {
          while (broken.length > 0 && lineOf(broken[0]!) <= info.lines) yield brokenRow(broken.shift()!, line)
          line = info.lines
          const row = new ParsedRow(isErrorFile ? record.map(withoutEscape) : record, line, places)
          // Lines of one cell are the end of the file only where no row follows.
          if (mayEnd && record.length === 1 && single.length < FOOTER_LINES_MAX) single.push(row)
          else yield* [...single.splice(0), row]
        }
        for (const error of broken) yield brokenRow(error, line)
      } finally {
        raw.destroy()
      }
    },
  }
}

/** Reports end with a few lines of who made them; more are rows that are broken. */
const FOOTER_LINES_MAX = 20

function lineOf(error: CsvError): number {
  return Number(error['lines'] ?? 0)
}

/** Undoes what writing an error file does to cells that look like formulas. */
function withoutEscape(cell: string): string {
  return /^'[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/.test(cell) ? cell.slice(1) : cell
}

function brokenRow(error: CsvError, lineBefore: number): FileRow {
  const line = lineBefore + 1
  const fault =
    error.code === 'CSV_QUOTE_NOT_CLOSED'
      ? `opens a quote that is never closed: lines ${line} to ${lineOf(error)} are one cell, and not imported`
      : error.message
  return { line, cells: [], fault, isBroken: true, cell: () => '' }
}

class ParsedRow implements FileRow {
  readonly cells: readonly string[]
  readonly line: number
  readonly isBroken = false
  readonly #places: ReadonlyMap<string, number>

  constructor(cells: readonly string[], line: number, places: ReadonlyMap<string, number>) {
    this.cells = cells
    this.line = line
    this.#places = places
  }

  get fault(): string | null {
    const { length } = this.cells
    return length === this.#places.size
      ? null
      : `has ${length} cells, the file has ${this.#places.size} columns`
  }

  cell(column: string): string {
    return this.cells[this.#places.get(column) ?? -1]?.trim() ?? ''
  }
}

class Decoder extends Transform {
  readonly #decoder: InstanceType<typeof TextDecoder>

  constructor(encoding: string) {
    super({ readableObjectMode: false, decodeStrings: true })
    this.#decoder = new TextDecoder(encoding)
  }

  override _transform(chunk: Buffer, _encoding: string, done: TransformCallback): void {
    done(null, this.#decoder.decode(chunk, { stream: true }))
  }

  override _flush(done: TransformCallback): void {
    done(null, this.#decoder.decode())
  }
}
