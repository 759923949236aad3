import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sayShortDuration, sayTimeLeft } from './time-left.ts'

const MINUTE = 60_000

test('time left is said in its two largest units', () => {
  assert.equal(sayTimeLeft((2 * 24 + 3) * 60 * MINUTE), 'in 2 d 3 h')
  assert.equal(sayTimeLeft(65 * MINUTE), 'in 1 h 05 min')
  assert.equal(sayTimeLeft(12 * MINUTE + 30_000), 'in 12 min')
})

test('below five minutes the seconds count', () => {
  assert.equal(sayTimeLeft(5 * MINUTE), 'in 5 min')
  assert.equal(sayTimeLeft(5 * MINUTE - 1), 'in 4:59')
  assert.equal(sayTimeLeft(9_000), 'in 0:09')
})

test('what is past says by how much', () => {
  assert.equal(sayTimeLeft(0), '0 s over')
  assert.equal(sayTimeLeft(-3 * 60 * MINUTE), '3 h over')
})

test('a duration without a rest leaves the rest out', () => {
  assert.equal(sayShortDuration(24 * 60 * MINUTE), '1 d')
})
