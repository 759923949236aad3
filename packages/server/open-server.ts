/** Brings a whole Baton up on a data directory, and down again: database, schema, routes, listening. */
import { createPrivateKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { migrate } from './platform/migrations/migrate.ts'
import { type App, createApp } from './platform/http/create-app.ts'
import { isLoopback } from './platform/http/guard-origin.ts'
import { Refusal } from './platform/http/refusal.ts'
import { assertSafeDatabase } from './platform/postgres/external-postgres.ts'
import { openPool } from './platform/postgres/open-pool.ts'
import { openPostgres, type Postgres } from './platform/postgres/open-postgres.ts'
import type { DkimSettings, SmtpSettings } from './platform/mail/smtp.ts'
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
  const configured = configuredUrl()
  let listening = ''
  const app = await createApp({
    log: options.log,
    webDist: options.webDist ?? BUILT_WEB,
    behindProxy: isBehindTls(),
    publicUrl: configured,
    assertReady: () => assertAnswers(postgres, pool),
  })
  const slices = await registerRoutes(app, {
    pool,
    connection,
    dataDir: options.dataDir,
    log: options.log,
    organisation: options.organisation ?? { demo: false, name: 'Baton' },
    firstAgreement: options.firstAgreement,
    url: () => configured ?? listening,
    behindTls: isBehindTls(),
    mail: mailSettings(),
    webhookRanges: (process.env['BATON_WEBHOOK_ALLOW_CIDRS'] ?? '')
      .split(',')
      .filter((range) => range.trim() !== ''),
  })
  await app.listen({ port: options.port, host })
  const address = app.server.address()
  const port = typeof address === 'object' && address ? address.port : options.port
  listening = `http://${isLoopback(host) ? '127.0.0.1' : host}:${port}`
  await slices.listening()
  return {
    url: listening,
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

/** Passwords and sessions in clear on a network are anybody's: so it is not put on one without TLS before it. */
function listeningHost(host = '127.0.0.1'): string {
  if (isLoopback(host) || isBehindTls()) return host
  throw new Error(
    `Refusing to listen on ${host}: passwords would cross the network in clear. Put a proxy that speaks TLS before ` +
      'Baton and set BATON_BEHIND_TLS=1, and BATON_URL to the address that people open.',
  )
}

function isBehindTls(): boolean {
  return process.env['BATON_BEHIND_TLS'] === '1'
}

/** As configured, and never as a request says: links in mails lead there. */
function configuredUrl(): string | undefined {
  const given = process.env['BATON_URL']
  if (!given) return undefined
  if (/^https?:\/\//.test(given) && URL.canParse(given)) return new URL(given).href.replace(/\/+$/, '')
  throw new Error(
    `BATON_URL is the address that people open, such as https://baton.example.com, not "${given}".`,
  )
}

function mailSettings(): SmtpSettings | null {
  const url = process.env['BATON_SMTP_URL']
  if (!url) return null
  const from = process.env['BATON_MAIL_FROM']
  if (!from)
    throw new Error('BATON_SMTP_URL is set, so BATON_MAIL_FROM has to say which address mail comes from.')
  const bounceDomain = process.env['BATON_BOUNCE_DOMAIN'] || undefined
  if (bounceDomain !== undefined && !/^[a-z0-9.-]{4,190}$/i.test(bounceDomain))
    throw new Error(`BATON_BOUNCE_DOMAIN is a domain such as bounces.example.com, not "${bounceDomain}".`)
  return { url, from, bounceDomain, dkim: dkimSettings() }
}

function dkimSettings(): DkimSettings | undefined {
  const [domain, selector, file] = ['DOMAIN', 'SELECTOR', 'KEY'].map(
    (name) => process.env[`BATON_DKIM_${name}`],
  )
  if (!domain && !selector && !file) return undefined
  if (!domain || !selector || !file)
    throw new Error(
      'To sign mail, BATON_DKIM_DOMAIN, BATON_DKIM_SELECTOR and BATON_DKIM_KEY (a file) are set together.',
    )
  const key = readFileSync(file, 'utf8')
  if (createPrivateKey(key).asymmetricKeyType !== 'rsa')
    throw new Error(`BATON_DKIM_KEY: ${file} holds no RSA key, which is what receivers of mail know.`)
  return { domain, selector, key }
}

async function assertAnswers(postgres: Postgres | null, pool: pg.Pool): Promise<void> {
  if (postgres && !postgres.isUp())
    throw new Refusal('database_away', 'The database is starting.', { retryAfter: 1 })
  await pool.query('select 1')
}
