import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Refusal } from '../platform/http/refusal.ts'
import { testDatabase, type TestDatabase } from '../platform/testing/test-database.ts'
import { transaction } from '../platform/postgres/transaction.ts'
import { uuidV7 } from '../platform/uuid-v7.ts'
import { beginDraft, changeDraft, draft, drafts, proposeDraft } from './drafts.ts'
import { installFirstAgreement } from './install-agreement.ts'

const FIRST = `agreement: drafts
mql: { tiers: [ { id: hot, all: [ { did: Demo Requested } ] } ] }
`
const SECOND = FIRST.replace('Demo Requested', 'Quote Requested')
const by = uuidV7()
let database: TestDatabase

before(async () => {
  database = await testDatabase()
  await installFirstAgreement(database.pool, { document: FIRST, note: 'test' })
  await database.pool.query(
    `insert into people (id, name, email, role) values ($1, 'Mara Lind', 'mara@northbeam.example', 'marketing')`,
    [by],
  )
})
after(() => database.drop())

const begin = () =>
  transaction(database.pool, (client) =>
    beginDraft(client, { title: 'Try', clause: null, contest: null, by }),
  )
const refusedWith = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code

test('of two who write at once the second is told who was first, and nothing is lost', async () => {
  const id = await begin()
  const { revision } = await draft(database.pool, id)
  const written = await changeDraft(database.pool, id, { title: 'Stricter', document: SECOND, revision }, by)
  assert.deepEqual([written.title, written.document, written.revision], ['Stricter', SECOND, revision + 1])
  await assert.rejects(
    changeDraft(database.pool, id, { title: 'Other', document: FIRST, revision }, by),
    (error) => refusedWith('conflict')(error) && /Mara Lind changed it/.test((error as Error).message),
  )
  assert.equal((await draft(database.pool, id)).document, SECOND)
})

test('a draft may be wrong while it is written, and is proposed only when it is right, and once', async () => {
  const id = await begin()
  const change = async (document: string) => {
    const { revision } = await draft(database.pool, id)
    await changeDraft(database.pool, id, { title: 'Try', document, revision }, by)
  }
  await change('agreement: [')
  await assert.rejects(proposeDraft(database.pool, id), refusedWith('invalid_agreement'))
  await change(SECOND)
  assert.equal((await proposeDraft(database.pool, id)).proposedAs, 2)
  await assert.rejects(proposeDraft(database.pool, id), refusedWith('conflict'))
  await assert.rejects(change(FIRST), refusedWith('conflict'))
  assert.deepEqual(
    (await drafts(database.pool)).map(({ proposedAs }) => proposedAs),
    [null, 2],
  )
})
