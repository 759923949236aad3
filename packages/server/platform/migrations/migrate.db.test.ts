import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { openPool } from '../postgres/open-pool.ts'
import { testDatabase, type TestDatabase } from '../testing/test-database.ts'
import { describeSchema } from './describe-schema.ts'
import { listMigrations, migrate } from './migrate.ts'

const SCHEMA_FILE = join(import.meta.dirname, 'schema.sql')

describe('migrations', () => {
  let database: TestDatabase
  before(async () => (database = await testDatabase({ empty: true })))
  after(() => database.drop())

  test('are applied once when twenty servers start at the same moment', async () => {
    const starters = Array.from({ length: 20 }, () => openPool(database.config, { max: 1 }))
    const applied = await Promise.all(starters.map((pool) => migrate(pool)))
    await Promise.all(starters.map((pool) => pool.end()))
    assert.equal(applied.flat().length, listMigrations().length)
  })

  test('add up to the schema in schema.sql', async () => {
    const schema = await describeSchema(database.pool)
    if (process.env['BATON_UPDATE_SCHEMA']) writeFileSync(SCHEMA_FILE, schema)
    assert.equal(
      schema,
      readFileSync(SCHEMA_FILE, 'utf8'),
      'run this test with BATON_UPDATE_SCHEMA=1 and read the difference',
    )
  })

  test('leave nothing behind when one fails', async () => {
    const next = listMigrations().length + 1
    const broken = { number: next, name: 'broken', sql: 'create table half_done (n int); select 1 / 0' }
    await assert.rejects(
      migrate(database.pool, [...listMigrations(), broken]),
      /Migration \d+ "broken" failed/,
    )
    const { rows } = await database.pool.query(`select to_regclass('half_done') as it`)
    assert.equal(rows[0].it, null)
  })

  test('of a newer Baton are refused by an older one', async () => {
    await assert.rejects(migrate(database.pool, []), /newer Baton/)
  })
})

describe('the decision ledger', () => {
  let database: TestDatabase
  before(async () => (database = await testDatabase()))
  after(() => database.drop())

  for (const change of ['update decisions set tier = null', 'delete from decisions', 'truncate decisions']) {
    test(`refuses "${change}"`, async () => {
      await assert.rejects(database.pool.query(change), /append only/)
    })
  }
})
