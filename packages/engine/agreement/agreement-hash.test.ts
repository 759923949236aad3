import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { parse } from 'yaml'
import { agreementOf, shippedAgreement } from '../testing/given.ts'
import { agreementHash } from './agreement-hash.ts'
import { sha256 } from './sha256.ts'

const TEXT = shippedAgreement('northbeam-b2b')
const HASH = agreementHash(agreementOf(TEXT))

/** The same data with the keys of every object in another order, where order means nothing. */
function reversedKeys(value: unknown, path: string): unknown {
  if (Array.isArray(value)) return value.map((item, index) => reversedKeys(item, `${path}[${index}]`))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(
    ([key, part]) => [key, reversedKeys(part, `${path}.${key}`)] as const,
  )
  return Object.fromEntries(path === '.points' ? entries : entries.toReversed())
}

test('[H1] comments, layout, key order and the order of sets change nothing', () => {
  assert.equal(agreementHash(agreementOf(TEXT.replaceAll(/ +#.*$/gm, ''))), HASH)
  assert.equal(agreementHash(agreementOf(JSON.stringify(parse(TEXT)))), HASH)
  assert.equal(agreementHash(agreementOf(JSON.stringify(reversedKeys(parse(TEXT), '')))), HASH)
  assert.equal(
    agreementHash(
      agreementOf(TEXT.replace('[software, finance, logistics]', '[logistics, software, finance]')),
    ),
    HASH,
  )
  assert.equal(agreementHash(agreementOf(TEXT.replace('grade: [A, B, C]', 'grade: [C, A, B]'))), HASH)
})

test('[H2] any change of a rule changes the hash', () => {
  const changes: readonly (readonly [string, string])[] = [
    ['give: 50, to: intent', 'give: 51, to: intent'],
    ['half-life: 90 days', 'half-life: 91 days'],
    ['at-least: 60', 'at-least: 61'],
    ['limit: 1 per day', 'limit: 2 per day'],
    ['within: 30 days', 'within: 31 days'],
    ['grade: [A, B, C]', 'grade: [A, B]'],
    ['complete: [lead.email, company.name]', 'complete: [lead.email]'],
    ['rest: 60 days', 'rest: 61 days'],
    ['first-touch: 15 minutes', 'first-touch: 16 minutes'],
    ['expect: { stage: disqualified }', 'expect: { stage: lead }'],
    ['120 per month', '121 per month'],
  ]
  for (const [from, to] of changes) {
    assert.ok(TEXT.includes(from), from)
    assert.notEqual(agreementHash(agreementOf(TEXT.replace(from, to))), HASH, `${from} -> ${to}`)
  }
})

test('[H2] the order of tiers and of points clauses is a rule', () => {
  const document = parse(TEXT) as { mql: { tiers: unknown[] }; points: Record<string, unknown> }
  const otherTiers = { ...document, mql: { ...document.mql, tiers: document.mql.tiers.toReversed() } }
  const otherPoints = {
    ...document,
    points: Object.fromEntries(Object.entries(document.points).toReversed()),
  }
  assert.notEqual(agreementHash(agreementOf(JSON.stringify(otherTiers))), HASH)
  assert.notEqual(agreementHash(agreementOf(JSON.stringify(otherPoints))), HASH)
})

test('[H3] the hash is SHA-256', () => {
  const expected = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')
  for (const length of [0, 1, 55, 56, 63, 64, 65, 119, 120, 1000])
    assert.equal(sha256('a'.repeat(length)), expected('a'.repeat(length)))
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) =>
      assert.equal(sha256(text), expected(text)),
    ),
    { numRuns: 300, seed: 7 },
  )
})
