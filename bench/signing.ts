/**
 * How long does it take to judge everybody anew after a version of the agreement is signed, and how long do senders of
 * events wait meanwhile, beside before?
 *
 * `--events 10m` loads that many events of the simulator's company; 2m by default, and the seconds are scaled to 10 M.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import {
  createSecretKey,
  ensureSource,
  installFirstAgreement,
  migrate,
  openPool,
  openPostgres,
} from '@baton/server'
import { verifyStates } from '../packages/server/leads/verify-states.ts'
import { eventsAsked, table } from './measure.ts'
import { loadHistory } from './replay-postgres.ts'

const BAR_SECONDS = 60
const PER = 10_000_000
const REQUESTS_A_SECOND = 20
const EVENTS_A_REQUEST = 10
const BEFORE_SECONDS = 15

const events = eventsAsked('2m')
const document = readFileSync(new URL('../agreements/northbeam-b2b.yaml', import.meta.url), 'utf8')
const changed = document.replace('meter: intent, at-least: 60', 'meter: intent, at-least: 75')

const dataDir = mkdtempSync(join(tmpdir(), 'baton-bench-'))
chmodSync(dataDir, 0o755)
const { key, writeKey } = await fill()
const server = spawn(
  join(import.meta.dirname, '..', 'packages', 'cli', 'baton.mjs'),
  ['serve', '--data-dir', dataDir, '--port', '0'],
  {
    stdio: ['ignore', 'pipe', 'inherit'],
  },
)
process.on('exit', () => server.kill('SIGKILL'))
const said: string[] = []
let sent = 0
const url = await readyUrl()
const agent = new Agent({ keepAlive: true })

const begun = performance.now()
await judged()
const firstSeconds = (performance.now() - begun) / 1000
const before = await whileSending(() => setTimeout(BEFORE_SECONDS * 1000))
let seconds = 0
const during = await whileSending(async () => {
  const start = performance.now()
  const { version } = await post('/api/agreement/versions', { document: changed, note: 'bench' })
  for (const side of ['marketing', 'sales'])
    await post(`/api/agreement/versions/${version}/signatures`, { side, name: 'bench' })
  await judged()
  seconds = (performance.now() - start) / 1000
})
const verified = await doctored()
server.kill('SIGTERM')
await once(server, 'exit')
rmSync(dataDir, { recursive: true, force: true })

const scaled = (seconds / events) * PER
console.log(
  `Node ${process.version}, ${cpus().length} cores, ${events.toLocaleString('en')} events of ${verified.leads.toLocaleString('en')} leads\n`,
)
console.log(
  table([
    ['judging everybody', 'seconds', 'events/s', 'seconds per 10 M'],
    ['after the second signature', seconds.toFixed(1), rate(seconds), scaled.toFixed(1)],
    [
      'from nothing, every decision written',
      firstSeconds.toFixed(1),
      rate(firstSeconds),
      ((firstSeconds / events) * PER).toFixed(1),
    ],
  ]),
)
console.log()
console.log(
  table([
    [
      `${REQUESTS_A_SECOND * EVENTS_A_REQUEST} events/s in requests of ${EVENTS_A_REQUEST}`,
      'requests',
      'p50 ms',
      'p99 ms',
      'slowest',
    ],
    row('before', before),
    row('while everybody is judged', during),
  ]),
)
console.log(`
${said.at(-1) ?? ''}
Of ${verified.leads} leads, ${verified.differences.length} differ from a fold from scratch.
Left out: the network, TLS; a database larger than memory. Server, its threads, PostgreSQL and the sender share the machine.`)
const met = scaled < BAR_SECONDS && verified.differences.length === 0
console.log(
  `bar signing: ${scaled.toFixed(1)} s per 10 M events, needs ${BAR_SECONDS}: ${met ? 'met' : 'missed'}`,
)
process.exit(met ? 0 : 1)

function rate(taken: number): string {
  return Math.round(events / taken).toLocaleString('en')
}

function row(name: string, latencies: readonly number[]): readonly string[] {
  const sorted = latencies.toSorted((a, b) => a - b)
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!.toFixed(1)
  return [name, String(sorted.length), at(0.5), at(0.99), at(1)]
}

/** A data directory with the history in it, and nobody judged yet. */
async function fill() {
  const postgres = await openPostgres({ dataDir, log: () => {} })
  const pool = openPool(postgres.connection, { max: 2 })
  await migrate(pool)
  await installFirstAgreement(pool, { document, note: 'bench' })
  await loadHistory(pool, events, { agreementVersion: 0 })
  const made = {
    key: await createSecretKey(pool, 'bench'),
    writeKey: (await ensureSource(pool, 'website')).writeKey,
  }
  await pool.end()
  await postgres.stop()
  return made
}

async function readyUrl(): Promise<string> {
  const lines = createInterface(server.stdout)
  const ready = new Promise<string>((resolve) => {
    lines.on('line', (line) => {
      said.push(line)
      const found = /ready at (http\S+)/.exec(line)
      if (found) resolve(found[1]!)
    })
  })
  return await ready
}

/** Waits until everybody is judged under the version in force. */
async function judged(): Promise<void> {
  for (;;) {
    const { underWay } = (await (
      await fetch(`${url}/api/agreement/judging`, { headers: { authorization: `Bearer ${key}` } })
    ).json()) as { underWay: unknown }
    if (!underWay) return
    await setTimeout(100)
  }
}

async function post(path: string, body: object): Promise<{ readonly version: number }> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  const answer = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(await answer.text())
  return (await answer.json()) as { version: number }
}

/** Sends at a steady pace, whether or not it is answered, while something is done. Returns how long each answer took. */
async function whileSending(done: () => Promise<void>): Promise<readonly number[]> {
  const latencies: number[] = []
  const answers: Promise<void>[] = []
  let n = 0
  const timer = setInterval(() => {
    const began = performance.now()
    answers.push(send(n++).then(() => void latencies.push(performance.now() - began)))
  }, 1000 / REQUESTS_A_SECOND)
  await done()
  clearInterval(timer)
  await Promise.all(answers)
  return latencies
}

function send(n: number): Promise<void> {
  const batch = Array.from({ length: EVENTS_A_REQUEST }, () => ({
    type: 'track',
    event: 'Page Viewed',
    messageId: `signing-${sent++}`,
    userId: `sender-${n % 500}`,
    timestamp: new Date().toISOString(),
    properties: { page_group: 'pricing' },
  }))
  const body = JSON.stringify({ batch, writeKey })
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
    const asked = request(`${url}/v1/batch`, { method: 'POST', agent, headers }, (answer) => {
      answer.resume()
      answer.on('end', () =>
        answer.statusCode === 200 ? resolve() : reject(new Error(String(answer.statusCode))),
      )
    })
    asked.on('error', reject)
    asked.end(body)
  })
}

async function doctored() {
  const home = join(dataDir, 'postgres')
  const password = readFileSync(join(home, 'password'), 'utf8').trim()
  const pool = openPool({ host: join(home, 'sock'), user: 'baton', database: 'baton', password }, { max: 2 })
  try {
    return await verifyStates(pool)
  } finally {
    await pool.end()
  }
}
