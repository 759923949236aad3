import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { type BatonServer, openServer } from './open-server.ts'
import { verifyStates } from './leads/verify-states.ts'
import { ensureSource } from './sources/sources.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'baton-server-'))
chmodSync(dataDir, 0o755)
const { DATABASE_URL: _, ...environment } = process.env
let server: BatonServer
let writeKey: string

before(async () => {
  process.env = environment
  server = await openServer({ dataDir, port: 0, log: () => {} })
  writeKey = (await ensureSource(server.pool, 'website')).writeKey
})
after(async () => {
  await server.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

function send(messageId: string): Promise<Response> {
  const body = JSON.stringify({ writeKey, messageId, userId: 'ada', event: 'Demo Requested' })
  return fetch(`${server.url}/v1/track`, { method: 'POST', body })
}

test('while its database is away the server says when to come back, and goes on by itself when it is there again', async () => {
  assert.equal((await send('before')).status, 200)
  const pidFile = join(dataDir, 'postgres', 'data', 'postmaster.pid')
  process.kill(Number(readFileSync(pidFile, 'utf8').split('\n')[0]), 'SIGKILL')
  // A backend that has not noticed yet may still answer; what it acknowledges counts.
  const acknowledged = ['before']
  const refused = await firstRefusal(acknowledged)
  const refusedId = `sent-${acknowledged.length - 1}`
  assert.equal(refused.status, 503)
  assert.match(String(refused.headers.get('retry-after')), /^\d+$/)
  assert.equal(((await refused.json()) as { code: string }).code, 'database_away')

  await within(30_000, async () => (await send('again')).status === 200)
  await within(30_000, async () => (await fetch(`${server.url}/readyz`)).status === 200)
  const { rows } = await server.pool.query<{ id: string }>('select message_id as id from events order by seq')
  // The refused one may have been committed when its answer was lost: then it is there once, never twice.
  const others = rows.map(({ id }) => id).filter((id) => id !== refusedId)
  assert.deepEqual(others, [...acknowledged, 'again'])
  assert.ok(rows.length - others.length <= 1)
  assert.deepEqual((await verifyStates(server.pool)).differences, [])
})

async function firstRefusal(acknowledged: string[]): Promise<Response> {
  for (let count = 0; count < 500; count += 1) {
    const answer = await send(`sent-${count}`)
    if (answer.status !== 200) return answer
    acknowledged.push(`sent-${count}`)
  }
  return assert.fail('the loss of the database was never noticed')
}

async function within(ms: number, holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + ms
  while (!(await holds())) {
    assert.ok(Date.now() < deadline, 'the database did not come back')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
