import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { after, before, test } from 'node:test'
import {
  type FailedEvents,
  type Hook,
  type HookMapping,
  type HookPreset,
  HOOK_PRESETS,
  type HookPreview,
  type HookSamples,
  type Replayed,
} from '@baton/protocol'
import { signInAs, type TestPerson } from '../platform/testing/sign-in-as.ts'
import { testServer, type TestServer } from '../platform/testing/test-server.ts'
import { forgetSamples } from './samples.ts'
import { PRESET_SAMPLES } from './testing/preset-samples.ts'

let server: TestServer
let admin: TestPerson
let marketing: TestPerson

before(async () => {
  server = await testServer()
  admin = await signInAs(server.pool, 'admin')
  marketing = await signInAs(server.pool, 'marketing')
})
after(() => server.stop())

async function call<Of>(
  who: TestPerson,
  method: string,
  url: string,
  body?: unknown,
  status = 200,
): Promise<Of> {
  const answer = await server.ask(method, url, { headers: who.headers, ...(body !== undefined && { body }) })
  assert.equal(answer.status, status, `${method} ${url}: ${answer.text}`)
  return answer.json() as Of
}

const send = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  server.ask('POST', path, { body, headers })

const newHook = (name: string, preset: HookPreset = 'generic') =>
  call<{ id: string; path: string; url: string }>(admin, 'POST', '/api/hooks', { name, preset })

const goLive = (id: string, mapping?: Partial<HookMapping>) =>
  call<Hook>(marketing, 'PATCH', `/api/hooks/${id}`, { state: 'live', ...(mapping && { mapping }) })

const samplesOf = async (id: string) =>
  (await call<HookSamples>(marketing, 'GET', `/api/hooks/${id}/samples`)).data

const storedFrom = async (name: string) =>
  (
    await server.pool.query<{ name: string; trust: string; lead: string | null }>(
      `select e.name, e.trust, coalesce(l.name, l.email, l.stage) as lead from events e join sources s on s.id = e.source_id
         join leads l on l.id = e.lead_id where s.name = $1 order by e.seq`,
      [`hook:${name}`],
    )
  ).rows

for (const preset of HOOK_PRESETS)
  test(`${preset}: what was collected is seen in a preview, and once live arrives as a lead`, async () => {
    const { id, path, url } = await newHook(preset, preset)
    assert.ok(url.endsWith(path))
    const [hook] = (await call<{ data: Hook[] }>(marketing, 'GET', '/api/hooks')).data.filter(
      (one) => one.id === id,
    )
    const key = hook!.mapping.check?.equals
    const body = { ...PRESET_SAMPLES[preset], ...(key && { google_key: key }) }
    assert.deepEqual((await send(path, body)).json(), { received: true })
    const [sample] = await samplesOf(id)
    assert.deepEqual(JSON.parse(sample!.body), body)
    assert.deepEqual(await storedFrom(preset), [], 'collecting stores nothing')
    const preview = await call<HookPreview>(marketing, 'POST', `/api/hooks/${id}/previews`, {
      mapping: hook!.mapping,
      sample: sample!.id,
    })
    const [line] = preview.events
    assert.ok(line?.result === 'stored' && line.catalogued && line.lead === null, JSON.stringify(preview))
    assert.deepEqual(await storedFrom(preset), [], 'a preview stores nothing')
    await goLive(id)
    for (let times = 0; times < 3; times += 1) assert.equal((await send(path, body)).status, 200)
    const stored = await storedFrom(preset)
    assert.deepEqual(
      stored.map(({ name, trust }) => [name, trust]),
      [[line.name, 'server']],
      'what is sent again is absorbed',
    )
    const known = await call<HookPreview>(marketing, 'POST', `/api/hooks/${id}/previews`, {
      mapping: hook!.mapping,
      sample: sample!.id,
    })
    assert.ok(known.events[0]?.result === 'stored' && known.events[0].lead !== null)
  })

test('a key that Google does not show is refused, and nothing is kept of it', async () => {
  const { id, path } = await newHook('google again', 'google-ads')
  const answer = await send(path, PRESET_SAMPLES['google-ads'])
  assert.deepEqual([answer.status, (answer.json() as { code: string }).code], [401, 'wrong_signature'])
  assert.deepEqual(await samplesOf(id), [])
})

test('a wrong signature is refused, a right one is not', async () => {
  const { id, path } = await newHook('signed')
  const secret = 'a secret of the test'
  await call(admin, 'PUT', `/api/hooks/${id}/guard`, { signature: { secret, header: 'x-sig' } })
  const body = JSON.stringify({ email: 'signed@acme.example', event: 'Demo Requested' })
  const signed = (text: string) => ({ 'x-sig': createHmac('sha256', secret).update(text).digest('hex') })
  for (const headers of [{}, { 'x-sig': 'no' }, signed(`${body} `)])
    assert.equal((await send(path, body, headers)).status, 401)
  assert.deepEqual(await samplesOf(id), [])
  assert.equal((await send(path, body, signed(body))).status, 200)
  const { text } = await server.ask('GET', '/api/hooks', { headers: admin.headers })
  assert.ok(!text.includes(secret) && text.includes('"header":"x-sig"'))
})

test('Meta is answered with its challenge, and nobody else', async () => {
  const { id, path } = await newHook('verified', 'meta')
  const ask = (token: string, challenge = '1158201444') =>
    server.ask('GET', `${path}?hub.mode=subscribe&hub.verify_token=${token}&hub.challenge=${challenge}`)
  assert.equal((await ask('anything')).status, 404)
  await call(admin, 'PUT', `/api/hooks/${id}/guard`, { verifyToken: 'a token for Meta' })
  const answer = await ask('a+token+for+Meta')
  assert.deepEqual([answer.status, answer.text], [200, '1158201444'])
  assert.match(String(answer.headers['content-type']), /^text\/plain/)
  assert.equal((await ask('a+token+for+Metb')).status, 404)
  assert.equal((await ask('a+token+for+Meta', '<script>')).status, 400)
})

test('an address that is unknown, off, given anew or removed leads nowhere', async () => {
  const { id, path } = await newHook('address')
  const body = { email: 'a@acme.example', event: 'X' }
  for (const other of ['/in/x', `/in/${'A'.repeat(32)}`, `${path}x`, '/in/%00'])
    assert.equal((await send(other, body)).status, 404, other)
  const renewed = await call<{ path: string }>(admin, 'POST', `/api/hooks/${id}/addresses`)
  assert.deepEqual([(await send(path, body)).status, (await send(renewed.path, body)).status], [404, 200])
  await call(marketing, 'PATCH', `/api/hooks/${id}`, { state: 'off' })
  assert.equal((await send(renewed.path, body)).status, 404)
  await call(marketing, 'PATCH', `/api/hooks/${id}`, { state: 'live' })
  assert.equal((await send(renewed.path, body)).status, 200)
  await call(admin, 'DELETE', `/api/hooks/${id}`)
  assert.equal((await send(renewed.path, body)).status, 404)
  assert.equal((await storedFrom('address')).length, 1, 'what was stored stays')
})

test('only administrators make, guard and remove addresses; a mapping that cannot be read is no mapping', async () => {
  const { id } = await newHook('permissions')
  await call(marketing, 'POST', '/api/hooks', { name: 'mine' }, 404)
  await call(marketing, 'PUT', `/api/hooks/${id}/guard`, { verifyToken: null }, 404)
  await call(marketing, 'DELETE', `/api/hooks/${id}`, undefined, 404)
  const answer = await server.ask('PATCH', `/api/hooks/${id}`, {
    headers: marketing.headers,
    body: { mapping: { name: { is: 'a..b' } }, state: 'live' },
  })
  assert.equal(answer.status, 400)
  assert.match(answer.text, /mapping\.name: at character 2/)
  const [hook] = (await call<{ data: Hook[] }>(marketing, 'GET', '/api/hooks')).data.filter(
    (one) => one.id === id,
  )
  assert.equal(hook!.state, 'collecting')
  await call(admin, 'POST', '/api/hooks', { name: 'permissions' }, 409)
})

test('what is refused of a body is kept with why, and can be mended', async () => {
  const { id, path } = await newHook('refusing')
  await goLive(id, {
    name: { is: '"Demo Requested"', table: {} },
    identity: { email: 'who' },
    occurredAt: { is: 'when', format: 'iso' },
  })
  assert.equal((await send(path, { who: 'mend@acme.example', when: 'soon', id: 'r-1' })).status, 200)
  assert.equal((await send(path, { name: 'no address' })).status, 200)
  const { data } = await call<FailedEvents>(marketing, 'GET', '/api/failed-events')
  const mine = data.filter(({ source }) => source?.name === 'hook:refusing')
  assert.deepEqual(mine.map(({ code }) => code).toSorted(), ['invalid_timestamp', 'no_user_anon_id'])
  const late = mine.find(({ code }) => code === 'invalid_timestamp')!
  const body = { ...(JSON.parse(late.body) as object), occurredAt: '2026-01-15T10:00:00Z' }
  const replayed = await call<Replayed>(marketing, 'POST', `/api/failed-events/${late.id}/replay`, {
    body: JSON.stringify(body),
  })
  assert.equal(replayed.result, 'stored')
  assert.deepEqual(await storedFrom('refusing'), [
    { name: 'Demo Requested', trust: 'server', lead: 'mend@acme.example' },
  ])
  assert.match((await samplesOf(id))[0]!.say, /refused/)
})

test('the answer is the same for who is known and who is not', async () => {
  const { id, path } = await newHook('discreet')
  await goLive(id)
  const answers = []
  for (const email of ['known@acme.example', 'known@acme.example', 'new@acme.example', 'no address'])
    answers.push(await send(path, { email, event: 'Demo Requested', at: Math.random() }))
  const seen = answers.map(({ status, text }) => [status, text])
  assert.deepEqual(new Set(seen.map(String)).size, 1, String(seen))
})

test('the last fifty bodies are kept, for a fortnight', async () => {
  const { id, path } = await newHook('samples')
  for (let index = 0; index < 53; index += 1) await send(path, { index })
  const samples = await samplesOf(id)
  assert.deepEqual(
    [samples.length, samples[0]!.body, samples.at(-1)!.body],
    [50, '{"index":52}', '{"index":3}'],
  )
  await server.pool.query(`update hook_samples set at = now() - interval '15 days' where id = $1`, [
    samples[0]!.id,
  ])
  await forgetSamples(server.pool)
  assert.equal((await samplesOf(id)).length, 49)
})

test('three hundred broken bodies harm nobody, and their good neighbours are stored', async () => {
  const { id, path } = await newHook('hostile')
  await goLive(id)
  let random = 7
  const next = (below: number) => (random = (random * 48_271) % 2_147_483_647) % below
  const values = [
    null,
    0,
    -1,
    1e308,
    '',
    '\0',
    '\ud800',
    'x'.repeat(5_000),
    [],
    {},
    [[[[]]]],
    true,
    { __proto__: 1 },
    'a@b.example',
  ]
  const value = () => values[next(values.length)]
  const broken = (): string | object => {
    const shapes: (() => string | object)[] = [
      () => '{"email": "cut@acme.exa',
      () => 'not json at all',
      () => `[${'['.repeat(2_000)}${']'.repeat(2_000)}]`,
      () => '{"__proto__": {"polluted": true}, "email": {"toString": 1}}',
      () => `{"email": "\\u0000@acme.example", "event": "\\ud800"}`,
      () => ({ email: value(), event: value(), name: value(), company: value(), id: value() }),
      () => ({ event: 'x'.repeat(next(3_000)), email: 'long@acme.example' }),
      () => [value(), value()] as object,
      () => ({ email: 'deep@acme.example', event: value(), name: { a: value() }, id: { b: value() } }),
    ]
    return shapes[next(shapes.length)]!()
  }
  let good = 0
  for (let index = 0; index < 300; index += 1) {
    const type = ['application/json', 'application/x-www-form-urlencoded', 'text/plain', 'nonsense'][next(4)]!
    const sent = broken()
    const answer = await send(path, typeof sent === 'string' ? sent : JSON.stringify(sent), {
      'content-type': type,
    })
    assert.ok(
      [200, 400, 415].includes(answer.status),
      `${answer.status} ${answer.text} for ${JSON.stringify(sent).slice(0, 200)}`,
    )
    if (index % 10 !== 0) continue
    good += 1
    const fine = { id: `good-${good}`, email: `good-${good}@fine.example`, event: 'Demo Requested' }
    assert.equal((await send(path, fine)).status, 200)
  }
  const { rows } = await server.pool.query(
    `select count(distinct l.id)::int as n from leads l where l.email like 'good-%@fine.example'`,
  )
  assert.equal(rows[0].n, good)
  assert.equal((await send(path, `{"a":"${'x'.repeat(270_000)}"}`)).status, 413)
  assert.deepEqual(
    server.said.filter((line) => /Error|failed/.test(line)),
    [],
  )
})
