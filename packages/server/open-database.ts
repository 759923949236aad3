/** The database for a command: one of the operator's own, that of a running server, or the one inside, started for it. */
import { mkdirSync } from 'node:fs'
import type pg from 'pg'
import { assertSafeDatabase } from './platform/postgres/external-postgres.ts'
import { prepareClusterHome } from './platform/postgres/cluster-home.ts'
import { initClusterOnce, SUPERUSER } from './platform/postgres/init-cluster.ts'
import { migrate } from './platform/migrations/migrate.ts'
import { openPool } from './platform/postgres/open-pool.ts'
import { openPostgres } from './platform/postgres/open-postgres.ts'
import { PORT } from './platform/postgres/postmaster.ts'
import { runUser } from './platform/postgres/run-user.ts'
import { claimServeLock, servedAt } from './platform/postgres/serve-lock.ts'

export interface OpenDatabase {
  readonly pool: pg.Pool
  /** Set when a server runs on the same data. */
  readonly servedAt: string | null
  close(): Promise<void>
}

const POOL_MAX = 6
const STARTING_WAIT_MS = 60_000

export async function openDatabase(
  dataDir: string,
  databaseUrl: string | undefined,
  log: (line: string) => void,
): Promise<OpenDatabase> {
  if (databaseUrl)
    return await prepared(openPool({ connectionString: databaseUrl }, { max: POOL_MAX }), null, nothing)
  mkdirSync(dataDir, { recursive: true })
  const claim = claimServeLock(dataDir)
  if ('heldBy' in claim) {
    const url = await servedAt(dataDir, STARTING_WAIT_MS)
    const cluster = prepareClusterHome(dataDir, runUser(), log)
    const password = await initClusterOnce(cluster)
    const connection = { host: cluster.sockets, port: PORT, user: SUPERUSER, password, database: 'baton' }
    return await prepared(openPool(connection, { max: POOL_MAX }), url, nothing)
  }
  try {
    const postgres = await openPostgres({ dataDir, log })
    return await prepared(openPool(postgres.connection, { max: POOL_MAX }), null, async () => {
      await postgres.stop()
      claim.taken.release()
    })
  } catch (error) {
    claim.taken.release()
    throw error
  }
}

async function prepared(
  pool: pg.Pool,
  url: string | null,
  release: () => Promise<void>,
): Promise<OpenDatabase> {
  const close = async (): Promise<void> => {
    await pool.end()
    await release()
  }
  try {
    await assertSafeDatabase(pool)
    await migrate(pool)
    return { pool, servedAt: url, close }
  } catch (error) {
    await close()
    throw error
  }
}

async function nothing(): Promise<void> {}
