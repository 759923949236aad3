import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Agreements, installFirstAgreement } from '../agreements/index.ts'
import { type IncomingEvent, type Intake, openIntake } from '../events/index.ts'
import { testDatabase, type TestDatabase } from '../platform/testing/test-database.ts'
import { ensureSource } from '../sources/index.ts'
import { dismissPair, openPairs } from './duplicate-rows.ts'
import { findDuplicates } from './find-duplicates.ts'
import { mergeLeads, unmergeLeads } from './merge-leads.ts'

let database: TestDatabase
let intake: Intake
let sourceId: string
let nextId = 0

before(async () => {
  database = await testDatabase()
  await installFirstAgreement(database.pool)
  sourceId = (await ensureSource(database.pool, 'crm')).id
  intake = openIntake({ pool: database.pool, log: (line) => assert.fail(line) })
})
after(async () => {
  await intake.stop()
  await database.drop()
})

const person = (email: string, lead: NonNullable<IncomingEvent['lead']> = {}): IncomingEvent => ({
  sourceId,
  messageId: `d-${(nextId += 1)}`,
  name: 'Lead Identified',
  occurredAt: Date.now(),
  receivedAt: Date.now(),
  trust: 'server',
  identity: { email },
  properties: {},
  lead,
})

const found = async () =>
  (await openPairs(database.pool)).map(
    ({ one, other, evidence }) => `${[one.email, other.email].toSorted().join(' = ')}: ${evidence.join(' ')}`,
  )

test('who looks like one person is found, and who only shares a provider or a switchboard is not', async () => {
  await intake.accept([
    person('ada@acme.example', { name: 'Ada Lovelace' }),
    person('ada+news@acme.example'),
    person('zoe.devries@beta.example', { name: 'Dr. Zoë de Vries', phone: '030 901820', country: 'DE' }),
    person('zoe@private.example', { name: 'De Vries, Zoe', phone: '+49 30 901820' }),
    person('office@beta.example', { name: 'Kim Park', phone: '0049 30 901820' }),
    person('notareal.person.one@gmail.com', { name: 'Anna Schmidt' }),
    person('notareal.person.two@gmail.com', { name: 'Anna Schmidt' }),
    person('j.smith@gamma.example', { name: 'John Smith' }),
    person('john@gamma.example', { name: 'John Smith' }),
    person('no.real.person@gmail.com', { name: 'Jo Hn' }),
    person('norealperson@googlemail.com', { name: 'Jo Hn' }),
  ])
  await findDuplicates(database.pool)
  assert.deepEqual((await found()).toSorted(), [
    'ada+news@acme.example = ada@acme.example: address',
    'j.smith@gamma.example = john@gamma.example: name-at-company',
    'no.real.person@gmail.com = norealperson@googlemail.com: address name-and-mail-name',
    'zoe.devries@beta.example = zoe@private.example: phone',
  ])
})

test('what somebody said of a pair stays said, and what was merged is no pair', async () => {
  const [pair] = (await openPairs(database.pool)).filter(({ evidence }) => evidence[0] === 'name-at-company')
  assert.equal(await dismissPair(database.pool, [pair!.other.id, pair!.one.id], null), true)
  assert.equal(await dismissPair(database.pool, [pair!.one.id, pair!.other.id], null), false)
  const [twin] = (await openPairs(database.pool)).filter(({ evidence }) => evidence[0] === 'phone')
  const agreements = new Agreements()
  const merging = { keptId: twin!.one.id, mergedId: twin!.other.id, reason: '', person: null }
  const id = await mergeLeads(database.pool, agreements, merging)
  assert.equal(await findDuplicates(database.pool), 2)
  await unmergeLeads(database.pool, agreements, id, null)
  assert.equal(await findDuplicates(database.pool), 3)
})
