/** A worker in a process of its own, to be killed at any moment. Takes the database and the mail server from its arguments. */
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { openSmtp } from '../../platform/mail/smtp.ts'
import { openPool } from '../../platform/postgres/open-pool.ts'
import { sendDue } from '../deliver-sends.ts'
import { TEST_FROM, testServices } from './mail-leads.ts'

const [config = '', url = '', leaseMs = ''] = process.argv.slice(2)
const pool = openPool(JSON.parse(config) as pg.ClientConfig, { max: 6 })
const services = testServices(pool, openSmtp({ url, from: TEST_FROM }), { leaseMs: Number(leaseMs) })
for (;;) {
  await sendDue(services)
  await sleep(50)
}
