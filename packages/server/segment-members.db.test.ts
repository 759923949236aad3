import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { dayOf, foldHistory } from '@baton/engine'
import { audienceContext, type Audience, isIn, readAudience, spelledOut } from '@baton/engine/audience'
import { Agreements, installFirstAgreement } from './agreements/index.ts'
import { type IncomingEvent, type Intake, openIntake } from './events/index.ts'
import { mergeLeads, unmergeLeads } from './identities/merge-leads.ts'
import { leadHistories } from './leads/index.ts'
import { testDatabase, type TestDatabase } from './platform/testing/test-database.ts'
import { uuidV7 } from './platform/uuid-v7.ts'
import { eraseLead } from './privacy/erase-lead.ts'
import { ensureSource } from './sources/index.ts'
import { ensureSegments } from './segments/ensure-segments.ts'
import { followLeads } from './segments/follow-leads.ts'
import { compiledWith } from './segments/read-segments.ts'

const NOW = Date.now()
const HOUR = 3_600_000
const DAY = 24 * HOUR
const DOCUMENT = `agreement: segments
meters: { intent: { half-life: 10 days, max: 80 } }
points:
  page: { on: Page Viewed, give: 7, to: intent, limit: 2 per day }
  demo: { on: Demo Requested, give: 40, to: intent }
fit:
  points: { big: { where: { company.employees: { from: 50 } }, give: 30 } }
  grades: { A: 30, B: 20, C: 10 }
mql:
  tiers: [ { id: hot, clock: quick, all: [ { did: Demo Requested }, { grade: [A] } ] } ]
handoff:
  clocks: { quick: { first-touch: 2 days, decide: 4 days } }
  effort: { attempts: 1, channels: 1, within: 10 days }
  on-overdue: recycle
recycle:
  overdue: { rest: 9 days, keep: 50% }
`
const DOCUMENTS: Readonly<Record<string, string>> = {
  active: 'score: 12',
  reader: '{ did: Page Viewed, times: 2, within: 12 days }',
  quiet: '{ all: [ { not: { segment: reader } }, { stage: [lead, recycled] } ] }',
  big: '{ field: { company.employees: { from: 50 } } }',
  loud: '{ any: [ { all: [ { segment: active }, { segment: big } ] }, { stage: mql } ] }',
  retailers: '{ persona: Retailer }',
  watchers: '{ did: Video Watched }',
}

let database: TestDatabase
let intake: Intake
let sourceId: string
let passed = 0
const agreements = new Agreements()
const erased = new Set<string>()

before(async () => {
  database = await testDatabase()
  await installFirstAgreement(database.pool, { document: DOCUMENT, note: 'test' })
  sourceId = (await ensureSource(database.pool, 'website')).id
  intake = openIntake({ pool: database.pool, log: (line) => assert.fail(line) })
  const marks = [{ kind: 'fact', dimension: 'industry', values: ['retail'], weight: 2 }]
  await database.pool.query('insert into personas (id, name, marks) values ($1, $2, $3)', [
    uuidV7(),
    'Retailer',
    JSON.stringify(marks),
  ])
})
after(async () => {
  await intake.stop()
  await database.drop()
})

/** Always the same numbers for the same seed (mulberry32). */
function randomOf(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}

type Random = (below: number) => number
type Draft = Omit<IncomingEvent, 'sourceId'>

const WORLDS = 100
const PEOPLE = ['a', 'b', 'c'] as const

/** Of three people of one company, in any order of time; some come by a browser that is known as theirs later. */
function randomEvents(world: number, count: number, random: Random): readonly Draft[] {
  const pick = <Item>(items: readonly Item[]) => items[random(items.length)]!
  return Array.from({ length: count }, (): Draft => {
    const who = `w${world}-${pick(PEOPLE)}`
    const [userId, anonymousId] = [who, `${who}-browser`]
    const employees = { domain: `w${world}.example`, fields: { employees: pick([10, 80]), industry: pick(['retail', 'steel']) } } // prettier-ignore
    return {
      messageId: uuidV7(),
      name: pick(['Page Viewed', 'Page Viewed', 'Page Viewed', 'Video Watched', 'Demo Requested']),
      occurredAt: NOW - random(40 * 24) * HOUR,
      receivedAt: NOW,
      trust: 'server',
      identity: pick([{ userId }, { userId }, { anonymousId }, { userId, anonymousId }]),
      properties: {},
      ...(random(8) === 0 && { company: employees }),
      ...(random(6) === 0 && { company: { fields: { employees: pick([20, 300]) } } }),
    }
  })
}

const beginning = (world: number): readonly Draft[] =>
  PEOPLE.map((who) => ({
    messageId: uuidV7(),
    name: 'Lead Identified',
    occurredAt: NOW - 41 * DAY,
    receivedAt: NOW,
    trust: 'server',
    // Of one of them nobody knows what company it is of until somebody says so.
    identity: { userId: `w${world}-${who}`, ...(who !== 'c' && { email: `${who}@w${world}.example` }) },
    properties: {},
  }))

const accept = (events: readonly Draft[]) => intake.accept(events.map((event) => ({ ...event, sourceId })))

async function leadOf(world: number, who: string): Promise<string> {
  const { rows } = await database.pool.query<{ id: string }>(
    `select lead_id as id from identities where kind = 'user' and value = $1`,
    [`w${world}-${who}`],
  )
  return rows[0]!.id
}

/** Everybody computed anew: each segment by itself, with those that it names spelt out. */
async function anew(now: number): Promise<readonly string[]> {
  const inForce = await agreements.inForce(database.pool)
  const { rows: written } = await database.pool.query<{ id: string; document: string }>(
    'select id, document from segments',
  )
  const audiences = new Map(
    written.map(({ id, document }): [string, Audience] => {
      const { audience } = readAudience(document, audienceContext(inForce.compiled))
      return [id, audience!]
    }),
  )
  const { rows: leads } = await database.pool.query<{ id: string }>(
    'select id from leads where joined_to is null',
  )
  const histories = await leadHistories(
    database.pool,
    leads.map(({ id }) => id),
  )
  const found: string[] = []
  for (const [id, audience] of audiences) {
    const whole = spelledOut(audience, audiences)
    const compiled = compiledWith(inForce.compiled, [whole])
    for (const [lead, events] of histories) {
      const { state } = foldHistory(compiled, events, now)
      const persona = state.company['industry']?.[0] === 'retail' ? 'Retailer' : null
      const standing = { state, day: dayOf(now), persona, segments: new Set<string>() }
      if (state.stage !== 'visitor' && !erased.has(lead) && isIn(compiled, whole, standing))
        found.push(`${id} ${lead}`)
    }
  }
  return found.toSorted()
}

async function assertTrue(now: number, what: string): Promise<void> {
  await followLeads({ pool: database.pool, agreements, now: () => now })
  const { rows } = await database.pool.query<{ line: string }>(
    `select segment || ' ' || lead_id as line from segment_members`,
  )
  const expected = await anew(now)
  assert.deepEqual(rows.map(({ line }) => line).toSorted(), expected, what)
  passed = Math.max(passed, expected.length)
}

test('memberships equal computing everybody anew, whatever happens in between', async () => {
  const random = randomOf(11)
  const { pool } = database
  for (let world = 0; world < WORLDS; world++) await accept(beginning(world))
  await ensureSegments(
    pool,
    Object.entries(DOCUMENTS).map(([id, document]) => ({ id, name: id, about: '', document })),
  )
  await assertTrue(NOW, 'at the beginning')
  for (let world = 0; world < WORLDS; world++) await accept(randomEvents(world, 8, random))
  await assertTrue(NOW, 'after events, late ones among them')
  await assertTrue(NOW + 3 * DAY, 'after three days')

  const merges: string[] = []
  for (let world = 0; world < WORLDS; world += 4) {
    const [keptId, mergedId] = [await leadOf(world, 'a'), await leadOf(world, 'b')]
    merges.push(await mergeLeads(pool, agreements, { keptId, mergedId, reason: '', person: null }))
  }
  for (let world = 0; world < WORLDS; world++) await accept(randomEvents(world, random(4), random))
  await assertTrue(NOW + 4 * DAY, 'after merges')
  for (const id of merges.filter((_, index) => index % 2 === 0))
    await unmergeLeads(pool, agreements, id, null)
  await assertTrue(NOW + 4 * DAY, 'after some were taken back')

  for (let world = 1; world < WORLDS; world += 20) {
    const lead = await leadOf(world, 'c')
    erased.add(lead)
    await eraseLead(pool, agreements, { leadId: lead, reason: 'asked', person: null })
    const { rowCount } = await pool.query('select 1 from segment_members where lead_id = $1', [lead])
    assert.equal(rowCount, 0, 'whoever is erased is out at once')
  }
  await assertTrue(NOW + 5 * DAY, 'after some were erased')

  await pool.query(
    `update segments set document = '{ did: Page Viewed, within: 30 days }' where id = 'reader'`,
  )
  await assertTrue(NOW + 5 * DAY, 'after a segment was changed that another names')
  for (let world = 0; world < WORLDS; world += 3) await accept(randomEvents(world, 2, random))
  for (const days of [8, 13, 20, 45, 200]) await assertTrue(NOW + days * DAY, `after ${days} days`)
  assert.ok(passed > 200, `there were ${passed} memberships to be wrong about`)
})

test('moves add up to who is in, each with its cause', async () => {
  const { rows } = await database.pool.query<{ same: boolean; causes: string[] }>(
    `select (select count(*) from segment_members) = (
         select sum(case when entered then 1 else -1 end) from segment_moves) as same,
       array(select distinct cause from segment_moves order by 1) as causes`,
  )
  assert.deepEqual(rows[0], { same: true, causes: ['definition', 'event', 'time'] })
})

test('only who changed is judged', async () => {
  const at = NOW + 200 * DAY
  const judged = () => followLeads({ pool: database.pool, agreements, now: () => at })
  assert.equal(await judged(), 0)
  await accept([{ ...beginning(3)[0]!, messageId: uuidV7(), name: 'Page Viewed', occurredAt: NOW }])
  assert.equal(await judged(), 1)
})

test('what somebody stated before their company was known reaches their colleagues', async () => {
  const at = NOW + 200 * DAY
  const [told, known] = [beginning(500)[2]!, beginning(500)[0]!]
  await accept([known, { ...told, company: { fields: { employees: 500 } } }])
  await assertTrue(at, 'before')
  // Their address names the company, and says nothing about it.
  await accept([{ ...told, messageId: uuidV7(), identity: { userId: 'w500-c', email: 'c@w500.example' } }])
  await assertTrue(at, 'after')
  const { rowCount } = await database.pool.query(
    `select 1 from segment_members where segment = 'big' and lead_id = $1`,
    [await leadOf(500, 'a')],
  )
  assert.equal(rowCount, 1)
})
