/** A database with an intake, emptied before each test, and how tests of the way in tell it something and look at what is there. */
import assert from 'node:assert/strict'
import { after, beforeEach } from 'node:test'
import { installFirstAgreement } from '../../agreements/index.ts'
import { verifyStates } from '../../leads/index.ts'
import { forgetLeads } from '../../platform/testing/forget-leads.ts'
import { testDatabase } from '../../platform/testing/test-database.ts'
import { ensureSource } from '../../sources/index.ts'
import type { IncomingEvent } from '../incoming-event.ts'
import { openIntake } from '../open-intake.ts'

export const NOW = Date.UTC(2026, 10, 22, 12)
export const DAY = 86_400_000

export async function testIntake() {
  const database = await testDatabase()
  await installFirstAgreement(database.pool)
  const sourceId = (await ensureSource(database.pool, 'website')).id
  const intake = openIntake({ pool: database.pool, log: (line) => assert.fail(line) })
  let nextId = 0
  beforeEach(() => forgetLeads(database.pool))
  after(async () => {
    await intake.stop()
    await database.drop()
  })
  return {
    database,
    intake,
    /** One of Ada's, a little later than the one before. */
    event: (name: string, more: Partial<IncomingEvent> = {}): IncomingEvent => {
      nextId += 1
      return {
        sourceId,
        messageId: `m-${nextId}`,
        name,
        occurredAt: NOW - DAY + nextId,
        receivedAt: NOW,
        trust: 'public',
        identity: { userId: 'ada' },
        properties: {},
        ...more,
      }
    },
    /** @param from a table, with what is asked of its rows */
    count: async (from: string): Promise<number> => {
      return Number((await database.pool.query(`select count(*) as n from ${from}`)).rows[0].n)
    },
    /** The row of the lead that an identity names. */
    leadOf: async (kind: string, value: string) => {
      const { rows } = await database.pool.query(
        'select l.*, l.state::json as state from identities i join leads l on l.id = i.lead_id where i.kind = $1 and i.value = $2',
        [kind, value],
      )
      return rows[0]
    },
    /** States are what folding says. */
    assertVerified: async (): Promise<void> => {
      assert.deepEqual((await verifyStates(database.pool)).differences, [])
    },
  }
}
