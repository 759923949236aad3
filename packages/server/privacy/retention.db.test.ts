import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Agreements, installFirstAgreement } from '../agreements/index.ts'
import { type IncomingEvent, type Intake, openIntake } from '../events/index.ts'
import { verifyStates } from '../leads/index.ts'
import { testDatabase, type TestDatabase } from '../platform/testing/test-database.ts'
import { ensureSource } from '../sources/index.ts'
import { retention, retire, setRetention } from './retention.ts'

const NOW = Date.now()
const DAY = 86_400_000
let database: TestDatabase
let intake: Intake
let sourceId: string

before(async () => {
  database = await testDatabase()
  await installFirstAgreement(database.pool)
  sourceId = (await ensureSource(database.pool, 'website')).id
  intake = openIntake({ pool: database.pool, log: (line) => assert.fail(line) })
})
after(async () => {
  await intake.stop()
  await database.drop()
})

const event = (id: string, identity: IncomingEvent['identity'], at: number): IncomingEvent => ({
  sourceId,
  messageId: id,
  name: 'Page Viewed',
  occurredAt: at,
  receivedAt: at,
  trust: 'public',
  identity,
  properties: { page_group: 'pricing' },
  context: { userAgent: 'Mozilla/5.0 (X11) Gecko' },
})
const count = async (sql: string) =>
  Number((await database.pool.query(`select count(*) as n from ${sql}`)).rows[0].n)

test('what is over its time goes, and what a known lead is judged by stays', async () => {
  await intake.accept([
    event('1', { anonymousId: 'never-known' }, NOW),
    event('2', { anonymousId: 'known-later' }, NOW),
    event('3', { anonymousId: 'known-later', email: 'ada@acme.example' }, NOW),
  ])
  const states = async () =>
    (await database.pool.query(`select id, state from leads where email is not null`)).rows
  const before = await states()
  await retire(database.pool, new Agreements(), NOW + 100 * DAY)
  assert.equal(await count('leads'), 2)
  const later = await retire(database.pool, new Agreements(), NOW + 181 * DAY)
  assert.equal(later.visitors, 1)
  assert.deepEqual([await count('leads'), await count('events')], [1, 2])
  assert.equal(await count('events where context is not null'), 2)
  assert.equal((await retire(database.pool, new Agreements(), NOW + 396 * DAY)).context, 2)
  assert.deepEqual(await states(), before)
  assert.deepEqual((await verifyStates(database.pool)).differences, [])
})

test('a visitor that stated something of a company stays, because others are judged by it', async () => {
  await intake.accept([
    {
      ...event('4', { userId: 'grace' }, NOW),
      name: 'Lead Identified',
      trust: 'server',
      company: { id: 'acme', fields: {} },
    },
    { ...event('5', { anonymousId: 'told-us' }, NOW), company: { id: 'acme', fields: { employees: 200 } } },
  ])
  const employees = `select state::json #>> '{company,employees,0}' as n from leads where id =
    (select lead_id from identities where value = 'grace')`
  assert.equal((await database.pool.query(employees)).rows[0].n, '200')
  await retire(database.pool, new Agreements(), NOW + 400 * DAY)
  assert.equal(await count(`identities where value = 'told-us'`), 1)
  assert.deepEqual((await verifyStates(database.pool)).differences, [])
})

test('its days are what was set last', async () => {
  const days = { ...(await retention(database.pool)), refused: 7 }
  await setRetention(database.pool, days)
  assert.deepEqual(await retention(database.pool), days)
})
