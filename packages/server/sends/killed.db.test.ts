import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase } from '../platform/testing/test-database.ts'
import { killWorkers } from './testing/kill-workers.ts'

const SENDS = 2_000
const LANES = 10
/** One that is being written down, and the next. */
const BEGUN_A_LANE = 2

test('workers that are killed send nothing twice, nothing to who said no, and all the rest', async () => {
  const database = await testDatabase()
  const { duplicates, toSuppressed, states, taken, lost, kills } = await killWorkers(database, {
    sends: SENDS,
    workers: 2,
    kills: 3,
    everyMs: 500,
  })
  await database.drop()
  const { sent = 0, suppressed = 0, unknown = 0 } = states
  assert.deepEqual([duplicates, toSuppressed, suppressed], [0, 0, SENDS / 50])
  assert.equal(sent + suppressed + unknown, SENDS, JSON.stringify(states))
  // No more than what was just being handed over when each died; everything else arrived.
  assert.ok(kills === 0 || unknown <= kills * LANES * BEGUN_A_LANE, `${unknown} unknown`)
  assert.equal(taken, SENDS - suppressed - lost)
})
