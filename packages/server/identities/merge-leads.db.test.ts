import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { LeadState } from '@baton/engine'
import { Agreements, installFirstAgreement } from '../agreements/index.ts'
import { type IncomingEvent, type Intake, openIntake } from '../events/index.ts'
import { leadHistories, verifyStates } from '../leads/index.ts'
import { testDatabase, type TestDatabase } from '../platform/testing/test-database.ts'
import { ensureSource } from '../sources/index.ts'
import { mergeLeads, unmergeLeads } from './merge-leads.ts'

const NOW = Date.now()
const HOUR = 3_600_000
const DOCUMENT = `agreement: merging
meters: { intent: { half-life: 30 days, max: 80 } }
points:
  page: { on: Page Viewed, give: 7, to: intent, limit: 2 per day }
  demo: { on: Demo Requested, give: 40, to: intent }
fit:
  points: { big: { where: { company.employees: { from: 50 } }, give: 30 } }
  grades: { A: 30, B: 20, C: 10 }
mql:
  tiers:
    - { id: hot, all: [ { did: Demo Requested }, { grade: [A] } ] }
    - { id: warm, all: [ { meter: intent, at-least: 30 } ] }
`
let database: TestDatabase
let intake: Intake
let sourceId: string
const agreements = new Agreements()

before(async () => {
  database = await testDatabase()
  await installFirstAgreement(database.pool, { document: DOCUMENT, note: 'test' })
  sourceId = (await ensureSource(database.pool, 'website')).id
  intake = openIntake({ pool: database.pool, log: (line) => assert.fail(line) })
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

type Draft = Omit<IncomingEvent, 'sourceId'>

/** Three people of one or two companies, each with a few browsers and addresses, who do things in any order. */
function randomHistory(world: string, seed: number): { first: Draft[]; rest: Draft[] } {
  const random = randomOf(seed)
  const pick = <Item>(items: readonly Item[]) => items[random(items.length)]!
  const people = ['a', 'b', 'c'].map((who) => ({
    userId: `${world}-${who}`,
    email: `${who}@${pick(['x', 'y'])}-${world}.example`,
    browsers: [0, 1].map((n) => `${world}-${who}-browser-${n}`),
  }))
  const event = (index: number): Draft => {
    const { userId, email, browsers } = pick(people)
    const who = random(10)
    const identity =
      who < 4
        ? { userId }
        : who < 6
          ? { anonymousId: pick(browsers) }
          : who < 8
            ? { email }
            : { userId, anonymousId: pick(browsers) }
    const named =
      random(8) === 0
        ? { company: { domain: `x-${world}.example`, fields: { employees: pick([10, 80]) } } }
        : {}
    return {
      messageId: `${world}-${index}`,
      name: pick(['Page Viewed', 'Page Viewed', 'Demo Requested', 'Lead Identified']),
      occurredAt: NOW - (400 - random(400)) * HOUR,
      receivedAt: NOW,
      trust: pick(['public', 'server'] as const),
      identity,
      properties: {},
      ...named,
      ...(random(3) === 0 && 'userId' in identity ? { lead: { email } } : {}),
    }
  }
  const known = people.map(({ userId, email }, index): Draft => ({
    ...event(1000 + index),
    name: 'Lead Identified',
    identity: { userId, email },
  }))
  return {
    first: [...known, ...Array.from({ length: 3 + random(5) }, (_, index) => event(index))],
    rest: Array.from({ length: random(6) }, (_, index) => event(100 + index)),
  }
}

const accept = (events: readonly Draft[]) => intake.accept(events.map((event) => ({ ...event, sourceId })))

async function idOf(userId: string): Promise<string> {
  const { rows } = await database.pool.query<{ id: string }>(
    `select lead_id as id from identities where kind = 'user' and value = $1`,
    [userId],
  )
  return rows[0]!.id
}

/** Every name that somebody of a world may go by. */
function namesIn(world: string): readonly string[] {
  return ['a', 'b', 'c'].flatMap((who) => [
    `${world}-${who}`,
    ...[0, 1].map((n) => `${world}-${who}-browser-${n}`),
    ...['x', 'y'].map((domain) => `${who}@${domain}-${world}.example`),
  ])
}

/** All that is concluded of everybody in a world, without the ids and numbers that no two worlds share. */
async function conclusions(world: string): Promise<unknown> {
  const { rows } = await database.pool.query<Record<string, unknown> & { id: string; state: LeadState }>(
    `select l.id, l.state::json as state, l.stage, l.tier, l.grade, l.fit, l.score, l.email, l.joined_to is null as stands,
       (select domain from companies c where c.id = l.company_id) as company,
       (select domain from companies c where c.id = l.own_company_id) as own,
       (select string_agg(i.value, ' ' order by i.value) from identities i where i.lead_id = l.id) as names
     from leads l where l.id in (select i.lead_id from identities i where i.kind = any($1) and i.value = any($2))`,
    [['user', 'anonymous', 'email'], namesIn(world)],
  )
  const told = rows.map(({ id: _id, state, names, email, company, own, ...row }) => ({
    ...row,
    state: strip(state),
    names: [names, email, company, own].map((text) => String(text).replaceAll(world, 'world')),
  }))
  return told.toSorted((a, b) => (a.names.join() < b.names.join() ? -1 : 1))

  function strip(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(strip)
    if (typeof value === 'string')
      return /^[0-9a-f-]{36}$/.test(value) ? 'id' : value.replaceAll(world, 'world')
    if (typeof value !== 'object' || value === null) return value
    const entries = Object.entries(value).filter(([key]) => key !== 'seq')
    return Object.fromEntries(entries.map(([key, inner]) => [key, strip(inner)]))
  }
}

const HISTORIES = 1_000
const AT_ONCE = 100

test(`merged and unmerged, ${HISTORIES} random histories conclude what they do without`, async () => {
  for (let from = 0; from < HISTORIES; from += AT_ONCE) {
    const worlds = Array.from({ length: AT_ONCE }, (_, index) => {
      const seed = from + index
      const name = (kind: string) => `${kind}${String(seed).padStart(4, '0')}w`
      return { seed, plain: name('p'), merged: name('m') }
    })
    const histories = worlds.flatMap(({ seed, plain, merged }) => [
      randomHistory(plain, seed),
      randomHistory(merged, seed),
    ])
    await accept(histories.flatMap(({ first }) => first))
    const merges: string[] = []
    for (const { merged, seed } of worlds) {
      const [a, b, c] = [await idOf(`${merged}-a`), await idOf(`${merged}-b`), await idOf(`${merged}-c`)]
      const merge = (keptId: string, mergedId: string) =>
        mergeLeads(database.pool, agreements, { keptId, mergedId, reason: '', person: null })
      merges.push(await merge(a, b))
      // A merge of what was merged, one way or the other.
      if (seed % 3 === 0) merges.push(await merge(c, a))
      if (seed % 3 === 1) merges.push(await merge(a, c))
    }
    await accept(histories.flatMap(({ rest }) => rest))
    const order = from % (2 * AT_ONCE) === 0 ? merges : merges.toReversed()
    for (const id of order) await unmergeLeads(database.pool, agreements, id, null)
    for (const { plain, merged, seed } of worlds)
      assert.deepEqual(await conclusions(merged), await conclusions(plain), `history ${seed}`)
  }
  assert.deepEqual((await verifyStates(database.pool)).differences, [])
})

test('while merged, two leads are judged by the union of what they did, and sharing an event changes nothing', async () => {
  const event = (id: string, name: string, userId: string): Draft => ({
    messageId: id,
    name,
    occurredAt: NOW - HOUR,
    receivedAt: NOW,
    trust: 'server',
    identity: { userId },
    properties: {},
  })
  await accept([
    event('u1', 'Page Viewed', 'union-a'),
    event('u2', 'Page Viewed', 'union-a'),
    event('u3', 'Page Viewed', 'union-b'),
    event('u4', 'Demo Requested', 'union-b'),
  ])
  const [keptId, mergedId] = [await idOf('union-a'), await idOf('union-b')]
  const id = await mergeLeads(database.pool, agreements, {
    keptId,
    mergedId,
    reason: 'same person',
    person: null,
  })
  const history = (await leadHistories(database.pool, [keptId])).get(keptId)!
  assert.deepEqual(history.map(({ name }) => name).toSorted(), [
    'Demo Requested',
    'Page Viewed',
    'Page Viewed',
    'Page Viewed',
  ])
  const score = async (lead: string) =>
    (await database.pool.query('select score, stage from leads where id = $1', [lead])).rows[0]
  // Three looks at a page, of which two a day count, and the demo: no sum of two scores.
  assert.deepEqual(await score(keptId), { score: 54, stage: 'mql' })
  await accept([event('u5', 'Page Viewed', 'union-b')])
  await unmergeLeads(database.pool, agreements, id, null)
  assert.deepEqual(
    [await score(keptId), await score(mergedId)],
    [
      { score: 14, stage: 'lead' },
      { score: 54, stage: 'mql' },
    ],
  )
  const { rows } = await database.pool.query(
    'select from_stage, to_stage from decisions where lead_id = $1 order by seq',
    [keptId],
  )
  assert.deepEqual(
    rows.map(({ from_stage, to_stage }) => `${from_stage} ${to_stage}`),
    ['visitor lead', 'lead mql', 'mql lead'],
  )
})

test('what cannot be merged, or was taken back already, is refused and nothing is done', async () => {
  const code = (expected: string) => (error: unknown) => (error as { code: string }).code === expected
  const [a, b] = [await idOf('union-a'), await idOf('union-b')]
  const merge = (keptId: string, mergedId: string) =>
    mergeLeads(database.pool, agreements, { keptId, mergedId, reason: '', person: null })
  await assert.rejects(merge(a, a), code('conflict'))
  await assert.rejects(merge(a, '00000000-0000-7000-8000-000000000000'), code('not_found'))
  await assert.rejects(merge('nobody', a), code('not_found'))
  const id = await merge(a, b)
  await assert.rejects(merge(b, a), code('conflict'))
  await unmergeLeads(database.pool, agreements, id, null)
  await assert.rejects(unmergeLeads(database.pool, agreements, id, null), code('conflict'))
})
