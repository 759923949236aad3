import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  sayChannel,
  sayCostEach,
  sayCredit,
  sayCredited,
  sayExactMoney,
  sayMonthsTaken,
  sayReturn,
} from './money-figures.ts'

test('a credit is whole where its shares make a whole, and has one decimal where they do not', () => {
  assert.deepEqual([3, 0.1 + 0.2 + 0.7, 12.44, 0.04, 0].map(sayCredit), ['3', '1', '12.4', 'under 0.1', '0'])
})

test('small costs keep their cents, large ones do not', () => {
  assert.equal(sayCostEach(3.417, 'EUR'), '€3.42')
  assert.equal(sayCostEach(1240.5, 'EUR'), '€1,241')
})

test('an amount that was written down is read to the cent', () => {
  assert.equal(sayExactMoney(1240.5, 'EUR'), '€1,240.50')
  assert.equal(sayExactMoney(1240, 'CHF').replaceAll('\u00a0', ' '), 'CHF 1,240')
  assert.equal(sayExactMoney(7.5, ''), '7.50')
})

test('only what nothing is known of is not attributed; a source without a campaign is still one', () => {
  assert.equal(sayChannel({ source: null, name: '' }), 'Not attributed')
  assert.equal(sayChannel({ source: '', name: '' }), 'Not attributed')
  assert.equal(sayChannel({ source: 'newsletter', name: '' }), 'newsletter: no campaign')
  assert.equal(sayChannel({ source: '', name: 'spring' }), 'no source: spring')
  assert.equal(sayChannel({ source: null, name: 'cpc' }), 'cpc')
})

test('a return is said as so many times', () => {
  assert.equal(sayReturn(3.24), '3.2×')
  assert.equal(sayReturn(31.6), '32×')
  assert.equal(sayReturn(0), '0×')
})

test('what is credited is said in the singular where it makes one', () => {
  assert.deepEqual(
    [sayCredited(1, 'customer'), sayCredited(1.5, 'customer'), sayCredited(36, 'mql')],
    ['1 customer', '1.5 customers', '36 MQLs'],
  )
})

test('less than a month is not said to be nothing', () => {
  assert.deepEqual([0.02, 7.42, 14.6].map(sayMonthsTaken), ['under a month', '7.4 months', '15 months'])
})
