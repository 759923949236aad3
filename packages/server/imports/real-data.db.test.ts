/**
 * Public data sets, imported into PostgreSQL with the mappings and judged by the agreements that the documentation shows.
 * The data lies beside the repository, never in it; without it these tests are skipped.
 */
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { openIntake } from '../events/index.ts'
import { verifyStates } from '../leads/index.ts'
import { testDatabase, type TestDatabase } from '../platform/testing/test-database.ts'
import { installAgreement } from '../agreements/index.ts'
import { importFile, type ImportSummary } from './import-file.ts'
import { inspectFile } from './inspect-file.ts'
import { readMapping } from './read-mapping.ts'

const REPOSITORY = join(import.meta.dirname, '..', '..', '..')
const DATA = join(REPOSITORY, '..', 'shared', 'data')
const HOW_TO = join(REPOSITORY, 'docs', 'how-to')
const skip = existsSync(DATA) ? false : `the public data sets are not in ${DATA}`
const folder = mkdtempSync(join(tmpdir(), 'baton-real-data-'))
after(() => rmSync(folder, { recursive: true, force: true }))

async function imported(
  database: TestDatabase,
  data: string,
  map: string,
  agreement: string,
): Promise<ImportSummary> {
  const { pool } = database
  const mappingText = readFileSync(join(HOW_TO, map), 'utf8')
  const { mapping } = readMapping(mappingText)
  assert.ok(mapping)
  const document = readFileSync(join(HOW_TO, agreement), 'utf8')
  const installed = await installAgreement(pool, {
    document,
    additions: mapping.additions,
    note: 'of the data set',
  })
  assert.equal(typeof installed, 'string')
  const intake = openIntake({ pool, log: (line) => assert.fail(line) })
  const file = await inspectFile(join(DATA, data), mapping.csv, [])
  try {
    return await importFile({
      pool,
      intake,
      file,
      mapping,
      mappingText,
      errorsPath: join(folder, 'errors.csv'),
      now: Date.now,
    })
  } finally {
    await intake.stop()
  }
}

async function rowsOf(database: TestDatabase, sql: string): Promise<Record<string, number[]>> {
  const { rows } = await database.pool.query<(string | number)[]>({ text: sql, rowMode: 'array' })
  return Object.fromEntries(rows.map(([name, ...counts]) => [String(name), counts.map(Number)]))
}

test('Olist becomes 5,625 leads and 360 customers, by origin as published', { skip }, async (t) => {
  const database = await testDatabase()
  t.after(() => database.drop())
  const agreement = 'import-olist/agreement.yaml'
  await imported(
    database,
    'olist/olist_marketing_qualified_leads.csv',
    'import-olist/contacts.yaml',
    agreement,
  )
  await imported(database, 'olist/olist_closed_deals.csv', 'import-olist/deals.yaml', agreement)
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
      imported(
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
