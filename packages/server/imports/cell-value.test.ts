import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cellValue, parseNumber, type Row } from './cell-value.ts'
import type { Cell } from './mapping.ts'

const row = (cells: Readonly<Record<string, string>>): Row => ({ cell: (column) => cells[column] ?? '' })
const CELL: Cell = {
  column: 'x',
  value: null,
  table: null,
  otherwise: 'keep',
  type: 'text',
  time: { format: 'auto', zone: null },
  first: null,
}
const read = (text: string, more: Partial<Cell> = {}) =>
  cellValue({ ...CELL, ...more }, row({ x: text }), '.')

test('numbers are read with the decimal mark that is stated, grouped or not', () => {
  assert.equal(parseNumber('1,234,567.5', '.'), 1_234_567.5)
  assert.equal(parseNumber('1.234.567,5', ','), 1_234_567.5)
  assert.equal(parseNumber('1 234', ','), 1234)
  assert.equal(parseNumber('-0.5', '.'), -0.5)
})

test('what is no number under that mark is refused rather than guessed', () => {
  for (const text of ['12,5', '1,2,3', 'n/a', '€ 5', '', '1.234,5'])
    assert.equal(parseNumber(text, '.'), null, text)
})

test('an empty cell says nothing, unless the mapping gives it a word', () => {
  assert.deepEqual(read(''), { value: null })
  assert.deepEqual(read('', { value: '(empty)' }), { value: '(empty)' })
  assert.deepEqual(read('unknown', { value: '(empty)' }), { value: 'unknown' })
})

test('a table replaces words; what it lacks is kept, skipped or refused, as stated', () => {
  const table = new Map([['GF', 'c-level']])
  assert.deepEqual(read('GF', { table }), { value: 'c-level' })
  assert.deepEqual(read('AL', { table }), { value: 'AL' })
  assert.deepEqual(read('AL', { table, otherwise: 'skip' }), { value: null })
  assert.match((read('AL', { table, otherwise: 'reject' }) as { reason: string }).reason, /not in the table/)
})

test('yes and no come in many spellings; anything else is refused', () => {
  assert.deepEqual(read('Yes', { type: 'boolean' }), { value: true })
  assert.deepEqual(read('0', { type: 'boolean' }), { value: false })
  assert.ok('reason' in read('maybe', { type: 'boolean' }))
})

test('dates become ISO 8601: a day as a day, a time as a moment', () => {
  assert.deepEqual(read('2026-03-04', { type: 'date' }), { value: '2026-03-04' })
  assert.deepEqual(read('2026-03-04T10:00:00+01:00', { type: 'date' }), { value: '2026-03-04T09:00:00.000Z' })
})
