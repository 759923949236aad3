/**
 * One PostgreSQL for a whole test run, however many test processes share it: the first to ask starts a keeper
 * process, which ends the cluster when nobody has been connected for a while. A run that was killed leaves a
 * keeper that ends by itself, or a server that the next keeper adopts.
 */
import { spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Connection } from '../postgres/open-postgres.ts'
import { claimServeLock } from '../postgres/serve-lock.ts'

export const SHARED_DIR = join(tmpdir(), `baton-test-cluster-${process.getuid?.() ?? 0}`)
export const CONNECTION_FILE = join(SHARED_DIR, 'connection.json')

/** The server named by BATON_TEST_DATABASE_URL, or the shared cluster, started when it does not run. */
export async function sharedServer(): Promise<pg.ClientConfig> {
  const external = process.env['BATON_TEST_DATABASE_URL']
  if (external) return { connectionString: external }
  mkdirSync(SHARED_DIR, { recursive: true, mode: 0o755 })
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const connection = await answeringConnection()
    if (connection) return { ...connection }
    if (attempt % 50 === 0) startKeeperOnce()
    await sleep(100)
  }
  throw new Error(`The test cluster in ${SHARED_DIR} does not start: see ${join(SHARED_DIR, 'keeper.log')}.`)
}

async function answeringConnection(): Promise<Connection | null> {
  try {
    const connection = JSON.parse(readFileSync(CONNECTION_FILE, 'utf8')) as Connection
    const client = new pg.Client({ ...connection, connectionTimeoutMillis: 2_000 })
    client.on('error', () => {})
    await client.connect()
    await client.end()
    return connection
  } catch {
    return null
  }
}

function startKeeperOnce(): void {
  const output = openSync(join(SHARED_DIR, 'keeper.log'), 'a')
  const keeper = join(import.meta.dirname, 'keep-shared-cluster.ts')
  spawn(process.execPath, [keeper], { detached: true, stdio: ['ignore', output, output] }).unref()
  closeSync(output)
}

/** For the keeper: null when another keeper holds the cluster. */
export function claimKeeping(): (() => void) | null {
  const claim = claimServeLock(SHARED_DIR)
  if ('heldBy' in claim) return null
  return () => {
    rmSync(CONNECTION_FILE, { force: true })
    claim.taken.release()
  }
}

export function publishConnection(connection: Connection): void {
  writeFileSync(CONNECTION_FILE, JSON.stringify(connection), { mode: 0o600 })
}
