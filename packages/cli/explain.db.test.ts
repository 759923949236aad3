import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { type BatonServer, createSecretKey, openServer } from '@baton/server'

const dataDir = mkdtempSync(join(tmpdir(), 'baton-explain-'))
chmodSync(dataDir, 0o755)
let server: BatonServer
let secret: string

before(async () => {
  server = await openServer({ dataDir, port: 0, log: () => {} })
  secret = await createSecretKey(server.pool, 'test')
  const { rows } = await server.pool.query<{ key: string }>('select write_key as key from sources limit 1')
  const told = { email: 'ada@core.example', name: 'Ada Core', title: 'CFO' }
  await send(rows[0]!.key, 'identify', { messageId: 'i-1', timestamp: '2026-03-01T09:00:00Z', traits: told })
  await send(rows[0]!.key, 'track', {
    messageId: 't-1',
    timestamp: '2026-03-02T09:00:00Z',
    event: 'Trial Started',
  })
  await send(rows[0]!.key, 'track', {
    messageId: 't-2',
    timestamp: '2026-03-09T09:00:00Z',
    event: 'Demo Requested',
  })
})
after(async () => {
  await server.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

function baton(...args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const command = [join(import.meta.dirname, 'main.ts'), ...args]
  const env = { ...process.env, BATON_SECRET_KEY: secret }
  return new Promise((resolve) => {
    execFile(process.execPath, command, { env }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr })
    })
  })
}

async function send(key: string, path: string, body: object): Promise<void> {
  const authorization = `Basic ${Buffer.from(`${key}:`).toString('base64')}`
  const answer = await fetch(`${server.url}/v1/${path}`, {
    method: 'POST',
    headers: { authorization },
    body: JSON.stringify({ userId: 'ada', ...body }),
  })
  assert.equal(answer.status, 200)
}

test('a lead is explained by its e-mail address, now and at a moment of the past', async () => {
  const now = await baton('explain', 'ada@core.example', '--server', server.url)
  assert.equal(now.code, 0, now.stderr)
  assert.match(now.stdout, /^Ada Core, as of /)
  assert.match(now.stdout, /\nmql \(product-interest\) · score \d+ · grade /)
  assert.match(now.stdout, /✔ tier product-interest/)
  const before = await baton('explain', 'ada@core.example', '--server', server.url, '--at', '2026-03-03')
  assert.match(before.stdout, /as of 2026-03-03\nlead · score 20 · grade /)
  assert.match(before.stdout, /\+20 {2}points\.trial, 1 time, before fading/)
  assert.match(before.stdout, /For product-interest: /)
})

test('what it says as JSON is what the server concluded', async () => {
  const { stdout } = await baton('explain', 'Ada Core', '--server', server.url, '--json')
  const { verdict } = JSON.parse(stdout) as { verdict: { stage: string; score: number } }
  const list = (await (
    await fetch(`${server.url}/api/leads?q=ada`, {
      headers: { authorization: `Bearer ${secret}` },
    })
  ).json()) as {
    data: { stage: string; score: number }[]
  }
  assert.equal(verdict.stage, list.data[0]!.stage)
  assert.ok(Math.abs(verdict.score - list.data[0]!.score) < 1e-9)
})

test('nobody of that name, and no server, are said in one line', async () => {
  const nobody = await baton('explain', 'nobody@core.example', '--server', server.url)
  assert.deepEqual([nobody.code, nobody.stderr], [1, 'No lead is called "nobody@core.example".\n'])
  const silent = await baton('explain', 'ada@core.example', '--server', 'http://127.0.0.1:1')
  assert.equal(silent.code, 1)
  assert.match(silent.stderr, /^No Baton answers at http:\/\/127\.0\.0\.1:1/)
})
