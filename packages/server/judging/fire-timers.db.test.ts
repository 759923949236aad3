import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { Agreements, installFirstAgreement } from '../agreements/index.ts'
import { type IncomingEvent, type Intake, openIntake } from '../events/index.ts'
import { verifyStates } from '../leads/index.ts'
import { forgetLeads } from '../platform/testing/forget-leads.ts'
import { testDatabase, type TestDatabase } from '../platform/testing/test-database.ts'
import { ensureSource } from '../sources/index.ts'
import { fireTimers } from './fire-timers.ts'

const DAY = 86_400_000
const NOW = Date.now()

const AGREEMENT = `agreement: timers
mql: { tiers: [ { id: hot, clock: hot, all: [ { did: Demo Requested } ] } ] }
handoff:
  clocks: { hot: { first-touch: 60 minutes, decide: 2 days } }
  route: [ { to: emea, where: { company.region: emea } }, { to: rest } ]
  on-overdue: reassign
recycle: { bad-timing: { rest: 30 days, keep: 50% } }
`

let database: TestDatabase
let intake: Intake
let sourceId: string
let nextId = 0

before(async () => {
  database = await testDatabase()
  await installFirstAgreement(database.pool, { document: AGREEMENT, note: 'test' })
  sourceId = (await ensureSource(database.pool, 'website')).id
  intake = openIntake({ pool: database.pool, log: (line) => assert.fail(line) })
})
beforeEach(() => forgetLeads(database.pool))
after(async () => {
  await intake.stop()
  await database.drop()
})

const event = (name: string, occurredAt: number, more: Partial<IncomingEvent> = {}): IncomingEvent => ({
  sourceId,
  messageId: `t-${++nextId}`,
  name,
  occurredAt,
  receivedAt: NOW,
  trust: 'server',
  identity: { userId: 'ada' },
  properties: {},
  ...more,
})
const fire = (now = NOW) => fireTimers(database.pool, new Agreements(), now)

async function ledger(): Promise<readonly string[]> {
  const { rows } = await database.pool.query<{ line: string }>(
    `select concat_ws(' ', kind, from_stage, to_stage, timer, handoff->>'team', added_by) as line
     from decisions order by lead_id, seq`,
  )
  return rows.map(({ line }) => line)
}

async function assertVerified(): Promise<void> {
  assert.deepEqual((await verifyStates(database.pool)).differences, [])
}

describe('a timer', () => {
  test('fires for a lead to whom nothing happens, once, however often somebody looks', async () => {
    await intake.accept([event('Demo Requested', NOW - DAY / 2)])
    assert.equal(await fire(NOW - DAY), 0)
    const counts = await Promise.all([fire(), fire(), fire()])
    assert.equal(
      counts.reduce((sum, count) => sum + count),
      1,
    )
    assert.deepEqual(await ledger(), [
      'stage visitor lead fold',
      'stage lead mql rest fold',
      'overdue mql mql first-touch rest fold',
    ])
    await assertVerified()
  })

  test('that an event comes before is folded with that event', async () => {
    await intake.accept([event('Demo Requested', NOW - 5 * DAY)])
    await intake.accept([event('Page Viewed', NOW - DAY)])
    assert.deepEqual((await ledger()).slice(2), [
      'overdue mql mql first-touch rest fold',
      'overdue mql mql decide rest fold',
    ])
    assert.equal(await fire(), 0)
    await assertVerified()
  })

  test('of a rest promotes again, and its cause is the event that sent the lead back', async () => {
    const rejected = event('Handoff Rejected', NOW - 35 * DAY, { properties: { reason: 'bad-timing' } })
    await intake.accept([event('Demo Requested', NOW - 36 * DAY), rejected])
    assert.equal(await fire(), 1)
    const lines = await ledger()
    assert.equal(lines.filter((line) => line.startsWith('stage recycled mql rest')).length, 1)
    const { rows } = await database.pool.query(
      `select e.message_id as cause, d.at, d.cycle from decisions d join events e on e.id = d.cause_event
       where d.timer = 'rest' and d.kind = 'stage'`,
    )
    assert.deepEqual(rows, [{ cause: rejected.messageId, at: new Date(NOW - 5 * DAY), cycle: 2 }])
    await assertVerified()
  })

  test('that a late event shows to have been in time keeps its decision, and effects are not repeated', async () => {
    await intake.accept([event('Demo Requested', NOW - DAY / 2)])
    await fire()
    const before = await ledger()
    await intake.accept([event('Touch Logged', NOW - DAY / 2 + 1000, { properties: { channel: 'call' } })])
    assert.deepEqual(await ledger(), before)
    await fire()
    assert.deepEqual(await ledger(), before)
    await assertVerified()
  })
})

describe('the ledger', () => {
  test('gets one decision that supersedes when a late event changes where the lead stands', async () => {
    await intake.accept([event('Demo Requested', NOW - 3 * DAY), event('Handoff Accepted', NOW - 2 * DAY)])
    await intake.accept([event('Opportunity Won', NOW - DAY)])
    const referral = event('Referral Made', NOW - DAY + 5)
    await intake.accept([referral])
    // The reps' system sends the loss of the deal before it was won only now: nothing changes about a customer.
    await intake.accept([
      event('Handoff Rejected', NOW - 2.5 * DAY, { properties: { reason: 'bad-timing' } }),
    ])
    const { rows } = await database.pool.query(
      'select seq, to_stage, added_by, supersedes from decisions where added_by <> $1',
      ['fold'],
    )
    assert.deepEqual(rows, [])
    await intake.accept([event('Opportunity Opened', NOW, { identity: { userId: 'ben' } })])
    await intake.accept([event('Opportunity Won', NOW - 1000, { identity: { userId: 'ben' } })])
    const { rows: later } = await database.pool.query(
      'select seq, from_stage, to_stage, added_by, supersedes from decisions where added_by <> $1',
      ['fold'],
    )
    assert.deepEqual(later, [
      { seq: 3, from_stage: 'opportunity', to_stage: 'customer', added_by: 'refold', supersedes: 2 },
    ])
    await assertVerified()
  })

  test('is found out by the doctor when it names a cause that is not there, or another version', async () => {
    await intake.accept([event('Demo Requested', NOW)])
    const afterTampering = async (sql: string) => {
      await database.pool.query(
        `alter table decisions disable trigger all; ${sql}; alter table decisions enable trigger all`,
      )
      return (await verifyStates(database.pool)).differences.map(({ detail }) => detail).join('; ')
    }
    assert.match(
      await afterTampering('update decisions set cause_event = gen_random_uuid() where seq = 2'),
      /decision 2 names the cause .* no such event/,
    )
    assert.match(
      await afterTampering("update decisions set decided_at = '2020-01-01' where seq = 1"),
      /decision 1 was made under version 1, which was not in force/,
    )
    assert.match(
      await afterTampering('update decisions set supersedes = 2 where seq = 1'),
      /decision 1 supersedes 2, which is no/,
    )
    assert.match(
      await afterTampering("update decisions set kind = 'overdue' where seq = 2"),
      /of kind overdue goes/,
    )
  })
})
