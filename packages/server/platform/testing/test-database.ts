/** A database for one test file: a clone of a migrated template, made in a moment and dropped afterwards. */
import { createHash, randomBytes } from 'node:crypto'
import pg from 'pg'
import { listMigrations, migrate } from '../migrations/migrate.ts'
import { openPool } from '../postgres/open-pool.ts'
import { sharedServer } from './shared-cluster.ts'

export interface TestDatabase {
  readonly pool: pg.Pool
  readonly config: pg.ClientConfig
  drop(): Promise<void>
}

const TEMPLATE_LOCK = 7_220_114

export async function testDatabase(options: { readonly empty?: boolean } = {}): Promise<TestDatabase> {
  const server = await sharedServer()
  const name = `baton_test_${randomBytes(6).toString('hex')}`
  await withClient(server, async (admin) => {
    if (options.empty) {
      await admin.query(`create database ${name} template template0 encoding 'UTF8'`)
      return
    }
    const template = await templateDatabase(server, admin)
    await admin.query(`create database ${name} template ${template}`)
  })
  const config = inDatabase(server, name)
  const pool = openPool(config, { max: 30 })
  return {
    pool,
    config,
    async drop() {
      await pool.end()
      await withClient(server, (admin) => admin.query(`drop database if exists ${name} with (force)`))
    },
  }
}

async function templateDatabase(server: pg.ClientConfig, admin: pg.Client): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(listMigrations())).digest('hex').slice(0, 12)
  const name = `baton_template_${hash}`
  await admin.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK])
  try {
    const { rowCount } = await admin.query('select 1 from pg_database where datname = $1', [name])
    if (rowCount) return name
    const partial = `${name}_partial`
    await admin.query(`drop database if exists ${partial} with (force)`)
    await admin.query(`create database ${partial} template template0 encoding 'UTF8'`)
    const pool = openPool(inDatabase(server, partial), { max: 1 })
    await migrate(pool)
    await pool.end()
    await admin.query(`alter database ${partial} rename to ${name}`)
    return name
  } finally {
    await admin.query('select pg_advisory_unlock($1)', [TEMPLATE_LOCK])
  }
}

function inDatabase(server: pg.ClientConfig, database: string): pg.ClientConfig {
  if (!server.connectionString) return { ...server, database }
  const url = new URL(server.connectionString)
  url.pathname = `/${database}`
  return { connectionString: url.href }
}

async function withClient<T>(config: pg.ClientConfig, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(config)
  client.on('error', () => {})
  await client.connect()
  try {
    return await use(client)
  } finally {
    await client.end()
  }
}
