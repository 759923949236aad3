/** The pool of connections. Whole numbers come back as numbers, and a lost connection is never a crash. */
import pg from 'pg'

const INT8 = 20

export function openPool(config: pg.ClientConfig, options: { readonly max: number }): pg.Pool {
  const types = new pg.TypeOverrides()
  types.setTypeParser(INT8, Number)
  const pool = new pg.Pool({
    ...config,
    types,
    max: options.max,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    options: '-c timezone=UTC',
  })
  pool.on('error', () => {})
  return pool
}

/** Whether an error means that the database was away, rather than that the statement was wrong. */
export function isDatabaseAway(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown }
  if (typeof code === 'string') {
    return /^(08|57P|53)/.test(code) || LOST_SOCKET.has(code)
  }
  return LOST_CONNECTION.test(String(message))
}

const LOST_SOCKET: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  'ERR_STREAM_DESTROYED',
  'ERR_STREAM_WRITE_AFTER_END',
])

/** What the driver says without a code. */
const LOST_CONNECTION =
  /Connection terminated|not queryable|Client was closed|timeout exceeded when trying to connect|timeout expired/
