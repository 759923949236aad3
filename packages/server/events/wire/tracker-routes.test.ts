import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { type App, createApp } from '../../platform/http/create-app.ts'
import { trackerRoutes } from './tracker-routes.ts'

const SCRIPT = 'window.baton={}'
const folder = mkdtempSync(join(tmpdir(), 'baton-tracker-'))
let app: App

before(async () => {
  writeFileSync(join(folder, 'baton.js'), SCRIPT)
  app = await createApp({ log: console.error, assertReady: async () => {} })
  trackerRoutes(app, join(folder, 'baton.js'))
  await app.ready()
})
after(async () => {
  await app.close()
  rmSync(folder, { recursive: true })
})

const get = (url: string, headers: Record<string, string> = {}) =>
  app.inject({ url, headers: { host: '127.0.0.1', ...headers } })

test('both addresses give the same script, which may be kept for an hour', async () => {
  for (const url of ['/baton.js', '/analytics.js/v1/wk_a-B1/analytics.min.js']) {
    const answer = await get(url)
    assert.deepEqual([answer.statusCode, answer.body], [200, SCRIPT], url)
    assert.equal(answer.headers['content-type'], 'text/javascript; charset=utf-8')
    assert.equal(answer.headers['cache-control'], 'public, max-age=3600')
    const again = await get(url, { 'if-none-match': String(answer.headers['etag']) })
    assert.deepEqual([again.statusCode, again.body], [304, ''])
  }
})

test('it travels compressed to whoever takes that', async () => {
  const answer = await get('/baton.js', { 'accept-encoding': 'gzip, deflate, br' })
  assert.equal(answer.headers['content-encoding'], 'gzip')
  assert.equal(gunzipSync(answer.rawPayload).toString(), SCRIPT)
  assert.equal((await get('/baton.js', { 'accept-encoding': 'br, gzip;q=0' })).body, SCRIPT)
})

test('what cannot be a key finds nothing', async () => {
  for (const key of ['a%22b', '%3Cscript%3E', 'a.b', 'a%2Fb'])
    assert.equal((await get(`/analytics.js/v1/${key}/analytics.min.js`)).statusCode, 404, key)
})

test('that Global Privacy Control is honoured is said where browsers look for it', async () => {
  const answer = await get('/.well-known/gpc.json')
  assert.deepEqual(answer.json(), { gpc: true, lastUpdate: '2026-11-22' })
})

test('a server whose script is not built says so', async () => {
  const bare = await createApp({ log: console.error, assertReady: async () => {} })
  trackerRoutes(bare, join(folder, 'missing.js'))
  const answer = await bare.inject({ url: '/baton.js', headers: { host: '127.0.0.1' } })
  assert.equal(answer.statusCode, 404)
  assert.match(answer.json().detail, /not built/)
  await bare.close()
})
