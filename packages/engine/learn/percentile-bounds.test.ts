import assert from 'node:assert/strict'
import { test } from 'node:test'
import { percentileBounds } from './percentile-bounds.ts'

test('as many are left out below as above', () => {
  const values = (count: number) => Float64Array.from({ length: count }, (_, index) => index + 1)
  // Of 999 the 25th and the 975th, of 1,000 the same counted from either end.
  assert.deepEqual(percentileBounds(values(999), 0.95), { low: 25, high: 975 })
  assert.deepEqual(percentileBounds(values(1000), 0.95), { low: 25, high: 976 })
  assert.deepEqual(percentileBounds(values(39), 0.95), { low: 1, high: 39 })
  assert.deepEqual(percentileBounds(values(99), 0.8), { low: 10, high: 90 })
  assert.deepEqual(percentileBounds(values(3), 0.95), { low: 1, high: 3 })
  assert.deepEqual(percentileBounds(values(0), 0.95), { low: NaN, high: NaN })
})
