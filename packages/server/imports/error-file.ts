/**
 * Rejected rows as a file that can be mended and imported again: line, column, value and reason, then the row as it was.
 * Cells that a spreadsheet would run as a formula are made harmless; reading the file as an import undoes that.
 */
import { createWriteStream, type WriteStream } from 'node:fs'
import { once } from 'node:events'
import { stat } from 'node:fs/promises'
import { stringify } from 'csv-stringify/sync'
import type { Rejection } from './cell-value.ts'
import type { FileInspection } from './inspect-file.ts'
import { ERROR_COLUMNS, type FileRow } from './read-rows.ts'

/** So that spreadsheets, and a mapping that names an encoding, take it for the UTF-8 that it is. */
const BYTE_ORDER_MARK = '\ufeff'

export class ErrorFile {
  readonly #path: string
  readonly #header: readonly string[]
  readonly #append: boolean
  readonly #delimiter: string
  #stream: WriteStream | null = null

  /** Nothing is written before the first rejection. `append` goes on with the file of an interrupted import. */
  constructor(path: string, file: Pick<FileInspection, 'header' | 'delimiter'>, append: boolean) {
    this.#path = path
    this.#header = file.header
    this.#delimiter = file.delimiter
    this.#append = append
  }

  async write(row: FileRow, { column, text, reason }: Rejection): Promise<void> {
    const stream = this.#stream ?? (await this.#open())
    const cells = this.#line([row.line, column, text, reason, ...row.cells])
    // Awaited, so that the row is in the file before the import notes it as done.
    await new Promise<void>((resolve, reject) =>
      stream.write(cells, (error) => (error ? reject(error) : resolve())),
    )
  }

  #line(cells: readonly (string | number)[]): string {
    return stringify([[...cells]], { escape_formulas: true, delimiter: this.#delimiter })
  }

  /** The path, if anything was rejected. */
  async close(): Promise<string | null> {
    if (!this.#stream) return null
    this.#stream.end()
    await once(this.#stream, 'close')
    return this.#path
  }

  async #open(): Promise<WriteStream> {
    const stream = createWriteStream(this.#path, { flags: this.#append ? 'a' : 'w' })
    await once(stream, 'open')
    this.#stream = stream
    if (await isEmpty(this.#path)) {
      stream.write(BYTE_ORDER_MARK + this.#line([...ERROR_COLUMNS, ...this.#header]))
    }
    return stream
  }
}

async function isEmpty(path: string): Promise<boolean> {
  return (await stat(path)).size === 0
}
