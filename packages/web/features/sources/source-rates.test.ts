import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rated, scaleTop, sortedSources } from './source-rates.ts'

const rows = [
  { source: 'tiny', leads: 3, mql: 3, sql: 3, won: 3 },
  { source: 'search', leads: 400, mql: 40, sql: 12, won: 4 },
  { source: 'referral', leads: 100, mql: 30, sql: 15, won: 9 },
].map(rated)

const order = (...given: Parameters<typeof sortedSources>) => sortedSources(...given).map((row) => row.source)

test('a source too small to compare stands last, whatever the order', () => {
  assert.deepEqual(order(rows, 'won', 'desc'), ['referral', 'search', 'tiny'])
  assert.deepEqual(order(rows, 'won', 'asc'), ['search', 'referral', 'tiny'])
})

test('by number of leads the small one stands where it belongs', () => {
  assert.deepEqual(order(rows, 'leads', 'asc'), ['tiny', 'referral', 'search'])
})

test('a scale holds every interval that is drawn and ignores the others', () => {
  const top = scaleTop(rows.map((row) => row.mqlRate))
  assert.ok(top >= rows[2]!.mqlRate.high && top < 1)
})
