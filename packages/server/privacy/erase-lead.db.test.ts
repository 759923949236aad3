import assert from 'node:assert/strict'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { compileAgreement, foldHistory, readAgreement, standardCatalogue } from '@baton/engine'
import { zoneOffsets } from '@baton/zones'
import { routes } from '@baton/protocol'
import { Agreements } from '../agreements/index.ts'
import type { IncomingEvent } from '../events/index.ts'
import { leadHistories, verifyStates } from '../leads/index.ts'
import { signInAs, type TestPerson } from '../platform/testing/sign-in-as.ts'
import { testServer, type TestServer } from '../platform/testing/test-server.ts'
import { uuidV7 } from '../platform/uuid-v7.ts'
import { openFrameOf } from '../replay/index.ts'
import { ensureSource } from '../sources/index.ts'
import { eraseAgain } from './erasure-journal.ts'

const PEOPLE = 130
const ERASED = 100
const WORKED_ON = 12
const AGREEMENT = `agreement: erasing
meters: { intent: { half-life: 30 days, max: 100 } }
points:
  demo: { on: Demo Requested, give: 60, to: intent }
  page: { on: Page Viewed, where: { page_group: pricing }, give: 5, to: intent }
fit: { points: { size: { where: { company.employees: { from: 50 } }, give: 60 } }, grades: { A: 60, B: 40, C: 20 } }
mql: { tiers: [ { id: hot, clock: hot, all: [ { did: Demo Requested } ] } ], complete: [lead.email, lead.name, lead.phone] }
handoff:
  clocks: { hot: { first-touch: 5 days, decide: 9 days } }
  route: [ { to: team alpha } ]
  on-overdue: notify
recycle: { bad-timing: { rest: 30 days, keep: 100% } }
`
/** Another agreement over the same history, for a replay that was not made before. */
const CANDIDATE = AGREEMENT.replace('give: 60, to: intent', 'give: 20, to: intent')
  .replace('did: Demo Requested }', 'meter: intent, at-least: 25 }')
  .replace('lead.name, lead.phone', 'lead.linkedin')

let server: TestServer
let admin: TestPerson
let rep: TestPerson
let sourceId: string
let ids: readonly string[]

const canaryOf = (index: number) =>
  `zq${String(index).padStart(3, '0')}${(index * 7919 + 104_729).toString(36)}xcanary`

before(async () => {
  server = await testServer(undefined, undefined, AGREEMENT)
  await server.pool.query(
    `insert into teams (id, name, assignment) values ($1, 'alpha', 'claim') on conflict do nothing`,
    [uuidV7()],
  )
  admin = await signInAs(server.pool, 'admin')
  rep = await signInAs(server.pool, 'rep', ['alpha'])
  await server.pool.query(`update teams set assignment = 'claim'`)
  sourceId = (await ensureSource(server.pool, 'crm')).id
  const events = Array.from({ length: PEOPLE }, (_, index) => eventsOf(index)).flat()
  assert.ok((await server.intake.accept(events)).every((receipt) => receipt === 'stored'))
  const { rows } = await server.pool.query<{ id: string; email: string }>(
    'select id, email from leads where joined_to is null and email is not null',
  )
  const byMail = new Map(rows.map(({ id, email }) => [email, id]))
  ids = Array.from({ length: PEOPLE }, (_, index) =>
    byMail.get(`${canaryOf(index)}@acme${index % 9}.example`)!,
  )
  assert.ok(ids.every(Boolean))
  for (const index of Array.from({ length: WORKED_ON }, (_, n) => n * 9))
    await workOn(ids[index]!, canaryOf(index))
  mkdirSync(join(server.dataDir, 'uploads'), { recursive: true })
  writeFileSync(join(server.dataDir, 'uploads', 'list.csv'), `Email\n${canaryOf(3)}@acme3.example\n`)
  writeFileSync(join(server.dataDir, 'uploads', 'other.csv'), `Email\n${canaryOf(ERASED)}@acme.example\n`)
  await server.pool.query(
    `insert into failed_events (id, received_at, code, detail, body) values ($1, now(), 'invalid_text', 'x', $2)`,
    [uuidV7(), JSON.stringify({ traits: { email: `${canaryOf(5)}@acme5.example` } })],
  )
})
after(() => server.stop())

function eventsOf(index: number): IncomingEvent[] {
  const canary = canaryOf(index)
  const now = Date.now()
  let at = now - 3_600_000 + index * 1000
  const event = (name: string, more: Partial<IncomingEvent>): IncomingEvent => ({
    sourceId,
    messageId: `${canary}@acme${index % 9}.example/${(at += 10)}`,
    name,
    occurredAt: at,
    receivedAt: now,
    trust: 'server',
    identity: { userId: `${canary}-user` },
    properties: {},
    ...more,
  })
  const friend = canaryOf((index + 1) % PEOPLE)
  return [
    event('Page Viewed', {
      identity: { anonymousId: `${canary}-browser` },
      trust: 'public',
      properties: { page_group: 'pricing', url: `https://a.example/?who=${canary}`, who: canary },
      context: { page: { referrer: `https://b.example/${canary}` }, userAgent: 'Mozilla/5.0 (X11) Gecko' },
    }),
    event('Lead Identified', {
      identity: {
        userId: `${canary}-user`,
        email: `${canary}@acme${index % 9}.example`,
        anonymousId: `${canary}-browser`,
      },
      lead: {
        name: `Ada ${canary}`,
        first_name: `Ada-${canary}`,
        last_name: `Core-${canary}`,
        phone: `+49 30 ${index} ${canary}`,
        linkedin: `https://linkedin.example/${canary}`,
        nickname: canary,
        title: 'Head of Growth',
      },
      company: {
        domain: `acme${index % 9}.example`,
        fields: { name: `Acme ${index % 9}`, employees: 30 + (index % 9) * 10 },
      },
    }),
    event('Wholly Unknown', { properties: { anything: canary, nested: { deep: [canary] } } }),
    // Somebody else's event names this person.
    event('Referral Made', {
      properties: { referred: `${friend}@acme${((index + 1) % PEOPLE) % 9}.example` },
    }),
    ...(index % 3 === 0
      ? [event('Demo Requested', { properties: { form: 'demo', message: `call ${canary}` } })]
      : []),
  ]
}

async function workOn(lead: string, canary: string): Promise<void> {
  const acts = [
    { act: 'claim' },
    { act: 'touch', channel: 'call', outcome: 'connected', note: `told us ${canary}` },
    canary.includes('zq000')
      ? { act: 'reject', reason: 'bad-timing', field: 'lead.phone', value: `+49 ${canary}`, note: canary }
      : { act: 'accept' },
  ]
  for (const act of acts) {
    const { status, text } = await server.ask('POST', `/api/leads/${lead}/acts`, {
      headers: rep.headers,
      body: { id: uuidV7(), act },
    })
    assert.equal(status, 200, `${act.act}: ${text}`)
  }
}

/** What is concluded of everybody, by the ledger, the rows, and an agreement that was never in force. */
async function verdicts() {
  const rows = await server.pool.query(
    `select id, stage, tier, grade, fit, score, cycle, ledger_seq, stage_since, waiting_for, last_activity_at, company_id,
       (select json_agg(json_build_array(seq, at, kind, from_stage, to_stage, tier, cycle, clauses, cause_event, evidence, score, grade, meters) order by seq)
        from decisions d where d.lead_id = l.id) as ledger
     from leads l order by id`,
  )
  const compiled = compileAgreement(
    readAgreement(CANDIDATE, standardCatalogue).agreement!,
    standardCatalogue,
    zoneOffsets,
  )
  const histories = await leadHistories(server.pool, ids)
  const replayed = ids.map((id) => {
    const { state, decisions } = foldHistory(compiled, histories.get(id)!)
    return [
      id,
      state.stage,
      state.tier,
      state.grade,
      state.fit,
      state.meters,
      decisions.map(({ at, from, to, clauses, causeEvent }) => [at, from, to, clauses, causeEvent]),
    ]
  })
  return { rows: rows.rows, replayed }
}

/** Every table, as text. */
async function tablesThatHold(text: string): Promise<string[]> {
  const { rows } = await server.pool.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  )
  const found: string[] = []
  for (const { name } of rows) {
    const { rowCount } = await server.pool.query(`select 1 from "${name}" t where t::text ilike $1 limit 1`, [
      `%${text}%`,
    ])
    if (rowCount) found.push(name)
  }
  return found
}

function filesThatHold(text: string): string[] {
  return readdirSync(server.dataDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path).includes(text))
}

test(`of ${ERASED} people who were erased nothing is left to find, and every verdict is what it was`, async () => {
  await openFrameOf(
    server.pool,
    join(server.dataDir, 'replay'),
    (await new Agreements().inForce(server.pool)).compiled.catalogue,
  )
  const before = await verdicts()
  assert.ok((await tablesThatHold(canaryOf(0))).includes('decisions'), 'the canary sings before')
  for (const id of ids.slice(0, ERASED)) {
    const { status, text } = await server.ask('POST', `/api/leads/${id}/erasure`, {
      headers: admin.headers,
      body: { reason: 'asked for it' },
    })
    assert.equal(status, 200, text)
  }
  for (let index = 0; index < ERASED; index += 1) {
    assert.deepEqual(await tablesThatHold(canaryOf(index)), [], canaryOf(index))
    assert.deepEqual(filesThatHold(canaryOf(index)), [])
  }
  assert.deepEqual(await verdicts(), before)
  assert.deepEqual((await verifyStates(server.pool)).differences, [])
  assert.ok(!server.said.join('\n').includes('xcanary'), 'the log is silent of everybody')
  // Who stays is whole.
  assert.ok((await tablesThatHold(canaryOf(ERASED))).includes('identities'))
  assert.equal(filesThatHold(canaryOf(ERASED)).length, 1)
})

test('no answer of the interface tells of them, to the administrator either', async () => {
  const erased = Array.from({ length: ERASED }, (_, index) => canaryOf(index))
  const urls = Object.entries(routes).flatMap(([name, { method, path }]) => {
    if (method !== 'GET' || name === 'live') return []
    const of = path.includes('/leads/:id') ? ids.slice(0, 12) : [ids[0]!]
    return of.map((id) => path.replace(':id', id).replace(':version', '1').replace(':meeting', 'm'))
  })
  for (const url of urls) {
    const { text } = await server.ask('GET', url, { headers: admin.headers })
    assert.ok(!erased.some((canary) => text.includes(canary)), url)
  }
  const search = await server.ask('GET', `/api/leads?q=${canaryOf(0)}`, { headers: admin.headers })
  assert.equal((search.json() as { total: number }).total, 0)
})

test('whoever comes again by the same address is a new lead', async () => {
  const canary = canaryOf(1)
  await server.intake.accept([
    {
      ...eventsOf(1)[1]!,
      messageId: 'again-1',
      identity: { email: `${canary}@acme1.example`, anonymousId: `${canary}-browser` },
    },
  ])
  const { rows } = await server.pool.query<{ lead: string }>(
    `select lead_id as lead from identities where value = $1`,
    [`${canary}@acme1.example`],
  )
  assert.ok(rows[0] && rows[0].lead !== ids[1])
  assert.deepEqual((await verifyStates(server.pool)).differences, [])
})

test('what a restored backup brings back is erased at the next start', async () => {
  const lead = ids[ERASED]!
  writeFileSync(
    join(server.dataDir, 'erasures.jsonl'),
    `${JSON.stringify({ at: '2027-01-01T00:00:00Z', lead })}\n`,
    { flag: 'a' },
  )
  assert.equal(await eraseAgain(server.pool, new Agreements(), server.dataDir), 1)
  assert.deepEqual(await tablesThatHold(canaryOf(ERASED)), [])
  assert.equal(await eraseAgain(server.pool, new Agreements(), server.dataDir), 0)
})

test('somebody who is kept gets all that is kept', async () => {
  const index = ERASED + 8
  const { json } = await server.ask('GET', `/api/leads/${ids[index]}/personal-data`, {
    headers: admin.headers,
  })
  const text = JSON.stringify(json())
  for (const part of [
    '-user',
    '-browser',
    '@acme',
    `Ada ${canaryOf(index)}`,
    'linkedin.example',
    'b.example',
    'nickname',
  ])
    assert.ok(text.includes(part), part)
})

test('only those who may erase, and only soon after signing in', async () => {
  const body = { reason: '' }
  const url = `/api/leads/${ids[ERASED + 2]}/erasure`
  for (const role of ['marketing', 'manager', 'rep', 'viewer'] as const) {
    const person = await signInAs(server.pool, role)
    assert.equal((await server.ask('POST', url, { headers: person.headers, body })).status, 404, role)
  }
  const late = await signInAs(server.pool, 'admin')
  await server.pool.query(`update sessions set created_at = created_at - interval '2 hours'`)
  assert.equal((await server.ask('POST', url, { headers: late.headers, body })).status, 403)
})
