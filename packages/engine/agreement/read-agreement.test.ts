import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parse } from 'yaml'
import { standardCatalogue } from '../catalogue/standard-catalogue.ts'
import { PRESETS, shippedAgreement } from '../testing/given.ts'
import { readAgreement } from './read-agreement.ts'
import type { Problem } from '../document/problem.ts'

const MINIMAL = `agreement: tiny
mql:
  tiers:
    - { id: demo, all: [ { did: Demo Requested } ] }
`

function problemsOf(text: string): readonly Problem[] {
  return readAgreement(text, standardCatalogue).problems
}

function codesOf(text: string): readonly string[] {
  return problemsOf(text).map(({ code, path }) => `${code} ${path}`)
}

test('[A1] every problem is reported at once, in document order', () => {
  const text = `agreement: Not Kebab
meters: { intent: { max: many } }
points:
  demo: { on: Demo Requestd, give: 5, to: intentt }
mql: { tiers: [ { id: demo, clock: hot, all: [ { grade: [E] } ] } ] }
wat: 1
`
  assert.deepEqual(
    problemsOf(text).map(({ code, line }) => `${line} ${code}`),
    [
      '1 bad-id',
      '2 unreachable',
      '2 wrong-type',
      '4 not-catalogued',
      '4 unknown-reference',
      '5 unknown-reference',
      '5 unreachable',
      '5 bad-value',
      '6 unknown-key',
    ],
  )
  assert.equal(readAgreement(text, standardCatalogue).agreement, null)
})

test('[A1] [F6] reading never throws, whatever the text', () => {
  const pieces = [
    'agreement: x',
    'mql:',
    '  tiers:',
    ' - ',
    '{',
    '}',
    '[',
    ']',
    '&a',
    '*a',
    ': ',
    '\n',
    '  ',
    'all',
    'did',
    '"',
    "'",
    '!!',
    '<<',
    '- -',
    '\u0000',
    '%',
  ]
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string()), { maxLength: 40 }), (parts) => {
      const { agreement, problems } = readAgreement(parts.join(''), standardCatalogue)
      assert.ok(agreement !== null || problems.length > 0)
    }),
    { numRuns: 2000, seed: 20261122 },
  )
})

test('[A1] a shipped agreement with any piece cut out or doubled is read or refused, never half read', () => {
  const text = shippedAgreement('northbeam-b2b')
  fc.assert(
    fc.property(fc.nat(text.length), fc.nat(80), fc.boolean(), (start, length, doubled) => {
      const cut = text.slice(start, start + length)
      const mutated = text.slice(0, start) + (doubled ? cut + cut : '') + text.slice(start + length)
      const { agreement, problems } = readAgreement(mutated, standardCatalogue)
      assert.equal(
        agreement === null,
        problems.some(({ severity }) => severity === 'error'),
      )
    }),
    { numRuns: 400, seed: 20261122 },
  )
})

test('[A2] a problem names place, find, expectation and remedy', () => {
  const [problem] = problemsOf(MINIMAL.replace('Demo Requested', 'Demo Requestd'))
  assert.deepEqual(problem, {
    code: 'not-catalogued',
    severity: 'error',
    path: 'mql.tiers[0].all[0].did',
    line: 4,
    column: MINIMAL.split('\n')[3]!.indexOf('Demo') + 1,
    found: '`Demo Requestd`',
    expected: 'a catalogued event',
    remedy: 'did you mean `Demo Requested`?',
  })
})

test('[A3] a misspelt name is a problem, and the nearest known name is proposed', () => {
  const remedy = (text: string) => problemsOf(text).find(({ severity }) => severity === 'error')!.remedy
  assert.equal(remedy(`${MINIMAL}recyle: {}\n`), 'did you mean `recycle`?')
  assert.equal(
    remedy(
      `${MINIMAL}meters: { intent: { max: 10 } }\npoints: { a: { on: Demo Requested, give: 1, to: intend } }\n`,
    ),
    'did you mean `intent`?',
  )
  assert.equal(
    remedy(`${MINIMAL}disqualify: { x: { where: { lead.senority: student } } }\n`),
    'did you mean `lead.seniority`?',
  )
  assert.match(remedy(`${MINIMAL}disqualify: { x: { where: { qqqqqqqq: 1 } } }\n`), /^known: lead\.email/)
})

test('[A4] events and fields must be catalogued, and values of the type of their field', () => {
  assert.deepEqual(codesOf(`${MINIMAL}disqualify: { x: { where: { company.employees: many } } }\n`), [
    'wrong-type disqualify.x.where.company.employees',
  ])
  assert.deepEqual(codesOf(`${MINIMAL}disqualify: { x: { where: { lead.shoe_size: 44 } } }\n`), [
    'not-catalogued disqualify.x.where.lead.shoe_size',
  ])
  assert.deepEqual(codesOf(`${MINIMAL}disqualify: { x: { where: { company.industry: { from: 3 } } } }\n`), [
    'wrong-type disqualify.x.where.company.industry',
  ])
  assert.deepEqual(codesOf(MINIMAL.replace('Demo Requested', 'Demo Requested, where: { minutes: 3 }')), [
    'not-catalogued mql.tiers[0].all[0].where.minutes',
  ])
})

test('[A5] a personal field cannot be a condition, but a packet may require it', () => {
  assert.deepEqual(codesOf(`${MINIMAL}disqualify: { x: { where: { lead.email: { known: true } } } }\n`), [
    'personal disqualify.x.where.lead.email',
  ])
  assert.deepEqual(codesOf(`${MINIMAL}  complete: [lead.email]\n`), [])
})

test('[A6] what can never hold is a problem', () => {
  const meters =
    'meters: { intent: { max: 50 } }\npoints: { demo: { on: Demo Requested, give: 50, to: intent } }\n'
  const asking = (condition: string) =>
    codesOf(meters + MINIMAL.replace('{ did: Demo Requested }', condition))
  assert.deepEqual(asking('{ meter: intent, at-least: 51 }'), ['unreachable mql.tiers[0].all[0].at-least'])
  assert.deepEqual(asking('{ score: 51 }'), ['unreachable mql.tiers[0].all[0].score'])
  assert.deepEqual(asking('{ grade: A }'), ['unreachable mql.tiers[0].all[0].grade'])
  assert.deepEqual(asking('{ score: 50 }'), [])
})

test('[A7] warnings do not prevent use', () => {
  const { agreement, problems } = readAgreement(
    `${MINIMAL}meters: { idle: { max: 5 } }\ndisqualify: { x: { where: { lead.seniority: emperor } } }\n`,
    standardCatalogue,
  )
  assert.ok(agreement)
  assert.deepEqual(
    problems.map(({ severity, code }) => `${severity} ${code}`),
    ['warning unreachable', 'warning bad-value'],
  )
})

test('[A8] every clause has a place, and a condition keeps its id when thresholds move or order changes', () => {
  const text = shippedAgreement('northbeam-b2b')
  const { agreement, places } = readAgreement(text, standardCatalogue)
  const line = (id: string) => text.split('\n')[places[id]!.line - 1]!
  assert.match(line('points.pricing-viewed'), /pricing-viewed:/)
  assert.match(line('fit.size-core'), /size-core:/)
  assert.match(line('mql.product'), /id: product/)
  assert.match(line('mql.product/meter-intent'), /meter: intent/)
  assert.match(line('sql.budget'), /budget:/)
  for (const clause of [...agreement!.points, ...agreement!.fit.points, ...agreement!.disqualify])
    assert.ok(places[clause.id], clause.id)
  const moved = text.replace(
    '{ meter: intent, at-least: 60 }, { grade: [A, B] }',
    '{ grade: [A] }, { meter: intent, at-least: 75 }',
  )
  const ids = (reading: ReturnType<typeof readAgreement>) => Object.keys(reading.places).toSorted()
  assert.notEqual(moved, text)
  assert.deepEqual(ids(readAgreement(moved, standardCatalogue)), ids(readAgreement(text, standardCatalogue)))
})

test('[A9] documents are bounded', () => {
  assert.deepEqual(codesOf(`agreement: x\n${'#'.repeat(300 * 1024)}`), ['too-large '])
  const deep = MINIMAL.replace(
    '{ did: Demo Requested }',
    `${'{ not: '.repeat(30)}{ did: Demo Requested }${' }'.repeat(30)}`,
  )
  assert.ok(codesOf(deep).some((code) => code.startsWith('too-large')))
  const wide = MINIMAL.replace(
    '{ did: Demo Requested }',
    Array.from({ length: 300 }, () => '{ did: Demo Requested }').join(', '),
  )
  assert.ok(codesOf(wide).some((code) => code.startsWith('too-large')))
  assert.deepEqual(codesOf(MINIMAL.replace('Demo Requested', 'Demo Requested, times: 101')), [
    'bad-value mql.tiers[0].all[0].times',
  ])
  const looped = 'agreement: x\nmql: &m { tiers: [ { id: t, all: [ *m ] } ] }\n'
  assert.ok(codesOf(looped).length > 0)
})

test('[A10] JSON is the same document, and broken YAML and doubled keys have a place', () => {
  for (const name of PRESETS) {
    const text = shippedAgreement(name)
    const json = JSON.stringify(parse(text), null, 2)
    assert.deepEqual(
      readAgreement(json, standardCatalogue).agreement,
      readAgreement(text, standardCatalogue).agreement,
    )
  }
  assert.deepEqual(
    problemsOf(`${MINIMAL}agreement: twice\n`).map(({ code, line }) => [code, line]),
    [['duplicate', 5]],
  )
  const [broken] = problemsOf(`${MINIMAL}names: { mql: "open\n`)
  assert.equal(broken!.code, 'yaml')
})

test('[A11] half-lives, limits and within are whole days', () => {
  const meter = (halfLife: string) =>
    codesOf(
      `${MINIMAL}meters: { m: { half-life: ${halfLife}, max: 9 } }\npoints: { a: { on: Demo Requested, give: 1, to: m } }\n`,
    )
  assert.deepEqual(meter('30 days'), [])
  assert.deepEqual(meter('2 weeks'), [])
  assert.deepEqual(meter('12 hours'), ['bad-value meters.m.half-life'])
  assert.deepEqual(meter('30'), ['wrong-type meters.m.half-life'])
  assert.deepEqual(codesOf(MINIMAL.replace('Demo Requested', 'Demo Requested, within: 3 hours')), [
    'bad-value mql.tiers[0].all[0].within',
  ])
})

const small = (more: string) =>
  readAgreement(
    `agreement: small\nmql: { tiers: [ { id: t, all: [ { did: Demo Requested } ] } ] }\n${more}\n`,
    standardCatalogue,
  )

test('[A13] a route names a team, with or without the word', () => {
  const route = (to: string) => small(`handoff: { route: [ { to: ${to} } ] }`).agreement!
  assert.deepEqual(route('team emea').handoff.route, [{ team: 'emea', where: [] }])
  assert.deepEqual(route('emea'), route('team emea'))
  assert.equal(route('teamwork').handoff.route[0]!.team, 'teamwork')
})

test('[A14] a criterion may say what to ask', () => {
  const criterion = (more: string) =>
    small(`sql: { criteria: { need: { ask: text${more} } } }`).agreement!.sql.criteria[0]!
  assert.equal(criterion(', question: What hurts?').question, 'What hurts?')
  assert.ok(!('question' in criterion('')))
  assert.deepEqual(
    small('sql: { criteria: { need: { ask: text, question: [a] } } }').problems.map(({ code }) => code),
    ['wrong-type'],
  )
})

test('[A15] a detail of one occasion cannot be asked for', () => {
  const asked = (field: string) =>
    small(
      `meters: { m: { max: 9 } }\npoints: { met: { on: Meeting Booked, where: { ${field} }, give: 1, to: m } }`,
    )
  assert.deepEqual(
    asked('by: ben').problems.map(({ code, found }) => [code, found]),
    [['not-catalogued', '`by`, a detail of one occasion']],
  )
  assert.equal(asked('place: here').agreement, null)
  assert.ok(asked('minutes: { from: 20 }').agreement)
})
