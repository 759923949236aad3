import assert from 'node:assert/strict'
import type pg from 'pg'
import { after, before, beforeEach, describe, test } from 'node:test'
import { testDatabase, type TestDatabase } from '../testing/test-database.ts'
import { COMMIT, queryTogether, type Statement } from './query-together.ts'

let database: TestDatabase
let client: pg.PoolClient

before(async () => {
  database = await testDatabase({ empty: true })
  client = await database.pool.connect()
  await client.query('create table numbers (n int primary key)')
})
beforeEach(() => client.query('truncate numbers'))
after(async () => {
  client.release()
  await database.drop()
})

const keep = (n: string): Statement => ({
  name: 'keep',
  text: 'insert into numbers values ($1::int)',
  values: [n],
})
const drop = (n: string, name = 'drop'): Statement => ({
  name,
  text: 'delete from numbers where n = $1::int returning n',
  values: [n],
})

async function kept(): Promise<readonly number[]> {
  const { rows } = await database.pool.query<{ n: number }>('select n from numbers order by n')
  return rows.map(({ n }) => n)
}

describe('statements sent together', () => {
  test('are done in their order, each prepared once, and the commit among them is one', async () => {
    await client.query('begin')
    await queryTogether(client, [keep('1'), keep('2'), drop('1'), COMMIT])
    assert.deepEqual(await kept(), [2])
    await client.query('begin')
    await queryTogether(client, [keep('3'), COMMIT])
    assert.deepEqual(await kept(), [2, 3])
    const { rows } = await client.query('select name from pg_prepared_statements order by name')
    assert.deepEqual(
      rows.map(({ name }) => name),
      ['commit', 'drop', 'keep'],
    )
  })

  test('are none of them kept when one fails, and what was prepared meanwhile can be used again', async () => {
    await client.query('begin')
    await assert.rejects(
      queryTogether(client, [
        keep('1'),
        drop('7', 'drop-too'),
        keep('1'),
        drop('1', 'never-reached'),
        COMMIT,
      ]),
      { code: '23505' },
    )
    await client.query('rollback')
    assert.deepEqual(await kept(), [])
    await client.query('begin')
    await queryTogether(client, [keep('1'), drop('7', 'drop-too'), drop('7', 'never-reached'), COMMIT])
    assert.deepEqual(await kept(), [1])
  })

  test('share what is prepared with statements that are sent alone', async () => {
    const alone = { ...keep('5'), name: 'alone' }
    await client.query({ ...alone, values: [...alone.values] })
    await queryTogether(client, [{ ...alone, values: ['6'] }])
    await queryTogether(client, [{ ...keep('7'), name: 'together' }])
    await client.query({ ...keep('8'), name: 'together', values: ['8'] })
    assert.deepEqual(await kept(), [5, 6, 7, 8])
  })

  test('that nobody hands over cost nothing, and a lost connection fails them', async () => {
    await queryTogether(client, [])
    const lost = await database.pool.connect()
    const { rows } = await lost.query<{ pid: number }>('select pg_backend_pid() as pid')
    lost.on('error', () => {})
    const waits: Statement = { name: 'wait', text: 'select pg_sleep(20)', values: [] }
    const failed = assert.rejects(queryTogether(lost, [waits, COMMIT]))
    await client.query('select pg_terminate_backend($1)', [rows[0]!.pid])
    await failed
    lost.release(true)
  })
})
