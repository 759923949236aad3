import assert from 'node:assert/strict'
import { test } from 'node:test'
import { base32, codeOf, stepOf, stepOfCode } from './totp.ts'

/** The seed of RFC 6238, appendix B. */
const SECRET = Buffer.from('12345678901234567890')

test('codes are those of RFC 6238, appendix B', () => {
  const vectors: readonly (readonly [seconds: number, code: string])[] = [
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ]
  for (const [seconds, code] of vectors) assert.equal(codeOf(SECRET, stepOf(seconds * 1000)), code)
})

test('a code counts in its half minute and the one before and after, and no longer', () => {
  const code = codeOf(SECRET, 1000)
  const steps = [-2, -1, 0, 1, 2].map((beside) => stepOfCode(SECRET, code, (1000 + beside) * 30_000))
  assert.deepEqual(steps, [null, 1000, 1000, 1000, null])
  assert.equal(stepOfCode(SECRET, `${code} `, 1000 * 30_000), null)
})

test('a secret is written as RFC 4648 has it', () => {
  assert.equal(base32(Buffer.from('foobar')), 'MZXW6YTBOI')
})
