/**
 * COPY TO STDOUT in binary form, read straight from the socket. The driver makes an object of every row, which costs more
 * than PostgreSQL needs to send it; here a row is a position in the bytes that arrived.
 */
import type pg from 'pg'
import type { KnownBytes, KnownTexts } from './known-bytes.ts'

/** Fields of the row at hand, read in order; the row is gone when the next one comes. */
export class CopiedRow {
  #bytes: Buffer = Buffer.alloc(0)
  #at = 0

  /** @param at where the first field's length stands */
  moveTo(bytes: Buffer, at: number): void {
    this.#bytes = bytes
    this.#at = at
  }

  /** A field of type text, json or another whose binary form is its text. */
  text(): string | null {
    const from = this.#next()
    return from < 0 ? null : this.#bytes.toString('utf8', from, this.#at)
  }

  /** The same as `text`, quicker for texts that come again and again. */
  knownText(texts: KnownTexts): string | null {
    const from = this.#next()
    return from < 0 ? null : texts.textAt(this.#bytes, from, this.#at)
  }

  /** Number of the field's bytes among known ones, which they are added to when they are new; -1: null. */
  numberIn(known: KnownBytes): number {
    const from = this.#next()
    if (from < 0) return -1
    const number = known.find(this.#bytes, from, this.#at)
    return number < 0 ? known.add(this.#bytes, from, this.#at) : number
  }

  /** Reads the field once more that was read last, if it is a uuid. */
  uuidAgain(): string {
    return uuidOf(this.#bytes, this.#at)
  }

  boolean(): boolean {
    const from = this.#next()
    return from >= 0 && this.#bytes[from] === 1
  }

  /** A bigint that is a safe integer. */
  bigint(): number {
    const from = this.#next()
    return this.#bytes.readInt32BE(from) * 0x1_0000_0000 + this.#bytes.readUInt32BE(from + 4)
  }

  /** A float8. */
  float(): number {
    return this.#bytes.readDoubleBE(this.#next())
  }

  /** A timestamptz in milliseconds since 1970-01-01 UTC. */
  time(): number {
    return this.bigint() / 1000 + YEAR_2000_MS
  }

  uuid(): string | null {
    const from = this.#next()
    return from < 0 ? null : uuidOf(this.#bytes, this.#at)
  }

  /** Steps over a field; gives where it began, or -1 for null. */
  #next(): number {
    const length = this.#bytes.readInt32BE(this.#at)
    const from = this.#at + 4
    this.#at = length < 0 ? from : from + length
    return length < 0 ? -1 : from
  }
}

const YEAR_2000_MS = Date.UTC(2000, 0, 1)

/** @param end where the uuid's bytes end */
function uuidOf(bytes: Buffer, end: number): string {
  const hex = bytes.toString('hex', end - 16, end)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** `PGCOPY\n\377\r\n\0`, flags, and the length of an extension that nothing uses. */
const HEADER_BYTES = 19

const MESSAGE = { copyBegins: 0x48, data: 0x64, copyEnds: 0x63 } as const

interface Connection {
  readonly stream: NodeJS.ReadableStream
  query(text: string): void
}

/**
 * Runs `copy (QUERY) to stdout (format binary)`; `read` is called for every row.
 *
 * @returns the number of rows
 */
export async function copyOut(
  client: pg.ClientBase,
  query: string,
  read: (row: CopiedRow) => void,
): Promise<number> {
  const rows = new RowReader(read)
  await new Promise<void>((resolve, reject) => {
    let failure: Error | null = null
    const submittable = {
      // The driver wraps a `callback` to apply its read timeout and to report a lost connection.
      callback: (error?: Error | null) => (error ? reject(error) : resolve()),
      submit(connection: Connection) {
        readInstead(connection.stream, rows)
        connection.query(`copy (${query}) to stdout (format binary)`)
      },
      handleError(error: Error) {
        failure = error
        submittable.callback(error)
      },
      handleReadyForQuery() {
        if (!failure) submittable.callback(rows.failure)
      },
      handleCommandComplete() {},
      handleRowDescription() {},
      handleDataRow() {},
      handlePortalSuspended() {},
      handleEmptyQuery() {},
    }
    client.query(submittable as unknown as pg.Submittable)
  })
  return rows.count
}

type DataListener = (chunk: Buffer) => void

/** Until the copy is over, what arrives goes to `rows`; what is no part of the copy goes to the driver as ever. */
function readInstead(stream: NodeJS.ReadableStream, rows: RowReader): void {
  const drivers = stream.listeners('data') as DataListener[]
  let rest: Buffer = Buffer.alloc(0)
  const toDriver = (bytes: Buffer) => {
    for (const listener of drivers) listener.call(stream, bytes)
  }
  const take: DataListener = (chunk) => {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    let at = 0
    while (at + 5 <= bytes.length) {
      const end = at + 1 + bytes.readInt32BE(at + 1)
      if (end > bytes.length) break
      const type = bytes[at]
      if (type === MESSAGE.data) rows.take(bytes, at + 5)
      else if (type !== MESSAGE.copyBegins) {
        // The end of the copy, or word that it failed: whatever follows is the driver's.
        stream.off('data', take)
        for (const listener of drivers) stream.on('data', listener)
        toDriver(bytes.subarray(type === MESSAGE.copyEnds ? end : at))
        return
      }
      at = end
    }
    rest = bytes.subarray(at)
  }
  for (const listener of drivers) stream.off('data', listener)
  stream.on('data', take)
}

/** Counts the rows, and keeps what reading one threw: the rest of the copy has to be taken off the wire all the same. */
class RowReader {
  count = 0
  failure: Error | null = null
  readonly #read: (row: CopiedRow) => void
  readonly #row = new CopiedRow()
  #isFirst = true

  constructor(read: (row: CopiedRow) => void) {
    this.#read = read
  }

  take(bytes: Buffer, from: number): void {
    const at = this.#isFirst ? from + HEADER_BYTES : from
    this.#isFirst = false
    // An empty copy ends in the message that its header is in; the end is a row of -1 fields.
    if (this.failure || bytes.readInt16BE(at) < 0) return
    this.count++
    try {
      this.#row.moveTo(bytes, at + 2)
      this.#read(this.#row)
    } catch (error) {
      this.failure = error instanceof Error ? error : new Error(String(error))
    }
  }
}
