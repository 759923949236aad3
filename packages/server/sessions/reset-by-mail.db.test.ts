import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Mail } from '../platform/mail/post.ts'
import { openOutbound } from '../platform/outbound/post-json.ts'
import { signInAs } from '../platform/testing/sign-in-as.ts'
import { testDatabase, type TestDatabase } from '../platform/testing/test-database.ts'
import type { SessionServices } from './session-services.ts'
import { Sessions } from './sessions.ts'
import { requestReset, setPassword } from './set-password.ts'

const CALLER = { address: '203.0.113.7', agent: '', token: null }
let database: TestDatabase
let services: SessionServices
const mails: Mail[] = []

before(async () => {
  database = await testDatabase()
  services = {
    pool: database.pool,
    sessions: new Sessions(database.pool),
    organisation: { demo: false, name: 'Test' },
    post: { send: async (mail) => mails.push(mail) > 0 },
    outbound: openOutbound([]),
    url: () => 'https://baton.test.example',
    behindTls: false,
    log: (line) => assert.fail(line),
  }
})
after(() => database.drop())

async function mailTo(email: string): Promise<Mail | undefined> {
  for (let tries = 0; tries < 40; tries += 1) {
    const found = mails.findLast(({ to }) => to === email)
    if (found) return found
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  return undefined
}

test('a new password comes by mail to whoever has an account, once for each link, and to nobody else', async () => {
  const { email, id } = await signInAs(database.pool, 'rep')
  await requestReset(services, CALLER, 'nobody@test.example')
  await requestReset(services, CALLER, email)
  const mail = await mailTo(email)
  const token = /https:\/\/baton\.test\.example\/reset#([\w-]{43})/.exec(mail?.text ?? '')?.[1]
  assert.ok(token, 'the mail has a link to the configured address')
  assert.ok(!mail!.key.includes(token), 'what is kept of a mail does not give its link away')
  const password = 'grey heron at low tide'
  const races = await Promise.allSettled([1, 2].map(() => setPassword(services, CALLER, { token, password })))
  assert.deepEqual(races.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
  assert.equal(mails.length, 1)
  const { rows } = await database.pool.query('select password from people where id = $1', [id])
  assert.match(rows[0].password, /^\$argon2id\$/)
})

test('nobody’s mailbox is filled from many addresses', async () => {
  const { email } = await signInAs(database.pool, 'rep')
  for (let address = 1; address <= 6; address += 1)
    await requestReset(services, { ...CALLER, address: `198.51.100.${address}` }, email)
  await mailTo(email)
  await new Promise((resolve) => setTimeout(resolve, 300))
  const sent = mails.filter(({ to }) => to === email).length
  assert.ok(sent >= 1 && sent <= 3, `${sent} mails`)
})
