import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parse, parseDocument } from 'yaml'
import type { Agreement } from '../agreement/agreement.ts'
import { readAgreement } from '../agreement/read-agreement.ts'
import { standardCatalogue } from '../catalogue/standard-catalogue.ts'
import { agreementOf, PRESETS, shippedAgreement } from '../testing/given.ts'
import { type Knob, knobsOf } from './knobs.ts'
import { turned } from './turned.ts'

const NORTHBEAM = shippedAgreement('northbeam-b2b')
const YAML = [...PRESETS.map(shippedAgreement), NORTHBEAM]
const DOCUMENTS = [...YAML, JSON.stringify(parse(NORTHBEAM), null, 2)]

/** Other values of a knob: both ends, and one between; of choices, one more, one less, one only. */
function otherValues(knob: Knob): readonly Knob['value'][] {
  if (knob.kind === 'choices') {
    const { value, options } = knob
    const more = options.filter((option) => !value.includes(option)).map((option) => [...value, option])
    const less = value.length > 1 ? value.map((one) => value.filter((other) => other !== one)) : []
    return [...more.slice(-2), ...less.slice(0, 2)]
  }
  const steps = Math.floor((knob.max - knob.min) / knob.step + 1e-9)
  return [0, 0.43, 1]
    .map((share) => Number((knob.min + Math.round(share * steps) * knob.step).toFixed(3)))
    .filter((value) => value !== knob.value)
}

/** Where two agreements differ, as paths of single values; a list that differs in length is one. */
function differences(a: unknown, b: unknown, path = ''): readonly string[] {
  if (Object.is(a, b)) return []
  const areObjects = typeof a === 'object' && typeof b === 'object' && a !== null && b !== null
  const isList = Array.isArray(a) && Array.isArray(b)
  if (!areObjects || (isList && a.length !== b.length)) return [path]
  const keys = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...keys].flatMap((key) =>
    differences((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key], `${path}.${key}`),
  )
}

const isSame = (knob: Knob) => (other: Knob) =>
  `${other.path.join('.')} ${other.what}` === `${knob.path.join('.')} ${knob.what}`

test('[E6] every knob of every shipped agreement, turned, changes just its value, and turned back gives the text', () => {
  let [read, refused] = [0, 0]
  for (const text of DOCUMENTS) {
    const [agreement, document] = [agreementOf(text), parseDocument(text)]
    for (const knob of knobsOf(agreement, standardCatalogue))
      for (const value of text === NORTHBEAM ? otherValues(knob) : otherValues(knob).slice(1, 2)) {
        const after = turned(knob, value, text)
        const { agreement: other, problems } = readAgreement(after, standardCatalogue)
        if (other) {
          assertTurned(agreement, other, knob, value)
          read++
        } else {
          // A meter cannot hold less than a tier asks of it: other clauses refuse it, not the way it is written.
          const errors = problems.filter(({ severity }) => severity === 'error')
          assert.ok(
            errors.every(({ code }) => code === 'unreachable'),
            JSON.stringify(errors),
          )
          refused++
        }
        const back = turned(knob, knob.value, after)
        // What was left to the default is written out now, and a list that had lines of its own has one.
        const isOneLine = document.hasIn(knob.path) && (knob.kind !== 'choices' || YAML.includes(text))
        if (isOneLine) assert.equal(back, text)
        else assert.deepEqual(agreementOf(back), agreement)
      }
  }
  assert.ok(read > 500, `${read} read`)
  assert.ok(refused < read / 50, `${refused} refused of ${read}`)
})

function assertTurned(before: Agreement, after: Agreement, knob: Knob, value: Knob['value']): void {
  const where = `${knob.path.join('.')} to ${String(value)}`
  const read = knobsOf(after, standardCatalogue).find(isSame(knob))
  assert.ok(read, where)
  if (knob.kind === 'choices')
    assert.deepEqual(
      (read.value as readonly string[]).toSorted(),
      (value as readonly string[]).toSorted(),
      where,
    )
  else assert.equal(scaled(read), scaled({ ...knob, value: value as number }), where)
  assert.equal(differences(before, after).length, 1, `${where}: ${differences(before, after).join(', ')}`)
}

/** Minutes of durations: 120 minutes are read as 2 hours. */
function scaled(knob: Knob): number {
  const minutes = { minutes: 1, hours: 60, days: 1440 }
  return Number(knob.value) * (knob.kind === 'duration' ? minutes[knob.unit] : 1)
}

test('[E6] bounds hold the value, whatever it is', () => {
  const odd = NORTHBEAM.replace('give: 50, to: intent }\n  quote', 'give: 0.5, to: intent }\n  quote')
    .replace('max: 120', 'max: 999999')
    .replace('score: 100', 'score: 0.5')
    .replace('rest: 60 days', 'rest: 12 hours')
    .replace('limit: 1 per day', 'limit: 400 per 900 days')
    .replace('first-touch: 15 minutes', 'first-touch: 125 minutes')
    .replace('within: 10 days', 'within: 90 minutes')
    .replace('mqls: 120', 'mqls: 9000000')
    .replace('C: 20', 'C: -5')
  for (const text of [...YAML, odd])
    for (const knob of knobsOf(agreementOf(text), standardCatalogue))
      if (knob.kind === 'choices') assert.ok(knob.value.every((value) => knob.options.includes(value)))
      else assert.ok(knob.min <= knob.value && knob.value <= knob.max && knob.step > 0, knob.path.join('.'))
  for (const knob of knobsOf(agreementOf(odd), standardCatalogue))
    assert.deepEqual(agreementOf(turned(knob, knob.value, odd)), agreementOf(odd), knob.path.join('.'))
})

test('[E6] every clause of the demo agreement that has a number has something to turn', () => {
  const clauses = new Set(knobsOf(agreementOf(NORTHBEAM), standardCatalogue).map(({ clause }) => clause))
  for (const clause of [
    'meters.intent',
    'points.unsubscribed',
    'fit.size-core',
    'fit.grades',
    'mql.hand-raiser/did-demo-requested',
    'mql.product/meter-intent',
    'mql.product/grade',
    'mql.content/score',
    'handoff.clocks.hot',
    'handoff.effort',
    'sql.budget',
    'sql.satisfied',
    'recycle.lost',
    'promises.marketing',
    'promises.sales',
  ])
    assert.ok(clauses.has(clause), clause)
  const sql = knobsOf(agreementOf(shippedAgreement('persona-and-score')), standardCatalogue)
  assert.ok(
    sql.some(
      ({ clause, path }) => clause === 'sql/meter-behaviour' && path.join('.') === 'sql.all.1.at-least',
    ),
  )
})

test('[E6] a knob is written as people write it', () => {
  const knobs = knobsOf(agreementOf(NORTHBEAM), standardCatalogue)
  const line = (path: string, what: string, value: Knob['value']) => {
    const knob = knobs.find((one) => one.path.join('.') === path && one.what === what)!
    const lines = NORTHBEAM.split('\n')
    return turned(knob, value, NORTHBEAM)
      .split('\n')
      .find((text) => !lines.includes(text))
  }
  const said = (path: string, what: string, value: Knob['value'], expected: string) =>
    assert.ok(line(path, what, value)?.includes(expected), `${line(path, what, value)} has ${expected}`)
  said('meters.intent.half-life', 'half-life', 1, 'half-life: 1 day,')
  said('points.content-download.limit', 'limit-count', 5, 'limit: 5 per 7 days')
  said('points.content-download.limit', 'limit-days', 1, 'limit: 3 per day')
  said('recycle.lost.keep', 'keep', 0.35, 'keep: 35%')
  said('handoff.clocks.hot.first-touch', 'first-touch', 20, 'first-touch: 20 minutes')
  said('handoff.clocks.warm.first-touch', 'first-touch', 1, 'first-touch: 1 hour,')
  said('promises.marketing.mqls', 'mqls', 90, 'mqls: 90 per month')
  said('promises.marketing.accepted', 'accepted', 0.55, 'accepted: 55%')
  said('mql.tiers.1.all.1.grade', 'grade', ['A'], '{ grade: A }')
  said(
    'fit.points.free-mail.where.lead.email_class',
    'lead.email_class',
    ['free'],
    'lead.email_class: free }',
  )
})
