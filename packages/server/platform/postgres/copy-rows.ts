/** COPY FROM STDIN in text form: the fastest way into a table, for rows that are known to be new. */
import type pg from 'pg'

interface CopyConnection {
  readonly stream: { cork(): void; uncork(): void }
  query(text: string): void
  sendCopyFromChunk(chunk: Buffer): void
  endCopyFrom(): void
}

/** Sends `rows` (lines made with `copyLine`) to `copy TABLE (COLUMNS) from stdin`. */
export function copyRows(client: pg.ClientBase, statement: string, rows: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let failure: Error | null = null
    const submittable = {
      // The driver wraps a `callback` to apply its read timeout and to report a lost connection.
      callback: (error?: Error | null) => (error ? reject(error) : resolve()),
      // The rows do not wait for the server's word that it is ready: should the statement fail, it ignores them (as the
      // protocol says), and PostgreSQL works on them while this process goes on with the group.
      submit(connection: CopyConnection) {
        connection.stream.cork()
        connection.query(statement)
        connection.sendCopyFromChunk(Buffer.from(rows))
        connection.endCopyFrom()
        connection.stream.uncork()
      },
      handleCopyInResponse() {},
      handleError(error: Error) {
        failure = error
        submittable.callback(error)
      },
      handleReadyForQuery() {
        if (!failure) submittable.callback(null)
      },
      handleCommandComplete() {},
      handleRowDescription() {},
      handleDataRow() {},
      handlePortalSuspended() {},
      handleEmptyQuery() {},
    }
    client.query(submittable as unknown as pg.Submittable)
  })
}

const SPECIAL = /[\\\t\n\r]/
const ESCAPED: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

export function copyLine(values: readonly (string | null)[]): string {
  let line = ''
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index]
    if (index > 0) line += '\t'
    if (value === null || value === undefined) line += '\\N'
    else
      line += SPECIAL.test(value) ? value.replace(/[\\\t\n\r]/g, (character) => ESCAPED[character]!) : value
  }
  return `${line}\n`
}
