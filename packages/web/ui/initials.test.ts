import assert from 'node:assert/strict'
import { test } from 'node:test'
import { initialsOf } from './initials.ts'

test('a name is its first and its last letter', () => {
  assert.equal(initialsOf('Ada King Lovelace'), 'AL')
})

test('one word is one letter, and nothing is nothing', () => {
  assert.equal(initialsOf('prince'), 'P')
  assert.equal(initialsOf('  '), '')
})
