import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Agreement } from '../agreement/agreement.ts'
import { standardCatalogue } from '../catalogue/standard-catalogue.ts'
import type { LeadEvent } from '../event.ts'
import { compileAgreement } from '../fold/compile-agreement.ts'
import { cohensKappa } from '../learn/cohens-kappa.ts'
import { permutationP } from '../learn/permutation.ts'
import { centralEurope, compiledOf, DAY, event, START } from '../testing/given.ts'
import { targetOf, type CalibratedLead } from './calibrated-lead.ts'
import { calibrate } from './calibration.ts'
import { clauseDisagreement } from './clause-disagreement.ts'

const compile = (agreement: Agreement) => compileAgreement(agreement, standardCatalogue, centralEurope)
const compiled = compiledOf(`agreement: calibrated
meters: { intent: { max: 100 } }
points:
  page:    { on: Page Viewed, give: 10, to: intent }
  content: { on: Content Downloaded, give: 30, to: intent }
  pricing: { on: Page Viewed, where: { page_group: pricing }, give: 1, to: intent }
fit:
  points: { size: { where: { company.employees: { from: 50 } }, give: 20 } }
  grades: { A: 20, B: 10, C: 5 }
mql: { tiers: [ { id: reader, all: [ { meter: intent, at-least: 30 } ] } ] }
`)

let leads = 0
function judged(
  [marketing, sales]: readonly [boolean, boolean],
  events: readonly LeadEvent[],
  more: Partial<CalibratedLead> = {},
): CalibratedLead {
  return {
    id: `lead-${++leads}`,
    marketing,
    sales,
    outcome: 'unknown',
    events,
    asOf: START + 10 * DAY,
    ...more,
  }
}
const BOTH = [true, true] as const
const NONE = [false, false] as const
const MARKETING = [true, false] as const
const SALES = [false, true] as const

test('[Q18] where teams differ, what became of the lead says who was right; where it does not, sales does', () => {
  const target = (teams: readonly [boolean, boolean], outcome: CalibratedLead['outcome']) =>
    targetOf(judged(teams, [], { outcome }))
  for (const outcome of ['won', 'sql', 'lost', 'open', 'unknown'] as const) {
    assert.equal(target(BOTH, outcome), true)
    assert.equal(target(NONE, outcome), false)
  }
  for (const teams of [MARKETING, SALES]) {
    assert.deepEqual([target(teams, 'won'), target(teams, 'sql'), target(teams, 'lost')], [true, true, false])
    assert.equal(target(teams, 'open'), teams[1])
    assert.equal(target(teams, 'unknown'), teams[1])
  }
})

test('[Q18] calibration says how far teams agree, and names the leads that they dispute', () => {
  const download = () => [event('Content Downloaded', 1)]
  const cases = [
    ...Array.from({ length: 12 }, () => judged(BOTH, download())),
    ...Array.from({ length: 6 }, () => judged(NONE, [])),
    judged(MARKETING, download(), { outcome: 'lost' }),
    judged(MARKETING, []),
    // Downloaded after they had judged.
    judged(SALES, [event('Content Downloaded', 11)], { outcome: 'won' }),
  ]
  const { kappa, disputed } = calibrate(cases, compiled, compile)
  assert.deepEqual(
    kappa,
    cohensKappa([
      [12, 2],
      [1, 6],
    ]),
  )
  assert.deepEqual(
    disputed,
    cases.slice(18).map(({ id, marketing, sales, outcome }, index) => ({
      lead: id,
      marketing,
      sales,
      agreement: index === 0,
      outcome,
      target: index === 2,
    })),
  )
})

test('[Q19] the clauses whose holding goes with the dispute are named, with how far and how likely by chance', () => {
  const pages = (count: number) => Array.from({ length: count }, (_, day) => event('Page Viewed', day))
  const cases = [
    // Marketing wants whoever downloaded; sales does not.
    ...Array.from({ length: 5 }, () => judged(MARKETING, [event('Content Downloaded', 1)])),
    judged(BOTH, [event('Content Downloaded', 1), ...pages(4)]),
    // Sales wants big ones; one of them is agreed upon.
    ...Array.from({ length: 3 }, () =>
      judged(SALES, [event('Page Viewed', 1, { company: { employees: 200 } })]),
    ),
    judged(NONE, [event('Page Viewed', 1, { company: { employees: 90 } })]),
    ...Array.from({ length: 4 }, () => judged(NONE, pages(1))),
    // What two leads have tells nothing.
    ...Array.from({ length: 2 }, () =>
      judged(SALES, [event('Page Viewed', 1, { properties: { page_group: 'pricing' } })]),
    ),
  ]
  const found = clauseDisagreement(cases, compiled)
  const of = (clause: string) => found.find((one) => one.clause === clause)
  const content = of('points.content')!
  assert.deepEqual([content.held, content.notHeld], [6, 10])
  assert.ok(Math.abs(content.difference - (5 / 6 + 5 / 10)) < 1e-12)
  const p = permutationP({ plus: 5, minus: 0, n: 6 }, { plus: 0, minus: 5, n: 10 })
  assert.ok(Math.abs(content.p - p) < 1e-12)
  const size = of('fit.size')!
  assert.ok(Math.abs(size.difference - (-3 / 4 - (5 - 2) / 12)) < 1e-12)
  assert.equal(of('points.pricing'), undefined)
  assert.equal(found[0]!.p, Math.min(...found.map((one) => one.p)))
  assert.ok(found.every((one) => one.difference !== 0))
})

test('[Q19] at most five clauses are named, and none where nothing is disputed', () => {
  const many = compiledOf(`agreement: many
meters: { intent: { max: 100 } }
points:
${Array.from({ length: 8 }, (_, clause) => `  c${clause}: { on: Page Viewed, give: ${clause + 1}, to: intent }`).join('\n')}
mql: { tiers: [ { id: reader, all: [ { meter: intent, at-least: 30 } ] } ] }
`)
  const cases = (teams: readonly [boolean, boolean]) => [
    ...Array.from({ length: 4 }, () => judged(teams, [event('Page Viewed', 1)])),
    ...Array.from({ length: 4 }, () => judged(NONE, [])),
  ]
  assert.deepEqual(
    clauseDisagreement(cases(MARKETING), many).map(({ clause }) => clause),
    ['points.c0', 'points.c1', 'points.c2', 'points.c3', 'points.c4'],
  )
  assert.deepEqual(clauseDisagreement(cases(BOTH), many), [])
  assert.deepEqual(clauseDisagreement([], many), [])
})
