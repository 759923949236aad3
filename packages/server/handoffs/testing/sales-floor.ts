/** A server with people of sales who are signed in, for tests: acts over HTTP, leads made by events, live connections. */
import assert from 'node:assert/strict'
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Acted, AssignmentExplanation, Live, Problem, Queue, SalesAct, Triage } from '@baton/protocol'
import type pg from 'pg'
import type { IncomingEvent, Intake } from '../../events/index.ts'
import { createApp } from '../../platform/http/create-app.ts'
import { testDatabase } from '../../platform/testing/test-database.ts'
import { registerRoutes } from '../../register-routes.ts'

export interface Seller {
  readonly id: string
  readonly name: string
  readonly cookie: string
}

export interface SalesFloor {
  readonly pool: pg.Pool
  readonly url: string
  readonly intake: Intake
  team(name: string, assignment?: 'round-robin' | 'claim'): Promise<string>
  seller(name: string, more?: SellerMore): Promise<Seller>
  /** Stores events of the web site, and gives the lead's id. */
  lead(user: string, ...events: readonly Partial<IncomingEvent>[]): Promise<string>
  act(seller: Seller, lead: string, act: SalesAct, id?: string): Promise<Answer<Acted>>
  get<Body>(seller: Seller, path: string): Promise<Body>
  send<Body>(seller: Seller, method: string, path: string, body?: unknown): Promise<Answer<Body>>
  queue(seller: Seller): Promise<Queue>
  triage(seller: Seller): Promise<Triage>
  why(seller: Seller, lead: string): Promise<readonly AssignmentExplanation[]>
  live(seller: Seller): Promise<LiveReader>
  close(): Promise<void>
}

interface SellerMore {
  readonly team?: string
  readonly role?: 'rep' | 'manager' | 'admin'
  readonly capacity?: number
  readonly hours?: string
}

export interface Answer<Body> {
  readonly status: number
  readonly body: Body & Problem
}

export interface LiveReader {
  readonly messages: Live[]
  /** The first message, come or still to come, that this holds of. */
  next(holds: (message: Live) => boolean): Promise<Live>
  close(): void
}

export async function salesFloor(document: string): Promise<SalesFloor> {
  const database = await testDatabase()
  const dataDir = mkdtempSync(join(tmpdir(), 'baton-sales-'))
  const log = (line: string) => console.error(line)
  const app = await createApp({ log, assertReady: async () => {} })
  let url = ''
  const slices = await registerRoutes(app, {
    pool: database.pool,
    connection: database.config,
    dataDir,
    log,
    organisation: { demo: false, name: 'Sales floor' },
    url: () => url,
    behindTls: false,
    firstAgreement: { document, note: 'test' },
  })
  url = await app.listen({ port: 0, host: '127.0.0.1' })
  const { pool } = database
  const sources = await pool.query<{ id: string }>(`select id from sources where name = 'website'`)
  const sourceId = sources.rows[0]!.id
  const send = async <Body>(
    seller: Seller,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<Answer<Body>> => {
    const headers = {
      cookie: seller.cookie,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    }
    const answer = await fetch(`${url}${path}`, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    return { status: answer.status, body: (await answer.json()) as Body & Problem }
  }
  const get = async <Body>(seller: Seller, path: string): Promise<Body> => {
    const { status, body } = await send<Body>(seller, 'GET', path)
    assert.equal(status, 200, JSON.stringify(body))
    return body
  }
  return {
    pool,
    url,
    intake: slices.intake,
    get,
    send,
    async team(name, assignment = 'round-robin') {
      const id = randomUUID()
      await pool.query('insert into teams (id, name, assignment) values ($1, $2, $3)', [id, name, assignment])
      return id
    },
    seller: (name, more) => addSeller(pool, name, more),
    async lead(user, ...events) {
      await slices.intake.accept(events.map((event) => incoming(sourceId, user, event)))
      const { rows } = await pool.query<{ id: string }>(
        `select lead_id as id from identities where kind = 'user' and value = $1`,
        [user],
      )
      return rows[0]!.id
    },
    act: (seller, lead, act, id = randomUUID()) =>
      send<Acted>(seller, 'POST', `/api/leads/${lead}/acts`, { id, act }),
    queue: (seller) => get<Queue>(seller, '/api/queue'),
    triage: (seller) => get<Triage>(seller, '/api/handoffs/triage'),
    why: async (seller, lead) =>
      (await get<{ assignments: AssignmentExplanation[] }>(seller, `/api/leads/${lead}/packets`)).assignments,
    live: (seller) => readLive(url, seller),
    async close() {
      const closed = app.close()
      // Connections that a client opened in advance and never used would be waited for.
      app.server.closeAllConnections()
      await closed
      await slices.stop()
      await database.drop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

export async function addSeller(
  pool: pg.Pool,
  name: string,
  { team, role = 'rep', capacity = 20, hours }: SellerMore = {},
): Promise<Seller> {
  const id = randomUUID()
  const token = randomBytes(32).toString('base64url')
  await pool.query(
    'insert into people (id, name, email, role, capacity, hours) values ($1, $2, $3, $4, $5, $6)',
    [id, name, `${id}@example.com`, role, capacity, hours ?? null],
  )
  if (team) await pool.query('insert into team_members (team_id, person_id) values ($1, $2)', [team, id])
  await pool.query('insert into sessions (id, hash, person_id) values ($1, $2, $3)', [
    randomUUID(),
    createHash('sha256').update(token).digest(),
    id,
  ])
  return { id, name, cookie: `baton=${token}` }
}

function incoming(sourceId: string, user: string, event: Partial<IncomingEvent>): IncomingEvent {
  const receivedAt = Date.now()
  return {
    sourceId,
    messageId: randomUUID(),
    name: 'Page Viewed',
    occurredAt: receivedAt,
    receivedAt,
    trust: 'server',
    identity: { userId: user },
    properties: {},
    ...event,
  }
}

const WAIT_MS = 8_000

async function readLive(url: string, seller: Seller): Promise<LiveReader> {
  const ending = new AbortController()
  const answer = await fetch(`${url}/api/live`, { headers: { cookie: seller.cookie }, signal: ending.signal })
  assert.equal(answer.status, 200)
  assert.match(answer.headers.get('content-type') ?? '', /^text\/event-stream/)
  const messages: Live[] = []
  const waiting = new Set<() => void>()
  const read = async () => {
    let text = ''
    for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk
      const parts = text.split('\n\n')
      text = parts.pop()!
      for (const part of parts)
        if (part.startsWith('data: ')) messages.push(JSON.parse(part.slice('data: '.length)) as Live)
      for (const look of waiting) look()
    }
  }
  read().catch(() => {})
  return {
    messages,
    next: (holds) =>
      new Promise((resolve, reject) => {
        const late = setTimeout(
          () => reject(new Error(`Not heard; heard ${JSON.stringify(messages)}`)),
          WAIT_MS,
        )
        const look = () => {
          const found = messages.find(holds)
          if (!found) return
          clearTimeout(late)
          waiting.delete(look)
          resolve(found)
        }
        waiting.add(look)
        look()
      }),
    close: () => ending.abort(),
  }
}

/** Until it holds, or the test has failed. */
export async function eventually<Result>(
  ask: () => Promise<Result | null | undefined | false>,
): Promise<Result> {
  const deadline = Date.now() + WAIT_MS
  for (;;) {
    const result = await ask()
    if (result) return result
    assert.ok(Date.now() < deadline, 'it never came to be')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
