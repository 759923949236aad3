/**
 * What is acknowledged stays: the server is killed with SIGKILL at random moments under load and started again on
 * the same data directory. The client keeps its own ledger of what it meant to send and what was acknowledged.
 * `KILLS` (20) and `SEED` (random, printed) set the run.
 */
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { openPool, openPostgres, verifyStates } from '@baton/server'

const KILLS = Number(process.env['KILLS'] ?? 20)
const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000)
const CLIENTS = 6
const BATON = join(import.meta.dirname, '..', 'packages', 'cli', 'main.ts')

const dataDir = mkdtempSync(join(tmpdir(), 'baton-kill-'))
chmodSync(dataDir, 0o755)
const random = seeded(SEED)
let server: ChildProcess | null = null
let url = ''
let writeKey = ''

after(() => {
  server?.kill('SIGKILL')
  rmSync(dataDir, { recursive: true, force: true })
})

test(`every acknowledged event is stored once and judged, after ${KILLS} kills (seed ${SEED})`, async (t) => {
  await startServer()
  writeKey = await readWriteKey()
  const ledger = { meant: new Set<string>(), acked: new Set<string>() }
  let sending = true
  const clients = Array.from({ length: CLIENTS }, (_, client) => keepSending(client, ledger, () => sending))
  for (let kill = 1; kill <= KILLS; kill += 1) {
    await sleep(50 + random() * 700)
    server!.kill('SIGKILL')
    await once(server!, 'exit')
    await startServer()
  }
  sending = false
  await Promise.all(clients)
  server!.kill('SIGTERM')
  await once(server!, 'exit')
  const { stored, differences, leads } = await examine()
  const lost = [...ledger.acked].filter((id) => !stored.has(id))
  const twice = [...stored].filter(([, times]) => times > 1)
  const unmeant = [...stored.keys()].filter((id) => !ledger.meant.has(id))
  t.diagnostic(`${ledger.acked.size} acknowledged, ${stored.size} stored, ${leads} leads`)
  assert.deepEqual(
    { lost, twice, unmeant, differences },
    { lost: [], twice: [], unmeant: [], differences: [] },
  )
  assert.ok(ledger.acked.size > KILLS * 10, 'the load was too small to mean anything')
})

/** Sends a batch until it is acknowledged, with the same ids however often, then the next. */
async function keepSending(
  client: number,
  ledger: { readonly meant: Set<string>; readonly acked: Set<string> },
  goesOn: () => boolean,
): Promise<void> {
  for (let n = 0; goesOn(); n += 1) {
    const batch = Array.from({ length: 1 + Math.floor(random() * 20) }, (_, i) =>
      makeEvent(`${client}-${n}-${i}`),
    )
    for (const { messageId } of batch) ledger.meant.add(messageId)
    while (!(await isAcknowledged(batch))) await sleep(20)
    for (const { messageId } of batch) ledger.acked.add(messageId)
  }
}

async function isAcknowledged(batch: readonly unknown[]): Promise<boolean> {
  try {
    const body = JSON.stringify({ batch, writeKey })
    const answer = await fetch(`${url}/v1/batch`, {
      method: 'POST',
      body,
      signal: AbortSignal.timeout(20_000),
    })
    const text = await answer.text()
    if (answer.ok) assert.equal(text, '{"success":true}')
    return answer.ok
  } catch (error) {
    if (error instanceof assert.AssertionError) throw error
    return false
  }
}

function makeEvent(messageId: string) {
  const person = Math.floor(random() * 40)
  const kind = random()
  const anonymousId = `browser-${person}`
  const timestamp = new Date(Date.now() - random() * 20 * 86_400_000).toISOString()
  const common = { messageId, timestamp }
  if (kind < 0.1) {
    const traits = {
      email: `person-${person}@company-${person % 7}.example`,
      seniority: 'director',
      company: { employees: 200, industry: 'software', name: `Company ${person % 7}` },
    }
    return { ...common, type: 'identify', userId: `user-${person}`, anonymousId, traits }
  }
  if (kind < 0.2) return { ...common, type: 'track', event: 'Demo Requested', userId: `user-${person}` }
  return { ...common, type: 'page', anonymousId, properties: { path: kind < 0.5 ? '/pricing' : '/docs' } }
}

async function startServer(): Promise<void> {
  const { DATABASE_URL: _, ...env } = process.env
  server = spawn(process.execPath, [BATON, 'serve', '--data-dir', dataDir, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env,
  })
  for await (const line of createInterface(server.stdout!)) {
    const ready = /ready at (http\S+)/.exec(line)
    if (!ready) continue
    url = ready[1]!
    return
  }
  throw new Error('The server did not start again.')
}

async function readWriteKey(): Promise<string> {
  const home = join(dataDir, 'postgres')
  const password = readFileSync(join(home, 'password'), 'utf8').trim()
  const pool = openPool({ host: join(home, 'sock'), user: 'baton', password, database: 'baton' }, { max: 1 })
  const { rows } = await pool.query(`select write_key from sources where name = 'website'`)
  await pool.end()
  return rows[0].write_key
}

async function examine() {
  const postgres = await openPostgres({ dataDir, log: () => {} })
  const pool = openPool(postgres.connection, { max: 2 })
  const { rows } = await pool.query<{ id: string; times: number }>(
    'select message_id as id, count(*)::int as times from events group by 1',
  )
  const verified = await verifyStates(pool)
  await pool.end()
  await postgres.stop()
  return { stored: new Map(rows.map(({ id, times }) => [id, times])), ...verified }
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
