import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'
import { signingWith } from '../platform/signing/open-signing.ts'
import { signInAs } from '../platform/testing/sign-in-as.ts'
import { testServer, type TestServer } from '../platform/testing/test-server.ts'
import { openSigning, type Signing } from '../platform/signing/open-signing.ts'
import { ensureSource } from '../sources/index.ts'
import {
  assertSecretOf,
  isSuppressed,
  mayMail,
  preferencePath,
  recordConsent,
  standingConsents,
} from './index.ts'

let server: TestServer
let signing: Signing
before(async () => {
  server = await testServer()
  signing = openSigning(server.dataDir)
})
after(() => server.stop())

async function lead(email: string, trust: 'public' | 'server' = 'server'): Promise<string> {
  const { id: sourceId } = await ensureSource(server.pool, 'website')
  const now = Date.now()
  const told = { sourceId, messageId: email, occurredAt: now, receivedAt: now, trust, properties: {} }
  await server.intake.accept([{ ...told, name: 'Newsletter Subscribed', identity: { email } }])
  const { rows } = await server.pool.query('select lead_id as lead from identities where value = $1', [email])
  return rows[0].lead
}

const press = (path: string, fields: Record<string, string> | null) =>
  server.app.inject({
    method: fields === null ? 'GET' : 'POST',
    url: path,
    headers: { host: '127.0.0.1', 'content-type': 'application/x-www-form-urlencoded' },
    ...(fields !== null && { payload: new URLSearchParams(fields).toString() }),
  })

const standing = async (leadId: string, purpose = 'newsletter') =>
  (await standingConsents(server.pool, leadId)).get(purpose)?.status ?? null

const claim = (leadId: string, status: 'given' | 'withdrawn') =>
  recordConsent(server.pool, {
    leadId,
    purpose: 'newsletter',
    status,
    trust: 'public',
    text: 'Yes.',
    source: 'form x, version 1',
    proof: {},
  })

test('what anybody can say for anybody neither gives nor takes back', async () => {
  const id = await lead('claimed@one.example')
  assert.equal(await claim(id, 'withdrawn'), null)
  assert.equal(await claim(id, 'given'), 'pending')
  await press(preferencePath(signing, { lead: id, email: 'claimed@one.example' }), {
    'want-newsletter': 'yes',
  })
  assert.equal(await claim(id, 'withdrawn'), 'given')
  await press(preferencePath(signing, { lead: id, email: 'claimed@one.example' }), {})
  assert.equal(await standing(id), 'withdrawn')
  assert.equal(await claim(id, 'given'), 'withdrawn')
  const { rows } = await server.pool.query('select status from consents where lead_id = $1 order by seq', [
    id,
  ])
  assert.deepEqual(
    rows.map(({ status }) => status),
    ['pending', 'given', 'withdrawn', 'pending'],
  )
})

test('nothing at all is nothing at all, at every address of theirs, until they say otherwise themselves', async () => {
  const id = await lead('all@one.example')
  const path = preferencePath(signing, { lead: id, email: 'all@one.example' })
  await press(path, { 'want-newsletter': 'yes', 'want-phone': 'yes' })
  const recipient = { leadId: id, email: 'All@one.example' }
  assert.deepEqual(await mayMail(server.pool, signing, 'newsletter', [recipient]), [recipient])
  assert.deepEqual(await mayMail(server.pool, signing, 'product', [recipient]), [])
  assert.match((await press(path, { none: 'yes', 'want-newsletter': 'yes' })).body, /Nothing will be sent/)
  assert.deepEqual([await standing(id), await standing(id, 'phone')], ['withdrawn', 'withdrawn'])
  assert.equal(await isSuppressed(server.pool, signing, ' ALL@one.example'), true)
  assert.deepEqual(await mayMail(server.pool, signing, 'newsletter', [recipient]), [])
  await press(path, { 'want-newsletter': 'yes' })
  assert.deepEqual(await mayMail(server.pool, signing, 'newsletter', [recipient]), [recipient])
})

test('what staff had a reason for is lifted by staff with a reason, and stays to be seen', async () => {
  const id = await lead('bounced@one.example')
  const admin = await signInAs(server.pool, 'admin')
  const ask = (url: string, body: object) => server.ask('POST', url, { headers: admin.headers, body })
  const email = 'bounced@one.example'
  assert.equal((await ask('/api/suppressions', { email, reason: 'hard bounce' })).status, 200)
  await press(preferencePath(signing, { lead: id, email }), { 'want-newsletter': 'yes' })
  assert.equal(await isSuppressed(server.pool, signing, email), true)
  assert.equal((await ask('/api/suppressions/removals', { email, reason: '' })).status, 400)
  assert.equal((await ask('/api/suppressions/removals', { email, reason: 'mailbox is back' })).status, 200)
  assert.equal((await ask('/api/suppressions/removals', { email, reason: 'twice' })).status, 404)
  const { rows } = await server.pool.query(
    `select removal, removed_by from suppressions where reason = 'hard bounce'`,
  )
  assert.deepEqual(rows, [{ removal: 'mailbox is back', removed_by: admin.id }])
  const list = await server.ask('GET', '/api/suppressions', { headers: admin.headers })
  assert.doesNotMatch(list.text, /bounced@one|hard bounce/)
})

test('a link that staff copied says so in the ledger, and is for nobody who may not record consent', async () => {
  const id = await lead('copied@one.example')
  const marketing = await signInAs(server.pool, 'marketing')
  const read = async (headers: Record<string, string>) =>
    (await server.ask('GET', `/api/leads/${id}/consents`, { headers })).json() as {
      preferencesUrl: string | null
    }
  const { preferencesUrl } = await read(marketing.headers)
  const before = (await server.pool.query('select count(*) as n from events')).rows[0].n
  assert.equal((await press(new URL(preferencesUrl!).pathname, null)).statusCode, 200)
  assert.equal((await server.pool.query('select count(*) as n from events')).rows[0].n, before)
  await press(new URL(preferencesUrl!).pathname, { 'want-newsletter': 'yes' })
  const { rows } = await server.pool.query('select source from consents where lead_id = $1', [id])
  assert.deepEqual(rows, [{ source: 'page of preferences, by a link that staff copied' }])
  const told = await server.pool.query(
    `select trust from events where lead_id = $1 and name = 'Consent Given'`,
    [id],
  )
  assert.deepEqual(told.rows, [{ trust: 'server' }])
  const manager = await signInAs(server.pool, 'manager', ['alpha'])
  const rep = await signInAs(server.pool, 'rep', ['alpha'])
  await server.pool.query(`update leads set last_owner = $2, last_team = 'alpha' where id = $1`, [id, rep.id])
  for (const person of [manager, rep]) assert.equal((await read(person.headers)).preferencesUrl, null)
})

test('a link outlives the lead: the address is left in peace, and nothing of it comes back', async () => {
  const id = await lead('gone@one.example')
  const path = preferencePath(signing, { lead: id, email: 'gone@one.example' })
  const admin = await signInAs(server.pool, 'admin')
  const erased = await server.ask('POST', `/api/leads/${id}/erasure`, {
    headers: admin.headers,
    body: { reason: 'asked for it' },
  })
  assert.equal(erased.status, 200, erased.text)
  const page = await press(path, null)
  assert.deepEqual([page.statusCode, /Nothing is kept of you/.test(page.body)], [200, true])
  assert.equal(await isSuppressed(server.pool, signing, 'gone@one.example'), false)
  for (let times = 0; times < 3; times += 1)
    assert.equal((await press(path, { none: 'yes' })).statusCode, 200)
  assert.equal(await isSuppressed(server.pool, signing, 'gone@one.example'), true)
  const { rowCount } = await server.pool.query('select 1 from consents where lead_id = $1', [id])
  assert.equal(rowCount, 0)
  assert.doesNotMatch(Buffer.from(path.split('/')[2]!.split('.')[0]!, 'base64url').toString(), /gone@/)
})

test('with another secret nobody would be found among the suppressed, so that is refused', async () => {
  await assertSecretOf(server.pool, signing)
  await assert.rejects(assertSecretOf(server.pool, signingWith(randomBytes(32))), /secret\.key/)
  await assertSecretOf(server.pool, signing)
})
