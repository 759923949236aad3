import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { installFirstAgreement } from '../agreements/index.ts'
import { type IncomingEvent, type Intake, openIntake } from '../events/index.ts'
import { queueDelivery } from '../notices/index.ts'
import type { Mail, Post } from '../platform/mail/post.ts'
import { testDatabase, type TestDatabase } from '../platform/testing/test-database.ts'
import { uuidV7 } from '../platform/uuid-v7.ts'
import { ensureSource } from '../sources/index.ts'
import { sendInvitation } from './send-invitation.ts'

const AGREEMENT = `agreement: meetings
mql: { tiers: [ { id: hot, all: [ { did: Demo Requested } ] } ] }
`
const NOW = Date.now()
const ada = uuidV7()

let database: TestDatabase
let intake: Intake
let sourceId: string
let lead: string
const mails: Mail[] = []
let post: Post
let minutesAgo = 60

before(async () => {
  database = await testDatabase()
  const { pool } = database
  await installFirstAgreement(pool, { document: AGREEMENT, note: 'test' })
  sourceId = (await ensureSource(pool, 'website')).id
  intake = openIntake({ pool, log: (line) => assert.fail(line) })
  post = {
    async send(mail) {
      mails.push(mail)
      await queueDelivery(pool, { key: mail.key, channel: 'mail', recipient: mail.to, message: mail })
      return true
    },
  }
  await pool.query(
    `insert into people (id, name, email, role) values ($1, 'Ada Berg', 'ada@northbeam.example', 'rep')`,
    [ada],
  )
  await said('Demo Requested', {})
  const { rows } = await pool.query<{ id: string }>('select id from leads')
  lead = rows[0]!.id
})
after(async () => {
  await intake.stop()
  await database.drop()
})

async function said(name: string, properties: Record<string, unknown>): Promise<void> {
  const event: IncomingEvent = {
    sourceId,
    messageId: uuidV7(),
    name,
    occurredAt: NOW - --minutesAgo * 60_000,
    receivedAt: NOW,
    trust: 'server',
    identity: { userId: 'kim' },
    lead: { email: 'kim@customer.example', name: 'Kim Roe' },
    properties: { by: ada, ...properties },
  }
  await intake.accept([event])
}

const lineOf = (mail: Mail | undefined, name: string) =>
  mail?.ics?.split('\r\n').find((line) => line.startsWith(`${name}:`))

test('a lead that was invited hears of every change, under the same id and a rising sequence', async () => {
  const at = (hour: number) => `2026-12-01T${hour}:00:00.000Z`
  await said('Meeting Booked', {
    meeting: 'm1',
    starts_at: at(10),
    minutes: 30,
    title: 'First talk',
    place: '',
  })
  assert.equal(await sendInvitation(database.pool, post, lead, 'm1', true), true)
  await said('Meeting Moved', {
    meeting: 'm1',
    starts_at: at(12),
    minutes: 45,
    title: 'First talk',
    place: '',
  })
  await sendInvitation(database.pool, post, lead, 'm1', false)
  await said('Meeting Cancelled', { meeting: 'm1' })
  await sendInvitation(database.pool, post, lead, 'm1', false)
  assert.deepEqual(
    mails.map(({ subject, to }) => [subject, to]),
    [
      ['Invitation: First talk', 'kim@customer.example'],
      ['Moved: First talk', 'kim@customer.example'],
      ['Cancelled: First talk', 'kim@customer.example'],
    ],
  )
  assert.deepEqual(
    mails.map((mail) => lineOf(mail, 'UID')),
    Array(3).fill('UID:m1@baton'),
  )
  assert.deepEqual(
    mails.map((mail) => lineOf(mail, 'SEQUENCE')),
    ['SEQUENCE:0', 'SEQUENCE:1', 'SEQUENCE:2'],
  )
  assert.deepEqual(
    mails.map((mail) => lineOf(mail, 'METHOD')),
    ['METHOD:REQUEST', 'METHOD:REQUEST', 'METHOD:CANCEL'],
  )
  assert.equal(lineOf(mails[1], 'DTSTART'), 'DTSTART:20261201T120000Z')
  assert.equal(lineOf(mails[1], 'DTEND'), 'DTEND:20261201T124500Z')
  assert.match(mails[0]!.ics!, /ORGANIZER;CN="Ada Berg":mailto:ada@northbeam\.example/)
})

test('who was never invited hears nothing, and nobody of a meeting that was never booked', async () => {
  mails.length = 0
  await said('Meeting Booked', {
    meeting: 'm2',
    starts_at: '2026-12-02T10:00:00.000Z',
    minutes: 30,
    title: 'Talk',
  })
  await said('Meeting Cancelled', { meeting: 'm2' })
  assert.equal(await sendInvitation(database.pool, post, lead, 'm2', false), false)
  assert.equal(await sendInvitation(database.pool, post, lead, 'm3', true), false)
  assert.equal(mails.length, 0)
})
