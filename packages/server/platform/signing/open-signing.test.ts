import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { openSigning, signingWith, type TokenPurpose } from './open-signing.ts'

const NOW = Date.UTC(2027, 0, 1)
const PURPOSES: readonly TokenPurpose[] = [
  'form',
  'opt-in',
  'preferences',
  'download',
  'content',
  'report',
  'click',
  'open',
  'unsubscribe',
]
const signing = signingWith(Buffer.alloc(32, 7))
const folder = mkdtempSync(join(tmpdir(), 'baton-signing-'))
after(() => rmSync(folder, { recursive: true }))

test('a token gives back what was signed, until it expires', () => {
  const token = signing.sign('download', { submission: 's-1' }, NOW + 1000)
  assert.deepEqual(signing.read('download', token, NOW), { submission: 's-1' })
  assert.equal(signing.read('download', token, NOW + 1000), null)
  assert.deepEqual(signing.read('form', signing.sign('form', [1], null), NOW), [1])
})

test('every bit of a token counts, and none is worth anything for another purpose', () => {
  for (const purpose of PURPOSES) {
    const token = signing.sign(purpose, { lead: 'x', at: 12 }, NOW + 1000)
    for (const other of PURPOSES)
      assert.equal(signing.read(other, token, NOW) !== null, other === purpose, `${purpose} as ${other}`)
    const bytes = Buffer.from(token)
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Buffer.from(bytes)
      changed[bit >> 3]! ^= 1 << (bit & 7)
      assert.equal(signing.read(purpose, changed.toString('latin1'), NOW), null, `bit ${bit}`)
    }
    for (let length = 0; length < token.length; length += 1)
      assert.equal(signing.read(purpose, token.slice(0, length), NOW), null)
    assert.equal(signing.read(purpose, `${token}=`, NOW), null)
    assert.equal(signing.read(purpose, `${token}.x`, NOW), null)
  }
  assert.equal(signing.read('form', signingWith(Buffer.alloc(32, 8)).sign('form', 1, null), NOW), null)
})

test('the secret is made once, readable by its owner alone, and a damaged one is refused', () => {
  const first = openSigning(folder)
  const token = first.sign('form', 1, null)
  assert.equal(openSigning(folder).read('form', token, NOW), 1)
  assert.equal(statSync(join(folder, 'secret.key')).mode & 0o777, 0o600)
  assert.equal(first.pseudonym('suppression', 'a'), openSigning(folder).pseudonym('suppression', 'a'))
  assert.notEqual(first.pseudonym('suppression', 'a'), first.pseudonym('network', 'a'))
  writeFileSync(join(folder, 'secret.key'), 'short')
  assert.throws(() => openSigning(folder), /holds no secret of 32 bytes/)
})
