import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { z } from 'zod'
import { type App, createApp } from './create-app.ts'
import { Refusal } from './refusal.ts'

const logged: string[] = []
let app: App

before(async () => {
  app = await createApp({ log: (line) => logged.push(line), assertReady: async () => {} })
  app.get('/api/broken', async () => {
    throw new Error('password is hunter2')
  })
  app.get('/api/away', async () => {
    throw Object.assign(new Error('terminating connection'), { code: '57P01' })
  })
  app.get('/api/full', async () => {
    throw new Refusal('intake_full', 'Too much at once.', { retryAfter: 3 })
  })
  app.post('/api/counts', { schema: { body: z.object({ n: z.number() }) } }, async (request) => ({
    n: request.body.n,
  }))
  await app.ready()
})
after(() => app.close())

const headers = { host: '127.0.0.1:3120' }

describe('a request that cannot be served', () => {
  test('is answered with problem+json and the status of its code', async () => {
    const answer = await app.inject({ url: '/api/full', headers })
    assert.equal(answer.statusCode, 503)
    assert.equal(answer.headers['retry-after'], '3')
    assert.match(String(answer.headers['content-type']), /^application\/problem\+json/)
    assert.equal(answer.json().code, 'intake_full')
  })

  test('for an unknown reason tells a reference and nothing else', async () => {
    const answer = await app.inject({ url: '/api/broken', headers })
    assert.equal(answer.statusCode, 500)
    assert.doesNotMatch(answer.body, /hunter2/)
    assert.ok(logged.some((line) => line.includes(answer.json().reference) && line.includes('hunter2')))
  })

  test('because the database is away says when to try again', async () => {
    const answer = await app.inject({ url: '/api/away', headers })
    assert.equal(answer.statusCode, 503)
    assert.equal(answer.json().code, 'database_away')
    assert.equal(answer.headers['retry-after'], '2')
  })

  test('because of its body names place and problem', async () => {
    const answer = await app.inject({ method: 'POST', url: '/api/counts', headers, payload: { n: 'three' } })
    assert.equal(answer.statusCode, 400)
    assert.deepEqual(answer.json().problems[0].path, 'body/n')
  })

  test('because nothing is there is a problem under /api', async () => {
    const answer = await app.inject({ url: '/api/nothing', headers })
    assert.equal(answer.statusCode, 404)
    assert.equal(answer.json().code, 'not_found')
  })
})

describe('a server without sign-in', () => {
  for (const host of [
    'evil.example',
    '192.168.1.4:3120',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
  ]) {
    test(`does not answer to ${host}`, async () => {
      assert.equal((await app.inject({ url: '/healthz', headers: { host } })).statusCode, 421)
    })
  }

  for (const host of ['localhost:3120', '127.0.0.1', '[::1]:3120', 'baton.localhost:3120']) {
    test(`answers to ${host}`, async () => {
      assert.equal((await app.inject({ url: '/healthz', headers: { host } })).statusCode, 200)
    })
  }

  test('takes no change from a page of another site', async () => {
    const from = (more: Record<string, string>) =>
      app.inject({ method: 'POST', url: '/api/counts', headers: { ...headers, ...more }, payload: { n: 1 } })
    assert.equal((await from({ origin: 'https://evil.example' })).statusCode, 403)
    assert.equal((await from({ 'sec-fetch-site': 'cross-site' })).statusCode, 403)
    assert.equal(
      (await from({ origin: 'http://127.0.0.1:3120', 'sec-fetch-site': 'same-origin' })).statusCode,
      200,
    )
    assert.equal((await from({})).statusCode, 200)
  })
})

test('scripts run from our own files only', async () => {
  const policy = String((await app.inject({ url: '/healthz', headers })).headers['content-security-policy'])
  assert.match(policy, /script-src 'self'(;|$)/)
  assert.match(policy, /default-src 'none'/)
  assert.doesNotMatch(policy, /unsafe/)
})

test('the interface is described as OpenAPI 3.1', async () => {
  const document = (await app.inject({ url: '/api/openapi.json', headers })).json()
  assert.match(document.openapi, /^3\.1/)
  assert.ok(document.paths['/api/counts'])
})

test('the web application answers its own addresses, and a missing asset is missing', async () => {
  const webDist = mkdtempSync(join(tmpdir(), 'baton-web-'))
  mkdirSync(join(webDist, 'assets'))
  writeFileSync(join(webDist, 'index.html'), '<title>Baton</title>')
  const web = await createApp({ log: () => {}, assertReady: async () => {}, webDist })
  const ask = (url: string) => web.inject({ url, headers: { ...headers, accept: 'text/html' } })
  try {
    assert.match((await ask('/')).body, /Baton/)
    assert.match((await ask('/leads/some-id')).body, /Baton/)
    // A browser that holds an older index.html must not take a page for a script.
    assert.equal((await ask('/assets/index-old.js')).statusCode, 404)
    // A build that was made after the start is served too.
    writeFileSync(join(webDist, 'assets', 'index-new.js'), 'export {}')
    const script = await ask('/assets/index-new.js')
    assert.match(String(script.headers['content-type']), /javascript/)
    assert.match(String(script.headers['cache-control']), /immutable/)
    assert.doesNotMatch((await ask('/%2e%2e/package.json')).body, /workspaces/)
  } finally {
    await web.close()
    rmSync(webDist, { recursive: true })
  }
})
