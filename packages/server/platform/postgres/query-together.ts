/**
 * Several statements in one message, and one answer for all: who writes a group waits for PostgreSQL once and not once for
 * each. The first that fails is the last that is done, so a commit at the end is only of what all succeeded in.
 */
import type pg from 'pg'

/** Always the same text under a name: it is prepared once for each connection. */
export interface Statement {
  readonly name: string
  readonly text: string
  readonly values: readonly (string | Buffer | null)[]
}

export const COMMIT: Statement = { name: 'commit', text: 'commit', values: [] }

interface Connection {
  readonly stream: { cork(): void; uncork(): void }
  /** The driver's own memory of what is prepared. */
  readonly parsedStatements: Record<string, string | undefined>
  parse(statement: { readonly name: string; readonly text: string }): void
  bind(portal: { readonly statement: string; readonly values: Statement['values'] }): void
  execute(portal: object): void
  sync(): void
  on(event: 'parseComplete', listener: () => void): void
  off(event: 'parseComplete', listener: () => void): void
}

/** Rows are not given back. */
export async function queryTogether(client: pg.ClientBase, statements: readonly Statement[]): Promise<void> {
  if (statements.length === 0) return
  await new Promise<void>((resolve, reject) => {
    let failure: Error | null = null
    let stopListening = () => {}
    const submittable = {
      // The driver wraps a `callback` to apply its read timeout and to report a lost connection.
      callback: (error?: Error | null) => (error ? reject(error) : resolve()),
      submit(connection: Connection) {
        stopListening = notePrepared(connection, statements)
        send(connection, statements)
      },
      handleError(error: Error) {
        failure = error
        stopListening()
        submittable.callback(error)
      },
      handleReadyForQuery() {
        stopListening()
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

function send(connection: Connection, statements: readonly Statement[]): void {
  connection.stream.cork()
  for (const { name, text, values } of newAndKnown(connection, statements)) {
    if (text !== null) connection.parse({ name, text })
    connection.bind({ statement: name, values })
    connection.execute({})
  }
  connection.sync()
  connection.stream.uncork()
}

/** With the text of those that have yet to be prepared; of two under one name the first prepares for both. */
function newAndKnown(connection: Connection, statements: readonly Statement[]) {
  const seen = new Set<string>()
  return statements.map(({ name, text, values }) => {
    const isNew = connection.parsedStatements[name] === undefined && !seen.has(name)
    seen.add(name)
    return { name, text: isNew ? text : null, values }
  })
}

/** What was prepared before another failed stays prepared, and must not be again. Answers come in order. */
function notePrepared(connection: Connection, statements: readonly Statement[]): () => void {
  const awaited = newAndKnown(connection, statements).filter(({ text }) => text !== null)
  const listener = () => {
    const { name, text } = awaited.shift()!
    connection.parsedStatements[name] = text!
  }
  if (awaited.length === 0) return () => {}
  connection.on('parseComplete', listener)
  return () => connection.off('parseComplete', listener)
}
