/**
 * Public data sets, imported into PostgreSQL with the mappings and judged by the agreements that the documentation shows.
 * The data lies beside the repository, never in it; without it these tests are skipped.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { verifyStates } from '../leads/index.ts'
import { testDatabase, type TestDatabase } from '../platform/testing/test-database.ts'
import { importDataSet, importOlist, skipWithoutData as skip } from './testing/import-data-set.ts'

async function rowsOf(database: TestDatabase, sql: string): Promise<Record<string, number[]>> {
  const { rows } = await database.pool.query<(string | number)[]>({ text: sql, rowMode: 'array' })
  return Object.fromEntries(rows.map(([name, ...counts]) => [String(name), counts.map(Number)]))
}

test('Olist becomes 5,625 leads and 360 customers, by origin as published', { skip }, async (t) => {
  const database = await testDatabase()
  t.after(() => database.drop())
  await importOlist(database)
  assert.deepEqual(
    await rowsOf(
      database,
      `select source, count(*), count(*) filter (where stage = 'customer') from leads group by source`,
    ),
    OLIST_BY_ORIGIN,
  )
  assert.deepEqual((await verifyStates(database.pool)).differences, [])
})

const OLIST_BY_ORIGIN = {
  organic_search: [1678, 121],
  paid_search: [1099, 75],
  unknown: [824, 82],
  social: [809, 27],
  email: [361, 5],
  direct_traffic: [357, 31],
  referral: [193, 5],
  other: [121, 2],
  display: [95, 3],
  other_publicities: [50, 2],
  '(empty)': [38, 7],
}

test(
  'BPI 2012 passes the funnel as the log tells it, and sent again changes nothing',
  { skip },
  async (t) => {
    const database = await testDatabase()
    t.after(() => database.drop())
    const once = () =>
      importDataSet(
        database,
        'bpi2012/bpi2012_events.csv.gz',
        'import-bpi2012/events.yaml',
        'import-bpi2012/agreement.yaml',
      )
    const { stored, rejected, rows, seconds } = await once()
    t.diagnostic(`${rows} rows in ${seconds.toFixed(1)} s: ${Math.round(rows / seconds)} rows/s`)
    assert.deepEqual([stored, rejected], [158_818, 0])
    const reached = `select to_stage, count(distinct lead_id) from decisions group by to_stage`
    const before = await rowsOf(database, reached)
    assert.deepEqual(before, REACHED)
    await database.pool.query('update imports set finished_at = null, rows_done = 0')
    const again = await once()
    assert.deepEqual([again.stored, again.duplicates], [0, 158_818])
    assert.deepEqual(await rowsOf(database, reached), before)
  },
)

/** All cases, and those with A_PREACCEPTED, A_ACCEPTED, A_ACTIVATED, A_CANCELLED, A_DECLINED in the log. */
const REACHED = {
  lead: [8617],
  mql: [4788],
  sal: [3293],
  sql: [3293],
  customer: [1267],
  recycled: [1543],
  disqualified: [4980],
}
