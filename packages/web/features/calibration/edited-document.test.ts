import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readAgreement, standardCatalogue } from '@baton/engine'
import type { CalibrationResult } from '@baton/protocol'
import { editedDocument } from './edited-document.ts'

const DOCUMENT = `agreement: edited
meters: { intent: { max: 100 } }
points:
  demo: { on: Demo Requested, give: 50, to: intent } # they ask
  page: { on: Page Viewed, give: 5, to: intent }
fit:
  points: { size: { where: { company.employees: { from: 50 } }, give: 30 } }
  grades: { A: 30, B: 20, C: 10 }
mql:
  tiers:
    - { id: product, all: [ { meter: intent, at-least: 60 }, { grade: [A, B] } ] }
    - { id: content, all: [ { score: 90 }, { grade: [A, B] } ] }
`
const { agreement } = readAgreement(DOCUMENT, standardCatalogue)
const given = { document: DOCUMENT, agreement: agreement!, catalogue: standardCatalogue }

type Edit = NonNullable<CalibrationResult['edit']>
const resolves = { of: 30, before: 20, after: 24 }
const edited = (edit: Omit<Edit, 'resolves'>, entry: readonly string[] | null = null) =>
  editedDocument({ ...edit, resolves }, given, entry)

test('an edit is written where the clause stands, and nowhere else, and said in words', () => {
  const cases: readonly (readonly [Omit<Edit, 'resolves'>, string, string, RegExp])[] = [
    [
      { kind: 'threshold', clause: 'mql.content/score', from: 90, to: 80 },
      'score: 90',
      'score: 80',
      /score of at least 80 instead of 90/,
    ],
    [
      { kind: 'threshold', clause: 'mql.product/meter-intent', from: 60, to: 45 },
      'at-least: 60',
      'at-least: 45',
      /45/,
    ],
    [{ kind: 'points', clause: 'points.page', from: 5, to: 2.5 }, 'give: 5,', 'give: 2.5,', /gives 2\.5/],
    [{ kind: 'fit', clause: 'fit.size', from: 30, to: 45 }, 'give: 30', 'give: 45', /45 fit points/],
    [
      { kind: 'grades', clause: 'mql.product/grade', from: ['A', 'B'], to: ['A'] },
      '60 }, { grade: [A, B] }',
      '60 }, { grade: A }',
      /grade A/,
    ],
  ]
  for (const [edit, was, is, said] of cases) {
    const after = edited(edit)
    assert.equal(after?.document, DOCUMENT.replace(was, is), edit.clause)
    assert.equal(after.sentences.length, 1)
    assert.match(after.sentences[0]!, said)
  }
})

test('points of nothing are the clause taken out', () => {
  const after = edited({ kind: 'points', clause: 'points.page', from: 5, to: 0 }, ['points', 'page'])
  assert.equal(after?.document, DOCUMENT.replace('  page: { on: Page Viewed, give: 5, to: intent }\n', ''))
  assert.match(after.sentences[0]!, /^Gone: Page Viewed/)
  assert.equal(edited({ kind: 'points', clause: 'points.page', from: 5, to: 0 }), null)
})

test('of a clause that is not there nothing is written', () => {
  assert.equal(edited({ kind: 'points', clause: 'points.gone', from: 5, to: 4 }), null)
})
