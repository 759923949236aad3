import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { initialState } from '@baton/engine'
import { openSigning, type Signing } from '../platform/signing/open-signing.ts'
import { TEST_URL, testServer, type TestServer } from '../platform/testing/test-server.ts'
import { createSecretKey } from '../sources/index.ts'
import { settleHits, SETTLE_MS } from '../machines/index.ts'
import { Agreements } from '../agreements/index.ts'
import { reportPath } from './bounces/webhook-routes.ts'
import { sendDue } from './deliver-sends.ts'
import { returnAddress } from './send-addresses.ts'
import { sendResults } from './send-results.ts'
import {
  GUIDE,
  keepingSmtp,
  openRates,
  plainLetter,
  putLeads,
  queueAll,
  sendTo,
  testServices,
} from './testing/mail-leads.ts'

let server: TestServer
let signing: Signing
/** Of a lead that nothing has happened to. */
let state: string
const ONE_CLICK = { 'content-type': 'application/x-www-form-urlencoded' }
const BODY = 'List-Unsubscribe=One-Click'
const FIREFOX = {
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
  'accept-language': 'de',
}

before(async () => {
  server = await testServer()
  signing = openSigning(server.dataDir)
  await openRates(server.pool)
  state = JSON.stringify(initialState((await new Agreements().inForce(server.pool)).compiled))
})
after(() => server.stop())

interface Mailed {
  readonly id: string
  readonly lead: string
  readonly email: string
  readonly unsubscribe: string
  readonly link: string
  readonly trap: string
}

let batch = 0

/** Mails that were sent, with the addresses in them. */
async function mailed(count: number): Promise<readonly Mailed[]> {
  const name = `b${(batch += 1)}`
  const leads = await putLeads(server.pool, count, (index) => `${name}-${index}@acme.example`, state)
  await queueAll(
    server.pool,
    leads.map((lead) => sendTo(lead, { mail: name })),
  )
  const smtp = keepingSmtp()
  const services = testServices(server.pool, smtp, { signing, baseUrl: () => TEST_URL })
  await sendDue({ ...services, letterOf: async (_client, send) => plainLetter(send) })
  assert.equal(smtp.letters.length, count)
  return smtp.letters.map((letter) => {
    const [link, unsubscribe, trap] = [...letter.html!.matchAll(/href="([^"]+)"/g)].map(([, url]) =>
      url!.replace(TEST_URL, ''),
    )
    const id = letter.messageId.slice(1, 37)
    const lead = leads[Number(/-(\d+)@/.exec(letter.to)![1])]!
    return { id, lead, email: letter.to, link: link!, unsubscribe: unsubscribe!, trap: trap! }
  })
}

const consentOf = async (lead: string) =>
  (
    await server.pool.query<{ status: string }>(
      `select status from consents where lead_id = $1 and purpose = 'newsletter' order by seq desc limit 1`,
      [lead],
    )
  ).rows[0]!.status
const countOf = async (sql: string, values: readonly unknown[] = []) =>
  (await server.pool.query<{ n: number }>(`select count(*)::int as n from ${sql}`, [...values])).rows[0]!.n

test('leaving by one press holds at once, without cookies, however often it is pressed', async () => {
  const [mail] = await mailed(1)
  await queueAll(server.pool, [
    sendTo(mail!.lead, { mail: 'next' }),
    sendTo(mail!.lead, { purpose: 'product', mail: 'next' }),
  ])
  for (let press = 0; press < 20; press += 1) {
    const answer = await server.ask('POST', mail!.unsubscribe, { headers: ONE_CLICK, body: BODY })
    assert.deepEqual([answer.status, answer.text, answer.headers['set-cookie']], [200, '', undefined])
  }
  assert.equal(await consentOf(mail!.lead), 'withdrawn')
  assert.equal(await countOf(`consents where lead_id = $1 and status = 'withdrawn'`, [mail!.lead]), 1)
  assert.equal(await countOf(`events where lead_id = $1 and name = 'Email Unsubscribed'`, [mail!.lead]), 1)
  const { rows } = await server.pool.query(
    `select purpose, state from sends where lead_id = $1 and mail = 'next' order by 1`,
    [mail!.lead],
  )
  assert.deepEqual(rows, [
    { purpose: 'newsletter', state: 'cancelled' },
    { purpose: 'product', state: 'queued' },
  ])
})

test('as a form in parts it is taken as well; anything else is refused and changes nothing', async () => {
  const [one, other] = await mailed(2)
  const parts = '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n'
  const inParts = { 'content-type': 'multipart/form-data; boundary=b' }
  assert.equal((await server.ask('POST', one!.unsubscribe, { headers: inParts, body: parts })).status, 200)
  assert.equal(await consentOf(one!.lead), 'withdrawn')
  for (const body of [
    '',
    'List-Unsubscribe=No',
    'list-unsubscribe=one-click',
    'x=List-Unsubscribe=One-Click',
  ])
    assert.equal(
      (await server.ask('POST', other!.unsubscribe, { headers: ONE_CLICK, body })).status,
      400,
      body,
    )
  assert.equal(await consentOf(other!.lead), 'given')
})

test('ten scanners that open the page a thousand times change nothing, and a person presses the button', async () => {
  const [mail] = await mailed(1)
  const agents = Array.from({ length: 10 }, (_, index) => `Scanner/${index}`)
  for (let look = 0; look < 1_000; look += 1) {
    const method = look % 3 === 0 ? 'HEAD' : 'GET'
    const answer = await server.ask(method, mail!.unsubscribe, {
      headers: { 'user-agent': agents[look % 10]! },
    })
    assert.equal(answer.status, 200)
  }
  assert.equal(await consentOf(mail!.lead), 'given')
  assert.equal(await countOf(`events where lead_id = $1 and name <> 'Email Sent'`, [mail!.lead]), 0)
  const page = await server.ask('GET', mail!.unsubscribe)
  assert.match(page.text, /<button type="submit">Unsubscribe<\/button>/)
  assert.ok(!page.text.includes(mail!.email), 'the page says nobody’s address')
  const pressed = await server.ask('POST', mail!.unsubscribe, { headers: ONE_CLICK, body: `${BODY}&by=page` })
  assert.match(pressed.text, /You have left/)
  assert.equal(await consentOf(mail!.lead), 'withdrawn')
})

test('who is erased is still left in peace, and the token holds', async () => {
  const [mail] = await mailed(1)
  await server.pool.query('insert into erasures (id, lead_id) values (gen_random_uuid(), $1)', [mail!.lead])
  const before = await countOf('suppressions')
  assert.equal((await server.ask('GET', mail!.unsubscribe)).status, 200)
  assert.equal((await server.ask('POST', mail!.unsubscribe, { headers: ONE_CLICK, body: BODY })).status, 200)
  assert.equal(await countOf('suppressions'), before + 1)
  assert.equal(await countOf(`events where lead_id = $1 and name = 'Email Unsubscribed'`, [mail!.lead]), 0)
})

test('a link leads where it led when it was sent; with any bit changed, or of another kind, nowhere', async () => {
  const [mail] = await mailed(1)
  const followed = await server.ask('GET', mail!.link, { headers: FIREFOX })
  assert.deepEqual([followed.status, followed.headers['location']], [302, `${GUIDE}?bt=${mail!.id}`])
  const token = Buffer.from(mail!.link.slice('/c/'.length))
  let answered = 0
  for (let bit = 0; bit < token.length * 8; bit += 1) {
    const changed = Buffer.from(token)
    changed[bit >> 3]! ^= 1 << (bit & 7)
    const answer = await server.ask('GET', `/c/${encodeURIComponent(changed.toString('latin1'))}`)
    assert.ok(answer.status !== 302 && answer.headers['location'] === undefined, `bit ${bit}`)
    answered += 1
  }
  assert.ok(answered > 500)
  const [unsubscribe, open] = [
    mail!.unsubscribe.slice('/u/'.length),
    signing.sign('open', { s: mail!.id }, null),
  ]
  const click = mail!.link.slice('/c/'.length)
  for (const other of [unsubscribe, open, signing.sign('preferences', { s: mail!.id, l: 0 }, null)])
    assert.equal((await server.ask('GET', `/c/${other}`)).status, 404)
  for (const other of [click, open])
    assert.equal((await server.ask('POST', `/u/${other}`, { headers: ONE_CLICK, body: BODY })).status, 404)
  assert.equal(await consentOf(mail!.lead), 'given')
  const missing = signing.sign('click', { s: mail!.id, l: 7 }, null)
  assert.equal((await server.ask('GET', `/c/${missing}`)).status, 404, 'a link that was not in it')
})

test('what was stored as no web address is led to by nothing', async () => {
  const [mail] = await mailed(1)
  for (const url of ['javascript:alert(1)', '//evil.example', 'data:text/html,x', 'ftp://evil.example']) {
    await server.pool.query('update send_links set url = $2 where send_id = $1 and index = 0', [
      mail!.id,
      url,
    ])
    const answer = await server.ask('GET', mail!.link)
    assert.deepEqual([answer.status, answer.headers['location']], [404, undefined], url)
  }
})

test('a person’s click counts, a machine’s does not, and a followed trap gives the machine away', async () => {
  const mails = await mailed(3)
  const [person, machine, trapped] = mails
  await server.pool.query(
    `update sends set sent_at = sent_at - interval '2 hours' where id = any($1::uuid[])`,
    [mails.map(({ id }) => id)],
  )
  await server.ask('GET', person!.link, { headers: FIREFOX })
  await server.ask('HEAD', machine!.link, { headers: { 'user-agent': 'Barracuda Sentinel' } })
  await server.ask('GET', trapped!.link, { headers: FIREFOX })
  const trap = await server.ask('GET', trapped!.trap, { headers: FIREFOX })
  assert.equal(trap.status, 302)
  await settleHits(server.pool, new Agreements(), Date.now() + SETTLE_MS + 1_000)
  const results = await sendResults(server.pool, { mail: `b${batch}` })
  assert.deepEqual(
    [results.sent, results.delivered, results.humanClicks, results.machineClicks],
    [3, 3, 1, 2],
  )
})

test('the picture is answered to everybody, and opening is written down as a hit that does not count', async () => {
  const [mail] = await mailed(1)
  const token = signing.sign('open', { s: mail!.id }, null)
  for (const path of [`/o/${token}.gif`, '/o/made-up.gif']) {
    const answer = await server.ask('GET', path, { headers: FIREFOX })
    assert.deepEqual([answer.status, answer.headers['content-type']], [200, 'image/gif'])
  }
  assert.equal(
    await countOf(`events where lead_id = $1 and name = 'Email Opened' and not counts`, [mail!.lead]),
    1,
  )
})

const dsn = (to: string, status = '5.1.1', text = 'smtp; 550 5.1.1 User unknown') =>
  [
    'From: MAILER-DAEMON@mx.example',
    `To: ${to}`,
    'Content-Type: multipart/report; report-type=delivery-status; boundary=x',
    '',
    '--x\r\nContent-Type: message/delivery-status\r\n',
    'Reporting-MTA: dns; mx.example\r\n',
    `Final-Recipient: rfc822; a@acme.example\r\nAction: failed\r\nStatus: ${status}\r\nDiagnostic-Code: ${text}\r\n`,
    '--x--',
  ].join('\r\n')

async function bring(raw: string): Promise<boolean> {
  const key = await createSecretKey(server.pool, `mail ${Math.random()}`)
  const answer = await server.app.inject({
    method: 'POST',
    url: '/api/sends/bounces/raw',
    headers: {
      host: '127.0.0.1',
      authorization: `Bearer ${key}`,
      'content-type': 'application/octet-stream',
    },
    payload: Buffer.from(raw),
  })
  assert.equal(answer.statusCode, 200, answer.body)
  return answer.json<{ taken: boolean }>().taken
}

test('a message that came back to its own address suppresses; ten thousand forged ones do nothing', async () => {
  const [mail, other] = await mailed(2)
  const before = await countOf('suppressions')
  const address = returnAddress(signing, 'bounce', mail!.id, 'bounces.test.example')
  const { takeMessage } = await import('./bounces/take-report.ts')
  const services = {
    pool: server.pool,
    signing,
    baseUrl: () => TEST_URL,
    intake: server.intake,
    sourceId: '',
    tellConsent: async () => assert.fail('nothing is to be told'),
    log: () => {},
  }
  for (let forged = 0; forged < 10_000; forged += 1) {
    const mac = (forged * 7_919).toString(16).padStart(20, '0')
    const local = address.replace(/\.[0-9a-f]{20}@/, `.${mac}@`)
    assert.equal(await takeMessage(services, Buffer.from(dsn(local)), Date.now()), false)
  }
  // A right sign of another send, and of another purpose.
  const swapped = address.replace(/\+[0-9a-f]{32}/, `+${other!.id.replaceAll('-', '')}`)
  assert.equal(await bring(dsn(swapped)), false)
  assert.equal(await bring(dsn(address.replace('bounce+', 'unsub+'))), false)
  assert.equal(await countOf('suppressions'), before)
  assert.equal(await bring(dsn(address.toUpperCase())), true)
  assert.equal(await bring(dsn(address)), false, 'said before')
  assert.equal(await countOf('suppressions'), before + 1)
  const { rows } = await server.pool.query('select bounce, bounce_detail from sends where id = $1', [
    mail!.id,
  ])
  assert.deepEqual(rows, [{ bounce: 'permanent', bounce_detail: '550 5.1.1 User unknown' }])
})

test('policies of receivers and mailboxes that are full do not suppress', async () => {
  const mails = await mailed(2)
  const before = await countOf('suppressions')
  const of = (index: number) => returnAddress(signing, 'bounce', mails[index]!.id, 'bounces.test.example')
  assert.equal(await bring(dsn(of(0), '5.7.1', 'smtp; 550 5.7.1 Blocked by policy')), true)
  assert.equal(await bring(dsn(of(1), '5.2.2', 'smtp; 552 5.2.2 Mailbox full')), true)
  assert.equal(await countOf('suppressions'), before)
})

test('a mail to the address for leaving leaves', async () => {
  const [mail] = await mailed(1)
  const address = returnAddress(signing, 'unsubscribe', mail!.id, 'bounces.test.example')
  assert.equal(await bring(`From: ${mail!.email}\r\nTo: <${address}>\r\nSubject: unsubscribe\r\n\r\n`), true)
  assert.equal(await consentOf(mail!.lead), 'withdrawn')
})

test('what providers report is taken once, by the secret address alone', async () => {
  const [mail, ...rest] = await mailed(4)
  const before = await countOf('suppressions')
  const report = async (path: string, body: unknown, type = 'application/json') =>
    (await server.ask('POST', path, { headers: { 'content-type': type }, body })).status
  const event = {
    'event-data': {
      id: 'e-1',
      event: 'complained',
      recipient: mail!.email,
      message: { headers: { 'message-id': `${mail!.id}@acme.example` } },
    },
  }
  for (let time = 0; time < 10; time += 1)
    assert.equal(await report(reportPath(signing, 'mailgun'), event), 200)
  assert.equal(await consentOf(mail!.lead), 'withdrawn')
  assert.equal(await countOf('suppressions'), before + 1)
  const wrong = reportPath(signing, 'mailgun').replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))
  for (const path of [wrong, '/mail-reports/mailgun/x', `/mail-reports/ses/${wrong.split('/')[3]}`])
    assert.equal(await report(path, event), 404, path)
  assert.equal(await report(reportPath(signing, 'mailgun'), { a: 1 }), 400)
  assert.equal(await report(reportPath(signing, 'mailgun'), 'no json'), 400)
  const [bounced, unreachable, left] = rest
  const notification = {
    Type: 'Notification',
    Message: JSON.stringify({
      notificationType: 'Bounce',
      mail: { headers: [{ name: 'Message-ID', value: `<${bounced!.id}@acme.example>` }] },
      bounce: {
        bounceType: 'Permanent',
        bounceSubType: 'General',
        feedbackId: 'f-1',
        bouncedRecipients: [{ emailAddress: bounced!.email, diagnosticCode: 'smtp; 550 5.1.1' }],
      },
    }),
  }
  assert.equal(
    await report(reportPath(signing, 'ses'), JSON.stringify(notification), 'text/plain; charset=UTF-8'),
    200,
  )
  assert.equal(
    await report(reportPath(signing, 'postmark'), {
      RecordType: 'Bounce',
      Type: 'HardBounce',
      ID: 7,
      Email: unreachable!.email,
    }),
    200,
  )
  assert.equal(
    await report(reportPath(signing, 'sendgrid'), [
      { event: 'unsubscribe', sg_event_id: 's', 'smtp-id': `<${left!.id}@x>`, email: left!.email },
    ]),
    200,
  )
  const { rows } = await server.pool.query(
    `select bounce, complained_at is not null as complained, unsubscribed_at is not null as "left"
    from sends where id = any($1::uuid[]) order by array_position($1::uuid[], id)`,
    [[mail!.id, bounced!.id, unreachable!.id, left!.id]],
  )
  assert.deepEqual(rows, [
    { bounce: null, complained: true, left: false },
    { bounce: 'permanent', complained: false, left: false },
    { bounce: 'permanent', complained: false, left: false },
    { bounce: null, complained: false, left: true },
  ])
})
