import assert from 'node:assert/strict'
import { test } from 'node:test'
import { freeMailId } from './free-mail-id.ts'

test('an id is small letters, digits and dashes, and free', () => {
  assert.equal(freeMailId('Erste Schritte für Käufer!', []), 'erste-schritte-fur-kaufer')
  assert.equal(freeMailId('First steps', ['first-steps', 'first-steps-2']), 'first-steps-3')
  assert.equal(freeMailId(' ?! ', []), 'mail')
  assert.match(freeMailId('x '.repeat(80), []), /^[a-z0-9]+(-[a-z0-9]+)*$/)
})
