import assert from 'node:assert/strict'
import { test } from 'node:test'
import { absenceOf, sayAbsence } from './absence-days.ts'

test('the last day is away to its end', () => {
  const absence = absenceOf('2026-12-24', '2026-12-24', ' Holiday ')
  assert.ok(absence)
  assert.equal(Date.parse(absence.until) - Date.parse(absence.from), 86_400_000)
  assert.equal(absence.note, 'Holiday')
  assert.equal(sayAbsence(absence), '24 Dec 2026')
})

test('days are said as they were given', () => {
  assert.equal(sayAbsence(absenceOf('2026-12-24', '2027-01-02', '')!), '24 Dec 2026 to 2 Jan 2027')
})

test('an end before the beginning is no absence', () => {
  assert.equal(absenceOf('2026-12-24', '2026-12-23', ''), null)
  assert.equal(absenceOf('', '2026-12-23', ''), null)
})
