import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { SendingOverview, SendingSettings, SendList } from '@baton/protocol'
import { signInAs } from '../platform/testing/sign-in-as.ts'
import { testServer, type TestServer } from '../platform/testing/test-server.ts'
import { uuidV7 } from '../platform/uuid-v7.ts'
import { putLeads, queueAll, sendTo, statesOf } from './testing/mail-leads.ts'

let server: TestServer
let admin: Awaited<ReturnType<typeof signInAs>>
let marketing: Awaited<ReturnType<typeof signInAs>>

before(async () => {
  server = await testServer()
  admin = await signInAs(server.pool, 'admin')
  marketing = await signInAs(server.pool, 'marketing')
})
beforeEach(async () => {
  await server.pool.query('truncate sends, send_pauses cascade')
})
after(() => server.stop())

/** Ids of sends in a state, oldest first. */
async function sendsIn(state: string, count = 1): Promise<readonly string[]> {
  const leads = await putLeads(server.pool, count)
  await queueAll(
    server.pool,
    leads.map((lead) => sendTo(lead)),
  )
  const { rows } = await server.pool.query<{ id: string }>(
    `update sends set state = $1, settled_at = now(), sent_at = now(), begun_at = now() where lead_id = any($2) returning id`,
    [state, leads],
  )
  return rows.map(({ id }) => id)
}

const read = async <Answer>(path: string, as = marketing): Promise<Answer> =>
  (await server.ask('GET', path, { headers: as.headers })).json() as Answer

const settle = async (id: string, as: string) =>
  (await server.ask('POST', `/api/sends/${id}/settle`, { headers: marketing.headers, body: { as } })).status

test('staff settle what nobody knows, once; what was sent cannot be sent again', async () => {
  const [one, two, three] = await sendsIn('unknown', 3)
  const [sent] = await sendsIn('sent')
  const listed = await read<SendList>('/api/sends?state=unknown')
  assert.deepEqual(listed.data.map(({ id }) => id).toSorted(), [one, two, three].toSorted())
  for (const as of ['sent', 'failed', 'again']) assert.equal(await settle(sent!, as), 409, as)
  assert.equal(await settle(one!, 'again'), 200)
  assert.equal(await settle(one!, 'sent'), 409)
  assert.equal(await settle(two!, 'sent'), 200)
  assert.equal(await settle(two!, 'again'), 409)
  assert.equal(await settle(three!, 'failed'), 200)
  assert.equal(await settle(three!, 'sent'), 409)
  assert.deepEqual(await statesOf(server.pool), { queued: 1, sent: 2, failed: 1 })
  assert.equal(await settle(uuidV7(), 'sent'), 404)
  assert.equal(await settle('no-id', 'sent'), 404)
})

test('what surely did not arrive may be tried again, and counts as nothing else', async () => {
  const [failed] = await sendsIn('failed')
  const [parked] = await sendsIn('parked')
  for (const id of [failed!, parked!]) {
    assert.equal(await settle(id, 'sent'), 409)
    assert.equal(await settle(id, 'again'), 200)
  }
  const { rows } = await server.pool.query(
    'select state, attempts, sent_at, begun_at, settled_at from sends group by 1, 2, 3, 4, 5',
  )
  assert.deepEqual(rows, [{ state: 'queued', attempts: 0, sent_at: null, begun_at: null, settled_at: null }])
})

test('what holds mail back is seen by who answers for it, and lifted once', async () => {
  const [parked] = await sendsIn('parked')
  await server.pool.query(`update sends set reason = 'breaker' where id = $1`, [parked])
  await server.pool.query(
    `insert into send_pauses (id, mail, reason, detail) values ($1, 'first-steps', 'bounces', 'Many.')`,
    [uuidV7()],
  )
  const [pause] = (await read<SendingOverview>('/api/sends/overview')).pauses
  assert.deepEqual([pause!.mail, pause!.detail], ['first-steps', 'Many.'])
  const lift = async () =>
    (await server.ask('POST', `/api/sends/pauses/${pause!.id}/lift`, { headers: marketing.headers })).status
  assert.deepEqual([await lift(), await lift()], [200, 404])
  const after = await read<SendingOverview>('/api/sends/overview')
  assert.deepEqual([after.pauses, after.counts.queued, after.counts.parked], [[], 1, 0])
})

test('what is open is counted and listed however old it is, what failed for thirty days', async () => {
  for (const state of ['unknown', 'parked', 'failed', 'sent']) await sendsIn(state)
  await server.pool.query(`update sends set settled_at = now() - interval '31 days'`)
  const { counts } = await read<SendingOverview>('/api/sends/overview')
  assert.deepEqual([counts.unknown, counts.parked, counts.failed, counts.sent], [1, 1, 0, 0])
  for (const state of ['unknown', 'parked', 'failed'] as const)
    assert.equal((await read<SendList>(`/api/sends?state=${state}`)).total, counts[state], state)
})

test('secret addresses are for administrators, and settings hold', async () => {
  const seen = await read<SendingOverview>('/api/sends/overview')
  assert.deepEqual([seen.isSet, seen.webhooks], [false, []])
  const { webhooks, settings } = await read<SendingOverview>('/api/sends/overview', admin)
  assert.equal(new Set(webhooks.map(({ url }) => url)).size, 5)
  const wanted: SendingSettings = { ...settings, perWeek: 2, opens: true }
  const put = async (body: object) =>
    (await server.ask('PUT', '/api/sends/settings', { headers: marketing.headers, body })).status
  assert.equal(await put(wanted), 200)
  assert.equal(await put({ ...wanted, perWeek: 0 }), 400)
  assert.deepEqual((await read<SendingOverview>('/api/sends/overview')).settings, wanted)
})
