/**
 * How long from the click that qualifies a lead until its card stands before the rep whose turn it is? Sent over HTTP to a
 * server as people start it, amid ordinary traffic, and heard on the rep's own open connection.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, get, request } from 'node:http'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Live } from '../packages/protocol/index.ts'
import { addSeller, type Seller } from '../packages/server/handoffs/testing/sales-floor.ts'
import { verifyStates } from '../packages/server/leads/verify-states.ts'
import { openPool } from '../packages/server/platform/postgres/open-pool.ts'
import { table } from './measure.ts'

const BAR_MS = 250
const EVENTS_PER_SECOND = 200
/** One event in so many qualifies somebody. */
const PROMOTES = 20
const WARM_UP_SECONDS = 5
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 30)
const REPS = 12
const LEADS = 5_000
const LATE_MS = 10_000

const AGREEMENT = `agreement: bench
meters: { interest: { half-life: 30 days, max: 60 } }
points:
  viewed: { on: Page Viewed, give: 1, to: interest, limit: 3 per 7 days }
fit: { points: { size: { where: { company.employees: { from: 50 } }, give: 60 } }, grades: { A: 60, B: 40, C: 20 } }
mql: { tiers: [ { id: hand-raiser, clock: hot, all: [ { did: Demo Requested } ] } ] }
handoff:
  clocks: { hot: { first-touch: 15 minutes, decide: 1 day } }
  route: [ { to: team bench } ]
  on-overdue: reassign
recycle: { bad-timing: { rest: 60 days, keep: 50% } }
`

interface Promotion {
  readonly user: string
  readonly sentAt: number
  answeredAt: number
}

const dataDir = mkdtempSync(join(tmpdir(), 'baton-bench-'))
chmodSync(dataDir, 0o755)
const agreementFile = join(dataDir, 'agreement.yaml')
writeFileSync(agreementFile, AGREEMENT)
const baton = join(import.meta.dirname, '..', 'packages', 'cli', 'baton.mjs')
const server = spawn(
  baton,
  ['serve', '--data-dir', join(dataDir, 'baton'), '--port', '0', '--agreement', agreementFile],
  { stdio: ['ignore', 'pipe', 'inherit'] },
)
process.on('exit', () => server.kill('SIGKILL'))

const url = await readyUrl()
const home = join(dataDir, 'baton', 'postgres')
const pool = openPool(
  {
    host: join(home, 'sock'),
    user: 'baton',
    database: 'baton',
    password: readFileSync(join(home, 'password'), 'utf8').trim(),
  },
  { max: 2 },
)
const { rows: sources } = await pool.query<{ write_key: string }>(
  `select write_key from sources where name = 'website'`,
)
const writeKey = sources[0]!.write_key
const agent = new Agent({ keepAlive: true, maxSockets: 64 })
const team = crypto.randomUUID()
await pool.query(`insert into teams (id, name) values ($1, 'bench')`, [team])
const reps: Seller[] = []
for (let rep = 0; rep < REPS; rep += 1)
  reps.push(await addSeller(pool, `Rep ${rep}`, { team, capacity: 100_000 }))

const arrivals = new Map<string, { readonly at: number; readonly rep: string; readonly owner: string }>()
for (const rep of reps) await listen(rep)

const promotions: Promotion[] = []
await offer(WARM_UP_SECONDS)
promotions.length = 0
await offer(SECONDS)
await sleep(1_000)

const { rows: found } = await pool.query<{ lead: string; user: string }>(
  `select lead_id as lead, value as user from identities where kind = 'user'`,
)
const leadOf = new Map(found.map(({ lead, user }) => [user, lead]))
const measured = promotions.map(({ user, sentAt, answeredAt }) => {
  const arrival = arrivals.get(leadOf.get(user) ?? '')
  const isRight = arrival !== undefined && arrival.rep === arrival.owner
  return {
    whole: isRight ? arrival.at - sentAt : LATE_MS,
    answer: answeredAt - sentAt,
    card: isRight ? Math.max(0, arrival.at - answeredAt) : LATE_MS,
  }
})
const verified = await verifyStates(pool)
const missing = measured.filter(({ whole }) => whole >= LATE_MS).length

console.log(
  `Node ${process.version}, ${cpus().length} cores; ${EVENTS_PER_SECOND} events/s for ${SECONDS} s, ${measured.length} handoffs to ${REPS} reps\n`,
)
const row = (name: string, of: (one: (typeof measured)[number]) => number) => [
  name,
  ...[0.5, 0.9, 0.99, 1].map((share) => `${quantile(measured.map(of), share).toFixed(1)} ms`),
]
console.log(
  table([
    ['', 'p50', 'p90', 'p99', 'most'],
    row('sent until the card stands before the rep', ({ whole }) => whole),
    row('  sent until stored, judged and answered', ({ answer }) => answer),
    row('  answered until assigned and on the screen', ({ card }) => card),
  ]),
)
console.log(`
${missing} handoffs did not arrive at their owner within ${LATE_MS / 1000} s. Of ${verified.leads} leads judged, ${verified.differences.length} differ from a fold from scratch.
Left out: TLS, the network, drawing the card. Load, connections, server and PostgreSQL share the machine.`)
const figure = quantile(
  measured.map(({ whole }) => whole),
  0.99,
)
const met = figure <= BAR_MS && missing === 0 && verified.differences.length === 0
console.log(`bar handoff: ${figure.toFixed(0)} ms p99, needs ${BAR_MS} ms: ${met ? 'met' : 'missed'}`)

await pool.end()
agent.destroy()
server.kill('SIGTERM')
await once(server, 'exit')
rmSync(dataDir, { recursive: true, force: true })
process.exit(met ? 0 : 1)

/** Sends at a steady rate, whether or not answers keep up. */
async function offer(seconds: number): Promise<void> {
  const began = performance.now()
  const sending: Promise<void>[] = []
  for (let sent = 0; sent < seconds * EVENTS_PER_SECOND; sent += 1) {
    const due = began + (sent * 1000) / EVENTS_PER_SECOND
    const early = due - performance.now()
    if (early > 1) await sleep(early)
    sending.push(sent % PROMOTES === 0 ? promote(`hot-${promotions.length}-${began}`) : view(sent))
  }
  await Promise.all(sending)
}

async function promote(user: string): Promise<void> {
  const promotion = { user, sentAt: performance.now(), answeredAt: 0 }
  promotions.push(promotion)
  await post({ userId: user, event: 'Demo Requested', properties: {} })
  promotion.answeredAt = performance.now()
}

function view(n: number): Promise<void> {
  return post({
    userId: `lead-${(n * 7919) % LEADS}`,
    event: 'Page Viewed',
    properties: { page_group: 'blog' },
  })
}

function post(event: object): Promise<void> {
  const body = JSON.stringify({ writeKey, messageId: crypto.randomUUID(), ...event })
  return new Promise((resolve, reject) => {
    const sent = request(`${url}/v1/track`, { method: 'POST', agent }, (answer) => {
      answer.resume()
      answer.on('end', () =>
        answer.statusCode === 200 ? resolve() : reject(new Error(`HTTP ${answer.statusCode}`)),
      )
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

/** Keeps the rep's connection open, and notes when cards come. */
async function listen({ id, cookie }: Seller): Promise<void> {
  const connection = get(`${url}/api/live`, { headers: { cookie } })
  const [answer] = (await once(connection, 'response')) as [NodeJS.ReadableStream & { statusCode?: number }]
  if (answer.statusCode !== 200)
    throw new Error(`The rep's connection was refused: HTTP ${answer.statusCode}`)
  // It ends with the server.
  connection.on('error', () => {})
  let text = ''
  answer.setEncoding('utf8')
  answer.on('error', () => {})
  answer.on('data', (chunk: string) => {
    const at = performance.now()
    text += chunk
    const parts = text.split('\n\n')
    text = parts.pop()!
    for (const part of parts) {
      if (!part.startsWith('data: ')) continue
      const message = JSON.parse(part.slice('data: '.length)) as Live
      if (message.kind !== 'handoff' || message.list !== 'mine' || arrivals.has(message.card.lead)) continue
      arrivals.set(message.card.lead, { at, rep: id, owner: message.card.owner?.id ?? '' })
    }
  })
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? NaN
}

async function readyUrl(): Promise<string> {
  for await (const line of createInterface(server.stdout)) {
    const ready = /ready at (http\S+)/.exec(line)
    if (ready) return ready[1]!
  }
  throw new Error('The server did not start.')
}
