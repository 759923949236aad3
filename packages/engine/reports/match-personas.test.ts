import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY, START } from '../testing/given.ts'
import { Cells } from './cells.ts'
import { nameOf } from './journeys.ts'
import { type Mark, matchPersonas, type Persona, withPersonas } from './match-personas.ts'
import { personas } from './personas.ts'
import { type ToldLead, toldJourneys } from './testing/told-journeys.ts'

const fact = (dimension: 'industry' | 'seniority', values: readonly string[], weight: number): Mark => ({ kind: 'fact', dimension, values, weight }) // prettier-ignore
const OPS: Persona = { id: 'a', name: 'Ops lead', marks: [fact('industry', ['retail', 'transport'], 1), fact('seniority', ['manager'], 2)] } // prettier-ignore
const CFO: Persona = { id: 'b', name: 'Careful CFO', marks: [fact('seniority', ['c-level'], 2), { kind: 'did', event: 'Calculator Used', weight: 1 }] } // prettier-ignore

const matched = (leads: readonly ToldLead[], of: readonly Persona[] = [OPS, CFO]) => {
  const { persona, confidence } = matchPersonas(toldJourneys(leads, 100), of)
  return leads.map((_, lead) => [nameOf(persona, lead), Number(confidence[lead]!.toFixed(4))])
}

test('[J18] confidence is exp(s) over 1 and all of them: for what fits, against what does not, nothing for what is not known', () => {
  const [e1, e3] = [Math.exp(1), Math.exp(3)]
  const both = matched([{ contact: 0, facts: { industry: 'retail', seniority: 'manager' } }])
  assert.deepEqual(both, [['Ops lead', Number((e3 / (1 + e3 + Math.exp(-2))).toFixed(4))]])
  const oneKnown = matched([{ contact: 0, facts: { industry: 'transport' } }])
  assert.deepEqual(oneKnown, [['Ops lead', Number((e1 / (1 + e1 + 1)).toFixed(4))]])
  const against = matched([{ contact: 0, facts: { industry: 'retail', seniority: 'intern' } }])
  assert.deepEqual(against, [['', 0]])
  assert.deepEqual(matched([{ contact: 0 }]), [['', 0]])
})

test('whoever is as much of two personas is neither', () => {
  const twin = { ...OPS, id: 'c', name: 'Twin' }
  assert.deepEqual(matched([{ contact: 0, facts: { seniority: 'manager' } }], [OPS, twin]), [['', 0]])
})

test('what was done before sales had the lead weighs for a persona, what was done later does not', () => {
  const lead = { contact: 0, promoted: 5, accepted: 10 }
  const [before, after] = matched([
    { ...lead, acts: [[9, 'Calculator Used']] },
    { ...lead, acts: [[11, 'Calculator Used']] },
  ], [CFO]) // prettier-ignore
  assert.deepEqual([before![0], after![0]], ['Careful CFO', ''])
})

test('where a fact says the persona of a lead, it stands; else the lead is what it matches', () => {
  const journeys = withPersonas(
    toldJourneys(
      [
        { contact: 0, facts: { seniority: 'manager', persona: 'Careful CFO' } },
        { contact: 0, facts: { seniority: 'c-level' } },
        { contact: 0, facts: { seniority: 'manager' } },
        { contact: 0 },
      ],
      100,
    ),
    [OPS, CFO],
  )
  assert.deepEqual(
    [0, 1, 2, 3].map((lead) => nameOf(journeys.leads.dimensions.persona, lead)),
    ['Careful CFO', 'Careful CFO', 'Ops lead', ''],
  )
})

test('the report counts everybody who came once, in the row of their persona, and how far they went', () => {
  const manager = { contact: 1, facts: { seniority: 'manager' } }
  const journeys = toldJourneys(
    [
      { ...manager, promoted: 2, accepted: 3, sql: 4, won: 9 },
      { ...manager, promoted: 2 },
      manager,
      { contact: 1, facts: { seniority: 'c-level' }, promoted: 3, sql: 5 },
      { contact: 1 },
      { contact: 60, facts: { seniority: 'manager' } },
    ],
    100,
  )
  const query = { personas: [OPS, CFO], period: { from: START, to: START + 30 * DAY }, filter: {} }
  const { all, rows } = personas(journeys, query)
  assert.deepEqual(
    [all, ...rows].map(({ leads, reached: { mql, sql, customer } }) => [leads, mql.leads, sql.leads, customer.leads].map(({ count }) => count)), // prettier-ignore
    [[5, 3, 2, 1], [3, 2, 1, 1], [1, 1, 1, 0], [1, 0, 0, 0]], // prettier-ignore
  )
  assert.deepEqual(rows.map(({ id }) => id), ['a', 'b', null]) // prettier-ignore
  assert.equal(rows[2]!.confidence, null)
  for (const { cell, count } of rows.flatMap(({ leads, reached }) => [leads, reached.mql.leads])) {
    const cells = new Cells(cell)
    personas(journeys, query, cells)
    assert.equal(cells.leads()!.length, count)
  }
})
