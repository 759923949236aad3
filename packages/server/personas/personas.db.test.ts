import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { readAgreement, standardCatalogue } from '@baton/engine'
import type { AgreementDraft, PersonaText } from '@baton/protocol'
import { signInAs, type TestPerson } from '../platform/testing/sign-in-as.ts'
import { type Answer, testServer, type TestServer } from '../platform/testing/test-server.ts'
import { uuidV7 } from '../platform/uuid-v7.ts'
import { readPersonas } from './personas.ts'

const DOCUMENT = `# What both sides agreed.
agreement: personas
fit:
  points:
    decides: { where: { lead.seniority: [director] }, give: 60 } # whoever signs
  grades: { A: 50, B: 30, C: 10 }
mql: { tiers: [ { id: hot, all: [ { did: Demo Requested }, { grade: [A, B] } ] } ] }
`
const OPS = {
  name: 'Ops lead, mid-size',
  about: 'Runs the warehouse',
  pains: ['Returns pile up'],
  words: ['throughput', 'peak season'],
  marks: [
    { kind: 'fact', dimension: 'industry', values: ['retail', 'transport'], weight: 2 },
    { kind: 'fact', dimension: 'size', values: ['50 to 249'], weight: 1 },
    { kind: 'did', event: 'Calculator Used', weight: 1 },
  ],
}

let server: TestServer
let mara: TestPerson
let milo: TestPerson
let selma: TestPerson
let rep: TestPerson
let viewer: TestPerson

before(async () => {
  server = await testServer(undefined, undefined, DOCUMENT)
  mara = await signInAs(server.pool, 'marketing')
  milo = await signInAs(server.pool, 'marketing')
  selma = await signInAs(server.pool, 'manager', ['emea'])
  rep = await signInAs(server.pool, 'rep', ['emea'])
  viewer = await signInAs(server.pool, 'viewer')
})
after(() => server.stop())

const PERSONAS = '/api/personas'
const ask = (who: TestPerson, method: string, path: string, body?: unknown): Promise<Answer> =>
  server.ask(method, path, { headers: who.headers, ...(body !== undefined && { body }) })

async function done<Body>(answer: Promise<Answer>): Promise<Body> {
  const { status, text, json } = await answer
  assert.equal(status, 200, text)
  return json() as Body
}

const add = (more: object) => done<PersonaText>(ask(mara, 'POST', PERSONAS, { ...OPS, ...more }))
const change = (who: TestPerson, id: string, body: object) => ask(who, 'PATCH', `${PERSONAS}/${id}`, body)
const drafted = (who: TestPerson, id: string, body: object = {}) =>
  done<{ draft: AgreementDraft; left: unknown[] }>(ask(who, 'POST', `${PERSONAS}/${id}/draft`, body))

test('a persona is kept as it was written, and read by everybody', async () => {
  const { id } = await add({})
  for (const who of [mara, selma, rep, viewer]) {
    const { data } = await done<{ data: PersonaText[] }>(ask(who, 'GET', PERSONAS))
    const { name, about, pains, words, marks, changedBy } = data.find((one) => one.id === id)!
    assert.deepEqual({ name, about, pains, words, marks }, OPS)
    assert.equal(changedBy, mara.name)
  }
  await done(change(mara, id, { revision: 1, archived: true }))
})

test('marketing writes personas, nobody else does', async () => {
  const { id } = await add({ name: 'Closed' })
  for (const who of [selma, rep, viewer]) {
    assert.equal((await ask(who, 'POST', PERSONAS, { ...OPS, name: 'New' })).status, 404)
    assert.equal((await change(who, id, { revision: 1, name: 'Mine' })).status, 404)
  }
  for (const who of [rep, viewer])
    assert.equal((await ask(who, 'POST', `${PERSONAS}/${id}/draft`, {})).status, 404)
})

test('of two who write at once the second is told who was first, and what was not named stays', async () => {
  const { id, revision } = await add({ name: 'Twice' })
  const changed = await done<PersonaText>(change(mara, id, { pains: ['Peaks'], revision }))
  assert.deepEqual([changed.pains, changed.marks, changed.revision], [['Peaks'], OPS.marks, revision + 1])
  const second = await change(milo, id, { pains: [], revision })
  assert.equal(second.status, 409)
  assert.match(second.text, new RegExp(`${mara.name} changed it meanwhile`))
  assert.equal((await change(milo, uuidV7(), { revision: 1 })).status, 404)
})

test('no two personas in use have a name that clauses could not tell apart', async () => {
  const { id } = await add({ name: 'Careful CFO' })
  const same = await ask(mara, 'POST', PERSONAS, { ...OPS, name: 'careful  cfo' })
  assert.deepEqual([same.status, /Careful CFO/.test(same.text)], [409, true])
  const other = await add({ name: 'Other' })
  assert.equal((await change(mara, other.id, { name: 'Careful CFO!', revision: 1 })).status, 409)
  await done(change(mara, id, { archived: true, revision: 1 }))
  await add({ name: 'Careful CFO' })
  assert.equal((await change(mara, id, { archived: false, revision: 2 })).status, 409)
})

test('leads are matched with personas that are in use', async () => {
  const { id } = await add({ name: 'Old' })
  const ids = async () => (await readPersonas(server.pool)).map((one) => one.id)
  assert.ok((await ids()).includes(id))
  await done(change(mara, id, { archived: true, revision: 1 }))
  assert.ok(!(await ids()).includes(id))
})

test('a persona becomes a draft of the version in force, whose comments stay and which is read without problems', async () => {
  const { id } = await add({ name: 'Ops lead' })
  for (const who of [mara, selma]) {
    const { draft, left } = await drafted(who, id)
    const { agreement, problems } = readAgreement(draft.document, standardCatalogue)
    assert.deepEqual(problems, [])
    const own = agreement!.fit.points.filter((clause) => clause.id.startsWith('fit.persona-ops-lead-'))
    assert.deepEqual(
      own.map((clause) => [clause.id, clause.give, clause.where[0]!.field]),
      [
        ['fit.persona-ops-lead-industry', 20, 'company.industry'],
        ['fit.persona-ops-lead-size', 10, 'company.employees'],
      ],
    )
    for (const line of DOCUMENT.trimEnd().split('\n'))
      assert.ok(draft.document.split('\n').includes(line), line)
    assert.deepEqual([draft.title, draft.basedOn, draft.owner?.name, draft.shared], ['Persona: Ops lead', 1, who.name, false]) // prettier-ignore
    assert.deepEqual(left, [OPS.marks[2]])
  }
  assert.equal((await drafted(mara, id, { shared: true })).draft.shared, true)
})

test('of a persona without a fact mark there is no draft, nor of one that is not there', async () => {
  const { id } = await add({ name: 'Doers', marks: [OPS.marks[2]] })
  assert.equal((await ask(mara, 'POST', `${PERSONAS}/${id}/draft`, {})).status, 409)
  assert.equal((await ask(mara, 'POST', `${PERSONAS}/${uuidV7()}/draft`, {})).status, 404)
  assert.equal((await ask(mara, 'POST', `${PERSONAS}/nothing/draft`, {})).status, 404)
})

test('a mark of nothing, of an unknown dimension, or without weight is refused', async () => {
  for (const mark of [
    { kind: 'fact', dimension: 'industry', values: [], weight: 1 },
    { kind: 'fact', dimension: 'persona', values: ['x'], weight: 1 },
    { kind: 'fact', dimension: 'industry', values: ['x'], weight: 0 },
    { kind: 'said', event: 'x' },
  ])
    assert.equal((await ask(mara, 'POST', PERSONAS, { ...OPS, name: 'Wrong', marks: [mark] })).status, 400)
})
