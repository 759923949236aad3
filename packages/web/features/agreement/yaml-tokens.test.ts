import assert from 'node:assert/strict'
import { test } from 'node:test'
import { yamlTokens } from './yaml-tokens.ts'

const kinds = (line: string) =>
  yamlTokens(line)
    .filter((token) => token.kind !== 'plain')
    .map((token) => `${token.kind} ${token.text.trim()}`)

test('nothing of a line is lost', () => {
  const lines = [
    'points:',
    '  pricing-viewed:   { on: Page Viewed, where: { page_group: pricing }, give: -8, limit: 1 per day }   # once',
    "  - { id: hand-raiser, all: [ { did: Demo Requested }, { grade: [A, B, C] } ] } # it's fine",
    '    zone: Europe/Berlin, mon-fri: 09:00-18:00',
    '',
  ]
  for (const line of lines)
    assert.equal(
      yamlTokens(line)
        .map(({ text }) => text)
        .join(''),
      line,
    )
})

test('keys, numbers and comments are told apart', () => {
  assert.deepEqual(kinds('give: 50 # much'), ['key give', 'mark :', 'number 50', 'comment # much'])
})

test('an event of two words is not a key', () => {
  assert.deepEqual(kinds('on: Page Viewed'), ['key on', 'mark :'])
})
