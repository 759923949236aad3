import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Access } from '../access/index.ts'
import { installFirstAgreement } from '../agreements/index.ts'
import { type IncomingEvent, type Intake, openIntake } from '../events/index.ts'
import { Refusal } from '../platform/http/refusal.ts'
import { testDatabase, type TestDatabase } from '../platform/testing/test-database.ts'
import { uuidV7 } from '../platform/uuid-v7.ts'
import { ensureSource } from '../sources/index.ts'
import { board } from './board.ts'
import { changePipeline, pipeline } from './pipeline.ts'

const DAY = 86_400_000
const NOW = Date.now()
const AGREEMENT = `agreement: board
mql: { tiers: [ { id: hot, all: [ { did: Demo Requested } ] } ] }
`

let database: TestDatabase
let intake: Intake
let sourceId: string
let nextId = 0
const ada = uuidV7()

before(async () => {
  database = await testDatabase()
  await installFirstAgreement(database.pool, { document: AGREEMENT, note: 'test' })
  sourceId = (await ensureSource(database.pool, 'website')).id
  intake = openIntake({ pool: database.pool, log: (line) => assert.fail(line) })
  await database.pool.query(
    `insert into people (id, name, email, role) values ($1, 'Ada Berg', 'ada@northbeam.example', 'rep')`,
    [ada],
  )
  await intake.accept([
    event('a', 'Handoff Accepted', 20, { owner: ada }),
    event('a', 'Prospect Opened', 20, { owner: ada }),
    event('a', 'Opportunity Opened', 12, { amount: 1000, currency: 'EUR', stage: 'discovery' }),
    event('a', 'Opportunity Changed', 5, { stage: 'proposal', next_step: 'Call the board', amount: 1200 }),
    event('b', 'Opportunity Opened', 10, { amount: 500, currency: 'USD', stage: 'a-stage-that-is-gone' }),
    event('c', 'Opportunity Opened', 10, { amount: 800, currency: 'EUR' }),
    event('c', 'Opportunity Won', 2, { amount: 900, currency: 'EUR' }),
    event('d', 'Opportunity Opened', 10, { amount: 800, currency: 'EUR' }),
    event('d', 'Opportunity Lost', 3, { reason: 'price' }),
    event('e', 'Opportunity Opened', 90, { amount: 800, currency: 'EUR' }),
    event('e', 'Opportunity Won', 60, {}),
  ])
})
after(async () => {
  await intake.stop()
  await database.drop()
})

function event(
  who: string,
  name: string,
  daysAgo: number,
  properties: Record<string, unknown> = {},
): IncomingEvent {
  return {
    sourceId,
    messageId: `b-${++nextId}`,
    name,
    occurredAt: NOW - daysAgo * DAY,
    receivedAt: NOW,
    trust: 'server',
    identity: { userId: who },
    lead: { name: `Lead ${who}` },
    properties,
  }
}

const as = (reach: Access['reach']): Access => ({
  kind: 'person',
  reach,
  person: { id: ada, name: 'Ada Berg', role: 'rep', teams: [], sessionId: '', signedInAt: 0 },
})

test('the board shows what is open, where it stands now, and what was over within a month', async () => {
  const { data, recent } = await board(database.pool, as('all'))
  assert.deepEqual(
    data.map(({ name, stage, amount, nextStep, owner }) => [
      name,
      stage,
      amount,
      nextStep,
      owner?.name ?? null,
    ]),
    [
      ['Lead b', 'discovery', 500, null, null],
      ['Lead a', 'proposal', 1200, 'Call the board', 'Ada Berg'],
    ],
  )
  assert.deepEqual(recent, { won: 1, lost: 1, wonAmounts: [{ currency: 'EUR', amount: 900 }] })
})

test('a rep sees their own, and who may not see names sees none', async () => {
  assert.deepEqual(
    (await board(database.pool, as('own'))).data.map(({ name }) => name),
    ['Lead a'],
  )
  assert.deepEqual(
    (await board(database.pool, as('masked'))).data.map(({ name }) => name),
    [null, null],
  )
})

test('a stage that still holds opportunities is not taken away', async () => {
  const { stages } = await pipeline(database.pool)
  const without = stages.filter(({ id }) => id !== 'proposal')
  await assert.rejects(changePipeline(database.pool, { stages: without }), /still holds 1/)
  const [first] = stages
  await assert.rejects(changePipeline(database.pool, { stages: [first!, first!] }), Refusal)
  const renamed = stages.map((stage) => ({ ...stage, name: stage.name.toUpperCase() }))
  assert.deepEqual((await changePipeline(database.pool, { stages: renamed })).stages, renamed)
  assert.deepEqual((await pipeline(database.pool)).stages, renamed)
})
