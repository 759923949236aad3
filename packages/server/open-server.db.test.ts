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
  const refused = await send('after')
  assert.equal(refused.status, 503)
  assert.match(String(refused.headers.get('retry-after')), /^\d+$/)
  assert.equal(((await refused.json()) as { code: string }).code, 'database_away')

  const deadline = Date.now() + 20_000
  while ((await send('after')).status !== 200) {
    assert.ok(Date.now() < deadline, 'the database did not come back')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  assert.equal((await fetch(`${server.url}/readyz`)).status, 200)
  const { rows } = await server.pool.query('select message_id from events order by seq')
  assert.deepEqual(
    rows.map(({ message_id }) => message_id),
    ['before', 'after'],
  )
  assert.deepEqual((await verifyStates(server.pool)).differences, [])
})
