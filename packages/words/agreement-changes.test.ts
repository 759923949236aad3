import { agreementChanges, readAgreement, standardCatalogue } from '@baton/engine'
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { sayAgreementChange } from './agreement-changes.ts'

const northbeam = readFileSync(new URL('../../agreements/northbeam-b2b.yaml', import.meta.url), 'utf8')

function agreementOf(text: string) {
  const { agreement, problems } = readAgreement(text, standardCatalogue)
  assert.ok(agreement, JSON.stringify(problems))
  return agreement
}

function said(from: string | RegExp, to: string): readonly string[] {
  const after = northbeam.replace(from, to)
  assert.notEqual(after, northbeam)
  return agreementChanges(agreementOf(northbeam), agreementOf(after)).map(sayAgreementChange)
}

const CASES: readonly (readonly [from: string | RegExp, to: string, said: string])[] = [
  [
    'give: 50, to: intent }\n  quote',
    'give: 40, to: intent }\n  quote',
    'Demo Requested now gives 40 to intent instead of 50.',
  ],
  ['give: -30', 'give: -20', 'Email Unsubscribed now takes 20 from interest instead of 30.'],
  [
    'give: 8, to: intent',
    'give: 9, to: intent',
    'Page Viewed where page group is pricing now gives 9 to intent instead of 8.',
  ],
  ['{ score: 100 }', '{ score: 90 }', 'Content now asks for a score of at least 90 instead of 100.'],
  ['at-least: 60', 'at-least: 70', 'Product now asks for intent of at least 70 instead of 60.'],
  [
    '{ grade: [A, B] } ] }\n    - { id: content',
    '{ grade: [A] } ] }\n    - { id: content',
    'Product now asks for grade A instead of A or B.',
  ],
  ['A: 60, B', 'A: 65, B', 'Grade A now starts at 65 fit points instead of 60.'],
  ['half-life: 90 days', 'half-life: 60 days', 'Intent now fades by half in 60 days instead of 90.'],
  ['rest: 60 days', 'rest: 30 days', 'Bad timing: leads now rest for 30 days instead of 60 days.'],
  ['keep: 25%', 'keep: 50%', 'Lost: leads now keep 50 % of their points instead of 25 %.'],
  ['satisfied: 3', 'satisfied: 2', '2 criteria now have to be satisfied instead of 3.'],
  [
    'mqls: 120 per month',
    'mqls: 90 per month',
    'Marketing now promises 90 qualified leads a month instead of 120 qualified leads a month.',
  ],
  [/ {2}trial-used:.*\n/, '', 'Gone: Trial Used gives 6 to intent, at most once a day.'],
  [
    'limit: 1 per day }\n  pricing',
    'limit: 2 per day }\n  pricing',
    'Now: Trial Used gives 6 to intent, at most twice a day. Before: Trial Used gives 6 to intent, at most once a day.',
  ],
  [
    'mql: Marketing qualified',
    'mql: Hot',
    'Marketing qualified is now called “Hot” instead of “Marketing qualified”.',
  ],
]

for (const [from, to, expected] of CASES)
  test(`a change is said in a sentence: ${expected}`, () => assert.deepEqual(said(from, to), [expected]))

test('a golden lead that is new is named', () => {
  const more = `${northbeam}  - { name: Asked for a quote, events: [ { Quote Requested: 0 days ago } ], expect: { stage: lead } }\n`
  const changes = agreementChanges(agreementOf(northbeam), agreementOf(more))
  assert.deepEqual(changes.map(sayAgreementChange), ['New: Golden lead “Asked for a quote”.'])
})
