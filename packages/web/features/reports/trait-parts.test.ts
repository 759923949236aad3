import { LEAD_DIMENSIONS } from '@baton/engine/reports'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { liftAt, liftScale, partOfTrait, sayLift, sayQ, sayTick } from './trait-parts.ts'

test('facts of person and company, acts, and the way here are three parts', () => {
  const firm = LEAD_DIMENSIONS.filter(
    (dimension) => partOfTrait({ kind: 'fact', dimension, value: 'x' }) === 'firm',
  )
  assert.deepEqual(firm, ['persona', 'industry', 'size', 'region', 'country', 'seniority'])
  assert.equal(partOfTrait({ kind: 'fact', dimension: 'landing-page', value: '/' }), 'path')
  assert.equal(partOfTrait({ kind: 'did', event: 'Form Submitted' }), 'behaviour')
  assert.equal(partOfTrait({ kind: 'took', content: 'Guide' }), 'behaviour')
})

const lift = (ratio: number, low: number, high: number) => ({ ratio, low, high })

test('twice as often lies as far from the middle as half as often', () => {
  const scale = liftScale([lift(1.5, 1, 3)])
  assert.equal(scale.top, 4)
  assert.equal(liftAt(scale, 1), 0.5)
  assert.equal(liftAt(scale, 4), 1)
  assert.equal(liftAt(scale, 0.25), 0)
  assert.ok(Math.abs(liftAt(scale, 2) - 0.75) < 1e-12)
  assert.ok(Math.abs(liftAt(scale, 0.5) - 0.25) < 1e-12)
})

test('what lies beyond an end is drawn at the end', () => {
  const scale = liftScale([lift(1.5, 1, 2)])
  assert.equal(liftAt(scale, 100), 1)
  assert.equal(liftAt(scale, 0), 0)
})

test('one interval that is wide does not press all the others together; a far ratio is never cut off', () => {
  const narrow = Array.from({ length: 9 }, () => lift(1.2, 0.8, 1.8))
  assert.equal(liftScale([...narrow, lift(1.1, 0.01, 90)]).top, 2)
  assert.equal(liftScale([...narrow, lift(7, 0.01, 90)]).top, 8)
})

test('a scale of nothing is still one', () => {
  assert.deepEqual(liftScale([]), { top: 2, ticks: [0.5, 1, 2] })
})

test('a wide scale says few of its doublings', () => {
  assert.deepEqual(liftScale([lift(15, 9, 20)]).ticks.map(sayTick), ['1/16', '¼', '1', '4', '16'])
  assert.deepEqual(liftScale([lift(6, 4, 8)]).ticks.map(sayTick), ['⅛', '¼', '½', '1', '2', '4', '8'])
})

test('lifts and q are said with as many digits as matter', () => {
  assert.equal(sayLift(1.822), '1.82')
  assert.equal(sayLift(0.011), '0.01')
  assert.equal(sayLift(24.6), '25')
  assert.equal(sayQ(0.0004), 'under 0.001')
  assert.equal(sayQ(0.0123), '0.012')
  assert.equal(sayQ(1), '1.00')
})
