import assert from 'node:assert/strict'
import type pg from 'pg'
import { after, before, describe, test } from 'node:test'
import { testDatabase, type TestDatabase } from '../testing/test-database.ts'
import { copyOut } from './copy-out.ts'
import { KnownBytes, KnownTexts } from './known-bytes.ts'

let database: TestDatabase
let client: pg.PoolClient

before(async () => {
  database = await testDatabase({ empty: true })
  client = await database.pool.connect()
})
after(async () => {
  client.release()
  await database.drop()
})

describe('a binary copy', () => {
  test('gives every kind of field, and null where there is none', async () => {
    const seen: unknown[] = []
    const texts = new KnownTexts()
    const query = `select 9007199254740991::bigint, '2026-11-22 12:00:00.123Z'::timestamptz, 'añ"\t'::text, '{"a": 1}'::json,
        true, '0190a1b2-c3d4-7000-8000-0000000000ff'::uuid, null::uuid, null::text, null::text, null::boolean
      union all select -1, '1969-12-31 23:59:59.999Z', '', '{"a": 1}', false, null, null, 'x', 'y', true`
    const rows = await copyOut(client, query, (row) =>
      seen.push([
        [row.bigint(), row.time(), row.text(), row.knownText(texts), row.boolean()],
        [row.uuid(), row.uuid(), row.text(), row.knownText(texts), row.boolean()],
      ]),
    )
    assert.equal(rows, 2)
    assert.deepEqual(seen, [
      [
        [2 ** 53 - 1, Date.UTC(2026, 10, 22, 12, 0, 0, 123), 'añ"\t', '{"a": 1}', true],
        ['0190a1b2-c3d4-7000-8000-0000000000ff', null, null, null, false],
      ],
      [
        [-1, -1, '', '{"a": 1}', false],
        [null, null, 'x', 'y', true],
      ],
    ])
  })

  test('puts rows together that arrive in pieces, and ends when there are none', async () => {
    const lengths: number[] = []
    const query = `select repeat('x', i * 37000) from generate_series(0, 9) i`
    await copyOut(client, query, (row) => lengths.push(row.text()!.length))
    assert.deepEqual(
      lengths,
      Array.from({ length: 10 }, (_, i) => i * 37_000),
    )
    assert.equal(await copyOut(client, 'select 1 where false', () => assert.fail()), 0)
  })

  test('that fails, here or there, leaves the connection usable', async () => {
    await assert.rejects(
      copyOut(client, 'select 1 / (3 - i) from generate_series(1, 5) i', () => {}),
      /division by zero/,
    )
    const refuses = () => {
      throw new Error('not this one')
    }
    await assert.rejects(
      copyOut(client, 'select i from generate_series(1, 50000) i', refuses),
      /not this one/,
    )
    assert.deepEqual((await client.query('select 1 as one')).rows, [{ one: 1 }])
  })
})

test('known bytes keep their numbers, also those that begin alike, are empty or share a slot', () => {
  const known = new KnownBytes()
  const words = [
    '',
    'a',
    'aa',
    'aaaa',
    'aaaab',
    ...Array.from({ length: 5000 }, (_, index) => `word ${index}`),
  ]
  for (const [number, word] of words.entries()) {
    const bytes = Buffer.from(`<${word}>`)
    assert.equal(known.find(bytes, 1, bytes.length - 1), -1)
    assert.equal(known.add(bytes, 1, bytes.length - 1), number)
  }
  for (const [number, word] of words.entries())
    assert.equal(known.find(Buffer.from(word), 0, word.length), number)
})

test('known texts are the texts, also when they are more than are kept', () => {
  const texts = new KnownTexts()
  for (let round = 0; round < 2; round++) {
    for (let index = 0; index < 70_000; index++) {
      const bytes = Buffer.from(`<text ${index}ü>`)
      assert.equal(texts.textAt(bytes, 1, bytes.length - 1), `text ${index}ü`)
    }
  }
  assert.equal(texts.textAt(Buffer.alloc(5000, 'a'), 0, 5000), 'a'.repeat(5000))
  assert.equal(texts.textAt(Buffer.alloc(0), 0, 0), '')
})
