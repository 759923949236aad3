import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Access, SignedIn } from '../access/index.ts'
import { Agreements, installFirstAgreement } from '../agreements/index.ts'
import { draft } from '../drafts/index.ts'
import {
  actServices,
  type ActServices,
  type IncomingEvent,
  type Intake,
  openIntake,
} from '../events/index.ts'
import { verifyStates } from '../leads/index.ts'
import { Refusal } from '../platform/http/refusal.ts'
import { testDatabase, type TestDatabase } from '../platform/testing/test-database.ts'
import { uuidV7 } from '../platform/uuid-v7.ts'
import { ensureSource } from '../sources/index.ts'
import { answerContest } from './answer-contest.ts'
import { contestedClauses, contestOutcomes } from './contest-outcomes.ts'
import { contests } from './contest-rows.ts'

const DAY = 86_400_000
const NOW = Date.now()

const AGREEMENT = `agreement: contests
fit: { points: { size-core: { where: { company.employees: { from: 50 } }, give: 30 } }, grades: { A: 60, B: 40, C: 20 } }
mql: { tiers: [ { id: hot, clock: hot, all: [ { did: Demo Requested }, { grade: [A, B, C] } ] } ] }
handoff: { clocks: { hot: { first-touch: 60 minutes, decide: 2 days } }, route: [ { to: rest } ] }
sql: { needs: [accepted] }
recycle: { bad-timing: { rest: 1 day, keep: 50% }, unreachable: { rest: 1 day, keep: 50% }, not-a-fit: { disqualify: true } }
`

let database: TestDatabase
let intake: Intake
let acts: ActServices
let sourceId: string
let nextId = 0
const rep = uuidV7()
const marketer: SignedIn = {
  id: uuidV7(),
  name: 'Mara Lind',
  role: 'marketing',
  teams: [],
  sessionId: '',
  signedInAt: 0,
}
const everything: Access = { kind: 'person', reach: 'all', person: marketer }

before(async () => {
  database = await testDatabase()
  const agreements = new Agreements()
  await installFirstAgreement(database.pool, { document: AGREEMENT, note: 'test' })
  sourceId = (await ensureSource(database.pool, 'website')).id
  intake = openIntake({ pool: database.pool, log: (line) => assert.fail(line) })
  acts = await actServices(database.pool, agreements)
  await database.pool.query(
    `insert into people (id, name, email, role) values ($1, 'Ada Berg', 'ada@northbeam.example', 'rep'), ($2, 'Mara Lind', 'mara@northbeam.example', 'marketing')`,
    [rep, marketer.id],
  )
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
  more: Partial<IncomingEvent> = {},
): IncomingEvent {
  const at = NOW - daysAgo * DAY
  return {
    sourceId,
    messageId: `c-${++nextId}`,
    name,
    occurredAt: at,
    receivedAt: NOW,
    trust: 'server',
    identity: { userId: who },
    properties,
    ...more,
  }
}

const promoted = (who: string, daysAgo: number) =>
  event(
    who,
    'Demo Requested',
    daysAgo,
    {},
    {
      lead: { email: `${who}@customer.example` },
      company: { domain: `${who}.example`, fields: { employees: 400, name: `${who} Ltd` } },
    },
  )
const rejected = (who: string, daysAgo: number, properties: Record<string, unknown>) =>
  event(who, 'Handoff Rejected', daysAgo, { by: rep, ...properties })

const answer = (id: string, kind: 'answer' | 'correct' | 'draft', text = '') =>
  answerContest(
    { pool: database.pool, acts, access: everything, by: marketer, baseUrl: () => 'https://baton.example' },
    id,
    { kind, text },
  )

async function contestOf(company: string) {
  const found = (await contests(database.pool, everything)).find((one) => one.company === `${company} Ltd`)
  assert.ok(found)
  return found
}

describe('a contest', () => {
  test('says what was contested, by whom, and what became of the lead since', async () => {
    await intake.accept([
      promoted('kim', 9),
      rejected('kim', 8, {
        reason: 'bad-timing',
        clause: 'fit.points.size-core',
        note: 'agencies do not count',
      }),
      event('kim', 'Demo Requested', 3),
      event('kim', 'Handoff Accepted', 2, { owner: rep }),
    ])
    const found = await contestOf('kim')
    assert.deepEqual(
      [found.kind, found.clause, found.note, found.by?.name, found.state, found.since?.stage],
      ['clause', 'fit.points.size-core', 'agencies do not count', 'Ada Berg', 'open', 'sql'],
    )
    assert.deepEqual(await contestedClauses(database.pool), [
      { clause: 'fit.points.size-core', contested: 1, cameFarther: 1 },
    ])
    const { contested, accepted } = await contestOutcomes(database.pool)
    assert.deepEqual([contested.of, contested.sql, accepted.of], [1, 1, 1])
  })

  test('of timing and of effort is known by what sales said', async () => {
    await intake.accept([
      promoted('lou', 9),
      rejected('lou', 8, { reason: 'bad-timing' }),
      promoted('moe', 9),
      rejected('moe', 8, { reason: 'unreachable' }),
      promoted('ned', 9),
      rejected('ned', 8, { reason: 'not-a-fit' }),
    ])
    const kinds = await Promise.all(['lou', 'moe', 'ned'].map(async (who) => (await contestOf(who)).kind))
    assert.deepEqual(kinds, ['timing', 'effort', 'other'])
  })

  test('of a fact is corrected once, for everybody at the company', async () => {
    await intake.accept([
      promoted('ola', 9),
      event('pia', 'Page Viewed', 9, {}, { company: { domain: 'ola.example', fields: {} } }),
      rejected('ola', 8, { reason: 'bad-timing', field: 'company.employees', value: 4 }),
    ])
    const before = await contestOf('ola')
    assert.deepEqual([before.kind, before.observed, before.proposed], ['fact', 400, 4])
    const after = await answer(before.id, 'correct')
    assert.deepEqual([after.state, after.observed], ['corrected', 4])
    const { rows } = await database.pool.query<{ employees: number }>(
      `select (state::json #>> '{company,employees,0}')::int as employees from leads where company_name = 'ola Ltd'`,
    )
    assert.deepEqual(
      rows.map(({ employees }) => employees),
      [4, 4],
    )
    await assert.rejects(answer(before.id, 'correct'), new Refusal('conflict', 'It was corrected already.'))
    assert.deepEqual((await verifyStates(database.pool)).differences, [])
  })

  test('is answered in words, of which the one who contested is told once', async () => {
    const { id } = await contestOf('lou')
    await assert.rejects(answer(id, 'answer'), Refusal)
    const answered = await answer(id, 'answer', 'Agreed: half a year it is.')
    assert.equal(answered.state, 'answered')
    const { rows } = await database.pool.query<{ kind: string }>(
      'select kind from notices where person_id = $1',
      [rep],
    )
    assert.deepEqual(
      rows.map(({ kind }) => kind),
      ['contest-answer', 'contest-answer'],
    )
  })

  test('becomes a draft that begins with the agreement in force at the contested clause', async () => {
    const { id } = await contestOf('kim')
    const drafted = await answer(id, 'draft')
    assert.equal(drafted.state, 'drafted')
    const begun = await draft(database.pool, drafted.draft!, marketer)
    assert.deepEqual([begun.clause, begun.basedOn, begun.document], ['fit.points.size-core', 1, AGREEMENT])
    await assert.rejects(answer(id, 'draft'), Refusal)
  })

  test('is seen by who made it, and not by others of sales', async () => {
    const as = (id: string): Access => ({
      kind: 'person',
      reach: 'own',
      person: { ...marketer, id, role: 'rep' },
    })
    const own = await contests(database.pool, as(rep))
    assert.ok(own.length > 0 && own.every(({ name }) => name === null))
    assert.equal((await contests(database.pool, as(uuidV7()))).length, 0)
  })
})
