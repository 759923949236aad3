import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { readHoursLine } from '@baton/engine'
import { testDatabase, type TestDatabase } from '../platform/testing/test-database.ts'
import { transaction } from '../platform/postgres/transaction.ts'
import { suppress } from '../consents/index.ts'
import { claimSends } from './claim-sends.ts'
import { sendDue } from './deliver-sends.ts'
import { cancelSends, queueSend } from './outbox.ts'
import { setSendingSettings } from './sending-settings.ts'
import { beginSends, endLeases, settleSends } from './settle-sends.ts'
import {
  agree,
  keepingSmtp,
  openRates,
  plainLetter,
  putLeads,
  queueAll,
  sendTo,
  statesOf,
  TEST_FROM,
  testServices,
  testSigning,
} from './testing/mail-leads.ts'
import { WARM_UP } from './warm-up.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
let database: TestDatabase

before(async () => {
  database = await testDatabase()
})
beforeEach(async () => {
  await database.pool.query(
    'truncate sends, send_gates, sending_domains, send_pauses, mail_reports cascade; delete from suppressions; delete from notices',
  )
  await openRates(database.pool)
})
after(() => database.drop())

const reasons = async () =>
  (
    await database.pool.query<{ state: string; reason: string }>(
      'select state, reason from sends order by queued_at, id',
    )
  ).rows.map(({ state, reason }) => [state, reason])

test('a key is sent once, however often and by whomever it is queued', async () => {
  const { pool } = database
  const [lead] = await putLeads(pool, 1)
  const send = sendTo(lead!)
  const queued = await Promise.all(
    Array.from({ length: 20 }, () => transaction(pool, (client) => queueSend(client, send))),
  )
  assert.equal(queued.filter(Boolean).length, 1)
  const smtp = keepingSmtp()
  await sendDue(testServices(pool, smtp))
  assert.equal(await transaction(pool, (client) => queueSend(client, send)), false)
  await sendDue(testServices(pool, smtp))
  assert.equal(smtp.letters.length, 1)
})

test('what is undone was not queued', async () => {
  const { pool } = database
  const [lead] = await putLeads(pool, 1)
  await assert.rejects(
    transaction(pool, async (client) => {
      await queueSend(client, sendTo(lead!))
      throw new Error('undone')
    }),
  )
  assert.deepEqual(await statesOf(pool), {})
})

test('nothing goes to who did not agree, said no, is suppressed, is erased, or has no address', async () => {
  const { pool } = database
  const leads = await putLeads(pool, 5, (index) =>
    index === 4 ? 'two words@acme.example' : `x${index}@acme.example`,
  )
  await agree(pool, [leads[0]!], 'withdrawn')
  await agree(pool, [leads[1]!], 'pending')
  await suppress(pool, testSigning, 'X2@acme.example', 'asked')
  await pool.query('insert into erasures (id, lead_id) values (gen_random_uuid(), $1)', [leads[3]])
  await queueAll(
    pool,
    leads.map((lead) => sendTo(lead)),
  )
  await queueAll(pool, [sendTo(leads[1]!, { purpose: 'product' })])
  const smtp = keepingSmtp()
  await sendDue(testServices(pool, smtp))
  assert.deepEqual(
    smtp.letters.map(({ to }) => to),
    ['x1@acme.example'],
    'a tick that waits does not take back what was agreed to',
  )
  assert.deepEqual(await reasons(), [
    ['suppressed', 'no consent'],
    ['sent', ''],
    ['suppressed', 'suppressed'],
    ['suppressed', 'erased'],
    ['suppressed', 'no address'],
    ['suppressed', 'no consent'],
  ])
})

test('a letter that cannot be made is put aside, and the others leave', async () => {
  const { pool } = database
  const leads = await putLeads(pool, 4)
  await queueAll(
    pool,
    leads.map((lead) => sendTo(lead)),
  )
  const smtp = keepingSmtp()
  await sendDue(
    testServices(pool, smtp, {
      letterOf: async (client, send) => {
        if (send.leadId === leads[0]) return { problem: 'no subject' }
        if (send.leadId === leads[1]) throw new Error('broken')
        if (send.leadId === leads[2]) await client.query('select 1/0')
        return plainLetter(send)
      },
    }),
  )
  assert.equal(smtp.letters.length, 1)
  const { rows } = await pool.query('select state, reason, detail from sends order by lead_id')
  assert.deepEqual(
    rows.map(({ state, reason, detail }) => [state, reason, detail]),
    [
      ['parked', 'letter', 'no subject'],
      ['parked', 'letter', 'broken'],
      ['parked', 'letter', 'division by zero'],
      ['sent', '', ''],
    ],
  )
})

test('a guard that says no holds a send, and cancelling ends it', async () => {
  const { pool } = database
  const [lead] = await putLeads(pool, 1)
  await queueAll(pool, [sendTo(lead!, { enrolment: 'e-1' })])
  const smtp = keepingSmtp()
  let isLive = false
  let now = Date.now()
  const services = testServices(pool, smtp, { guards: { isLive: async () => isLive }, clock: () => now })
  await sendDue(services)
  assert.deepEqual(await reasons(), [['queued', 'not live']])
  isLive = true
  now += HOUR
  await sendDue(services)
  assert.equal(smtp.letters.length, 1)
  await queueAll(pool, [sendTo(lead!, { enrolment: 'e-1' })])
  assert.equal(await transaction(pool, (client) => cancelSends(client, { enrolments: ['e-1'] })), 1)
  now += 7 * DAY
  await sendDue(services)
  assert.equal(smtp.letters.length, 1)
})

test('whatever was taken and not begun can be cancelled until the moment it is handed over', async () => {
  const { pool } = database
  const leads = await putLeads(pool, 2)
  await queueAll(
    pool,
    leads.map((lead) => sendTo(lead)),
  )
  const services = testServices(pool, keepingSmtp())
  const { claimed } = (await claimSends(services, 10))!
  assert.equal(claimed.length, 2)
  await transaction(pool, (client) => cancelSends(client, { leadId: leads[0]! }))
  assert.deepEqual(await beginSends(pool, claimed, 60_000), [false, true])
  assert.equal(await transaction(pool, (client) => cancelSends(client, { leadId: leads[1]! })), 0)
})

test('a worker that comes back too late neither sends nor writes over what others did', async () => {
  const { pool } = database
  const [lead] = await putLeads(pool, 1)
  await queueAll(pool, [sendTo(lead!)])
  const slow = testServices(pool, keepingSmtp(), { leaseMs: 1 })
  const { claimed } = (await claimSends(slow, 10))!
  assert.equal(await endLeases(pool), 1, 'what was not begun is queued again')
  assert.deepEqual(await beginSends(pool, claimed, 60_000), [false])
  const smtp = keepingSmtp()
  await sendDue(testServices(pool, smtp))
  assert.equal(smtp.letters.length, 1)
  const late = [{ ...claimed[0]!, state: 'failed', reason: 'late', detail: '' } as const]
  assert.deepEqual(await settleSends(pool, late), [false])
  assert.deepEqual(await statesOf(pool), { sent: 1 })
})

test('a worker that died while it handed over leaves what nobody knows, and it is not sent again', async () => {
  const { pool } = database
  const [lead] = await putLeads(pool, 1)
  await queueAll(pool, [sendTo(lead!)])
  const { claimed } = (await claimSends(testServices(pool, keepingSmtp()), 10))!
  assert.deepEqual(await beginSends(pool, claimed, 0), [true])
  assert.equal(await endLeases(pool), 1)
  const smtp = keepingSmtp()
  await sendDue(testServices(pool, smtp))
  assert.deepEqual([smtp.letters.length, await statesOf(pool)], [0, { unknown: 1 }])
})

test('leaving and sending race 300 times: nobody is sent to who had left before the letter was taken', async () => {
  const { pool } = database
  const leads = await putLeads(pool, 300)
  await queueAll(
    pool,
    leads.map((lead) => sendTo(lead)),
  )
  const left = new Map<string, number>()
  const smtp = keepingSmtp()
  const sending = sendDue(testServices(pool, smtp))
  await Promise.all(
    leads.map(async (lead, index) => {
      // Spread over the time that sending takes.
      await new Promise((later) => setTimeout(later, index % 40))
      if (index % 2 === 0)
        await transaction(pool, async (client) => {
          await cancelSends(client, { leadId: lead, purpose: 'newsletter' }, 'unsubscribed')
          await client.query(
            `insert into consents (id, lead_id, purpose, status, source) values (gen_random_uuid(), $1, 'newsletter', 'withdrawn', 'test')`,
            [lead],
          )
        })
      else await suppress(pool, testSigning, `lead-${index}@acme-${index % 50}.example`, 'asked')
      left.set(lead, Date.now())
    }),
  )
  await sending
  await sendDue(testServices(pool, smtp))
  assert.equal(new Set(smtp.letters.map(({ to }) => to)).size, smtp.letters.length)
  const { rows } = await pool.query<{ lead: string; begun: Date | null; state: string }>(
    'select lead_id as lead, begun_at as begun, state from sends',
  )
  assert.equal(rows.length, 300)
  const isLate = ({ lead, begun, state }: (typeof rows)[number]) =>
    state === 'sent' && begun!.getTime() > left.get(lead)!
  assert.deepEqual(rows.filter(isLate), [])
  assert.ok(rows.every(({ state }) => ['sent', 'suppressed', 'cancelled', 'sending'].includes(state)))
})

test('two workers at once send everything once, and never more to one lead than it may get', async () => {
  const { pool } = database
  const leads = await putLeads(pool, 200)
  await queueAll(
    pool,
    leads.flatMap((lead) => [sendTo(lead), sendTo(lead, { mail: 'second' })]),
  )
  const smtp = keepingSmtp()
  await Promise.all([sendDue(testServices(pool, smtp)), sendDue(testServices(pool, smtp))])
  assert.equal(smtp.letters.length, 200)
  assert.equal(new Set(smtp.letters.map(({ to }) => to)).size, 200)
  assert.deepEqual(await statesOf(pool), { queued: 200, sent: 200 })
})

test('over fourteen days no lead gets more than it may, no day more than the domain may, and all hours are kept', async () => {
  const { pool } = database
  await setSendingSettings(pool, {
    perDay: 1,
    perWeek: 3,
    perSecond: 50,
    perSecondToGroup: 20,
    warmUp: true,
    hours: '',
    opens: false,
  })
  // A Monday.
  const begin = Date.UTC(2027, 0, 4)
  const leads = await putLeads(pool, 350)
  await queueAll(
    pool,
    leads.flatMap((lead) =>
      Array.from({ length: 5 }, () =>
        sendTo(lead, {
          hours: readHoursLine('Europe/Berlin mon-fri 09:00-17:00'),
          notBefore: new Date(begin),
        }),
      ),
    ),
  )
  let now = begin
  const sent: { readonly to: string; readonly at: number }[] = []
  const smtp = keepingSmtp(({ to }) => {
    sent.push({ to, at: now })
    return 'sent'
  })
  const services = testServices(pool, smtp, { clock: () => now })
  for (; now < begin + 14 * DAY; now += HOUR) {
    // Looked at again within the hour, as a worker does.
    for (let second = 0; second < 12 && (await sendDue(services)) > 0; second += 1) now += 1_000
    now -= now % 60_000
  }
  for (const times of Map.groupBy(sent, ({ to }) => to).values())
    for (const { at } of times) {
      assert.ok(times.filter((other) => other.at > at - DAY && other.at <= at).length <= 1)
      assert.ok(times.filter((other) => other.at > at - 7 * DAY && other.at <= at).length <= 3)
    }
  const days = [...Map.groupBy(sent, ({ at }) => Math.floor(at / DAY))].toSorted(([a], [b]) => a - b)
  assert.ok(days.length >= 5)
  for (const [index, [, ofDay]] of days.entries())
    assert.ok(ofDay.length <= (WARM_UP[index] ?? Infinity), `day ${index}`)
  for (const { at } of sent) {
    const hour = (at % DAY) / HOUR
    assert.ok(hour >= 8 && hour < 16, new Date(at).toISOString())
    assert.ok(![0, 6].includes(new Date(at).getUTCDay()), new Date(at).toISOString())
  }
})

test('headers, return path and sender are as receivers want them', async () => {
  const { pool } = database
  const leads = await putLeads(pool, 2)
  await queueAll(pool, [
    sendTo(leads[0]!, { from: { name: 'Rita Rep\r\nBcc: x@evil.example', email: 'rita@elsewhere.example' } }),
    sendTo(leads[1]!, { from: { name: 'Rita Rep', email: 'rita@northbeam.example' } }),
  ])
  const smtp = keepingSmtp()
  await sendDue(testServices(pool, smtp))
  const [one, other] = smtp.letters.toSorted(
    (a, b) => Number(b.replyTo !== undefined) - Number(a.replyTo !== undefined),
  )
  assert.deepEqual([one!.from!.email, one!.replyTo], [TEST_FROM, 'rita@elsewhere.example'])
  assert.deepEqual([other!.from!.email, other!.replyTo], ['rita@northbeam.example', undefined])
  assert.match(
    one!.headers!['List-Unsubscribe']!,
    /^<https:\/\/[^>]+>, <mailto:unsub\+[0-9a-f]{32}\.[0-9a-f]{20}@[^>]+>$/,
  )
  assert.equal(one!.headers!['List-Unsubscribe-Post'], 'List-Unsubscribe=One-Click')
  assert.match(one!.bounceTo!, /^bounce\+[0-9a-f]{32}\.[0-9a-f]{20}@bounces\.northbeam\.example$/)
  assert.ok(one!.bounceTo!.split('@')[0]!.length <= 64)
  const { rows } = await pool.query('select id, rendered_hash from sends where lead_id = $1', [leads[0]])
  assert.equal(one!.messageId, `<${rows[0].id}@northbeam.example>`)
  assert.equal(rows[0].rendered_hash.length, 64)
})
