import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SpendEntry } from '@baton/protocol'
import {
  amountOf,
  foundSpend,
  newSpend,
  saySpendDays,
  settingsProblems,
  spendProblems,
  typedSettings,
  writtenSettings,
  writtenSpend,
} from './spend-draft.ts'

const TYPED = {
  source: ' paid-search ',
  campaign: '',
  from: '2026-03-01',
  to: '2026-03-31',
  amount: '1240,50',
  currency: 'eur',
  note: '',
}

test('a new row is of the whole month that it is', () => {
  assert.deepEqual(
    [newSpend('2026-02-14', 'EUR').from, newSpend('2026-02-14', 'EUR').to],
    ['2026-02-01', '2026-02-28'],
  )
  assert.equal(newSpend('2026-12-31', 'EUR').to, '2026-12-31')
})

test('an amount has a point or a comma before its cents, and nothing that parts thousands', () => {
  assert.deepEqual(['1240', '1240.5', '1240,50', '1,234', '1.234', '1 240', '-5', ''].map(amountOf), [
    1240,
    1240.5,
    1240.5,
    null,
    null,
    null,
    null,
    null,
  ])
})

test('what is written becomes a row once all of it is there and right', () => {
  assert.deepEqual(writtenSpend(TYPED), {
    source: 'paid-search',
    campaign: '',
    from: '2026-03-01',
    to: '2026-03-31',
    amount: 1240.5,
    currency: 'EUR',
    note: '',
  })
  assert.equal(writtenSpend({ ...TYPED, source: ' ' }), null)
  assert.equal(writtenSpend({ ...TYPED, to: '2026-02-28' }), null)
})

test('problems are told of what is written only', () => {
  assert.deepEqual(spendProblems({ ...TYPED, amount: '', currency: '' }), {})
  assert.deepEqual(
    Object.keys(spendProblems({ ...TYPED, amount: '1,234', to: '2026-02-01', currency: 'Euro' })),
    ['to', 'amount', 'currency'],
  )
})

test('days of a whole month are said as the month', () => {
  assert.equal(saySpendDays('2026-02-01', '2026-02-28'), 'Feb 2026')
  assert.equal(saySpendDays('2026-02-01', '2026-02-27'), '1 Feb 2026 to 27 Feb 2026')
  assert.equal(saySpendDays('2026-02-03', '2026-02-03'), '3 Feb 2026')
})

test('rows are found by all words, month and person included', () => {
  const row = {
    source: 'fair',
    campaign: '',
    note: 'stand',
    from: '2026-03-01',
    to: '2026-03-31',
    currency: 'EUR',
    by: 'Mia',
  }
  const rows = [row as SpendEntry]
  assert.equal(foundSpend(rows, 'FAIR mar mia').length, 1)
  assert.equal(foundSpend(rows, 'fair april').length, 0)
})

const SETTINGS = { currency: 'EUR', rates: { USD: 0.92 }, bareAmounts: false, margin: 0.8, amountMonths: 12 }

test('settings that are not touched are written as they were', () => {
  assert.deepEqual(writtenSettings(typedSettings(SETTINGS)), SETTINGS)
  const unknown = { ...SETTINGS, rates: {}, margin: 1, amountMonths: null }
  assert.deepEqual(writtenSettings(typedSettings(unknown)), unknown)
})

test('a rate of the currency of reports, one twice, and one of nothing are problems', () => {
  const typed = typedSettings(SETTINGS)
  const rates = [
    { key: 0, currency: 'EUR', worth: '1' },
    { key: 1, currency: 'usd', worth: '0,92' },
    { key: 2, currency: 'USD', worth: '0.9' },
    { key: 3, currency: 'GBP', worth: '0' },
  ]
  const problems = settingsProblems({ ...typed, rates, margin: '120', months: '1.5' })
  assert.deepEqual(Object.keys(problems), ['rate 0', 'rate 2', 'rate 3', 'margin', 'months'])
  assert.equal(writtenSettings({ ...typed, rates }), null)
})
