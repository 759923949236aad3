import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { Agreements, installFirstAgreement } from '../agreements/index.ts'
import { type IncomingEvent, type Intake, openIntake } from '../events/index.ts'
import { inTurn, recountEvents } from '../judging/index.ts'
import { verifyStates } from '../leads/index.ts'
import { forgetLeads } from '../platform/testing/forget-leads.ts'
import { testDatabase, type TestDatabase } from '../platform/testing/test-database.ts'
import { ensureSource } from '../sources/index.ts'
import { settleHits, SETTLE_MS } from './settle-hits.ts'

const NOW = Date.now()
const SENT_AT = NOW - 3_600_000
const DOCUMENT = `agreement: clicks
meters: { interest: { half-life: 30 days, max: 50 } }
points: { click: { on: Email Clicked, give: 10, to: interest } }
mql: { tiers: [ { id: clicker, all: [ { did: Email Clicked } ] } ] }
`
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0'
let database: TestDatabase
let intake: Intake
let sourceId: string
let nextId = 0
const agreements = new Agreements()

before(async () => {
  database = await testDatabase()
  await installFirstAgreement(database.pool, { document: DOCUMENT, note: 'test' })
  sourceId = (await ensureSource(database.pool, 'mail')).id
  intake = openIntake({ pool: database.pool, log: (line) => assert.fail(line) })
})
beforeEach(() => forgetLeads(database.pool))
after(async () => {
  await intake.stop()
  await database.drop()
})

type Evidence = NonNullable<IncomingEvent['hit']>

function click(user: number, at: number, hit: Partial<Evidence>): IncomingEvent {
  const evidence: Evidence = {
    sending: `mail-${user}`,
    sentAt: SENT_AT,
    link: '/guide',
    isTrap: false,
    method: 'GET',
    userAgent: FIREFOX,
    hasLanguage: true,
    network: `home-${user}`,
    isHosted: null,
    ...hit,
  }
  return {
    sourceId,
    messageId: `c-${(nextId += 1)}`,
    name: 'Email Clicked',
    occurredAt: at,
    receivedAt: at,
    trust: 'server',
    identity: { userId: `user-${user}` },
    properties: { link: evidence.link },
    hit: evidence,
  }
}

const known = (user: number): IncomingEvent => {
  const { hit: _hit, ...event } = click(user, SENT_AT - 1_000, {})
  return { ...event, name: 'Lead Identified' }
}

const settle = (at = NOW) => settleHits(database.pool, agreements, at)
const stages = async () =>
  (
    await database.pool.query<{ stage: string; count: number }>(
      `select stage, count(*)::int as count from leads group by 1 order by 1`,
    )
  ).rows.map(({ stage, count }) => `${count} ${stage}`)
const decisions = async () =>
  Number((await database.pool.query(`select count(*) as n from decisions where to_stage = 'mql'`)).rows[0].n)

test('a scanner that opens every link of a thousand mails moves no lead', async () => {
  const users = Array.from({ length: 1_000 }, (_, user) => user)
  await intake.accept(users.map(known))
  const links = ['/guide', '/pricing', '/case', '/trap']
  await intake.accept(
    users.flatMap((user) =>
      links.map((link, index) =>
        click(user, SENT_AT + 2_000 + user * 20 + index * 100, {
          link,
          isTrap: link === '/trap',
          hasLanguage: false,
          network: `scanner-${user % 4}`,
        }),
      ),
    ),
  )
  assert.equal(await settle(), 4_000)
  assert.deepEqual(await stages(), ['1000 lead'])
  assert.equal(await decisions(), 0)
  const { rows } = await database.pool.query(
    `select mark, count(distinct event_id)::int as events from event_marks where classifier is not null group by 1`,
  )
  assert.deepEqual(rows, [{ mark: 'machine', events: 4_000 }])
  assert.deepEqual((await verifyStates(database.pool)).differences, [])
})

test('a person’s click counts once it is settled, from the moment it was made', async () => {
  const at = NOW - 60_000
  await intake.accept([known(1), click(1, at, {})])
  assert.equal(await settle(), 0)
  assert.deepEqual(await stages(), ['1 lead'])
  assert.equal(await settle(at + SETTLE_MS), 1)
  assert.deepEqual(await stages(), ['1 mql'])
  const { rows } = await database.pool
    .query(`select at, cause_event = (select id from events where name = 'Email Clicked') as caused
    from decisions where to_stage = 'mql'`)
  assert.deepEqual([rows[0].at.getTime(), rows[0].caused], [at, true])
  assert.deepEqual((await verifyStates(database.pool)).differences, [])
})

test('a trap that is followed later takes back what counted, and the ledger keeps what was decided', async () => {
  const at = SENT_AT + 60_000
  await intake.accept([known(2), click(2, at, {})])
  await settle()
  assert.deepEqual(await stages(), ['1 mql'])
  await intake.accept([click(2, at + 30_000, { isTrap: true, link: '/trap' })])
  assert.equal(await settle(), 2)
  assert.deepEqual(await stages(), ['1 lead'])
  assert.equal(await decisions(), 1)
  assert.deepEqual((await verifyStates(database.pool)).differences, [])
})

test('what a person said of a hit stays said', async () => {
  await intake.accept([known(3), click(3, SENT_AT + 1_000, { userAgent: '', hasLanguage: false })])
  await settle()
  assert.deepEqual(await stages(), ['1 lead'])
  const { rows } = await database.pool.query(`select event_id as "eventId", lead_id as "leadId" from hits`)
  await inTurn(database.pool, agreements, (client, inForce) =>
    recountEvents(client, inForce, [{ ...rows[0], mark: 'human', reasons: [] }], {
      classifier: null,
      person: null,
    }),
  )
  assert.deepEqual(await stages(), ['1 mql'])
  await intake.accept([click(3, SENT_AT + 2_000, { isTrap: true, userAgent: '', hasLanguage: false })])
  await settle()
  assert.deepEqual(await stages(), ['1 mql'])
})

test('a crawler’s visits are kept, marked, and judged by nobody', async () => {
  const visit = (userAgent: string, more: object = {}): IncomingEvent => ({
    ...known(4),
    messageId: `v-${(nextId += 1)}`,
    name: 'Page Viewed',
    trust: 'public',
    context: { userAgent, ...more },
  })
  await intake.accept([
    visit('Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)'),
    visit(FIREFOX, { automated: true }),
    visit(FIREFOX),
  ])
  const { rows } = await database.pool.query(
    `select counts, count(*)::int as n from events group by 1 order by 1`,
  )
  assert.deepEqual(rows, [
    { counts: false, n: 2 },
    { counts: true, n: 1 },
  ])
})
