import assert from 'node:assert/strict'
import { test } from 'node:test'
import { momentsOf, snapped, stepMoment } from './moments.ts'

const moments = momentsOf([{ occurredAt: 30 }, { occurredAt: 10 }, { occurredAt: 30 }])

test('events of the same moment are one stop', () => {
  assert.deepEqual(moments, [10, 30])
})

test('stepping goes from event to event and ends at now', () => {
  assert.equal(stepMoment(moments, 10, 1, 99), 30)
  assert.equal(stepMoment(moments, 30, 1, 99), 99)
  assert.equal(stepMoment(moments, 99, -1, 99), 30)
  assert.equal(stepMoment(moments, 10, -1, 99), 10)
})

test('a pointer near an event takes its moment', () => {
  assert.equal(snapped(moments, 28, 5), 30)
  assert.equal(snapped(moments, 20, 5), 20)
})
