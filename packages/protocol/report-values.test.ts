import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readValues, writeValues } from './report-values.ts'

test('what is written is read again, whatever is in the values', () => {
  const value = fc.oneof(fc.string(), fc.constantFrom('', '|', '%', '%7C', '%257C', 'a|b', '%25'))
  fc.assert(
    fc.property(fc.array(value, { minLength: 1 }), (values) => {
      assert.deepEqual(readValues(writeValues(values)), values)
    }),
  )
})
