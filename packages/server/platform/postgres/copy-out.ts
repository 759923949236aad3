/** COPY TO STDOUT in text form: the fastest way out of a table. */
import type pg from 'pg'

/**
 * Runs `copy (…) to stdout` and hands over each line, without its end.
 *
 * An exception of `onLine` is thrown when the copy is through; the lines after it are not handed over.
 */
export function copyLines(
  client: pg.ClientBase,
  statement: string,
  onLine: (line: string) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let failure: Error | null = null
    const submittable = {
      callback: (error?: Error | null) => (error ? reject(error) : resolve()),
      submit(connection: { query(text: string): void }) {
        connection.query(statement)
      },
      // PostgreSQL sends one row a message.
      handleCopyData({ chunk }: { chunk: Buffer }) {
        if (failure) return
        try {
          onLine(chunk.toString('utf8', 0, chunk.length - 1))
        } catch (error) {
          failure = error as Error
        }
      },
      handleError(error: Error) {
        failure = error
        submittable.callback(error)
      },
      handleReadyForQuery() {
        submittable.callback(failure)
      },
      handleCopyInResponse() {},
      handleCommandComplete() {},
      handleRowDescription() {},
      handleDataRow() {},
      handlePortalSuspended() {},
      handleEmptyQuery() {},
    }
    client.query(submittable as unknown as pg.Submittable)
  })
}

const ESCAPE = /\\(.)/g
const MEANT: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' }

/** Values of a line; `\N` is null. */
export function copyValues(line: string): (string | null)[] {
  const values: (string | null)[] = line.split('\t')
  if (!line.includes('\\')) return values
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index]!
    if (value === '\\N') values[index] = null
    else if (value.includes('\\'))
      values[index] = value.replace(ESCAPE, (_, character: string) => MEANT[character] ?? character)
  }
  return values
}
