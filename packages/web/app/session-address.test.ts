import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isOutside, safeReturn } from './session-address.ts'

test('an address of ours is gone on to after signing in', () => {
  assert.equal(safeReturn('/leads/42?at=2026-01-01'), '/leads/42?at=2026-01-01')
})

test('an address of somebody else is not', () => {
  for (const to of ['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)'])
    assert.equal(safeReturn(to), null, to)
})

test('signing in does not lead back to signing in', () => {
  assert.equal(safeReturn('/sign-in?to=/leads'), null)
  assert.equal(safeReturn('/'), null)
})

test('only the ways in stand without a session', () => {
  assert.ok(isOutside('/reset'))
  assert.ok(!isOutside('/people'))
})
