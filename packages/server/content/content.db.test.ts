import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type {
  ContentAsset,
  ContentFile,
  ContentGaps,
  NextContent,
  PersonaText,
  ReportOf,
} from '@baton/protocol'
import { signInAs, type TestPerson } from '../platform/testing/sign-in-as.ts'
import { type Answer, testServer, type TestServer } from '../platform/testing/test-server.ts'
import { uuidV7 } from '../platform/uuid-v7.ts'
import { ensureSource } from '../sources/index.ts'
import { nextBestFor } from './next-content.ts'

const DOCUMENT = `agreement: content
meters: { intent: { max: 100 } }
points: { demo: { on: Demo Requested, give: 60, to: intent } }
fit: { points: { size: { where: { company.employees: { from: 50 } }, give: 60 } }, grades: { A: 60, B: 40, C: 20 } }
mql: { tiers: [ { id: hot, all: [ { did: Demo Requested } ] } ] }
`
const DAY = 86_400_000
const BOOK = {
  title: 'The Operations Book',
  kind: 'e-book',
  funnel: 'top',
  topic: 'operations',
  pains: ['Returns pile up'],
  url: 'https://northbeam.example/books/operations',
}

let server: TestServer
let mara: TestPerson
let rep: TestPerson
let viewer: TestPerson
let sourceId: string

before(async () => {
  server = await testServer(undefined, undefined, DOCUMENT)
  mara = await signInAs(server.pool, 'marketing')
  rep = await signInAs(server.pool, 'rep', ['emea'])
  viewer = await signInAs(server.pool, 'viewer')
  sourceId = (await ensureSource(server.pool, 'website')).id
})
after(() => server.stop())

const ask = (who: TestPerson, method: string, path: string, body?: unknown): Promise<Answer> =>
  server.ask(method, path, { headers: who.headers, ...(body !== undefined && { body }) })

async function done<Body>(answer: Promise<Answer>): Promise<Body> {
  const { status, text, json } = await answer
  assert.equal(status, 200, text)
  return json() as Body
}

const add = (more: object = {}) => done<ContentAsset>(ask(mara, 'POST', '/api/content', { ...BOOK, ...more }))

async function tell(userId: string, name: string, properties: object, daysAgo: number, more: object = {}) {
  const now = Date.now()
  const [receipt] = await server.intake.accept([
    {
      sourceId,
      messageId: uuidV7(),
      name,
      occurredAt: now - daysAgo * DAY,
      receivedAt: now,
      trust: 'server',
      identity: { userId, email: `${userId}@shop.example` },
      properties: { ...properties },
      ...more,
    },
  ])
  assert.equal(receipt, 'stored')
}

async function leadOf(userId: string): Promise<string> {
  const { rows } = await server.pool.query<{ id: string }>(
    `select lead_id as id from identities where kind = 'user' and value = $1`,
    [userId],
  )
  return rows[0]!.id
}

async function sendFile(name: string, bytes: string): Promise<ContentFile> {
  const { headers } = mara
  const answer = await server.app.inject({
    method: 'POST',
    url: '/api/content/files',
    headers: {
      ...headers,
      host: '127.0.0.1',
      'content-type': 'application/octet-stream',
      'x-file-name': name,
    },
    payload: Buffer.from(bytes),
  })
  assert.equal(answer.statusCode, 200, answer.body)
  return answer.json()
}

test('content is written, changed, archived, and refused where it leads nowhere that is there', async () => {
  const book = await add()
  assert.deepEqual([book.isFresh, book.revision, book.language], [true, 1, ''])
  const path = `/api/content/${book.id}`
  const changed = await done<ContentAsset>(
    ask(mara, 'PATCH', path, { revision: 1, freshUntil: '2020-01-31', archived: true }),
  )
  assert.deepEqual([changed.title, changed.isFresh, changed.archived], [BOOK.title, false, true])
  assert.equal((await ask(mara, 'PATCH', path, { revision: 1, title: 'Other' })).status, 409)
  for (const [more, said] of [
    [{ url: 'javascript:alert(1)' }, /url/],
    [{ file: uuidV7(), url: '' }, /file: .* is no file of the library/],
    [{ file: uuidV7() }, /not to both/],
    [{ owner: uuidV7() }, /owner: /],
    [{ personas: [uuidV7()] }, /personas: .* is no persona/],
    [{ kind: 'podcast' }, /kind/],
  ] as const) {
    const answer = await ask(mara, 'POST', '/api/content', { ...BOOK, ...more })
    assert.equal(answer.status, 400, JSON.stringify(more))
    assert.match(answer.text, said)
  }
  assert.equal((await ask(rep, 'POST', '/api/content', BOOK)).status, 404)
  assert.equal((await ask(viewer, 'GET', '/api/content')).status, 200)
})

test('what content led to opens its leads; gaps close with content, and say how many stand there', async () => {
  const persona = await done<PersonaText>(
    ask(mara, 'POST', '/api/personas', {
      name: 'Retail lead',
      pains: ['Returns pile up', 'Nobody reads reports'],
      marks: [{ kind: 'fact', dimension: 'industry', values: ['retail'], weight: 2 }],
    }),
  )
  const book = await add({ personas: [persona.id] })
  for (const who of ['taker', 'mover', 'other'])
    await tell(who, 'Lead Identified', {}, 120, { company: { domain: `${who}.example`, fields: { industry: 'retail' } } }) // prettier-ignore
  await tell('taker', 'Content Downloaded', { title: 'the operations book' }, 100)
  await tell('mover', 'Page Viewed', { page_group: 'blog', path: '/books/operations' }, 100)
  await tell('mover', 'Demo Requested', {}, 90)
  const { answer } = await done<ReportOf<'content'>>(
    ask(mara, 'GET', '/api/reports/content?from=2020-01-01&fresh=true'),
  )
  const row = answer.assets.find(({ id }) => id === book.id)!
  assert.deepEqual([row.takers.count, row.promoted.count, row.promotedRate.tooFew], [2, 1, true])
  const behind = await done<{ data: { id: string }[] }>(
    ask(
      mara,
      'GET',
      `/api/reports/content/leads?from=2020-01-01&cell=${encodeURIComponent(row.promoted.cell)}`,
    ),
  )
  assert.deepEqual(
    behind.data.map(({ id }) => id),
    [await leadOf('mover')],
  )
  const csv = await ask(mara, 'GET', '/api/reports/content/file.csv?from=2020-01-01')
  assert.match(csv.text, /The Operations Book/)

  const gaps = await done<ContentGaps>(ask(mara, 'GET', '/api/content/gaps'))
  const cell = (pain: string, stage: string) =>
    gaps.rows.find((one) => one.pain === pain)!.cells.find((one) => one.stage === stage)!
  assert.deepEqual(
    [cell('Returns pile up', 'lead').fresh, cell('Returns pile up', 'lead').leads.count],
    [1, 2],
  )
  assert.deepEqual([cell('Nobody reads reports', 'lead').fresh, cell('Nobody reads reports', 'mql').leads.count], [0, 1]) // prettier-ignore
  const open = cell('Nobody reads reports', 'mql').leads.cell
  const standing = await done<{ total: number }>(
    ask(mara, 'GET', `/api/reports/content/leads?from=2000-01-01&cell=${encodeURIComponent(open)}`),
  )
  assert.equal(standing.total, 1)
})

test('a lead is offered what it has not seen, with the reasons; what was sent is left out', async () => {
  const finance = await add({
    title: 'Finance in Numbers',
    topic: 'finance',
    url: 'https://northbeam.example/finance',
  })
  await tell('reader', 'Lead Identified', {}, 30, { lead: { language: 'de' } })
  await tell('reader', 'Content Downloaded', { title: 'Elsewhere', topic: 'Finance' }, 10)
  await tell('reader', 'Content Downloaded', { title: BOOK.title }, 9)
  await add({ title: 'En français', topic: 'finance', language: 'fr' })
  const lead = await leadOf('reader')
  const next = await done<NextContent>(ask(mara, 'GET', `/api/leads/${lead}/next-content`))
  assert.deepEqual(
    next.data.map(({ asset }) => asset.id),
    [finance.id],
  )
  assert.deepEqual(next.data[0]!.reasons, [
    { kind: 'place', stage: 'lead', funnel: 'top' },
    { kind: 'topic', topic: 'finance', times: 1 },
  ])
  assert.equal(next.data[0]!.url, 'https://northbeam.example/finance')
  assert.equal((await nextBestFor(server.pool, lead, new Set()))!.asset.id, finance.id)
  assert.equal(await nextBestFor(server.pool, lead, new Set([finance.id])), null)
  assert.equal((await ask(rep, 'GET', `/api/leads/${lead}/next-content`)).status, 404)
})

test('a file is given to one lead by a signed link, and taking it is settled as a hit of that lead', async () => {
  const file = await sendFile('returns.pdf', 'a pdf')
  const asset = await add({ title: 'Returns', url: '', file: file.id, topic: 'returns' })
  await tell('filer', 'Lead Identified', {}, 3)
  const lead = await leadOf('filer')
  const next = await done<NextContent>(ask(mara, 'GET', `/api/leads/${lead}/next-content`))
  const { url } = next.data.find((one) => one.asset.id === asset.id)!
  const path = new URL(url!).pathname
  const browser = { 'user-agent': 'Mozilla/5.0 (X11) Firefox/140', 'accept-language': 'en' }
  const ahead = await server.app.inject({
    method: 'HEAD',
    url: path,
    headers: { host: '127.0.0.1', ...browser },
  })
  assert.equal(ahead.statusCode, 200)
  const hits = () =>
    server.pool.query(`select 1 from events where lead_id = $1 and name = 'Content Downloaded'`, [lead])
  assert.equal((await hits()).rowCount, 0, 'asking for the head takes nothing')
  for (let time = 0; time < 2; time++) {
    const answer = await server.app.inject({
      method: 'GET',
      url: path,
      headers: { host: '127.0.0.1', ...browser },
    })
    assert.deepEqual([answer.statusCode, answer.body], [200, 'a pdf'])
    assert.match(String(answer.headers['content-disposition']), /returns\.pdf/)
  }
  const { rows } = await server.pool.query<{ properties: object; counts: boolean; trust: string }>(
    `select properties, counts, trust from events where lead_id = $1 and name = 'Content Downloaded'`,
    [lead],
  )
  assert.deepEqual(rows, [
    {
      properties: { title: 'Returns', kind: 'ebook', funnel: 'top', topic: 'returns' },
      counts: false,
      trust: 'signed',
    },
  ])
  const forged = await server.app.inject({ method: 'GET', url: `${path}x`, headers: { host: '127.0.0.1' } })
  assert.equal(forged.statusCode, 404)
})
