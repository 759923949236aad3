import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type {
  BulkReplayed,
  EventLog,
  EventSource,
  FailedEvent,
  FailedEvents,
  Replayed,
  Uncatalogued,
} from '@baton/protocol'
import type { IncomingEvent } from '../events/index.ts'
import { verifyStates } from '../leads/index.ts'
import { signInAs, type TestPerson } from '../platform/testing/sign-in-as.ts'
import { testServer, type TestServer } from '../platform/testing/test-server.ts'
import { ensureSource } from '../sources/index.ts'
import { boundFailed } from './failed-events.ts'
import { tallyEvents } from './tally-events.ts'

const AGREEMENT = `agreement: log
meters: { intent: { max: 100 } }
points: { demo: { on: Demo Requested, give: 60, to: intent } }
mql: { tiers: [ { id: hot, all: [ { did: Demo Requested } ] } ] }
`

let server: TestServer
let marketing: TestPerson
let admin: TestPerson
let source: { id: string; writeKey: string }
let nextId = 0

before(async () => {
  server = await testServer(undefined, undefined, AGREEMENT)
  marketing = await signInAs(server.pool, 'marketing')
  admin = await signInAs(server.pool, 'admin')
  source = await ensureSource(server.pool, 'website')
})
after(() => server.stop())

const ask = (method: string, url: string, body?: unknown, who: TestPerson = marketing) =>
  server.ask(method, url, { headers: who.headers, ...(body !== undefined && { body }) })

async function read<Of>(url: string, who: TestPerson = marketing): Promise<Of> {
  const { status, text, json } = await ask('GET', url, undefined, who)
  assert.equal(status, 200, text)
  return json() as Of
}

async function send<Of>(url: string, body: unknown, status = 200): Promise<Of> {
  const answer = await ask('POST', url, body)
  assert.equal(answer.status, status, answer.text)
  return answer.json() as Of
}

function event(who: string, name: string, more: Partial<IncomingEvent> = {}): IncomingEvent {
  const now = Date.now()
  return {
    sourceId: source.id,
    messageId: `m-${++nextId}`,
    name,
    occurredAt: now,
    receivedAt: now,
    trust: 'public',
    identity: { email: `${who}@acme.example` },
    properties: {},
    ...more,
  }
}

const capture = (batch: readonly unknown[]) =>
  server.ask('POST', '/v1/batch', {
    headers: { authorization: `Basic ${Buffer.from(`${source.writeKey}:`).toString('base64')}` },
    body: { batch },
  })

async function tallyAll(): Promise<void> {
  while ((await tallyEvents(server.pool)) > 0);
}

const storedAs = async (messageId: string) =>
  (await server.pool.query('select name, trust from events where message_id = $1', [messageId])).rows

const openOne = async (code: string) => (await read<FailedEvents>(`/api/failed-events?code=${code}`)).data[0]!

test('the log is newest first, in pages without gaps, and tells what came since', async () => {
  await server.intake.accept(
    Array.from({ length: 7 }, (_, index) =>
      event('log', 'Page Viewed', { messageId: `log-${index}`, properties: { path: `/p${index}` } }),
    ),
  )
  const seen: unknown[] = []
  let before = ''
  for (;;) {
    const page = await read<EventLog>(`/api/events?limit=3&source=${source.id}${before}`)
    seen.push(...page.data.map(({ properties }) => properties['path']))
    if (page.nextBefore === null) break
    before = `&before=${page.nextBefore}`
  }
  assert.deepEqual(seen, ['/p6', '/p5', '/p4', '/p3', '/p2', '/p1', '/p0'])
  const { newest, data } = await read<EventLog>('/api/events')
  assert.deepEqual(
    [data[0]!.lead?.name, data[0]!.source.name, data[0]!.catalogued, data[0]!.counts],
    ['log@acme.example', 'website', true, true],
  )
  await server.intake.accept([event('log', 'Moon Seen', { trust: 'server' })])
  const since = await read<EventLog>(`/api/events?after=${newest}`)
  assert.deepEqual(
    since.data.map(({ name, catalogued, trust }) => [name, catalogued, trust]),
    [['Moon Seen', false, 'server']],
  )
  assert.deepEqual((await read<EventLog>(`/api/events?after=${since.newest}`)).data, [])
})

test('the log is filtered by name, trust, lead, and by what does not count', async () => {
  await server.intake.accept([
    event('filtered', 'Demo Requested', { trust: 'signed' }),
    event('filtered', 'Page Viewed', { context: { automated: true } }),
  ])
  const names = async (query: string) =>
    (await read<EventLog>(`/api/events?${query}`)).data.map(({ name }) => name)
  const [{ id }] = (
    await server.pool.query<{ id: string }>(`select id from leads where email = 'filtered@acme.example'`)
  ).rows as [{ id: string }]
  assert.deepEqual(await names(`lead=${id}`), ['Page Viewed', 'Demo Requested'])
  assert.deepEqual(await names(`lead=${id}&trust=signed`), ['Demo Requested'])
  assert.deepEqual(await names('name=Demo+Requested&trust=signed'), ['Demo Requested'])
  const aside = await read<EventLog>('/api/events?counts=aside')
  assert.deepEqual(
    aside.data.map(({ name, mark, counts }) => [name, mark, counts]),
    [['Page Viewed', 'machine', false]],
  )
})

test('who only sells reads none of it', async () => {
  for (const role of ['manager', 'rep', 'viewer'] as const) {
    const person = await signInAs(server.pool, role)
    for (const url of ['/api/events', '/api/failed-events', '/api/events/uncatalogued', '/api/event-sources'])
      assert.equal((await ask('GET', url, undefined, person)).status, 404, `${role} ${url}`)
  }
})

test('a refused event is mended and stored exactly once, however often and by how many it is replayed', async () => {
  await capture([
    { type: 'track', userId: 'mended', event: 'Demo Requested', messageId: 'mend-1', timestamp: 'yesterday' },
  ])
  const failed = await openOne('invalid_timestamp')
  assert.equal(failed.source?.name, 'website')
  const asItWas = await send<Replayed>(`/api/failed-events/${failed.id}/replay`, {})
  assert.deepEqual([asItWas.result, asItWas.code], ['refused', 'invalid_timestamp'])
  const body = JSON.parse(failed.body) as Record<string, unknown>
  const sourceId = (await ensureSource(server.pool, 'another')).id
  // Nobody makes an event more believable, or somebody else's, by mending it.
  const fixed = { ...body, occurredAt: '2026-01-05T10:00:00Z', trust: 'server', sourceId, messageId: 'other' }
  const replays = await Promise.all(
    Array.from({ length: 8 }, () =>
      ask('POST', `/api/failed-events/${failed.id}/replay`, { body: JSON.stringify(fixed) }),
    ),
  )
  const results = replays.map(({ status, json }) => (status === 200 ? (json() as Replayed).result : status))
  assert.equal(results.filter((result) => result === 'stored').length, 1, JSON.stringify(results))
  assert.ok(results.every((result) => ['stored', 'duplicate', 409].includes(result as never)))
  assert.deepEqual(await storedAs('mend-1'), [{ name: 'Demo Requested', trust: 'public' }])
  assert.deepEqual(await storedAs('other'), [])
  const now = await read<FailedEvent>(`/api/failed-events/${failed.id}`)
  assert.deepEqual([now.state, now.settledBy], ['replayed', marketing.name])
  assert.equal((await ask('POST', `/api/failed-events/${failed.id}/replay`, {})).status, 409)
  const { rows } = await server.pool.query(
    'select count(*)::int as n from failed_events where message_id = $1',
    ['mend-1'],
  )
  assert.equal(rows[0].n, 1, 'a replay that fails is not kept as another failure')
})

test('each form of body is read as what it was sent as', async () => {
  const auth = { authorization: `Basic ${Buffer.from(`${source.writeKey}:`).toString('base64')}` }
  await server.ask('POST', '/v1/track', { headers: auth, body: { event: 'Track Sent', messageId: 'form-1' } })
  await server.ask('POST', '/batch', {
    headers: {},
    body: {
      api_key: source.writeKey,
      batch: [{ event: 'Hog Sent', uuid: 'form-2', properties: { size: 2 } }],
    },
  })
  const open = (await read<FailedEvents>('/api/failed-events?code=no_user_anon_id')).data
  const byBody = (text: string) => open.find(({ body }) => body.includes(text))!
  const segment = byBody('Track Sent')
  const posthog = byBody('Hog Sent')
  const replay = (failed: FailedEvent, more: object) =>
    send<Replayed>(`/api/failed-events/${failed.id}/replay`, {
      body: JSON.stringify({ ...(JSON.parse(failed.body) as object), ...more }),
    })
  assert.equal((await replay(segment, { anonymousId: 'a-1' })).result, 'stored')
  assert.equal((await replay(posthog, { distinct_id: 'hog' })).result, 'stored')
  assert.equal((await storedAs('form-1'))[0]!.name, 'Track Sent')
  const hog = await server.pool.query(`select properties from events where name = 'Hog Sent'`)
  assert.deepEqual(hog.rows, [{ properties: { size: 2 } }])
  const broken = await ask('POST', `/api/failed-events/${segment.id}/replay`, { body: '{ not json' })
  assert.equal(broken.status, 409, 'it was replayed already')
})

test('a body that is no JSON is told so, and an unknown one is missing', async () => {
  await capture([{ type: 'track', userId: 'x', messageId: 'json-1' }])
  const failed = await openOne('missing_event_name')
  const answer = await ask('POST', `/api/failed-events/${failed.id}/replay`, { body: '{ not json' })
  assert.deepEqual([answer.status, (answer.json() as { code: string }).code], [400, 'invalid_json'])
  const nobody = '00000000-0000-4000-8000-000000000000'
  assert.equal((await ask('POST', `/api/failed-events/${nobody}/replay`, {})).status, 404)
})

test('all of one kind are mended with one fix, tried first, and others left alone', async () => {
  await server.pool.query('delete from failed_events')
  const wrong = Array.from({ length: 5 }, (_, index) => ({
    type: 'track',
    userId: `bulk-${index}`,
    event: 'Page Viewed',
    messageId: `bulk-${index}`,
    timestamp: 'soon',
  }))
  await capture([...wrong, { type: 'track', event: 'Nobody' }, { type: 'dance', userId: 'b' }])
  const fix = { do: 'set', path: 'occurredAt', value: '2026-01-05T10:00:00Z' }
  const tried = await send<BulkReplayed>('/api/failed-events/replays', {
    code: 'invalid_timestamp',
    fix,
    dryRun: true,
  })
  assert.deepEqual([tried.stored, tried.refused], [5, 0])
  assert.deepEqual(await storedAs('bulk-0'), [])
  const useless = await send<BulkReplayed>('/api/failed-events/replays', {
    code: 'invalid_timestamp',
    fix: { do: 'remove', path: 'properties.path' },
  })
  assert.deepEqual([useless.stored, useless.refused, useless.reasons.length], [0, 5, 1])
  const done = await send<BulkReplayed>('/api/failed-events/replays', { code: 'invalid_timestamp', fix })
  assert.deepEqual([done.stored, done.refused, done.left], [5, 0, 0])
  const again = await send<BulkReplayed>('/api/failed-events/replays', { code: 'invalid_timestamp', fix })
  assert.deepEqual([again.stored, again.duplicates], [0, 0])
  const { groups, counts } = await read<FailedEvents>('/api/failed-events')
  assert.deepEqual(groups.map(({ code, events }) => [code, events]).toSorted(), [
    ['no_user_anon_id', 1],
    ['unknown_type', 1],
  ])
  assert.deepEqual(counts, { open: 2, replayed: 5, dismissed: 0 })
  const place = await ask('POST', '/api/failed-events/replays', {
    code: 'unknown_type',
    fix: { do: 'remove', path: 'a..b' },
  })
  assert.deepEqual([place.status, /character 2/.test(place.text)], [400, true])
  assert.deepEqual(await send('/api/failed-events/dismissals', { code: 'unknown_type' }), { dismissed: 1 })
  assert.equal((await read<FailedEvents>('/api/failed-events?state=dismissed')).data.length, 1)
})

test('of what is refused the newest are kept, as many as are allowed', async () => {
  await server.pool.query('delete from failed_events')
  await capture(Array.from({ length: 6 }, (_, index) => ({ type: 'track', event: `Bounded ${index}` })))
  await boundFailed(server.pool, 4)
  const { rows } = await server.pool.query('select count(*)::int as n from failed_events')
  assert.equal(rows[0].n, 4)
})

test('an unknown event is catalogued: no verdict changes, and agreements may refer to it from then on', async () => {
  await server.intake.accept([
    event('planet', 'Demo Requested'),
    ...Array.from({ length: 3 }, (_, index) =>
      event('planet', 'Planet Seen', {
        properties: { planet: 'Mars', moons: 2 + index, on: '2026-01-05', clear: true, odd: [1] },
      }),
    ),
    event('planet', 'Page Viewed', { properties: { path: '/', scroll_depth: 40 } }),
  ])
  await tallyAll()
  const { data } = await read<Uncatalogued>('/api/events/uncatalogued')
  const planet = data.find(({ name }) => name === 'Planet Seen')!
  assert.deepEqual([planet.known, planet.events], [false, 3])
  const types = Object.fromEntries(planet.fields.map(({ name, type }) => [name, type]))
  assert.deepEqual(types, { planet: 'text', moons: 'number', on: 'date', clear: 'boolean', odd: 'text' })
  assert.equal(planet.fields.find(({ name }) => name === 'planet')!.sample, 'Mars')
  const page = data.find(({ name }) => name === 'Page Viewed')!
  assert.deepEqual([page.known, page.fields.map(({ name }) => name)], [true, ['scroll_depth']])

  const candidate = AGREEMENT.replace(
    'did: Demo Requested',
    'did: Planet Seen, where: { moons: { from: 3 } }',
  )
  assert.equal((await ask('POST', '/api/agreement/versions', { document: candidate, note: '' })).status, 422)
  const [before, drafted] = [await verdicts(), (await read<{ hash: string }>('/api/agreement')).hash]

  const fields = planet.fields.map(({ name, type }) => ({ name, type }))
  const given = { name: 'Planet Seen', about: 'saw a planet', side: 'sales', fields }
  await send('/api/catalogue/events', given)
  await send('/api/catalogue/events', {
    name: 'Page Viewed',
    fields: [{ name: 'scroll_depth', type: 'number' }],
  })
  // A lead that goes on is judged as before; a whole fold concludes what is stored.
  await server.intake.accept([event('planet', 'Planet Seen', { messageId: 'after-catalogue' })])
  assert.deepEqual(
    (await verdicts()).map((row) => ({ ...row, last: null })),
    before.map((row) => ({ ...row, last: null })),
  )
  assert.equal((await read<{ hash: string }>('/api/agreement')).hash, drafted)
  assert.deepEqual((await verifyStates(server.pool)).differences, [])

  const left = (await read<Uncatalogued>('/api/events/uncatalogued')).data.map(({ name }) => name)
  assert.ok(!left.includes('Planet Seen') && !left.includes('Page Viewed'), left.join())
  const tried = await ask('POST', '/api/agreement/tries', { document: candidate })
  assert.match(tried.text, /"kind":"compared"/)
  assert.match(tried.text, /"kind":"done"/)
  const proposed = await ask('POST', '/api/agreement/versions', { document: candidate, note: 'planets' })
  assert.equal(proposed.status, 200, proposed.text)
  const { catalogue } = proposed.json() as { catalogue: { events: { name: string; fields: unknown[] }[] } }
  assert.deepEqual(
    catalogue.events.map(({ name }) => name),
    ['Planet Seen', 'Page Viewed'],
  )
  assert.ok(catalogue.events[1]!.fields.length > 3, 'what is known of a known event stays known')
  assert.equal((await ask('POST', '/api/catalogue/events', given)).status, 409)
  const other = { ...given, fields: [{ name: 'moons', type: 'text' }] }
  assert.match((await ask('POST', '/api/catalogue/events', other)).text, /as number, not as text/)
})

async function verdicts() {
  const { rows } = await server.pool.query<Record<string, unknown>>(
    `select l.id, l.stage, l.tier, l.score, l.grade, l.last_activity_at as last,
       (select json_agg(json_build_array(d.seq, d.kind, d.to_stage, d.clauses, d.score) order by d.seq)
        from decisions d where d.lead_id = l.id) as decisions from leads l order by l.id`,
  )
  return rows
}

test('sources show what came of them by day, what was refused and kept aside, each counted once', async () => {
  const own = await ensureSource(server.pool, 'counted')
  await server.intake.accept([
    ...Array.from({ length: 30 }, () => event('counted', 'Page Viewed', { sourceId: own.id })),
    event('counted', 'Page Viewed', { sourceId: own.id, context: { automated: true } }),
    ...Array.from({ length: 4 }, () => event('counted', '', { sourceId: own.id })),
  ])
  // Two who count at the same moment count nothing twice.
  await Promise.all([tallyAll(), tallyAll()])
  await tallyAll()
  const { data } = await read<{ data: EventSource[] }>('/api/event-sources')
  const counted = data.find(({ name }) => name === 'counted')!
  assert.deepEqual(
    [counted.kind, counted.events, counted.refused, counted.aside, counted.days.length],
    ['web', 31, 4, 1, 14],
  )
  assert.equal(counted.days.at(-1)!.events, 31)
  assert.equal(counted.writeKey, own.writeKey)
  assert.equal(counted.health, 'refusing')
  assert.match(counted.say, /4 of 35 events .* \(11 %\)/)
  const kinds = Object.fromEntries(data.map(({ name, kind, writeKey }) => [name, [kind, writeKey === null]]))
  assert.deepEqual(
    [kinds['baton'], kinds['baton-hand']],
    [
      ['baton', true],
      ['by-hand', true],
    ],
  )
})

test('keys are made, rotated and revoked by administrators alone, and the old ones end', async () => {
  const hit = (key: string) =>
    server.ask('POST', '/v1/track', {
      headers: { authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}` },
      body: { userId: 'key', event: 'Page Viewed' },
    })
  const add = await ask('POST', '/api/event-sources', { name: 'docs site' }, admin)
  const made = add.json() as { id: string; writeKey: string }
  assert.equal((await hit(made.writeKey)).status, 200)
  assert.equal((await ask('POST', '/api/event-sources', { name: 'docs site' }, admin)).status, 409)
  assert.equal((await ask('POST', '/api/event-sources', { name: 'hook:mine' }, admin)).status, 400)
  assert.equal((await ask('POST', '/api/event-sources', { name: 'mine' })).status, 404)
  const rotated = (
    await ask('POST', `/api/event-sources/${made.id}/write-keys`, undefined, admin)
  ).json() as {
    writeKey: string
  }
  assert.deepEqual([(await hit(made.writeKey)).status, (await hit(rotated.writeKey)).status], [401, 200])

  type Secret = { readonly id: string; readonly key: string }
  const secrets: Secret[] = []
  // Two keys of one name are of one source, and are revoked one by one.
  for (let index = 0; index < 2; index += 1)
    secrets.push((await ask('POST', '/api/secret-keys', { name: 'warehouse' }, admin)).json() as Secret)
  const withKey = (key: string) =>
    server.ask('GET', '/api/status', { headers: { authorization: `Bearer ${key}` } })
  for (const { key } of secrets) assert.equal((await withKey(key)).status, 200)
  const listed = (await ask('GET', '/api/secret-keys', undefined, admin)).text
  for (const { key } of secrets) assert.ok(!listed.includes(key))
  assert.match(listed, /"lastUsedAt":"2/)
  assert.equal((await ask('DELETE', `/api/secret-keys/${secrets[0]!.id}`, undefined, admin)).status, 200)
  assert.deepEqual(
    [(await withKey(secrets[0]!.key)).status, (await withKey(secrets[1]!.key)).status],
    [401, 200],
  )
  assert.equal((await ask('GET', '/api/secret-keys')).status, 404)
})
