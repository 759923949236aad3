/**
 * How many events a second are durable, deduplicated and judged when they come over HTTP, beside what the same
 * PostgreSQL inserts of the same rows into the same table with nothing else done to them?
 */
import { fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import pg from 'pg'
import { verifyStates } from '../packages/server/leads/verify-states.ts'
import { openPool } from '../packages/server/platform/postgres/open-pool.ts'
import type { Round, Start } from './ingest-load.ts'
import { median, spread, table } from './measure.ts'

const BAR = 0.5
const SEED = 20261122
const LEADS = 5_000
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 5)

const QUESTIONS = [
  { name: 'judged, 1 per request', kind: 'http', events: 4_000, perRequest: 1, concurrency: 64 },
  { name: 'judged, 20 per request', kind: 'http', events: 20_000, perRequest: 20, concurrency: 16 },
  { name: 'judged, 100 per request', kind: 'http', events: 40_000, perRequest: 100, concurrency: 16 },
  {
    name: 'bare insert of 100, one connection',
    kind: 'bare',
    events: 40_000,
    perRequest: 100,
    concurrency: 1,
  },
  {
    name: 'bare insert of 100, eight connections',
    kind: 'bare',
    events: 40_000,
    perRequest: 100,
    concurrency: 8,
  },
] as const

const dataDir = mkdtempSync(join(tmpdir(), 'baton-bench-'))
chmodSync(dataDir, 0o755)
// Started as people start it.
const baton = join(import.meta.dirname, '..', 'packages', 'cli', 'baton.mjs')
const server = spawn(baton, ['serve', '--data-dir', dataDir, '--port', '0'], {
  stdio: ['ignore', 'pipe', 'inherit'],
})
const load = fork(join(import.meta.dirname, 'ingest-load.ts'))
process.on('exit', () => {
  server.kill('SIGKILL')
  load.kill('SIGKILL')
})

const url = await readyUrl()
const home = join(dataDir, 'postgres')
const connection = {
  host: join(home, 'sock'),
  user: 'baton',
  database: 'baton',
  password: readFileSync(join(home, 'password'), 'utf8').trim(),
}
const client = new pg.Client(connection)
await client.connect()
const { rows } = await client.query('select id, write_key from sources limit 1')
const { version } = (await client.query('select version()')).rows[0]
load.send({
  url,
  writeKey: rows[0].write_key,
  sourceId: rows[0].id,
  connection,
  leads: LEADS,
  seed: SEED,
} satisfies Start)
await once(load, 'message')

for (const question of QUESTIONS) await measure(question, 0)
await client.query('checkpoint')
const rates = QUESTIONS.map(() => [] as number[])
for (let round = 1; round <= ROUNDS; round += 1) {
  // Every other round backwards, so that nothing always comes first.
  const order = QUESTIONS.map((_, index) => (round % 2 ? index : QUESTIONS.length - 1 - index))
  for (const index of order) rates[index]!.push(await measure(QUESTIONS[index]!, round))
}
await client.query(`delete from events where lead_id not in (select id from leads)`)
const pool = openPool(connection, { max: 2 })
const verified = await verifyStates(pool)
await pool.end()

const bareRate = median(rates[3]!)
console.log(
  `Node ${process.version}, ${String(version).split(' on ')[0]}, ${cpus().length} cores, seed ${SEED}, ${ROUNDS} rounds\n`,
)
console.log(
  table([
    ['', 'events/s', 'spread', 'of bare'],
    ...QUESTIONS.map(({ name }, index) => {
      const rate = median(rates[index]!)
      return [
        name,
        Math.round(rate).toLocaleString('en'),
        `± ${Math.round(spread(rates[index]!) * 100)} %`,
        (rate / bareRate).toFixed(2),
      ]
    }),
  ]),
)
console.log(`
Of ${verified.leads} leads judged, ${verified.differences.length} differ from a fold from scratch.
Left out: TLS, the network, browsers; late events and new companies (events come in order, for ${LEADS} known leads);
tables larger than memory. Load generator, server and PostgreSQL share the machine.`)
const figure = median(rates[2]!) / bareRate
const met = figure >= BAR && verified.differences.length === 0
console.log(`bar ingest: ${figure.toFixed(2)}, needs ${BAR.toFixed(2)}: ${met ? 'met' : 'missed'}`)

await client.end()
load.kill()
server.kill('SIGTERM')
await once(server, 'exit')
rmSync(dataDir, { recursive: true, force: true })
process.exit(met ? 0 : 1)

/** Events a second of one round. */
async function measure(question: (typeof QUESTIONS)[number], round: number): Promise<number> {
  const { kind, perRequest, concurrency, events } = question
  load.send({ kind, round, perRequest, concurrency, events } satisfies Round)
  const [answer] = (await once(load, 'message')) as [{ ms: number; events: number }]
  return (answer.events / answer.ms) * 1000
}

async function readyUrl(): Promise<string> {
  for await (const line of createInterface(server.stdout)) {
    const ready = /ready at (http\S+)/.exec(line)
    if (ready) return ready[1]!
  }
  throw new Error('The server did not start.')
}
