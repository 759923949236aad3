/** A second factor: what it asks, what counts once, and what does not lead around it. */
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { signInAs, type TestPerson } from '../platform/testing/sign-in-as.ts'
import { type Answer, testServer, type TestServer } from '../platform/testing/test-server.ts'
import { hashPassword } from './password-hash.ts'
import { makeToken } from './single-use-tokens.ts'
import { codeOf, stepOf } from './totp.ts'

const PASSWORD = 'grey heron at low tide'
let server: TestServer
let hash: string

before(async () => {
  server = await testServer()
  hash = await hashPassword(PASSWORD)
})
beforeEach(async () => {
  await server.pool.query(
    `delete from sign_in_attempts; delete from settings where name = 'second factor required'`,
  )
})
after(() => server.stop())

async function member(role: Parameters<typeof signInAs>[1] = 'marketing'): Promise<TestPerson> {
  const person = await signInAs(server.pool, role)
  await server.pool.query('update people set password = $2 where id = $1', [person.id, hash])
  return person
}

/** Codes are of a half minute; what was used before is told by the step, so tests go on in steps of their own. */
async function secretOf({ id }: TestPerson): Promise<Buffer> {
  const { rows } = await server.pool.query<{ secret: Buffer }>(
    'select totp_secret as secret from people where id = $1',
    [id],
  )
  return rows[0]!.secret
}
const codeNow = async (person: TestPerson, beside = 0) =>
  codeOf(await secretOf(person), stepOf(Date.now()) + beside)

const ask = (person: TestPerson, method: 'POST' | 'PUT' | 'DELETE', body?: object) =>
  server.ask(method, '/api/me/second-factor', { headers: person.headers, ...(body && { body }) })
const signIn = ({ email }: TestPerson, code?: string, password = PASSWORD) =>
  server.ask('POST', '/api/session', { body: { email, password, ...(code && { code }) } })
const codeIn = (answer: Answer) => (answer.json() as { code?: string }).code

/** With the code of half a minute ago, so that the one of now is still good. */
async function enrolled(role?: Parameters<typeof signInAs>[1]) {
  const person = await member(role)
  const begun = await ask(person, 'POST')
  assert.equal(begun.status, 200, begun.text)
  const confirmed = await ask(person, 'PUT', { code: await codeNow(person, -1) })
  assert.equal(confirmed.status, 200, confirmed.text)
  return { person, codes: (confirmed.json() as { recoveryCodes: string[] }).recoveryCodes }
}

test('a code is asked for after the right password only, and each counts once', async () => {
  const { person } = await enrolled()
  assert.equal(codeIn(await signIn(person, undefined, 'wrong password')), 'wrong_credentials')
  assert.equal(codeIn(await signIn(person)), 'second_factor_needed')
  assert.equal(codeIn(await signIn(person, '000000')), 'wrong_credentials')
  const code = await codeNow(person)
  assert.equal((await signIn(person, code)).status, 200)
  assert.equal(codeIn(await signIn(person, code)), 'wrong_credentials')
})

test('of many who use one code at once, one comes in', async () => {
  const { person } = await enrolled()
  const code = await codeNow(person)
  const answers = await Promise.all([1, 2, 3, 4].map(() => signIn(person, code)))
  assert.equal(answers.filter(({ status }) => status === 200).length, 1)
})

test('a recovery code signs in once, and is kept as a hash', async () => {
  const { person, codes } = await enrolled()
  assert.equal(codes.length, 10)
  assert.equal((await signIn(person, codes[3])).status, 200)
  assert.equal(codeIn(await signIn(person, codes[3])), 'wrong_credentials')
  const { rowCount } = await server.pool.query(
    `select 1 from recovery_codes r where encode(hash, 'escape') like '%' || $1 || '%'`,
    [codes[4]],
  )
  assert.equal(rowCount, 0)
})

test('guessing codes is slowed down like guessing passwords', async () => {
  const { person } = await enrolled()
  const answers = []
  for (let guess = 0; guess < 7; guess++) answers.push((await signIn(person, `00000${guess}`)).status)
  assert.deepEqual(answers.slice(-2), [429, 429])
})

test('a link that sets a new password does not lead around it, and is not used up by trying', async () => {
  const { person } = await enrolled()
  const { token } = await makeToken(server.pool, 'reset', person.id)
  const set = (code?: string) =>
    server.ask('POST', '/api/passwords', {
      body: { token, password: 'otter under the old pier', ...(code && { code }) },
    })
  assert.equal(codeIn(await set()), 'second_factor_needed')
  assert.equal((await set(await codeNow(person))).status, 200)
})

test('where everybody has to have one, nothing is allowed before', async () => {
  const admin = await member('admin')
  await enrolled()
  const required = await server.ask('PUT', '/api/security', {
    headers: admin.headers,
    body: { secondFactorRequired: true },
  })
  assert.equal(required.status, 200, required.text)
  const without = await member()
  const read = () => server.ask('GET', '/api/leads', { headers: without.headers })
  assert.equal(codeIn(await read()), 'second_factor_needed')
  await ask(without, 'POST')
  assert.equal((await ask(without, 'PUT', { code: await codeNow(without) })).status, 200)
  assert.equal((await read()).status, 200)
})

test('it is ended with a code, or by an administrator', async () => {
  const admin = await member('admin')
  const { person } = await enrolled()
  assert.equal(codeIn(await ask(person, 'DELETE', { code: '000000' })), 'wrong_credentials')
  assert.equal((await ask(person, 'DELETE', { code: await codeNow(person) })).status, 200)
  assert.equal((await signIn(person)).status, 200)
  const other = (await enrolled()).person
  const freed = await server.ask('PATCH', `/api/people/${other.id}`, {
    headers: admin.headers,
    body: { secondFactor: false },
  })
  assert.equal(freed.status, 200, freed.text)
  assert.equal((await signIn(other)).status, 200)
})
