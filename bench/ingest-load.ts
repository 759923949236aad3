/**
 * The load of `bench/ingest.ts`, in a process of its own. Asked for a round, it makes all bodies first, then sends
 * them as fast as they are answered, and tells how long that took and how many events were acknowledged.
 */
import { Agent, request } from 'node:http'
import { openPool } from '../packages/server/platform/postgres/open-pool.ts'
import { uuidV7 } from '../packages/server/platform/uuid-v7.ts'

export interface Round {
  readonly kind: 'http' | 'bare'
  readonly round: number
  readonly events: number
  readonly perRequest: number
  readonly concurrency: number
}

export interface Start {
  readonly url: string
  readonly writeKey: string
  readonly sourceId: string
  readonly connection: Record<string, unknown>
  readonly leads: number
  readonly seed: number
}

const NAMES = [
  'Page Viewed',
  'Page Viewed',
  'Page Viewed',
  'Content Downloaded',
  'Email Clicked',
  'Webinar Attended',
] as const
const GROUPS = ['pricing', 'product', 'docs', 'blog', 'home'] as const

let start: Start
let random: () => number
let pool: ReturnType<typeof openPool>
const agent = new Agent({ keepAlive: true, maxSockets: 256 })

process.on('message', async (message: Start | Round) => {
  if ('url' in message) {
    start = message
    random = seeded(start.seed)
    pool = openPool(start.connection, { max: 16 })
    process.send!('ready')
    return
  }
  const ms = message.kind === 'http' ? await overHttp(message) : await bare(message)
  process.send!({ ms, events: message.events })
})

function makeEvent(round: number, n: number) {
  const name = NAMES[Math.floor(random() * NAMES.length)]!
  return {
    type: 'track',
    event: name,
    messageId: `${round}-${n}-${Math.floor(random() * 2 ** 40)}`,
    userId: `lead-${Math.floor(random() * start.leads)}`,
    timestamp: new Date().toISOString(),
    properties: {
      page_group: GROUPS[Math.floor(random() * GROUPS.length)],
      title: `Something to read, number ${Math.floor(random() * 50)}`,
      minutes: Math.floor(random() * 60),
      url: 'https://northbeam.example/resources/something-to-read',
    },
    context: { library: { name: 'bench', version: '1' }, locale: 'en-GB', timezone: 'Europe/Berlin' },
  }
}

async function overHttp({ round, events, perRequest, concurrency }: Round): Promise<number> {
  const bodies = Array.from({ length: events / perRequest }, (_, index) => {
    const batch = Array.from({ length: perRequest }, (_, n) => makeEvent(round, index * perRequest + n))
    return Buffer.from(JSON.stringify({ batch, writeKey: start.writeKey }))
  })
  return await timed(bodies, concurrency, send)
}

function send(body: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': body.length }
    const sent = request(`${start.url}/v1/batch`, { method: 'POST', agent, headers }, (answer) => {
      let text = ''
      answer.on('data', (chunk) => (text += chunk))
      answer.on('end', () =>
        text === '{"success":true}' ? resolve() : reject(new Error(`${answer.statusCode} ${text}`)),
      )
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

const INSERT = `insert into events (id, lead_id, source_id, message_id, name, occurred_at, received_at, trust, identified, properties, lead, company, context)
  select id::uuid, lead_id::uuid, $3, message_id, name, occurred_at::timestamptz, now(), 'public', true, properties::json, null, null, context::json
  from unnest($1::text[], $2::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])
    as given(id, lead_id, message_id, name, occurred_at, properties, context)`

/**
 * The same rows into the same table by the plain way: objects in memory, turned into the arrays of one statement per
 * batch, each batch a transaction. No duplicates looked for, nobody resolved, nothing judged, no HTTP.
 */
async function bare({ round, events, perRequest, concurrency }: Round): Promise<number> {
  const leadIds = Array.from({ length: start.leads }, () => uuidV7())
  const batches = Array.from({ length: events / perRequest }, (_, index) =>
    Array.from({ length: perRequest }, (_, n) => makeEvent(round, index * perRequest + n)),
  )
  return await timed(batches, concurrency, async (batch) => {
    const values = [
      batch.map(() => uuidV7()),
      batch.map(() => leadIds[Math.floor(random() * leadIds.length)]!),
      start.sourceId,
      batch.map(({ messageId }) => messageId),
      batch.map(({ event }) => event),
      batch.map(({ timestamp }) => timestamp),
      batch.map(({ properties }) => JSON.stringify(properties)),
      batch.map(({ context }) => JSON.stringify(context)),
    ]
    await pool.query({ name: 'bare', text: INSERT, values })
  })
}

async function timed<Item>(
  items: readonly Item[],
  concurrency: number,
  one: (item: Item) => Promise<void>,
): Promise<number> {
  let next = 0
  const began = performance.now()
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      while (next < items.length) await one(items[next++]!)
    }),
  )
  return performance.now() - began
}

function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
