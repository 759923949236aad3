import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { type Agreement, compileAgreement, type CompiledAgreement, readAgreement } from '@baton/engine'
import { calibrate, type CalibratedLead, targetOf } from '@baton/engine/compare'
import { knobsOf, turned, withoutEntry } from '@baton/engine/edit'
import type { Calibration, CalibrationResult, Calibrations } from '@baton/protocol'
import { simulate } from '@baton/simulator'
import { zoneOffsets } from '@baton/zones'
import { Agreements } from '../agreements/index.ts'
import { loadEvents } from '../events/index.ts'
import { leadHistories } from '../leads/index.ts'
import { signInAs, type TestPerson } from '../platform/testing/sign-in-as.ts'
import { type Answer, testServer, type TestServer } from '../platform/testing/test-server.ts'
import { uuidV7 } from '../platform/uuid-v7.ts'
import type { ChosenLead } from './choose-leads.ts'
import { beginRound } from './round-rows.ts'

const DOCUMENT = readFileSync(new URL('../../../agreements/northbeam-b2b.yaml', import.meta.url), 'utf8')
const UNTIL = Math.floor(Date.now() / 86_400_000) * 86_400_000
const ROUNDS = '/api/calibrations'

let server: TestServer
let people: Readonly<Record<'mara' | 'milo' | 'selma' | 'rep' | 'admin' | 'viewer', TestPerson>>
let compiled: CompiledAgreement

before(async () => {
  server = await testServer(undefined, undefined, DOCUMENT)
  const as = (role: Parameters<typeof signInAs>[1], ...teams: string[]) => signInAs(server.pool, role, teams)
  people = {
    mara: await as('marketing'),
    milo: await as('marketing'),
    selma: await as('manager', 'emea'),
    rep: await as('rep', 'emea'),
    admin: await as('admin'),
    viewer: await as('viewer'),
  }
  await loadEvents(
    server.intake,
    server.pool,
    'crm',
    simulate({ seed: 7, until: UNTIL, leads: 400, months: 8 }),
  )
  compiled = (await new Agreements().inForce(server.pool)).compiled
})
after(() => server.stop())

const ask = (who: TestPerson, method: string, path: string, body?: unknown): Promise<Answer> =>
  server.ask(method, path, { headers: who.headers, ...(body !== undefined && { body }) })

async function done<Body>(answer: Promise<Answer>): Promise<Body> {
  const { status, text, json } = await answer
  assert.equal(status, 200, text)
  return json() as Body
}

const begin = (leads = 30) => done<Calibration>(ask(people.mara, 'POST', ROUNDS, { leads }))
const read = (who: TestPerson, id: string) => done<Calibration>(ask(who, 'GET', `${ROUNDS}/${id}`))
const say = (who: TestPerson, id: string, position: number, worthACall: boolean) =>
  ask(who, 'POST', `${ROUNDS}/${id}/labels`, { position, worthACall })
async function sayAll(who: TestPerson, id: string, labels: readonly boolean[]): Promise<void> {
  for (const [position, worthACall] of labels.entries()) await done(say(who, id, position, worthACall))
}

interface Case {
  readonly lead: string
  readonly asOf: Date
  readonly score: number
  readonly passedOn: boolean
  /** Whatever names the lead. */
  readonly names: readonly string[]
}

async function casesOf(id: string): Promise<readonly Case[]> {
  const { rows } = await server.pool.query<Case>(
    `select c.lead_id as lead, c.as_of as "asOf", coalesce(l.score, 0) as score,
       exists (select from decisions d where d.lead_id = l.id and d.to_stage = 'mql' and d.added_by = 'fold') as "passedOn",
       array_remove(array[l.name, l.email, l.company_name, k.domain], null) as names
     from calibration_leads c join leads l on l.id = c.lead_id left join companies k on k.id = l.company_id
     where c.round_id = $1 order by c.position`,
    [id],
  )
  return rows
}

/** What the engine makes of the same leads, under that agreement. */
async function judgedBy(
  id: string,
  by: CompiledAgreement,
  labels: { readonly marketing: readonly boolean[]; readonly sales: readonly boolean[] },
  outcomes: ReadonlyMap<string, CalibratedLead['outcome']> = new Map(),
) {
  const cases = await casesOf(id)
  const histories = await leadHistories(
    server.pool,
    cases.map(({ lead }) => lead),
  )
  const leads = cases.map(({ lead, asOf }, index): CalibratedLead => ({
    id: lead,
    marketing: labels.marketing[index]!,
    sales: labels.sales[index]!,
    outcome: outcomes.get(lead) ?? 'unknown',
    events: histories.get(lead)!,
    asOf: asOf.getTime(),
  }))
  return { leads, passedOn: calibrate(leads, by, compile).passedOn }
}

function compile(agreement: Agreement): CompiledAgreement {
  return compileAgreement(agreement, compiled.catalogue, zoneOffsets)
}

function compiledFrom(document: string): CompiledAgreement {
  const { agreement, problems } = readAgreement(document, compiled.catalogue)
  assert.ok(agreement, JSON.stringify(problems))
  return compile(agreement)
}

test('a round holds so many leads, a third of them passed on, seen as they stood when they were', async () => {
  const { id, leads, cards, agreementVersion, judged } = await begin()
  assert.deepEqual([leads, cards.length, agreementVersion, judged], [30, 30, 1, { marketing: 0, sales: 0 }])
  const cases = await casesOf(id)
  assert.equal(new Set(cases.map(({ lead }) => lead)).size, 30)
  assert.equal(cases.filter(({ passedOn }) => passedOn).length, 10)
  assert.ok(cases.every(({ passedOn, score }) => passedOn || score > 0))
  const nobody = Array.from({ length: 30 }, () => false)
  const { passedOn } = await judgedBy(id, compiled, { marketing: nobody, sales: nobody })
  assert.deepEqual(
    passedOn,
    cases.map((one) => one.passedOn),
  )
  // The order tells nothing: the same sort does not stand together.
  const order = cases.map((one) => Number(one.passedOn)).join('')
  assert.notEqual(order, '1'.repeat(10) + '0'.repeat(20))
})

test('nobody reads a name, an address, a company or a score in a round that is not finished', async () => {
  const { id } = await begin()
  await done(say(people.mara, id, 0, true))
  const answers = [
    await ask(people.mara, 'GET', ROUNDS),
    ...(await Promise.all(Object.values(people).map((who) => ask(who, 'GET', `${ROUNDS}/${id}`)))),
    await say(people.rep, id, 0, true),
  ]
  const canaries = (await casesOf(id)).flatMap(({ lead, names }) => [lead, ...names])
  assert.ok(canaries.length > 90, 'leads have names')
  for (const { text } of answers) {
    assert.deepEqual(
      canaries.filter((canary) => text.toLowerCase().includes(canary.toLowerCase())),
      [],
    )
    assert.doesNotMatch(text, /"(score|grade|stage|tier|owner|email|phone)":/)
  }
})

test('a side reads its own labels, of the other side a count, and nothing of the result before both are through', async () => {
  const { id } = await begin(10)
  await sayAll(people.mara, id, [true, true, false])
  const marketing = await read(people.milo, id)
  const sales = await read(people.rep, id)
  const labels = ({ cards }: Calibration) => cards.slice(0, 4).map(({ label }) => label)
  assert.deepEqual(labels(marketing), [true, true, false, null])
  assert.deepEqual(labels(sales), [null, null, null, null])
  assert.deepEqual([sales.side, sales.judged, sales.result], ['sales', { marketing: 3, sales: 0 }, null])
  await sayAll(
    people.mara,
    id,
    Array.from({ length: 10 }, () => true),
  )
  const through = await read(people.mara, id)
  assert.deepEqual([through.judged, through.result], [{ marketing: 10, sales: 0 }, null])
  const { data } = await done<Calibrations>(ask(people.selma, 'GET', ROUNDS))
  assert.equal(data.find((round) => round.id === id)!.kappa, null)
  assert.deepEqual(labels(await read(people.selma, id)), [null, null, null, null])
})

test('a label can be changed until both sides are through, and not after', async () => {
  const { id } = await begin(10)
  const yes = Array.from({ length: 10 }, () => true)
  await sayAll(people.mara, id, yes)
  await done(say(people.milo, id, 4, false))
  assert.equal((await read(people.mara, id)).cards[4]!.label, false)
  await sayAll(people.selma, id, yes.slice(1))
  await done(say(people.rep, id, 0, false))
  await done(say(people.rep, id, 9, false))
  const { result, judged } = await read(people.mara, id)
  assert.ok(result)
  assert.deepEqual(judged, { marketing: 10, sales: 10 })
  for (const who of [people.mara, people.selma]) {
    const refused = await say(who, id, 4, true)
    assert.deepEqual([refused.status, (refused.json() as { code: string }).code], [409, 'conflict'])
  }
  assert.deepEqual(
    result.disputed.map(({ position, marketing, sales }) => [position, marketing, sales]),
    [
      [0, true, false],
      [4, false, true],
      [9, true, false],
    ],
  )
})

test('of two last words at once both stand, and of a word after them none', async () => {
  const { id } = await begin(10)
  const yes = Array.from({ length: 9 }, () => true)
  await sayAll(people.mara, id, yes)
  await sayAll(people.selma, id, yes)
  const last = await Promise.all([
    say(people.mara, id, 9, true),
    say(people.selma, id, 9, true),
    ...Array.from({ length: 6 }, () => say(people.milo, id, 0, false)),
  ])
  assert.deepEqual(
    last.slice(0, 2).map(({ status }) => status),
    [200, 200],
  )
  const { disputed } = (await read(people.mara, id)).result!
  const isTaken = last.slice(2).some(({ status }) => status === 200)
  assert.deepEqual(disputed.length, isTaken ? 1 : 0)
})

test('who may not know of it finds nothing; who keeps the installation reads and does not judge', async () => {
  const { id } = await begin(10)
  for (const [method, path, body] of [
    ['GET', ROUNDS],
    ['POST', ROUNDS, {}],
    ['GET', `${ROUNDS}/${id}`],
    ['POST', `${ROUNDS}/${id}/labels`, { position: 0, worthACall: true }],
  ] as const)
    assert.equal((await ask(people.viewer, method, path, body)).status, 404, `${method} ${path}`)
  assert.equal((await ask(people.rep, 'POST', ROUNDS, {})).status, 404)
  const seen = await read(people.admin, id)
  assert.deepEqual([seen.side, seen.cards.length], [null, 10])
  assert.equal((await say(people.admin, id, 0, true)).status, 404)
  for (const [round, position] of [
    [uuidV7(), 0],
    ['nope', 0],
    [id, 10],
  ] as const)
    assert.equal((await say(people.mara, round, position, true)).status, 404)
  assert.deepEqual((await read(people.admin, id)).judged, { marketing: 0, sales: 0 })
})

test('the result is κ of what was said, and the edit it names brings the agreement closer to that', async () => {
  // Both sides hold interest in the product to be worth a call later than the agreement does.
  const { id, sales } = await roundOn(
    compiledFrom(DOCUMENT.replace('meter: intent, at-least: 60', 'meter: intent, at-least: 110')),
  )
  const marketing = sales.map((worthACall, index) => (index % 6 === 5 ? !worthACall : worthACall))
  await sayAll(people.mara, id, marketing)
  await sayAll(people.selma, id, sales)
  const result = (await read(people.rep, id)).result!
  const count = (one: boolean, other: boolean) =>
    marketing.filter((label, index) => label === one && sales[index] === other).length
  assert.equal(result.kappa.kappa!.toFixed(12), kappaByHand(count).toFixed(12))
  const { data } = await done<Calibrations>(ask(people.mara, 'GET', ROUNDS))
  assert.equal(data.find((round) => round.id === id)!.kappa!.toFixed(12), kappaByHand(count).toFixed(12))
  const today = await judgedBy(id, compiled, { marketing, sales })
  const same = (labels: readonly boolean[]) =>
    labels.filter((label, index) => label === today.passedOn[index]).length
  assert.deepEqual(
    [result.withAgreement.marketing.successes, result.withAgreement.sales.successes],
    [same(marketing), same(sales)],
  )
  assert.equal(result.disputed.length, 5)

  const edit = result.edit!
  const outcomes = new Map(result.disputed.map(({ lead, outcome }) => [lead, outcome]))
  const { leads } = await judgedBy(id, compiled, { marketing, sales }, outcomes)
  const met = (passedOn: readonly boolean[]) =>
    leads.filter((lead, index) => targetOf(lead) === passedOn[index]).length
  const edited = await judgedBy(id, compiledFrom(documentWith(edit)), { marketing, sales })
  assert.deepEqual(edit.resolves, { of: 30, before: met(today.passedOn), after: met(edited.passedOn) })
  assert.ok(edit.resolves.after > edit.resolves.before)
})

/** Of leads that the agreement passed on, a dozen that `stricter` would not have, and others; with what it says of them. */
async function roundOn(
  stricter: CompiledAgreement,
): Promise<{ readonly id: string; readonly sales: readonly boolean[] }> {
  const { rows } = await server.pool.query<ChosenLead>(
    `select l.id as lead, coalesce(min(d.at), l.last_activity_at) as "asOf" from leads l
     left join decisions d on d.lead_id = l.id and d.to_stage = 'mql' and d.added_by = 'fold'
     where l.joined_to is null and l.email is not null and l.last_activity_at is not null
     group by l.id order by min(d.at) is null, l.email`,
  )
  const histories = await leadHistories(
    server.pool,
    rows.map(({ lead }) => lead),
  )
  const leads = rows.map(({ lead, asOf }): CalibratedLead => {
    const events = histories.get(lead)!
    return { id: lead, marketing: false, sales: false, outcome: 'unknown', events, asOf: asOf.getTime() }
  })
  const passedOn = (by: CompiledAgreement) => calibrate(leads, by, compile).passedOn
  const [is, would] = [passedOn(compiled), passedOn(stricter)]
  const all = rows.map((row, index) => ({ row, is: is[index]!, would: would[index]! }))
  const chosen = [
    ...all.filter((one) => one.is && !one.would).slice(0, 12),
    ...all.filter((one) => one.is && one.would).slice(0, 8),
    ...all.filter((one) => !one.is),
  ].slice(0, 30)
  assert.ok(chosen.filter((one) => one.is && !one.would).length > 3, 'the stricter one parts from it')
  const by = people.mara.id
  const id = await beginRound(
    server.pool,
    chosen.map(({ row }) => row),
    { version: 1, by },
  )
  return { id, sales: chosen.map(({ would }) => would) }
}

/** Observed agreement against that of chance, as Cohen wrote it. */
function kappaByHand(count: (marketing: boolean, sales: boolean) => number): number {
  const [a, b, c, d] = [count(true, true), count(true, false), count(false, true), count(false, false)]
  const n = a + b + c + d
  const observed = (a + d) / n
  const expected = ((a + b) * (a + c) + (c + d) * (b + d)) / (n * n)
  return (observed - expected) / (1 - expected)
}

/** The document as the studio writes it. */
function documentWith({ clause, kind, to }: NonNullable<CalibrationResult['edit']>): string {
  const name = clause.slice(clause.indexOf('.') + 1)
  if (to === 0) return withoutEntry(DOCUMENT, kind === 'fit' ? ['fit', 'points', name] : ['points', name])
  const whats = { threshold: ['at-least', 'score'], points: ['give'], fit: ['give'], grades: ['grade'] }[kind]
  const knob = knobsOf(compiled.agreement, compiled.catalogue).find(
    (one) => one.clause === clause && whats.includes(one.what),
  )
  return turned(knob!, to, DOCUMENT)
}

test('where there are too few leads, no round is begun', async () => {
  const empty = await testServer(undefined, undefined, DOCUMENT)
  try {
    const mara = await signInAs(empty.pool, 'marketing')
    const refused = await empty.ask('POST', ROUNDS, { headers: mara.headers, body: {} })
    assert.equal(refused.status, 409)
    assert.match(refused.text, /There are 0 leads to judge/)
  } finally {
    await empty.stop()
  }
})
