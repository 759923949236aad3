import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sayAbout, sayCustomers } from './focus-amounts.ts'

test('an estimate is said to three digits', () => {
  assert.equal(sayAbout(2_339_163.7, 'EUR'), '€2,340,000')
  assert.equal(sayAbout(0, 'EUR'), '€0')
})

test('of few customers the part of one is said', () => {
  assert.deepEqual([12.93, 2.36, 0.026, 0].map(sayCustomers), ['13', '2.4', '0.03', '0'])
})
