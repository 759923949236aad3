/** A whole server without a port, on a database of its own, for tests of what it answers to whom. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { type App, createApp } from '../http/create-app.ts'
import { testDatabase } from './test-database.ts'
import { registerRoutes, type Services, type Slices } from '../../register-routes.ts'

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  /** As it came, but for the reference, which is different each time. */
  readonly text: string
  readonly json: () => unknown
}

export type Ask = (
  method: string,
  url: string,
  more?: { readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown },
) => Promise<Answer>

export interface TestServer {
  readonly app: App
  readonly pool: pg.Pool
  readonly intake: Slices['intake']
  readonly dataDir: string
  /** What its operator was told. */
  readonly said: readonly string[]
  readonly ask: Ask
  stop(): Promise<void>
}

export const TEST_URL = 'https://baton.test.example'

/** `prepare` comes after the guard and before anything else: hooks of the test. */
export async function testServer(
  organisation: Services['organisation'] = { demo: false, name: 'Test' },
  prepare: (app: App) => void = () => {},
  agreement?: string,
  mail?: Services['mail'],
): Promise<TestServer> {
  const database = await testDatabase()
  const dataDir = mkdtempSync(join(tmpdir(), 'baton-access-'))
  const said: string[] = []
  const log = (line: string) => void said.push(line)
  const app = await createApp({ log, assertReady: async () => {} })
  const slices = await registerRoutes(app, {
    pool: database.pool,
    connection: database.config,
    dataDir,
    log,
    organisation,
    url: () => TEST_URL,
    behindTls: false,
    mail,
    firstAgreement: agreement === undefined ? undefined : { document: agreement, note: 'for the test' },
  })
  prepare(app)
  await app.ready()
  await slices.listening()
  return {
    app,
    pool: database.pool,
    intake: slices.intake,
    dataDir,
    said,
    ask: (method, url, more) => ask(app, method, url, more),
    async stop() {
      await app.close()
      await slices.stop()
      await database.drop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

async function ask(
  app: App,
  method: string,
  url: string,
  { headers = {}, body }: Parameters<Ask>[2] = {},
): Promise<Answer> {
  const answer = await app.inject({
    method: method as 'GET',
    url,
    headers: {
      host: '127.0.0.1',
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  return {
    status: answer.statusCode,
    headers: answer.headers,
    text: answer.body.replace(/"reference":"[^"]*"/, '"reference":""'),
    json: () => answer.json(),
  }
}
