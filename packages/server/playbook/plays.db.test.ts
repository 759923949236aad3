import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { installFirstAgreement } from '../agreements/index.ts'
import { type IncomingEvent, type Intake, openIntake } from '../events/index.ts'
import { Refusal } from '../platform/http/refusal.ts'
import { testDatabase, type TestDatabase } from '../platform/testing/test-database.ts'
import { ensureSource } from '../sources/index.ts'
import { uuidV7 } from '../platform/uuid-v7.ts'
import { addPlay, changePlay, plays } from './plays.ts'

const AGREEMENT = `agreement: plays
mql: { tiers: [ { id: hot, all: [ { did: Demo Requested } ] } ] }
`
const DAY = 86_400_000
const NOW = Date.now()
const PLAY = {
  objection: 'Too dear',
  answer: 'Look at three years',
  proof: '',
  contentTitle: '',
  contentUrl: '',
}

let database: TestDatabase
let intake: Intake
let sourceId: string
const writer = uuidV7()
let nextId = 0

before(async () => {
  database = await testDatabase()
  await installFirstAgreement(database.pool, { document: AGREEMENT, note: 'test' })
  sourceId = (await ensureSource(database.pool, 'website')).id
  intake = openIntake({ pool: database.pool, log: (line) => assert.fail(line) })
  await database.pool.query(
    `insert into people (id, name, email, role) values ($1, 'Ada Berg', 'ada@northbeam.example', 'rep')`,
    [writer],
  )
})
after(async () => {
  await intake.stop()
  await database.drop()
})

const event = (who: string, name: string, daysAgo: number, properties = {}): IncomingEvent => ({
  sourceId,
  messageId: `p-${++nextId}`,
  name,
  occurredAt: NOW - daysAgo * DAY,
  receivedAt: NOW,
  trust: 'server',
  identity: { userId: who },
  properties,
})

test('what worked is counted from what leads objected to and what became of their opportunities', async () => {
  const dear = (await addPlay(database.pool, PLAY, writer)).id
  await addPlay(database.pool, { ...PLAY, objection: 'Never raised' }, writer)
  const objected = (who: string, daysAgo: number, answered: boolean) =>
    event(who, 'Objection Raised', daysAgo, { objection: dear, answered })
  await intake.accept([
    event('won', 'Opportunity Opened', 20),
    objected('won', 19, false),
    objected('won', 18, true),
    event('won', 'Opportunity Won', 10),
    event('lost', 'Opportunity Opened', 20),
    objected('lost', 19, true),
    event('lost', 'Opportunity Lost', 10),
    event('open', 'Opportunity Opened', 20),
    objected('open', 19, true),
    // Lost first, objected and won in a later pass: the loss was not after this objection.
    event('later', 'Opportunity Opened', 50),
    event('later', 'Opportunity Lost', 40),
    event('later', 'Opportunity Opened', 30),
    objected('later', 25, true),
    event('later', 'Opportunity Won', 20),
  ])
  const [first, second] = await plays(database.pool)
  assert.deepEqual(
    [first!.objection, first!.raised, first!.answered, first!.decided, first!.won],
    ['Too dear', 5, 4, 3, 2],
  )
  assert.deepEqual([second!.raised, second!.decided], [0, 0])
})

test('of two who write at once the second is told who was first, and nothing of it is lost', async () => {
  const { id, revision } = await addPlay(database.pool, { ...PLAY, objection: 'Twice' }, writer)
  const changed = await changePlay(database.pool, id, { answer: 'Better', revision }, writer)
  assert.deepEqual([changed.answer, changed.objection, changed.revision], ['Better', 'Twice', revision + 1])
  await assert.rejects(
    changePlay(database.pool, id, { answer: 'Worse', revision }, writer),
    (error) => error instanceof Refusal && error.code === 'conflict' && /Ada Berg/.test(error.message),
  )
  await assert.rejects(changePlay(database.pool, uuidV7(), { revision: 1 }, writer), Refusal)
})
