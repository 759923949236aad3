import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import type { LeadList, Segment, Segments, TriedSegment } from '@baton/protocol'
import { signInAs, type TestPerson } from '../platform/testing/sign-in-as.ts'
import { type Answer, testServer, type TestServer } from '../platform/testing/test-server.ts'
import { uuidV7 } from '../platform/uuid-v7.ts'
import { ensureSource } from '../sources/index.ts'

const DOCUMENT = `agreement: segments
meters: { intent: { half-life: 30 days, max: 80 } }
points: { page: { on: Page Viewed, give: 7, to: intent } }
mql: { tiers: [ { id: hot, all: [ { did: Demo Requested } ] } ] }
`
let server: TestServer
let mara: TestPerson
let rep: TestPerson

before(async () => {
  server = await testServer(undefined, undefined, DOCUMENT)
  mara = await signInAs(server.pool, 'marketing')
  rep = await signInAs(server.pool, 'rep', ['emea'])
  const { id: sourceId } = await ensureSource(server.pool, 'website')
  const now = Date.now()
  await server.intake.accept(
    ['anna', 'ben', 'cleo'].flatMap((userId, index) =>
      Array.from({ length: index + 1 }, () => ({
        sourceId,
        messageId: uuidV7(),
        name: 'Page Viewed',
        occurredAt: now - 3_600_000,
        receivedAt: now,
        trust: 'server' as const,
        identity: { userId, email: `${userId}@mail.example` },
        properties: {},
      })),
    ),
  )
})
after(() => server.stop())

const ask = (method: string, path: string, body?: unknown, who = mara): Promise<Answer> =>
  server.ask(method, path, { headers: who.headers, ...(body !== undefined && { body }) })

async function done<Body>(answer: Promise<Answer>): Promise<Body> {
  const { status, text, json } = await answer
  assert.equal(status, 200, text)
  return json() as Body
}

const add = (name: string, document: string) => ask('POST', '/api/segments', { name, document })
const list = () => done<Segments>(ask('GET', '/api/segments'))

/** Once everybody is judged by the segments as they are. */
async function judged(id: string, count: number): Promise<Segment> {
  for (let look = 0; look < 400; look++) {
    const { data, judging } = await list()
    const found = data.find((one) => one.id === id)!
    if (judging === null && found.count === count) return found
    await pause(50)
  }
  assert.fail(`${id} never had ${count}`)
}

test('a segment is counted while it is written, then kept, and its count opens its leads', async () => {
  const tried = await done<TriedSegment>(
    ask('POST', '/api/segments/tries', { document: '{ did: Page Viewed, times: 2 }' }),
  )
  const { some, ...counted } = tried.tried!
  assert.deepEqual([tried.problems, counted], [[], { count: 2, low: 2, high: 2, leads: 3, looked: 3 }])
  assert.deepEqual(some.map(({ email }) => email).toSorted(), ['ben@mail.example', 'cleo@mail.example'])
  const added = await done<Segment>(add('Reads more', '{ did: Page Viewed, times: 2 }'))
  assert.equal(added.id, 'reads-more')
  await judged('reads-more', 2)
  const leads = await done<LeadList>(ask('GET', '/api/leads?segment=reads-more'))
  assert.deepEqual(
    [leads.total, leads.data.map(({ email }) => email?.slice(0, 4)).toSorted()],
    [2, ['ben@', 'cleo']],
  )
  assert.equal((await ask('GET', '/api/segments', undefined, rep)).status, 404)
})

test('what is wrong with a document is said with its place', async () => {
  const wrong = await done<TriedSegment>(
    ask('POST', '/api/segments/tries', { document: 'all:\n  - { did: Page Vewed }\n' }),
  )
  assert.equal(wrong.tried, null)
  assert.deepEqual(
    wrong.problems.map(({ line, found }) => [line, found]),
    [[2, '`Page Vewed`']],
  )
  const refused = await add('Wrong', '{ score: many }')
  assert.equal(refused.status, 400)
  assert.match(refused.text, /line 1: found/)
})

test('a segment that leads back to itself is refused, by one step or by several', async () => {
  const circle = { document: '{ segment: itself }', id: 'itself' }
  const tried = await done<TriedSegment>(ask('POST', '/api/segments/tries', circle))
  assert.match(tried.problems[0]!.found, /itself → itself/)
  assert.equal((await ask('POST', '/api/segments', { name: 'Itself', ...circle })).status, 400)
  assert.match((await add('Unknown', '{ segment: nobody-knows }')).text, /nobody-knows/)

  await done<Segment>(add('One', '{ segment: reads-more }'))
  await done<Segment>(add('Two', '{ not: { segment: one } }'))
  const change = await ask('PATCH', '/api/segments/one', {
    revision: 1,
    document: '{ any: [ { segment: two }, { score: 3 } ] }',
  })
  assert.equal(change.status, 400)
  assert.match(change.text, /one → two → one/)
  await judged('one', 2)
  await judged('two', 1)
})

test('what is named is not removed, and names say by what', async () => {
  const named = await ask('DELETE', '/api/segments/one')
  assert.equal(named.status, 409)
  assert.match(named.text, /the segment Two/)
  const { data } = await list()
  assert.deepEqual(data.find(({ id }) => id === 'one')!.usedBy, [{ kind: 'segment', id: 'two', name: 'Two' }])
  await done(ask('DELETE', '/api/segments/two'))
  await done(ask('DELETE', '/api/segments/one'))
  assert.equal((await ask('DELETE', '/api/segments/one')).status, 404)
})

test('a change by somebody else is not written over', async () => {
  const path = '/api/segments/reads-more'
  await done<Segment>(ask('PATCH', path, { revision: 1, document: '{ did: Page Viewed }' }))
  await judged('reads-more', 3)
  assert.equal((await ask('PATCH', path, { revision: 1, name: 'Mine' })).status, 409)
  assert.equal((await add('Reads more', 'score: 1')).status, 409)
})
