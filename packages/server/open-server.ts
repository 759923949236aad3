/** Brings a whole Baton up on a data directory, and down again: database, schema, routes, listening. */
import { join } from 'node:path'
import type pg from 'pg'
import { migrate } from './platform/migrations/migrate.ts'
import { type App, createApp } from './platform/http/create-app.ts'
import { isLoopback } from './platform/http/guard-origin.ts'
import { Refusal } from './platform/http/refusal.ts'
import { assertSafeDatabase } from './platform/postgres/external-postgres.ts'
import { openPool } from './platform/postgres/open-pool.ts'
import { openPostgres, type Postgres } from './platform/postgres/open-postgres.ts'
import { registerRoutes } from './register-routes.ts'
import type { FirstAgreement } from './agreements/index.ts'
import type { Intake } from './events/index.ts'
import type { Organisation } from './installation/index.ts'

export interface OpenServerOptions {
  readonly dataDir: string
  /** 0 takes a free one. */
  readonly port: number
  readonly host?: string
  /** A PostgreSQL of the operator's own; undefined: the one inside. */
  readonly databaseUrl?: string
  readonly log: (line: string) => void
  readonly webDist?: string
  /** Whose installation this is; shown in the web application. */
  readonly organisation?: Organisation
  /** For a database without an agreement. */
  readonly firstAgreement?: FirstAgreement
}

export interface BatonServer {
  readonly url: string
  readonly pool: pg.Pool
  readonly app: App
  readonly intake: Intake
  stop(): Promise<void>
}

const POOL_MAX = 10
export const BUILT_WEB = join(import.meta.dirname, '..', 'web', 'dist')

export async function openServer(options: OpenServerOptions): Promise<BatonServer> {
  const host = listeningHost(options.host)
  const postgres = options.databaseUrl ? null : await openPostgres(options)
  const connection = postgres?.connection ?? { connectionString: options.databaseUrl }
  const pool = openPool(connection, { max: POOL_MAX })
  try {
    await assertSafeDatabase(pool)
    await migrate(pool)
    return await listen(options, host, postgres, connection, pool)
  } catch (error) {
    await pool.end()
    await postgres?.stop()
    throw error
  }
}

async function listen(
  options: OpenServerOptions,
  host: string,
  postgres: Postgres | null,
  connection: pg.ClientConfig,
  pool: pg.Pool,
): Promise<BatonServer> {
  const app = await createApp({
    log: options.log,
    webDist: options.webDist ?? BUILT_WEB,
    open: !isLoopback(host),
    assertReady: () => assertAnswers(postgres, pool),
  })
  const slices = await registerRoutes(app, {
    pool,
    connection,
    dataDir: options.dataDir,
    log: options.log,
    organisation: options.organisation ?? { demo: false, name: 'Baton' },
    firstAgreement: options.firstAgreement,
  })
  await app.listen({ port: options.port, host })
  const address = app.server.address()
  const port = typeof address === 'object' && address ? address.port : options.port
  return {
    url: `http://${isLoopback(host) ? '127.0.0.1' : host}:${port}`,
    pool,
    app,
    intake: slices.intake,
    async stop() {
      await app.close()
      await slices.stop()
      await pool.end()
      await postgres?.stop()
    },
  }
}

/** Without sign-in, whoever reaches the port reads and changes everything: so it is not put on the network by accident. */
function listeningHost(host = '127.0.0.1'): string {
  if (isLoopback(host) || process.env['BATON_ALLOW_OPEN'] === '1') return host
  throw new Error(
    `Refusing to listen on ${host}: there is no sign-in yet, so anybody who reaches it could read and change ` +
      'every lead. Put a proxy that signs people in before 127.0.0.1, or set BATON_ALLOW_OPEN=1 if you mean it.',
  )
}

async function assertAnswers(postgres: Postgres | null, pool: pg.Pool): Promise<void> {
  if (postgres && !postgres.isUp())
    throw new Refusal('database_away', 'The database is starting.', { retryAfter: 1 })
  await pool.query('select 1')
}
