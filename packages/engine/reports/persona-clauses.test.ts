import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findSubjectField } from '../catalogue/catalogue.ts'
import { standardCatalogue } from '../catalogue/standard-catalogue.ts'
import { LEAD_DIMENSIONS } from './journeys.ts'
import type { Mark, MarkDimension } from './match-personas.ts'
import { FIELD_OF_MARK, personaClauses, personaSlug } from './persona-clauses.ts'

const fact = (dimension: MarkDimension, values: readonly string[], weight = 1): Mark => ({ kind: 'fact', dimension, values, weight }) // prettier-ignore

test('every field that a mark asks is catalogued, can be asked, and is not personal', () => {
  for (const [dimension, ref] of Object.entries(FIELD_OF_MARK)) {
    const field = findSubjectField(standardCatalogue, ref)
    assert.ok(field && !field.personal && !field.detail, `${dimension}: ${ref}`)
  }
  const without = LEAD_DIMENSIONS.filter((name) => name !== 'persona' && !FIELD_OF_MARK[name])
  assert.deepEqual(without, ['form', 'content'])
})

test('a clause for each fact, points shared out by weight to the whole total; what was done is left', () => {
  const did: Mark = { kind: 'did', event: 'Demo Requested', weight: 1 }
  const form = fact('form', ['contact'])
  const marks = [fact('industry', ['retail', 'transport'], 2), fact('seniority', ['manager'], 1), did, form]
  const { clauses, left } = personaClauses('ops-lead', marks, 40)
  assert.deepEqual(clauses, [
    { name: 'persona-ops-lead-industry', where: { 'company.industry': ['retail', 'transport'] }, give: 26 },
    { name: 'persona-ops-lead-seniority', where: { 'lead.seniority': ['manager'] }, give: 14 },
  ])
  assert.deepEqual(left, [did, form])
})

test('whatever the weights, the points are whole, at least 1, and add up', () => {
  const dimensions = ['industry', 'seniority', 'region', 'country', 'source'] as const
  for (let total = 5; total < 60; total++) {
    const marks = dimensions.map((name, index) => fact(name, ['x'], 0.1 + index ** 3))
    const gives = personaClauses('x', marks, total).clauses.map(({ give }) => give)
    assert.equal(gives.reduce((sum, give) => sum + give, 0), total) // prettier-ignore
    assert.ok(gives.every((give) => Number.isInteger(give) && give >= 1))
  }
})

test('sizes are bounds of employees: side by side one clause, else one each, of which only one can hold', () => {
  const { clauses } = personaClauses('x', [fact('size', ['50 to 249', '10 to 49', '5,000 and more'])], 20)
  assert.deepEqual(
    clauses.map(({ name, where, give }) => [name, where['company.employees'], give]),
    [
      ['persona-x-size', { from: 10, to: 249 }, 20],
      ['persona-x-size-2', { from: 5000 }, 20],
    ],
  )
})

test('a slug is what an id can hold', () => {
  assert.equal(personaSlug('Die müde Einkäuferin (Mittelstand, 50+)!', 'x'), 'die-mude-einkauferin-mittelsta')
  assert.equal(personaSlug('Закупщик', 'p-1a2b'), 'p-1a2b')
})
