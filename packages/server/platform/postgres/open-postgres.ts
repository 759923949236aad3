/**
 * The PostgreSQL inside Baton, supervised.
 *
 * Opening tells four situations apart by `postmaster.pid`: no server (start one); a live one that an earlier
 * Baton left behind and that takes our password (adopt it); a live one that does not answer (stop it, start
 * one); a dead one (start one; PostgreSQL sees through its own stale file, and while the dead server's children
 * still hold its memory we retry). Afterwards a server that ends without being asked is started again.
 */
import pg from 'pg'
import { type ClusterHome, prepareClusterHome } from './cluster-home.ts'
import { initClusterOnce, SUPERUSER } from './init-cluster.ts'
import {
  adoptPostmaster,
  logTail,
  PORT,
  type Postmaster,
  recordedPid,
  servesThisCluster,
  setRecycledLockAside,
  startPostmaster,
  stopPostmaster,
} from './postmaster.ts'
import { runUser } from './run-user.ts'
import { clusterSettings } from './settings.ts'

export interface Connection {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  readonly database: string
}

export interface Postgres {
  readonly connection: Connection
  /** Of the server that runs now. */
  pid(): number
  isUp(): boolean
  stop(): Promise<void>
}

export interface OpenPostgresOptions {
  readonly dataDir: string
  readonly log: (line: string) => void
  readonly database?: string
  /** Overrides of settings, for tests. */
  readonly settings?: Readonly<Record<string, string>>
}

const READY_WITHIN_MS = 120_000
const RESTART_PAUSES_MS = [0, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000]

export async function openPostgres(options: OpenPostgresOptions): Promise<Postgres> {
  const { log, database = 'baton' } = options
  const cluster = prepareClusterHome(options.dataDir, runUser(), log)
  const password = await initClusterOnce(cluster)
  const settings = { ...clusterSettings(cluster.sockets), ...options.settings }
  const connection = { host: cluster.sockets, port: PORT, user: SUPERUSER, password, database }
  let server = await adoptOrStart(cluster, connection, settings, log)
  let up = true
  let stopping = false
  await createDatabaseOnce(connection)

  async function keepRunning(): Promise<void> {
    for (let failures = 0; !stopping;) {
      await server.ended
      up = false
      if (stopping) return
      const pause = RESTART_PAUSES_MS[Math.min(failures, RESTART_PAUSES_MS.length - 1)] ?? 0
      log(`The database stopped by itself; starting it again${pause ? ` in ${pause / 1000} s` : ''}.`)
      await sleep(pause)
      if (stopping) return
      try {
        server = await adoptOrStart(cluster, connection, settings, log)
        up = true
        failures = 0
        log('The database is back.')
      } catch (error) {
        failures += 1
        log(`The database did not start: ${(error as Error).message}`)
      }
    }
  }
  void keepRunning()

  return {
    connection,
    pid: () => server.pid,
    isUp: () => up,
    async stop() {
      stopping = true
      up = false
      await stopPostmaster(server.pid)
    },
  }
}

async function adoptOrStart(
  cluster: ClusterHome,
  connection: Connection,
  settings: Readonly<Record<string, string>>,
  log: (line: string) => void,
): Promise<Postmaster> {
  const pid = recordedPid(cluster)
  if (pid !== null && servesThisCluster(cluster, pid)) {
    if (await answers(connection, () => servesThisCluster(cluster, pid), READY_WITHIN_MS)) {
      log('Found the database running already, and took it over.')
      return adoptPostmaster(cluster, pid)
    }
    log('A database server runs here but does not answer: stopping it.')
    await stopPostmaster(pid)
  } else if (pid !== null && setRecycledLockAside(cluster, pid)) {
    log(
      `The process id ${pid} of the last database server now belongs to another program: set its lock aside.`,
    )
  }
  return await startWithRetries(cluster, connection, settings)
}

/** Ten tries half a second apart: the children of a killed server hold its shared memory a little longer. */
async function startWithRetries(
  cluster: ClusterHome,
  connection: Connection,
  settings: Readonly<Record<string, string>>,
): Promise<Postmaster> {
  for (let attempt = 1; ; attempt += 1) {
    const server = startPostmaster(cluster, settings)
    let ended = false
    void server.ended.then(() => (ended = true))
    if (await answers(connection, () => !ended, READY_WITHIN_MS)) return server
    if (!ended) await stopPostmaster(server.pid)
    if (attempt === 10) throw new Error(`PostgreSQL does not start. Its last words: ${logTail(cluster)}`)
    await sleep(500)
  }
}

/** Waits while the server lives and only says "starting up"; false when it is gone, refuses us, or stays silent. */
async function answers(connection: Connection, lives: () => boolean, withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs
  let silentTries = 0
  while (lives() && Date.now() < deadline) {
    const code = await connectionError({ ...connection, database: 'postgres' })
    if (code === null) return true
    if (code === '28P01' || code === '28000') return false
    if (code === 'timeout' && ++silentTries >= 3) return false
    await sleep(50)
  }
  return false
}

/** Null when connecting and authenticating worked, else the error's code. */
async function connectionError(connection: Connection): Promise<string | null> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 3_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    return null
  } catch (error) {
    const { code, message } = error as { code?: string; message: string }
    return code ?? (message.includes('timeout') ? 'timeout' : 'unknown')
  } finally {
    await client.end().catch(() => {})
  }
}

async function createDatabaseOnce(connection: Connection): Promise<void> {
  const client = new pg.Client({ ...connection, database: 'postgres' })
  await client.connect()
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [
      connection.database,
    ])
    if (!rowCount) await client.query(`create database ${pg.escapeIdentifier(connection.database)}`)
  } finally {
    await client.end()
  }
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
