import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openSmtp } from '../platform/mail/smtp.ts'
import { testDatabase, type TestDatabase } from '../platform/testing/test-database.ts'
import { sendDue } from './deliver-sends.ts'
import { faultyServer, type FaultyServer, STEPS } from './testing/faulty-server.ts'
import {
  openRates,
  putLeads,
  queueAll,
  sendTo,
  statesOf,
  TEST_FROM,
  testServices,
} from './testing/mail-leads.ts'

const FAULTS = 200
const MINUTE = 60_000
let database: TestDatabase
let server: FaultyServer

before(async () => {
  database = await testDatabase()
  await openRates(database.pool)
  server = await faultyServer()
})
after(async () => {
  await server.stop()
  await database.drop()
})

for (const step of STEPS) {
  test(`of ${FAULTS} that break off at ${step} none is sent twice, and what is unknown is what nobody can know`, async () => {
    const { pool } = database
    await pool.query('truncate sends cascade')
    server.taken.length = 0
    const leads = await putLeads(pool, FAULTS + 20)
    await queueAll(
      pool,
      leads.map((lead) => sendTo(lead)),
    )
    // A conversation for each letter, so that every step comes as often as letters do.
    const smtp = openSmtp({ url: server.url, from: TEST_FROM }, { lettersMax: 1 })
    server.breakAt(step, FAULTS)
    let now = Date.now()
    const services = testServices(pool, smtp, { clock: () => now })
    for (
      let round = 0;
      round < 200 && ((await statesOf(pool))['queued'] ?? 0) > 0;
      round += 1, now += 10 * MINUTE
    )
      await sendDue(services)
    smtp.close()
    assert.equal(server.broken.get(step), FAULTS, 'each was broken off')
    assert.equal(new Set(server.taken).size, server.taken.length, 'nobody got two')
    assert.equal(server.taken.length, leads.length, 'everybody got one')
    const unknown = step === 'dot' ? FAULTS : 0
    const sent = leads.length - unknown
    assert.deepEqual(await statesOf(pool), { ...(sent > 0 && { sent }), ...(unknown > 0 && { unknown }) })
  })
}
