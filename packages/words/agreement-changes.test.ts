import { agreementChanges, readAgreement, standardCatalogue } from '@baton/engine'
import { knobsOf, turned } from '@baton/engine/edit'
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
    'Marketing now promises 90 qualified leads a month instead of 120.',
  ],
  [/ {2}trial-used:.*\n/, '', 'Gone: Trial Used gives 6 to intent, at most once a day.'],
  [
    'limit: 1 per day }\n  pricing',
    'limit: 2 per day }\n  pricing',
    'Trial Used now counts at most twice a day instead of at most once a day.',
  ],
  [
    'give: 6,  to: intent, limit: 1 per day',
    'give: 7,  to: intent',
    'Now: Trial Used gives 7 to intent. Before: Trial Used gives 6 to intent, at most once a day.',
  ],
  [
    'give: 2, to: reach, limit: 3 per 7 days',
    'give: 2, to: reach',
    'Email Clicked now counts every time instead of at most 3 times in 7 days.',
  ],
  ['give: -30', 'give: 5', 'Email Unsubscribed now gives 5 to interest instead of taking 30.'],
  ['give: -20', 'give: -10', 'Free mail now takes 10 fit points instead of 20.'],
  [
    'first-touch: 15 minutes',
    'first-touch: 2 hours',
    'On the hot clock the first touch is now due within 2 hours instead of 15 minutes.',
  ],
  ['attempts: 6', 'attempts: 4', 'Sales now owes a lead 4 attempts instead of 6.'],
  [
    'clock: cool, all',
    'clock: warm, all',
    'Content is now worked on the warm clock instead of the cool clock.',
  ],
  [
    '{ did: Quote Requested, within: 30 days }',
    '{ did: Quote Requested, within: 60 days }',
    'Hand raiser now asks for Quote Requested within 60 days instead of Quote Requested within 30 days.',
  ],
  // Not only the number is another one.
  [
    'all: [ { meter: intent, at-least: 60 }, { grade: [A, B] } ]',
    'any: [ { meter: intent, at-least: 70 }, { grade: [A, B] } ]',
    'Now: Product: intent is at least 70 or the grade is A or B. Sales works it on the warm clock. Before: Product: intent is at least 60 and the grade is A or B. Sales works it on the warm clock.',
  ],
  [
    '{ from: 10000 }',
    '{ from: 5000 }',
    'Budget is now satisfied when it is at least 5,000; before, when it is at least 10,000.',
  ],
  ['accepted: 60%', 'accepted: 70%', 'Marketing now promises 70 % of them accepted instead of 60 %.'],
  [', accepted: 60%', '', 'Gone: Marketing promises 60 % of them accepted.'],
  [
    'where: { company.region: emea } }',
    'where: { company.region: apac } }',
    'Now: Handed to team emea when company region is apac. Before: Handed to team emea when company region is emea.',
  ],
  [
    'mon-fri: 09:00-18:00',
    'mon-thu: 09:00-18:00',
    'Now: Clocks run Europe/Berlin mon-thu 09:00-18:00, not on 25 Dec 2026 and 1 Jan 2027. Before: Clocks run Europe/Berlin mon-fri 09:00-18:00, not on 25 Dec 2026 and 1 Jan 2027.',
  ],
  [
    /( {4}- \{ id: product.*\n)( {4}- \{ id: content.*\n)/,
    '$2$1',
    'Tier product now comes after tier content.',
  ],
  [
    '{ Content Downloaded: 9 days ago }',
    '{ Content Downloaded: 8 days ago }',
    'Golden lead “Two e-books and nothing else” is changed.',
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

test('whatever knob is turned is told in one sentence, with nothing left out of it', () => {
  const agreement = agreementOf(northbeam)
  for (const knob of knobsOf(agreement, standardCatalogue)) {
    const value =
      knob.kind === 'choices'
        ? knob.options.filter((option) => option !== knob.value[0] || knob.options.length === 1)
        : knob.value === knob.max
          ? knob.max - knob.step
          : knob.max
    const { agreement: after } = readAgreement(turned(knob, value, northbeam), standardCatalogue)
    if (!after) continue
    const sentences = agreementChanges(agreement, after).map(sayAgreementChange)
    const isTurned = String(value) !== String(knob.value)
    assert.equal(sentences.length, isTurned ? 1 : 0, knob.path.join('.'))
    for (const sentence of sentences)
      assert.match(sentence, /^[A-Z0-9](?!.*(undefined|NaN|null|\[object)).*\.$/)
  }
})
