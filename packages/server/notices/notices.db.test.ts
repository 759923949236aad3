import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, beforeEach, describe, test } from 'node:test'
import { SMTPServer } from 'smtp-server'
import { openSmtp, type Smtp } from '../platform/mail/smtp.ts'
import { openOutbound } from '../platform/outbound/post-json.ts'
import { testDatabase, type TestDatabase } from '../platform/testing/test-database.ts'
import { uuidV7 } from '../platform/uuid-v7.ts'
import { deliverDue, type Ways } from './deliver-always.ts'
import { queueDelivery } from './deliveries.ts'
import { tell, type Telling } from './tell.ts'

let database: TestDatabase
let mailServer: SMTPServer
let hook: Server
let smtp: Smtp
let ways: Ways
let hookUrl: string
const letters: { readonly to: readonly string[]; readonly text: string }[] = []
const hooked: Record<string, unknown>[] = []
/** What the mail server answers next, in place of taking the letter. */
let refusals: { readonly at: 'rcpt' | 'data'; readonly code: number }[] = []
let hookStatus: number[] = []

const port = (address: unknown) => (address as AddressInfo).port

before(async () => {
  database = await testDatabase()
  mailServer = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo: (_address, _session, callback) => callback(refusalAt('rcpt')),
    onData(stream, session, callback) {
      let text = ''
      stream.on('data', (chunk: Buffer) => (text += chunk.toString()))
      stream.on('end', () => {
        const refusal = refusalAt('data')
        if (!refusal) letters.push({ to: session.envelope.rcptTo.map(({ address }) => address), text })
        callback(refusal)
      })
    },
  })
  await new Promise<void>((ready) => mailServer.listen(0, '127.0.0.1', ready))
  smtp = openSmtp({
    url: `smtp://127.0.0.1:${port(mailServer.server.address())}`,
    from: 'baton@northbeam.example',
  })
  hook = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      const status = hookStatus.shift() ?? 200
      if (status === 200) hooked.push(JSON.parse(body) as Record<string, unknown>)
      response.writeHead(status).end('ok')
    })
  })
  await new Promise<void>((ready) => hook.listen(0, '127.0.0.1', ready))
  hookUrl = `http://127.0.0.1:${port(hook.address())}/T1`
  ways = { smtp, outbound: openOutbound(['127.0.0.0/8']) }
})
beforeEach(async () => {
  letters.length = 0
  hooked.length = 0
  refusals = []
  hookStatus = []
  await database.pool.query('delete from deliveries; delete from notices; delete from people')
})
after(async () => {
  smtp.close()
  await new Promise<void>((done) => mailServer.close(done))
  hook.close()
  await database.drop()
})

function refusalAt(at: 'rcpt' | 'data'): Error | null {
  if (refusals[0]?.at !== at) return null
  return Object.assign(new Error('not now'), { responseCode: refusals.shift()!.code })
}

async function person(
  more: { readonly webhook?: string; readonly mail?: boolean; readonly active?: boolean } = {},
) {
  const id = uuidV7()
  await database.pool.query(
    `insert into people (id, name, email, role, password, notify_email, notify_webhook, active)
     values ($1, 'Ada Berg', $2, 'rep', 'set', $3, $4, $5)`,
    [id, `${id}@northbeam.example`, more.mail ?? true, more.webhook ?? null, more.active ?? true],
  )
  return id
}

const telling = (to: string, more: Partial<Telling> = {}): Telling => ({
  key: 'handoff:l1:1',
  person: to,
  kind: 'handoff',
  lead: null,
  title: 'New: Hand raiser at Acme & <Sons>',
  text: 'First touch is due by Mon, 10:00.',
  ...more,
})

async function states(): Promise<readonly string[]> {
  const { rows } = await database.pool.query<{ line: string }>(
    `select concat_ws(' ', channel, state, attempts) as line from deliveries order by channel, created_at`,
  )
  return rows.map(({ line }) => line)
}

const dueNow = () => database.pool.query('update deliveries set next_at = now()')

describe('a notice', () => {
  test('is told once, by the ways that the person set', async () => {
    const ada = await person({ webhook: hookUrl })
    assert.equal(await tell(database.pool, [telling(ada)], 'https://baton.example'), 1)
    assert.equal(await tell(database.pool, [telling(ada)], 'https://baton.example'), 0)
    assert.equal(await deliverDue(database.pool, ways), 2)
    assert.equal(await deliverDue(database.pool, ways), 0)
    assert.deepEqual(
      letters.map(({ to }) => to),
      [[`${ada}@northbeam.example`]],
    )
    assert.match(letters[0]!.text, /^Subject: New: Hand raiser at Acme & <Sons>/m)
    assert.match(letters[0]!.text, /https:\/\/baton\.example\//)
    assert.equal(hooked.length, 1)
    assert.match(String(hooked[0]!['text']), /Acme &amp; &lt;Sons&gt;/)
  })

  test('reaches nobody who left, and is not mailed to who does not want it', async () => {
    const gone = await person({ active: false })
    const quiet = await person({ mail: false })
    const told = await tell(
      database.pool,
      [telling(gone), telling(quiet, { key: 'other' })],
      'https://baton.example',
    )
    assert.equal(told, 1)
    assert.equal(await deliverDue(database.pool, ways), 0)
  })
})

describe('a delivery', () => {
  const mail = (recipient: string, subject = 'Hello') =>
    queueDelivery(database.pool, {
      key: `k:${recipient}:${subject}`,
      channel: 'mail',
      recipient,
      message: { subject, text: 'Text' },
    })

  test('that may pass is tried again with the same message id, and then given up', async () => {
    refusals = Array.from({ length: 6 }, () => ({ at: 'rcpt' as const, code: 451 }))
    await mail('kim@customer.example')
    for (let attempt = 0; attempt < 8; attempt++) {
      await deliverDue(database.pool, ways)
      await dueNow()
    }
    assert.deepEqual(await states(), ['mail failed 6'])
    assert.equal(letters.length, 0)
  })

  test('that is refused for good is not tried again', async () => {
    refusals = [{ at: 'data', code: 554 }]
    await mail('kim@customer.example')
    await deliverDue(database.pool, ways)
    await dueNow()
    assert.equal(await deliverDue(database.pool, ways), 0)
    assert.deepEqual(await states(), ['mail failed 1'])
  })

  test('to an address that is more than an address goes nowhere', async () => {
    const bad = [
      'a@b.example, c@d.example',
      '"x" <c@d.example>',
      'a@b.example\r\nRCPT TO:<c@d.example>',
      'a b@c.example',
      'group:a@b.example;',
    ]
    for (const recipient of bad) await mail(recipient)
    await deliverDue(database.pool, ways)
    assert.deepEqual(new Set(await states()), new Set(['mail failed 1']))
    assert.equal(letters.length, 0)
  })

  test('cannot have headers put into it by its subject', async () => {
    await mail('kim@customer.example', 'Hi\r\nBcc: spy@evil.example\r\n\r\nbody')
    await deliverDue(database.pool, ways)
    assert.deepEqual(letters[0]!.to, ['kim@customer.example'])
    assert.doesNotMatch(letters[0]!.text, /^Bcc:/m)
  })

  test('is taken by one worker of many', async () => {
    for (let index = 0; index < 20; index++) await mail(`kim${index}@customer.example`)
    await Promise.all([1, 2, 3, 4].map(() => deliverDue(database.pool, ways)))
    await deliverDue(database.pool, ways)
    assert.equal(letters.length, 20)
    assert.equal(new Set(letters.map(({ to }) => to[0])).size, 20)
  })

  test('whose worker died is taken up again when its lease ends', async () => {
    await mail('kim@customer.example')
    await database.pool.query(
      `update deliveries set state = 'sending', attempts = 1, next_at = now() + interval '1 minute'`,
    )
    assert.equal(await deliverDue(database.pool, ways), 0)
    await dueNow()
    assert.equal(await deliverDue(database.pool, ways), 1)
    assert.deepEqual(await states(), ['mail sent 2'])
  })

  test('by webhook is tried again where the other side is busy, and never inside a network', async () => {
    const send = (url: string) =>
      queueDelivery(database.pool, {
        key: url,
        channel: 'webhook',
        recipient: url,
        message: { subject: 'S', text: 'T' },
      })
    hookStatus = [503]
    await send(hookUrl)
    await deliverDue(database.pool, ways)
    await dueNow()
    await deliverDue(database.pool, ways)
    assert.deepEqual(await states(), ['webhook sent 2'])
    await database.pool.query('delete from deliveries')
    await send(`${hookUrl}/inside`)
    await deliverDue(database.pool, { smtp, outbound: openOutbound([]) })
    assert.deepEqual(await states(), ['webhook failed 1'])
    assert.equal(hooked.length, 1)
  })
})
