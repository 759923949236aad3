import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Smtp } from '../platform/mail/smtp.ts'
import { testDatabase, type TestDatabase } from '../platform/testing/test-database.ts'
import { transaction } from '../platform/postgres/transaction.ts'
import { uuidV7 } from '../platform/uuid-v7.ts'
import { liftPause } from './breaker.ts'
import { sendDue } from './deliver-sends.ts'
import { liftRested, noteReturn } from './note-return.ts'
import { endLeases } from './settle-sends.ts'
import { setSendingSettings } from './sending-settings.ts'
import {
  agree,
  FAST,
  keepingSmtp,
  openRates,
  putLeads,
  queueAll,
  sendTo,
  statesOf,
  testServices,
} from './testing/mail-leads.ts'

const DAY = 86_400_000
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

test('a mail of which too much comes back is held back within twenty further sends, and staff are told once', async () => {
  const { pool } = database
  const person = uuidV7()
  await pool.query(`insert into people (id, name, email, role) values ($1, 'Ada', $2, 'marketing')`, [
    person,
    `${person}@test.example`,
  ])
  const leads = await putLeads(pool, 400)
  await queueAll(
    pool,
    leads.map((lead) => sendTo(lead)),
  )
  await queueAll(
    pool,
    (await putLeads(pool, 5, (index) => `other-${index}@acme.example`)).map((lead) =>
      sendTo(lead, { mail: 'other' }),
    ),
  )
  let refused = 0
  const smtp = keepingSmtp(({ to }) => {
    const isBad = /^lead-(\d+)@/.exec(to) && Number(/\d+/.exec(to)![0]) % 10 === 0
    if (!isBad) return 'sent'
    refused += 1
    return { failed: 'refused', detail: 'Message failed: 550 5.1.1 User unknown' }
  })
  // As long as the quickest of mail servers takes.
  const slowly: Smtp = { ...smtp, send: (letter) => sleep(5).then(() => smtp.send(letter)) }
  await sendDue(testServices(pool, slowly))
  const tried = smtp.letters.filter(({ to }) => to.startsWith('lead')).length + refused
  assert.ok(refused >= 10 && tried <= 91 + 20, `${tried} tried, ${refused} refused`)
  assert.equal(smtp.letters.filter(({ to }) => to.startsWith('other')).length, 5, 'other mails leave')
  await endLeases(pool)
  await sendDue(testServices(pool, smtp))
  const { rows } = await pool.query('select title, person_id from notices')
  assert.deepEqual(rows, [{ title: 'The mail first-steps is held back', person_id: person }])
  const { rows: pauses } = await pool.query('select id, reason from send_pauses')
  assert.equal(pauses[0].reason, 'bounces')
  assert.ok(await transaction(pool, (client) => liftPause(client, pauses[0].id, person)))
  assert.equal((await statesOf(pool))['parked'] ?? 0, 0)
})

test('of a mailbox that is full for weeks nothing more is asked, until it has rested', async () => {
  const { pool } = database
  const [lead] = await putLeads(pool, 1, () => 'full@acme.example')
  const smtp = keepingSmtp()
  let now = Date.now() - 40 * DAY
  const services = testServices(pool, smtp, { clock: () => now })
  const isLeft = async () =>
    (await pool.query('select 1 from suppressions where removed_at is null')).rowCount
  for (let time = 0; time < 5; time += 1, now += 4 * DAY) {
    assert.equal(await isLeft(), 0, `after ${time}`)
    await queueAll(pool, [sendTo(lead!, { notBefore: new Date(now) })])
    await sendDue(services)
    const { rows } = await pool.query('select id from sends order by queued_at desc, id desc limit 1')
    assert.ok(
      await noteReturn(services, {
        sendId: rows[0].id,
        kind: 'transient',
        detail: '452 4.2.2 full',
        at: now,
      }),
    )
  }
  assert.equal(await isLeft(), 1)
  await liftRested(pool, Date.now() + 80 * DAY)
  assert.equal(await isLeft(), 1)
  await liftRested(pool, Date.now() + 91 * DAY)
  assert.equal(await isLeft(), 0)
})

test('a receiver that asks for less gets nothing for a while, and the others go on', async () => {
  const { pool } = database
  const leads = await putLeads(pool, 40, (index) => `a${index}@${index % 2 ? 'gmail.com' : 'acme.example'}`)
  await queueAll(
    pool,
    leads.map((lead) => sendTo(lead)),
  )
  let isBusy = true
  const smtp = keepingSmtp(({ to }) =>
    isBusy && to.endsWith('gmail.com')
      ? { failed: 'again', detail: 'Message failed: 421 4.7.28 Too many from you' }
      : 'sent',
  )
  let now = Date.now()
  const services = testServices(pool, smtp, { clock: () => now })
  await sendDue(services)
  assert.equal(smtp.letters.length, 20)
  isBusy = false
  now += 10 * 60_000
  await sendDue(services)
  assert.equal(smtp.letters.length, 20, 'still closed')
  for (let step = 0; step < 10; step += 1, now += 10 * 60_000) await sendDue(services)
  assert.equal(smtp.letters.length, 40)
})

test('what has no hours of its own leaves in those of everybody, by the clock of who gets it', async () => {
  const { pool } = database
  await setSendingSettings(pool, { ...FAST, hours: 'Europe/Berlin mon-sun 08:00-20:00' })
  const here = await putLeads(pool, 1, () => 'here@acme.example')
  const there = await putLeads(
    pool,
    1,
    () => 'there@acme.example',
    JSON.stringify({ lead: { country: ['Japan', 2] }, company: {} }),
  )
  // 23:30 in Berlin, 07:30 in Tokyo.
  let now = Date.UTC(2027, 0, 4, 22, 30)
  const due = { notBefore: new Date(now) }
  await queueAll(pool, [sendTo(here[0]!, due), sendTo(there[0]!, due)])
  const smtp = keepingSmtp()
  const services = testServices(pool, smtp, { clock: () => now })
  const sent = async () => {
    await sendDue(services)
    return smtp.letters.map(({ to }) => to)
  }
  assert.deepEqual(await sent(), [])
  now += DAY / 48
  assert.deepEqual(await sent(), ['there@acme.example'])
  now = Date.UTC(2027, 0, 5, 7)
  assert.deepEqual(await sent(), ['there@acme.example', 'here@acme.example'])
})

test('what was ticked and not confirmed yet is waited for, a week and no longer', async () => {
  const { pool } = database
  const [soon, never] = [
    await putLeads(pool, 1, () => 'soon@acme.example'),
    await putLeads(pool, 1, () => 'never@acme.example'),
  ]
  await pool.query('alter table consents disable trigger consents_append_only')
  await pool.query('delete from consents')
  await pool.query('alter table consents enable trigger consents_append_only')
  await agree(pool, [soon[0]!, never[0]!], 'pending')
  let now = Date.now()
  const due = { notBefore: new Date(now) }
  await queueAll(pool, [sendTo(soon[0]!, due), sendTo(never[0]!, due)])
  const smtp = keepingSmtp()
  const services = testServices(pool, smtp, { clock: () => now })
  await sendDue(services)
  assert.deepEqual(await statesOf(pool), { queued: 2 })
  await agree(pool, soon)
  now += DAY / 4
  await sendDue(services)
  assert.deepEqual(
    smtp.letters.map(({ to }) => to),
    ['soon@acme.example'],
  )
  now += 7 * DAY
  await sendDue(services)
  assert.deepEqual(await statesOf(pool), { sent: 1, suppressed: 1 })
})
