import type { Import, ImportTry } from '@baton/protocol'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isListedFormat, sayDelimiter, sayOutcome, sayProgress } from './import-words.ts'

const running = (given: Partial<Import>) =>
  ({ rows: 0, rowsTotal: 6_000, rowsPerSecond: null, secondsLeft: null, ...given }) as Import

test('says how far an import is, and only what is known of its pace', () => {
  assert.equal(sayProgress(running({})), '0 of 6,000 rows')
  assert.equal(
    sayProgress(running({ rows: 1_200, rowsPerSecond: 799.6, secondsLeft: 5.2 })),
    '1,200 of 6,000 rows, 800 a second, 6 s left',
  )
  assert.equal(sayProgress(running({ rows: 1, rowsTotal: 1 })), '1 of 1 row')
})

test('a delimiter that cannot be seen is named', () => {
  assert.equal(sayDelimiter('\t'), 'tab')
  assert.equal(sayDelimiter(';'), 'semicolon')
})

test('a pattern of somebody else is none of the listed ones', () => {
  assert.ok(isListedFormat('auto'))
  assert.ok(!isListedFormat('yyyy MM dd'))
  assert.ok(!isListedFormat('other'))
})

test('says whom an import would bring, and leaves those out who are left out', () => {
  const result = (given: object) =>
    ({ newPeople: 0, knownPeople: 0, skipped: 0, rejected: 0, ...given }) as NonNullable<ImportTry['result']>
  assert.equal(sayOutcome(result({})), 'It would bring 0 new people.')
  assert.equal(
    sayOutcome(result({ newPeople: 1, rejected: 2 })),
    'It would bring 1 new person; 2 rows would be refused.',
  )
  assert.equal(
    sayOutcome(result({ newPeople: 28, knownPeople: 3 })),
    'It would bring 28 new people, and more about 3 people who are known.',
  )
  assert.equal(
    sayOutcome(result({ knownPeople: 5, skipped: 2 })),
    'It would bring more about 3 people who are known.',
  )
  assert.equal(sayOutcome(result({ knownPeople: 5, skipped: 5 })), 'It would bring 0 new people.')
})
