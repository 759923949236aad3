import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { Analytics } from '@segment/analytics-node'
import RudderAnalytics from '@rudderstack/rudder-sdk-node'
import { PostHog } from 'posthog-node'
import { installFirstAgreement } from '../../agreements/index.ts'
import { createApp, type App } from '../../platform/http/create-app.ts'
import { testDatabase, type TestDatabase } from '../../platform/testing/test-database.ts'
import { createSecretKey, ensureSource, Senders } from '../../sources/index.ts'
import { type Intake, openIntake } from '../open-intake.ts'
import { signingWith } from '../../platform/signing/open-signing.ts'
import { ingestRoutes } from './ingest-routes.ts'

const signing = signingWith(Buffer.alloc(32, 1))
let database: TestDatabase
let app: App
let intake: Intake
let url: string
let writeKey: string
let secretKey: string

before(async () => {
  database = await testDatabase()
  await installFirstAgreement(database.pool)
  writeKey = (await ensureSource(database.pool, 'website')).writeKey
  secretKey = await createSecretKey(database.pool, 'warehouse')
  intake = openIntake({ pool: database.pool, log: console.error })
  app = await createApp({ log: console.error, assertReady: async () => {} })
  await app.register(ingestRoutes, {
    intake,
    senders: new Senders(database.pool),
    standIn: (ip) => signing.pseudonym('network', ip),
  })
  url = await app.listen({ port: 0, host: '127.0.0.1' })
})
beforeEach(() => database.pool.query('truncate events, failed_events'))
after(async () => {
  await app.close()
  await intake.stop()
  await database.drop()
})

async function stored() {
  const { rows } = await database.pool.query(
    'select name, trust, properties, lead, company from events order by seq',
  )
  return rows
}

async function namesOfStored(): Promise<string[]> {
  return (await stored()).map(({ name }) => name).sort()
}

function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const text = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body)
  return fetch(`${url}${path}`, { method: 'POST', body: text as BodyInit, headers })
}

const basic = (key: string) => ({ authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}` })
const track = (event: string, more = {}) => ({ type: 'track', userId: 'ada', event, ...more })

describe('the real clients deliver', () => {
  test('@segment/analytics-node', async () => {
    const client = new Analytics({ writeKey, host: url, path: '/v1/batch', flushAt: 3 })
    client.identify({ userId: 'ada', traits: { email: 'ada@acme.example', title: 'CTO' } })
    client.track({ userId: 'ada', event: 'Demo Requested', properties: { form: 'hero' } })
    client.page({ anonymousId: 'browser', name: 'Pricing', properties: { path: '/pricing' } })
    client.group({ userId: 'ada', groupId: 'acme', traits: { industry: 'software' } })
    client.alias({ userId: 'ada', previousId: 'browser' })
    await client.closeAndFlush()
    assert.deepEqual(await namesOfStored(), [
      'Company Identified',
      'Demo Requested',
      'Identity Linked',
      'Lead Identified',
      'Page Viewed',
    ])
    assert.ok((await stored()).every(({ trust }) => trust === 'public'))
  })

  test('@rudderstack/rudder-sdk-node', async () => {
    const client = new RudderAnalytics(writeKey, { dataPlaneUrl: url, flushAt: 2, logLevel: 'error' })
    client.identify({ userId: 'grace', traits: { email: 'grace@acme.example' } })
    client.track({ userId: 'grace', event: 'Trial Started', properties: { plan: 'pro' } })
    await client.flush()
    await until(async () => (await stored()).length === 2)
    assert.deepEqual(await namesOfStored(), ['Lead Identified', 'Trial Started'])
  })

  test('posthog-node', async () => {
    const client = new PostHog(writeKey, { host: url, flushAt: 2 })
    client.capture({ distinctId: 'joan', event: 'Trial Started', properties: { plan: 'pro' } })
    client.identify({ distinctId: 'joan', properties: { email: 'joan@acme.example' } })
    client.groupIdentify({
      groupType: 'company',
      groupKey: 'acme',
      properties: { employees: 200 },
      distinctId: 'joan',
    })
    await client.shutdown()
    assert.deepEqual(await namesOfStored(), ['Company Identified', 'Lead Identified', 'Trial Started'])
  })
})

describe('a key', () => {
  test('is taken from Basic auth, with or without its colon, or from the body', async () => {
    const bare = { authorization: `Basic ${Buffer.from(writeKey).toString('base64')}` }
    assert.equal((await post('/v1/track', track('One'), basic(writeKey))).status, 200)
    assert.equal((await post('/v1/track', track('Two'), bare)).status, 200)
    assert.equal((await post('/v1/track', { ...track('Three'), writeKey })).status, 200)
    assert.equal((await stored()).length, 3)
  })

  test('that is secret is believed as a server', async () => {
    await post('/v1/track', track('One'), basic(secretKey))
    assert.equal((await stored())[0].trust, 'server')
  })

  test('that is unknown, revoked or missing is 401, so that clients drop visibly', async () => {
    assert.equal((await post('/v1/track', track('One'), basic('wk_nobody'))).status, 401)
    assert.equal((await post('/v1/track', track('One'))).status, 401)
    assert.equal((await stored()).length, 0)
  })
})

describe('what a browser is', () => {
  const chrome =
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36'
  const crawler = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)'
  const countsOf = async () =>
    Object.fromEntries(
      (await database.pool.query('select name, counts from events')).rows.map(({ name, counts }) => [
        name,
        counts,
      ]),
    )

  test('is taken from its request, and a crawler counts for nothing', async () => {
    const from = (agent: string) => ({
      ...basic(writeKey),
      origin: 'https://shop.example',
      'user-agent': agent,
    })
    await post('/v1/t', track('Person'), from(chrome))
    await post('/v1/t', track('Crawler'), from(crawler))
    // A program that has the site's key speaks of others.
    await post('/v1/t', track('Program'), { ...basic(writeKey), 'user-agent': 'curl/8.0' })
    assert.deepEqual(await countsOf(), { Person: true, Crawler: false, Program: true })
  })

  test('a mailing system may tell, and then its clicks wait until it is known who they were', async () => {
    const click = (event: string, context: object) =>
      track('Email Clicked', { messageId: event, properties: { link: 'https://a.example/x' }, context })
    await post(
      '/v1/t',
      click('told', { ip: '203.0.113.9', userAgent: chrome, hit: { sending: 's-1', acceptLanguage: 'de' } }),
      basic(secretKey),
    )
    await post('/v1/t', click('plain', {}), basic(secretKey))
    await post('/v1/t', click('public', {}), basic(writeKey))
    const { rows } = await database.pool.query('select message_id, counts from events order by message_id')
    assert.deepEqual(
      rows.map(({ message_id, counts }) => [message_id, counts]),
      [
        ['plain', true],
        ['public', false],
        ['told', false],
      ],
    )
    const hits = await database.pool.query(
      `select sending, network, has_language from hits where sending = 's-1'`,
    )
    assert.equal(hits.rows[0].has_language, true)
    assert.ok(!JSON.stringify(hits.rows).includes('203.0.113'))
    const kept = await database.pool.query('select context::text from events')
    assert.ok(!JSON.stringify(kept.rows).includes('203.0.113'))
  })
})

describe('a request', () => {
  test('succeeds for what is good and names what is not, which is kept with the failed ones', async () => {
    const batch = [
      track('One', { messageId: 'a' }),
      { type: 'track', userId: 'ada' },
      track('Two', { properties: { x: 'a\0b' } }),
      'nothing',
      track('Three'),
    ]
    const answer = await post('/v1/batch', { batch, writeKey })
    const body = (await answer.json()) as { success: boolean; rejected: { index: number; code: string }[] }
    assert.equal(answer.status, 200)
    assert.deepEqual(
      body.rejected.map(({ index, code }) => [index, code]),
      [
        [1, 'missing_event_name'],
        [2, 'invalid_text'],
        [3, 'not_an_object'],
      ],
    )
    assert.deepEqual(await namesOfStored(), ['One', 'Three'])
    const { rows } = await database.pool.query('select code from failed_events order by code')
    assert.deepEqual(
      rows.map(({ code }) => code),
      ['invalid_text', 'missing_event_name', 'not_an_object'],
    )
  })

  test('answers exactly success when all is well', async () => {
    assert.equal(await (await post('/v1/t', track('One'), basic(writeKey))).text(), '{"success":true}')
  })

  const bad: [string, unknown, string][] = [
    ['is not JSON', '{"a":', 'invalid_json'],
    ['has no events', { batch: [] }, 'no_events'],
    ['has too many events', { batch: Array.from({ length: 2501 }, () => track('X')) }, 'batch_too_large'],
  ]
  for (const [what, body, code] of bad) {
    test(`that ${what} is 400`, async () => {
      const sent = typeof body === 'string' ? body : { ...(body as object), writeKey }
      const answer = await post('/v1/batch', sent, basic(writeKey))
      assert.equal(answer.status, 400)
      assert.equal(((await answer.json()) as { code: string }).code, code)
    })
  }

  test('may come as text/plain, or gzipped under a form’s content type', async () => {
    await post('/v1/t', JSON.stringify(track('One')), { 'content-type': 'text/plain', ...basic(writeKey) })
    const form = { 'content-type': 'application/x-www-form-urlencoded', ...basic(writeKey) }
    await post('/v1/batch', gzipSync(JSON.stringify({ batch: [track('Two')] })), form)
    assert.deepEqual(await namesOfStored(), ['One', 'Two'])
  })

  test('from any page is allowed by CORS, on ingest routes only', async () => {
    const preflight = await fetch(`${url}/v1/t`, { method: 'OPTIONS' })
    assert.equal(preflight.status, 204)
    assert.equal(preflight.headers.get('access-control-allow-origin'), '*')
    assert.match(String(preflight.headers.get('access-control-allow-headers')), /authorization/)
    assert.equal((await fetch(`${url}/healthz`)).headers.get('access-control-allow-origin'), null)
  })

  test('for settings gets what analytics.js needs to start', async () => {
    const settings = (await (await fetch(`${url}/v1/projects/${writeKey}/settings`)).json()) as {
      readonly integrations: Readonly<Record<string, { readonly apiHost: string }>>
    }
    assert.equal(settings.integrations['Segment.io']?.apiHost, `${new URL(url).host}/v1`)
    assert.equal((await fetch(`${url}/v1/projects/wk_nobody/settings`)).status, 401)
  })

  test('to PostHog’s other addresses gets empty answers', async () => {
    assert.equal((await post('/flags/?v=2', {})).status, 200)
    assert.equal((await fetch(`${url}/array/${writeKey}/config`)).status, 200)
    assert.deepEqual(
      await (await post('/capture/', { api_key: writeKey, event: 'X', distinct_id: 'a' })).json(),
      { status: 1 },
    )
  })
})

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await holds()); tries += 1) {
    assert.ok(tries < 100, 'did not happen in time')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
