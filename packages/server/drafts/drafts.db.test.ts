import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { AgreementComment, AgreementDraft, AgreementVersion } from '@baton/protocol'
import { signInAs, type TestPerson } from '../platform/testing/sign-in-as.ts'
import { type Answer, testServer, type TestServer } from '../platform/testing/test-server.ts'
import { uuidV7 } from '../platform/uuid-v7.ts'

const FIRST = `agreement: drafts
mql: { tiers: [ { id: hot, all: [ { did: Demo Requested } ] } ] }
`
const SECOND = FIRST.replace('Demo Requested', 'Quote Requested')

let server: TestServer
let mara: TestPerson
let milo: TestPerson
let selma: TestPerson
let rep: TestPerson

before(async () => {
  server = await testServer(undefined, undefined, FIRST)
  mara = await signInAs(server.pool, 'marketing')
  milo = await signInAs(server.pool, 'marketing')
  selma = await signInAs(server.pool, 'manager', ['emea'])
  rep = await signInAs(server.pool, 'rep', ['emea'])
})
after(() => server.stop())

const DRAFTS = '/api/agreement/drafts'

const ask = (who: TestPerson, method: string, path: string, body?: unknown): Promise<Answer> =>
  server.ask(method, path, { headers: who.headers, ...(body !== undefined && { body }) })

async function done<Body>(answer: Promise<Answer>): Promise<Body> {
  const { status, text, json } = await answer
  assert.equal(status, 200, text)
  return json() as Body
}

const begin = (who: TestPerson, more: object = {}) =>
  done<AgreementDraft>(ask(who, 'POST', DRAFTS, { title: 'Try', ...more }))
const read = (who: TestPerson, id: string) => done<AgreementDraft>(ask(who, 'GET', `${DRAFTS}/${id}`))
const change = (who: TestPerson, id: string, more: object) =>
  ask(who, 'PUT', `${DRAFTS}/${id}`, { title: 'Try', document: FIRST, ...more })
const propose = (who: TestPerson, id: string, more: object = {}) =>
  ask(who, 'POST', `${DRAFTS}/${id}/proposal`, more)
const listed = async (who: TestPerson) =>
  (await done<{ data: AgreementDraft[] }>(ask(who, 'GET', DRAFTS))).data.map(({ id }) => id)
const notices = async (who: TestPerson) =>
  (await done<{ data: { kind: string; path: string }[] }>(ask(who, 'GET', '/api/notices'))).data

test('a draft is its owner’s alone until it is shared, and whether it is, is the owner’s to say', async () => {
  const { id, revision, document, basedOn } = await begin(mara)
  assert.deepEqual([document, basedOn], [FIRST, 1])
  assert.ok(!(await listed(milo)).includes(id))
  assert.equal((await ask(milo, 'GET', `${DRAFTS}/${id}`)).status, 404)
  await done(change(mara, id, { revision, shared: true }))
  assert.ok((await listed(selma)).includes(id))
  const shared = await read(selma, id)
  assert.deepEqual([shared.owner?.name, shared.shared], [mara.name, true])
  const written = await done<AgreementDraft>(
    change(selma, id, { document: SECOND, revision: shared.revision }),
  )
  assert.equal(written.changedBy, selma.name)
  const refused = await change(selma, id, { revision: written.revision, shared: false })
  assert.deepEqual([refused.status, (refused.json() as { code: string }).code], [409, 'act_refused'])
  assert.equal((await ask(rep, 'GET', `${DRAFTS}/${id}`)).status, 404)
})

test('of two who write at once the second is told who was first, and nothing is lost', async () => {
  const { id, revision } = await begin(mara, { shared: true })
  await done(change(mara, id, { title: 'Stricter', document: SECOND, revision }))
  const second = await change(milo, id, { title: 'Other', revision })
  assert.equal(second.status, 409)
  assert.match(second.text, new RegExp(`${mara.name} changed it meanwhile`))
  const now = await read(mara, id)
  assert.deepEqual([now.title, now.document, now.revision], ['Stricter', SECOND, revision + 1])
})

test('a draft is thrown away by its owner, and not once it was proposed', async () => {
  const { id } = await begin(mara, { shared: true })
  assert.equal((await ask(milo, 'DELETE', `${DRAFTS}/${id}`)).status, 409)
  await done(ask(mara, 'DELETE', `${DRAFTS}/${id}`))
  assert.equal((await ask(mara, 'GET', `${DRAFTS}/${id}`)).status, 404)
})

test('a draft may be wrong while it is written, and is proposed only when it is right, and once', async () => {
  const { id, revision } = await begin(mara)
  const wrong = await done<AgreementDraft>(change(mara, id, { document: 'agreement: [', revision }))
  assert.equal((await propose(mara, id)).status, 422)
  await done(change(mara, id, { title: 'Quotes', document: SECOND, revision: wrong.revision }))
  const proposed = await done<AgreementDraft>(propose(mara, id))
  assert.deepEqual([proposed.proposedAs, proposed.shared], [2, true])
  assert.equal((await propose(mara, id)).status, 409)
  assert.equal((await change(mara, id, { revision: proposed.revision })).status, 409)
  assert.equal((await ask(mara, 'DELETE', `${DRAFTS}/${id}`)).status, 409)
  assert.deepEqual(
    (await notices(selma)).map(({ kind, path }) => [kind, path]),
    [['proposal', '/agreement?version=2']],
  )
})

test('a proposal says who, why, and what it was measured to do', async () => {
  const version = await done<AgreementVersion>(ask(selma, 'GET', '/api/agreement/versions/2'))
  assert.deepEqual(
    [version.proposedBy, version.note, version.inForceFrom, version.observed],
    [mara.name, 'Quotes', null, null],
  )
  assert.equal(version.effect?.against, 1)
  assert.equal(version.effect?.isChange, false)
})

test('a version that was agreed for a date is in force from then on', async () => {
  const { id, revision } = await begin(mara)
  await done(change(mara, id, { document: SECOND.replace('Quote', 'Contact'), revision }))
  const inForceAt = new Date(Date.now() + 2_500).toISOString()
  const { proposedAs } = await done<AgreementDraft>(propose(mara, id, { inForceAt }))
  const sign = (who: TestPerson, side: string) =>
    done<{ inForce: boolean; inForceFrom: string | null }>(
      ask(who, 'POST', `/api/agreement/versions/${proposedAs}/signatures`, { side, name: who.name }),
    )
  await sign(mara, 'marketing')
  const signed = await sign(selma, 'sales')
  assert.deepEqual([signed.inForce, signed.inForceFrom], [false, inForceAt])
  const inForce = async () => (await done<AgreementVersion>(ask(mara, 'GET', '/api/agreement'))).version
  assert.equal(await inForce(), 1)
  while (Date.now() < Date.parse(inForceAt) + 100) await new Promise((resolve) => setTimeout(resolve, 100))
  assert.equal(await inForce(), proposedAs)
  // Nobody asked for it: the server looks at the clock, and judges everybody anew.
  const judged = async () =>
    (await server.pool.query<{ value: string }>(`select value from settings where name = 'judged-version'`))
      .rows[0]?.value
  for (let tries = 0; (await judged()) !== String(proposedAs) && tries < 100; tries++)
    await new Promise((resolve) => setTimeout(resolve, 100))
  assert.equal(await judged(), String(proposedAs))
  const earlier = await done<AgreementVersion>(ask(mara, 'GET', '/api/agreement/versions/1'))
  assert.ok(earlier.inForceUntil! >= inForceAt)
  const overtaken = await done<AgreementVersion>(ask(mara, 'GET', '/api/agreement/versions/2'))
  assert.deepEqual([overtaken.overtaken, overtaken.inForceFrom], [true, null])
})

test('comments are made on clauses, stay with the version that a draft becomes, and are settled', async () => {
  const { id, revision } = await begin(mara, { shared: true })
  const said = await done<AgreementComment>(
    ask(selma, 'POST', `${DRAFTS}/${id}/comments`, { clause: 'mql.hot', text: 'Quotes are not demos.' }),
  )
  assert.deepEqual([said.by?.name, said.clause], [selma.name, 'mql.hot'])
  assert.ok((await notices(mara)).some(({ kind, path }) => kind === 'comment' && path === `/studio/${id}`))
  assert.equal((await read(mara, id)).openComments, 1)
  await done(change(mara, id, { document: SECOND.replace('Quote', 'Meeting'), revision }))
  const proposed = await propose(mara, id)
  const { proposedAs } = await done<AgreementDraft>(Promise.resolve(proposed))
  const ofVersion = `/api/agreement/versions/${proposedAs}/comments`
  await done(ask(milo, 'POST', ofVersion, { text: 'Fine by me.' }))
  const texts = async (path: string) =>
    (await done<{ data: AgreementComment[] }>(ask(mara, 'GET', path))).data.map(({ text }) => text)
  const both = ['Quotes are not demos.', 'Fine by me.']
  assert.deepEqual([await texts(ofVersion), await texts(`${DRAFTS}/${id}/comments`)], [both, both])
  const settled = await done<AgreementComment>(
    ask(mara, 'PATCH', `/api/agreement/comments/${said.id}`, { settled: true }),
  )
  assert.equal(settled.settledBy, mara.name)
  assert.equal((await read(mara, id)).openComments, 1)
})

test('of somebody else’s own draft there is nothing to say and nothing to hear', async () => {
  const { id } = await begin(mara)
  const own = await done<AgreementComment>(ask(mara, 'POST', `${DRAFTS}/${id}/comments`, { text: 'Later.' }))
  for (const answer of [
    await ask(milo, 'GET', `${DRAFTS}/${id}/comments`),
    await ask(milo, 'POST', `${DRAFTS}/${id}/comments`, { text: 'Hm.' }),
    await ask(milo, 'PATCH', `/api/agreement/comments/${own.id}`, { settled: true }),
    await ask(milo, 'POST', `${DRAFTS}/${uuidV7()}/comments`, { text: 'Hm.' }),
  ])
    assert.equal(answer.status, 404)
})
