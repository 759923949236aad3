import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Agreements, installFirstAgreement } from '../agreements/index.ts'
import { type IncomingEvent, type Intake, openIntake } from '../events/index.ts'
import { verifyStates } from '../leads/index.ts'
import { testDatabase, type TestDatabase } from '../platform/testing/test-database.ts'
import { ensureSource } from '../sources/index.ts'
import { separateVisitor } from './separate-visitor.ts'

const NOW = Date.now()
const HOUR = 3_600_000
let database: TestDatabase
let intake: Intake
let sourceId: string
let nextId = 0

before(async () => {
  database = await testDatabase()
  const document = `agreement: joined
mql: { tiers: [ { id: reader, all: [ { did: Page Viewed, times: 3 } ] } ] }
`
  await installFirstAgreement(database.pool, { document, note: 'test' })
  sourceId = (await ensureSource(database.pool, 'website')).id
  intake = openIntake({ pool: database.pool, log: (line) => assert.fail(line) })
})
after(async () => {
  await intake.stop()
  await database.drop()
})

const event = (name: string, hour: number, identity: IncomingEvent['identity']): IncomingEvent => ({
  sourceId,
  messageId: `s-${++nextId}`,
  name,
  occurredAt: NOW - (48 - hour) * HOUR,
  receivedAt: NOW,
  trust: 'server',
  identity,
  properties: {},
})

async function standing() {
  const { rows } = await database.pool.query<{ id: string; stage: string; known: boolean }>(
    `select l.id, l.stage, exists (select 1 from identities i where i.lead_id = l.id and i.kind = 'user') as known
     from leads l order by known`,
  )
  const ledger = await database.pool.query<{ line: string }>(
    `select concat_ws(' ', from_stage, to_stage, added_by, supersedes) as line from decisions d
     join identities i on i.lead_id = d.lead_id and i.kind = 'user' order by seq`,
  )
  return { visitor: rows[0]!, lead: rows[1]!, ledger: ledger.rows.map(({ line }) => line) }
}

const separate = (id: string) => separateVisitor(database.pool, new Agreements(), id)

test('a join that is taken back restores both histories, adds one decision, and repeats no effect', async () => {
  await intake.accept([1, 2].map((hour) => event('Page Viewed', hour, { anonymousId: 'browser' })))
  await intake.accept([event('Page Viewed', 3, { userId: 'ada' })])
  assert.equal((await standing()).lead.stage, 'lead')
  await intake.accept([event('Lead Identified', 4, { userId: 'ada', anonymousId: 'browser' })])
  const joined = await standing()
  assert.equal(joined.lead.stage, 'mql')
  assert.deepEqual(joined.ledger, ['visitor lead fold', 'lead mql refold 1'])

  assert.deepEqual(await separate(joined.visitor.id), { visitor: joined.visitor.id, lead: joined.lead.id })
  const apart = await standing()
  assert.deepEqual([apart.visitor.stage, apart.lead.stage], ['visitor', 'lead'])
  assert.deepEqual(apart.ledger, [...joined.ledger, 'mql lead refold 2'])
  assert.deepEqual((await verifyStates(database.pool)).differences, [])

  // Joined again by the same person, they are judged as one again.
  await intake.accept([event('Lead Identified', 5, { userId: 'ada', anonymousId: 'browser' })])
  const again = await standing()
  assert.deepEqual([again.lead.stage, again.ledger.length], ['mql', 4])
  assert.deepEqual((await verifyStates(database.pool)).differences, [])
})

test('who is joined to nobody, or is not there, is refused', async () => {
  const code = (expected: string) => (error: unknown) => (error as { code: string }).code === expected
  await assert.rejects(separate((await standing()).lead.id), code('conflict'))
  await assert.rejects(separate('00000000-0000-7000-8000-000000000000'), code('not_found'))
  await assert.rejects(separate('nobody'), code('not_found'))
})
