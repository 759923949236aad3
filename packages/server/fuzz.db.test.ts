/**
 * Everything that anybody may send anything to, sent what nobody should: mutated requests, poisoned values in every field, raw
 * bytes that are hardly HTTP. Seeded, so that what is found is found again.
 */
import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { after, before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import type { Form } from '@baton/protocol'
import { signInAs } from './platform/testing/sign-in-as.ts'
import { testServer, type TestServer } from './platform/testing/test-server.ts'
import { POISON } from './platform/testing/poison.ts'
import { createSecretKey, ensureSource } from './sources/index.ts'

const MUTATIONS = 4_000
const RAW = 500
const WAIT_MS = 5_000

let server: TestServer
let writeKey: string
let secretKey: string
let port = 0
let hookPath = ''

before(async () => {
  server = await testServer()
  writeKey = (await ensureSource(server.pool, 'website')).writeKey
  secretKey = await createSecretKey(server.pool, 'fuzz')
  const admin = await signInAs(server.pool, 'admin')
  const field = { id: 'email', maps: 'lead.email', label: 'E-mail', type: 'email', required: true }
  const more = { id: 'note', maps: 'answer', label: 'Note', type: 'long-text' }
  const definition = {
    name: 'f',
    slug: 'fuzzed',
    kind: 'contact',
    title: 'F',
    fields: [field, more],
    thanks: { title: 'T' },
  }
  const { json, status, text } = await server.ask('POST', '/api/forms', {
    headers: admin.headers,
    body: definition,
  })
  assert.equal(status, 200, text)
  await server.pool.query(`update forms set status = 'live' where id = $1`, [(json() as Form).id])
  const added = await server.ask('POST', '/api/hooks', {
    headers: admin.headers,
    body: { name: 'fuzzed', preset: 'meta' },
  })
  assert.equal(added.status, 200, added.text)
  const hook = added.json() as { id: string; path: string }
  hookPath = hook.path
  await server.ask('PATCH', `/api/hooks/${hook.id}`, { headers: admin.headers, body: { state: 'live' } })
  await server.app.listen({ port: 0, host: '127.0.0.1' })
  const address = server.app.server.address()
  port = typeof address === 'object' && address ? address.port : 0
})
after(() => server.stop())

let seed = 20_261_128
function random(below: number): number {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
  return Math.floor((seed / 2 ** 32) * below)
}
const pick = <Item>(items: readonly Item[]): Item => items[random(items.length)]!

interface Sent {
  readonly method: 'GET' | 'POST' | 'HEAD' | 'PUT' | 'OPTIONS' | 'DELETE'
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

const message = () => ({
  type: 'track',
  event: 'Page Viewed',
  userId: 'u',
  anonymousId: 'a',
  messageId: `m${random(1e9)}`,
  timestamp: '2026-11-01T00:00:00Z',
  properties: { path: '/x', n: 1 },
  traits: { email: 'a@b.example', company: { name: 'C' } },
  context: {
    page: { url: 'https://a.example/?utm_source=x' },
    campaign: { name: 'c' },
    userAgent: 'Mozilla/5.0',
  },
})

/** One of each public door, as it is meant. */
const VALID: readonly (() => Sent)[] = [
  ...['track', 'identify', 'page', 'screen', 'group', 'alias', 't', 'p'].map((path) => () => ({
    method: 'POST' as const,
    url: `/v1/${path}`,
    body: { ...message(), writeKey, groupId: 'g', previousId: 'p' },
  })),
  ...['batch', 'b', 'import'].map((path) => () => ({
    method: 'POST' as const,
    url: `/v1/${path}`,
    body: { writeKey, sentAt: '2026-11-01T00:00:00Z', batch: [message(), message()] },
  })),
  () => ({
    method: 'POST',
    url: '/v1/track',
    headers: { authorization: `Basic ${Buffer.from(`${secretKey}:`).toString('base64')}` },
    body: {
      ...message(),
      event: 'Email Clicked',
      context: { hit: { ip: '203.0.113.1', sending: 's', sentAt: '2026-11-01T00:00:00Z' } },
    },
  }),
  ...['/batch', '/capture', '/e', '/engage'].map((url) => () => ({
    method: 'POST' as const,
    url,
    body: { api_key: writeKey, batch: [{ event: '$pageview', distinct_id: 'd', properties: { a: 1 } }] },
  })),
  () => ({ method: 'GET', url: `/v1/projects/${writeKey}/settings` }),
  () => ({ method: 'GET', url: '/f/fuzzed?page=https://a.example' }),
  () => ({ method: 'GET', url: '/f/fuzzed/embed' }),
  () => ({
    method: 'POST',
    url: '/f/fuzzed',
    body: {
      email: 'a@b.example',
      note: 'hello',
      _token: 'x.y',
      _visitor: 'visitor-1234',
      _url: 'https://a.example',
    },
  }),
  () => ({ method: 'POST', url: '/f/fuzzed/seen' }),
  () => ({
    method: 'POST',
    url: hookPath,
    body: {
      id: 1,
      field_data: [{ name: 'email', values: ['a@b.example'] }],
      created_time: '2026-11-01T00:00:00Z',
    },
  }),
  () => ({ method: 'GET', url: '/f/confirm/abc.def' }),
  () => ({ method: 'POST', url: '/f/confirm/abc.def' }),
  () => ({ method: 'GET', url: '/d/abc.def' }),
  () => ({ method: 'POST', url: '/preferences/abc.def', body: { 'want-newsletter': 'yes' } }),
  () => ({ method: 'POST', url: '/api/session', body: { email: 'a@b.example', password: 'x' } }),
  () => ({ method: 'POST', url: '/api/password-resets', body: { email: 'a@b.example' } }),
  () => ({ method: 'POST', url: '/api/passwords', body: { token: 't', password: 'a long enough password' } }),
  () => ({
    method: 'POST',
    url: '/api/setup',
    body: { token: 't', name: 'n', email: 'a@b.example', password: 'a long enough password' },
  }),
  () => ({ method: 'GET', url: '/baton.js' }),
  () => ({ method: 'GET', url: '/healthz' }),
]

/** Somewhere in it something else. */
function mutated(value: unknown, poison: unknown): unknown {
  if (Array.isArray(value) && value.length > 0) {
    const at = random(value.length)
    return value.map((item: unknown, index) =>
      index === at ? (random(3) ? mutated(item, poison) : poison) : item,
    )
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const names = Object.keys(value)
    const name = names.length > 0 ? pick(names) : 'x'
    const before = (value as Record<string, unknown>)[name]
    switch (random(5)) {
      case 0: {
        const { [name]: _gone, ...rest } = value as Record<string, unknown>
        return rest
      }
      case 1:
        return { ...value, [typeof poison === 'string' ? poison.slice(0, 300) : 'extra']: before }
      default:
        return {
          ...value,
          [name]:
            name === 'writeKey' || name === 'api_key' ? before : random(3) ? mutated(before, poison) : poison,
        }
    }
  }
  return poison
}

const SECRETS = /at .*\.ts:\d+|node_modules|SQLSTATE|syntax error at|\/work\/|pg_catalog|violates|relation "/

async function assertSound({ method, url, headers = {}, body }: Sent): Promise<void> {
  const isForm = url.startsWith('/f/') || url.startsWith('/preferences')
  const text = body === undefined ? undefined : isForm ? formOf(body) : JSON.stringify(body)
  const answer = await server.app.inject({
    method: method as 'GET',
    url,
    headers: {
      host: '127.0.0.1',
      ...(text !== undefined && {
        'content-type': isForm ? 'application/x-www-form-urlencoded' : 'application/json',
      }),
      ...headers,
    },
    ...(text !== undefined && { payload: text }),
  })
  const said = `${method} ${url.slice(0, 100)} ${String(text).slice(0, 400)} → ${answer.statusCode} ${answer.body.slice(0, 300)}`
  if (answer.statusCode === 503) assert.ok(answer.headers['retry-after'], said)
  else assert.ok(answer.statusCode < 500, `${said} ${server.said.at(-1)}`)
  assert.ok(!SECRETS.test(answer.body.slice(0, 20_000)), said)
  assert.equal(answer.headers['x-content-type-options'], 'nosniff', said)
}

function formOf(body: unknown): string {
  const fields = typeof body === 'object' && body !== null ? Object.entries(body) : [['x', String(body)]]
  return new URLSearchParams(
    fields.map(([name, value]) => [name, typeof value === 'string' ? value : (JSON.stringify(value) ?? '')]),
  ).toString()
}

async function assertAlive(): Promise<void> {
  const answer = await server.app.inject({
    method: 'POST',
    url: '/v1/track',
    headers: { host: '127.0.0.1', 'content-type': 'application/json' },
    payload: JSON.stringify({ writeKey, userId: 'control', event: 'Control', messageId: `c${random(1e9)}` }),
  })
  assert.deepEqual([answer.statusCode, answer.body], [200, '{"success":true}'])
}

test(`${MUTATIONS} mutated requests to every public route are answered, none by a fault of ours`, async () => {
  for (let index = 0; index < MUTATIONS; index += 1) {
    const sent = pick(VALID)()
    const poison = pick(POISON)
    const wild = typeof poison === 'string' ? encodeURIComponent(poison.toWellFormed().slice(0, 200)) : 'x'
    const url = random(6) ? sent.url : sent.url.replace(/[^/?]+(?=\?|$)/, wild)
    await assertSound({
      ...sent,
      url,
      body: sent.body === undefined ? undefined : mutated(sent.body, poison),
    })
    if (index % 100 === 99) await assertAlive()
  }
})

test('every poisoned value in every place of an event harms nobody, and its neighbours are stored', async () => {
  const places = [
    'event',
    'userId',
    'anonymousId',
    'messageId',
    'timestamp',
    'properties',
    'traits',
    'context',
    'type',
  ] as const
  for (const [n, poison] of POISON.entries()) {
    const bad = places.map((place) => ({ ...message(), [place]: poison }))
    const good = Array.from({ length: 3 }, (_, index) => ({ ...message(), messageId: `good-${n}-${index}` }))
    const batch = [good[0], ...bad.slice(0, 4), good[1], ...bad.slice(4), good[2]]
    await assertSound({ method: 'POST', url: '/v1/batch', body: { writeKey, batch } })
    const stored = await server.pool.query(`select 1 from events where message_id like 'good-${n}-%'`)
    assert.equal(stored.rowCount, 3, `poison ${n}: ${JSON.stringify(poison)?.slice(0, 100)}`)
  }
})

test('one poisoned among a hundred, in each place, leaves ninety-nine', async () => {
  for (let place = 0; place < 100; place += 1) {
    const batch = Array.from({ length: 100 }, (_, index) =>
      index === place
        ? { ...message(), properties: { x: 'a\0b' } }
        : { ...message(), messageId: `p${place}-${index}` },
    )
    await assertSound({ method: 'POST', url: '/v1/batch', body: { writeKey, batch } })
  }
  const stored = await server.pool.query(`select 1 from events where message_id ~ '^p[0-9]+-[0-9]+$'`)
  assert.equal(stored.rowCount, 9_900)
})

const body = JSON.stringify({ writeKey: 'x', batch: [] })
const RAW_PIECES: readonly string[] = [
  'GET / HTTP/1.1',
  'POST /v1/batch HTTP/1.1',
  'POST /f/fuzzed HTTP/1.1',
  'GET http://evil.example/ HTTP/1.1',
  'PRI * HTTP/2.0',
  'GET /f/../../etc/passwd HTTP/1.0',
  'TRACE / HTTP/1.1',
  '\0\0\0',
  '\r\n',
  '\n',
  '\r',
  'Host: 127.0.0.1',
  'Host: evil.example',
  'host : 127.0.0.1',
  'Content-Length: 5',
  'Content-Length: -1',
  'Content-Length: 99999999999999999999',
  `Content-Length: ${body.length}`,
  'Transfer-Encoding: chunked',
  'Transfer-Encoding: chunked, identity',
  'Transfer-Encoding:\tchunked',
  ' folded',
  'Content-Type: application/json',
  'Content-Type: text/plain; charset=utf-7',
  'Content-Encoding: gzip',
  'Expect: 100-continue',
  'Connection: close',
  'Connection: keep-alive, Upgrade',
  'Upgrade: h2c',
  `X: ${'y'.repeat(20_000)}`,
  'X-Forwarded-For: 1.2.3.4',
  `Authorization: Basic ${'='.repeat(50)}`,
  'Cookie: baton=\x01\x02',
  body,
  '0\r\n\r\n',
  '5\r\nhello\r\n0\r\n\r\n',
  'zz\r\n',
  '\ufeff',
  '\xff\xfe\xfd',
]

/** What comes back, or nothing once it is clear that nothing comes. */
function sendRaw(bytes: Buffer): Promise<string> {
  return new Promise((resolve) => {
    let heard = ''
    const socket = connect(port, '127.0.0.1', () => socket.end(bytes))
    socket.setTimeout(WAIT_MS, () => socket.destroy())
    socket.on('data', (chunk) => (heard += chunk.toString('latin1')))
    socket.on('error', () => {})
    socket.on('close', () => resolve(heard))
  })
}

test(`${RAW} streams of bytes that are hardly HTTP end, and nobody else notices`, async () => {
  for (let round = 0; round < RAW / 20; round += 1) {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => {
        const lines = Array.from({ length: 2 + random(8) }, () => pick(RAW_PIECES))
        return sendRaw(
          Buffer.from(`${lines.join(random(5) ? '\r\n' : '\n')}\r\n\r\n${pick(RAW_PIECES)}`, 'latin1'),
        )
      }),
    )
    for (const heard of answers) assert.doesNotMatch(heard, /^HTTP\/1\.1 5(?!03|05)/, heard.slice(0, 200))
    await assertAlive()
  }
})

test('what is packed to burst is refused before it does', async () => {
  const bomb = gzipSync(Buffer.alloc(80_000_000, 32))
  const answer = await server.app.inject({
    method: 'POST',
    url: '/v1/batch',
    headers: { host: '127.0.0.1', 'content-type': 'application/json', 'content-encoding': 'gzip' },
    payload: bomb,
  })
  assert.ok(answer.statusCode === 400 || answer.statusCode === 413, String(answer.statusCode))
  await assertAlive()
})
