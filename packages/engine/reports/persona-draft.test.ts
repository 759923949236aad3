import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readAgreement } from '../agreement/read-agreement.ts'
import { standardCatalogue } from '../catalogue/standard-catalogue.ts'
import { PRESETS, shippedAgreement } from '../testing/given.ts'
import type { Mark } from './match-personas.ts'
import { withPersonaClauses } from './persona-draft.ts'

const MARKS: readonly Mark[] = [
  { kind: 'fact', dimension: 'industry', values: ['Food & drink', 'true', '42'], weight: 2 },
  { kind: 'fact', dimension: 'seniority', values: ['manager', 'director'], weight: 1 },
  { kind: 'fact', dimension: 'size', values: ['10 to 49', '1,000 to 4,999'], weight: 1 },
  { kind: 'fact', dimension: 'landing-page', values: ['/pricing'], weight: 0.5 },
  { kind: 'did', event: 'Demo Requested', weight: 1 },
]
const read = (document: string) => readAgreement(document, standardCatalogue)
const lines = (text: string) => text.split('\n')

test('every agreement that ships is read with the clauses of a persona as well as without them', () => {
  for (const name of PRESETS) {
    const text = shippedAgreement(name)
    const { document, clauses } = withPersonaClauses(text, 'ops-lead', MARKS)
    const { agreement, problems } = read(document)
    assert.deepEqual(problems, read(text).problems, name)
    const ids = agreement!.fit.points.map(({ id }) => id)
    for (const clause of clauses) assert.ok(ids.includes(`fit.${clause.name}`), `${name}: ${clause.name}`)
    const kept = new Set(lines(document))
    const gone = lines(text).filter((line) => !kept.has(line))
    assert.deepEqual(gone, [], `${name} keeps every line and comment`)
  }
})

test('whoever has every mark is of grade B by that alone', () => {
  const { document } = withPersonaClauses(shippedAgreement('persona-and-score'), 'ops', MARKS)
  const { fit } = read(document).agreement!
  const own = fit.points.filter(({ id }) => id.startsWith('fit.persona-ops-'))
  const holding = own.filter(({ id }) => id !== 'fit.persona-ops-size-2')
  assert.equal(own.length, 5)
  assert.equal(holding.reduce((sum, { give }) => sum + give, 0), fit.grades.B) // prettier-ignore
})

test('a document that grades nobody begins to, without a problem', () => {
  const text =
    'agreement: none # of ours\nmql: { tiers: [ { id: hot, all: [ { did: Demo Requested } ] } ] }\n'
  const { document } = withPersonaClauses(text, 'ops', MARKS)
  const { agreement, problems } = read(document)
  assert.deepEqual([problems, agreement!.fit.grades], [[], { A: 40, B: 20, C: 10 }])
  assert.ok(document.includes('# of ours'))
  const json = withPersonaClauses(JSON.stringify({ agreement: 'none', mql: { tiers: [{ id: 'hot', all: [{ did: 'Demo Requested' }] }] } }), 'ops', MARKS) // prettier-ignore
  assert.deepEqual(read(json.document).problems, [])
})

test('drawn up again with other marks the clauses are written anew, not twice', () => {
  const once = withPersonaClauses(shippedAgreement('persona-and-score'), 'ops', MARKS).document
  const [first, ...rest] = MARKS
  const again = withPersonaClauses(once, 'ops', [{ ...first!, values: ['retail'] } as Mark, ...rest]).document
  const { agreement, problems } = read(again)
  assert.deepEqual(problems, [])
  const own = agreement!.fit.points.filter(({ id }) => id === 'fit.persona-ops-industry')
  assert.deepEqual(own.map(({ where }) => where[0]!.matcher), [{ kind: 'one-of', values: ['retail'] }]) // prettier-ignore
})

test('without a fact mark the document stays as it is', () => {
  const text = shippedAgreement('points-100')
  assert.equal(withPersonaClauses(text, 'ops', MARKS.slice(4)).document, text)
})
