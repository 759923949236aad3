import assert from 'node:assert/strict'
import { test } from 'node:test'
import { passwordProblem } from './password-rules.ts'

test('a short password says how much is missing', () => {
  assert.equal(passwordProblem('seven77'), '1 more character')
  assert.equal(passwordProblem(''), '8 more characters')
})

test('eight characters of any kind are enough', () => {
  assert.equal(passwordProblem('correct '), null)
})

test('a password has an end', () => {
  assert.equal(passwordProblem('x'.repeat(129)), 'At most 128 characters')
})
