import { STAGES } from '@baton/engine'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  sayAnswer,
  sayAnswerSource,
  sayDefinition,
  sayEffortLeft,
  sayFieldTitle,
  sayMoney,
  sayQuestion,
  sayRejection,
  sayStageIn,
  sumByCurrency,
  TERMS,
} from './index.ts'

test('the agreement’s names win in marketing’s dialect, and not in that of sales', () => {
  const names = { mql: 'Warm' }
  assert.equal(sayStageIn('marketing', 'mql', names), 'Warm')
  assert.equal(sayStageIn('sales', 'mql', names), 'New prospect')
})

test('no two stages have the same name in a dialect', () => {
  for (const dialect of ['marketing', 'sales'] as const) {
    assert.equal(new Set(STAGES.map((stage) => sayStageIn(dialect, stage))).size, STAGES.length)
  }
})

test('a definition names the agreement only where it decides the number', () => {
  assert.match(sayDefinition('score', 3), /By agreement v3\.$/)
  assert.doesNotMatch(sayDefinition('amount', 3), /agreement v/)
  assert.ok(TERMS.every((term) => sayDefinition(term).endsWith('.')))
})

test('what to ask is the agreement’s question, or a plain one by its kind', () => {
  assert.equal(sayQuestion({ id: 'budget', ask: 'money', question: 'How much?' }), 'How much?')
  assert.equal(sayQuestion({ id: 'team-size', ask: 'number' }), 'How many (team size)?')
})

test('an answer says its unit, and who said it where', () => {
  assert.equal(sayAnswer('months', 1), '1 month')
  assert.equal(sayAnswer('yes-no', true), 'yes')
  assert.equal(sayAnswerSource('call', 'Ada'), 'Ada, on a call')
  assert.equal(sayAnswerSource(null, null), 'source not noted')
})

test('effort that is owed is said with its channels', () => {
  assert.equal(sayEffortLeft({ attempts: 2, channels: 1 }), '2 more attempts over 1 more channel are owed')
  assert.equal(sayEffortLeft({ attempts: 0, channels: 1 }), '1 more channel is owed')
  assert.equal(sayEffortLeft({ attempts: 0, channels: 0 }), null)
})

const words = { who: 'Ada', recycled: 'Recycled', disqualified: 'Disqualified' }

test('a rejection says rest, points and what comes after', () => {
  const rejection = {
    to: 'recycled',
    restUntil: Date.UTC(2027, 0, 21),
    keep: 0.5,
    scoreBefore: 72,
    scoreAfter: 36,
    effortMade: true,
  } as const
  assert.equal(
    sayRejection(rejection, 'mql', words),
    'Recycled until 21 Jan 2027, keeping half of its points (72 → 36). It comes back by itself when a tier holds after that day.',
  )
  assert.match(sayRejection({ ...rejection, to: 'disqualified' }, 'mql', words), /taken out for good/)
})

test('money is said with its currency, and summed by it', () => {
  assert.equal(sayMoney(12000, 'EUR'), '€12,000')
  assert.equal(sayMoney(12000, null), '12,000')
  assert.deepEqual(
    sumByCurrency([
      { amount: 100, currency: 'EUR', weight: 0.5 },
      { amount: 300, currency: 'USD' },
      { amount: null, currency: 'USD' },
    ]),
    [
      { currency: 'USD', amount: 300 },
      { currency: 'EUR', amount: 50 },
    ],
  )
})

test('a field as a title keeps its hyphens', () => {
  assert.equal(sayFieldTitle('lead.email'), 'E-mail address')
})
