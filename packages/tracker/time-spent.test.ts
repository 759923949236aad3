import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lookAway, signOfLife, takeSeconds } from './time-spent.ts'

test('half a minute counts after each sign of life, and no longer', () => {
  for (const at of [1_000, 11_000, 21_000, 200_000]) signOfLife(at)
  lookAway(205_000)
  assert.equal(takeSeconds(), 10 + 10 + 30 + 5)
})

test('time in which the page is not seen does not count', () => {
  signOfLife(1_000)
  lookAway(3_000)
  lookAway(9_000)
  signOfLife(60_000)
  lookAway(62_000)
  assert.equal(takeSeconds(), 4)
})

test('each second is told once', () => {
  signOfLife(1_000)
  lookAway(6_000)
  assert.deepEqual([takeSeconds(), takeSeconds()], [5, 0])
})
