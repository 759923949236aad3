import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededRandom } from '../learn/seeded-random.ts'
import { DAY, START } from '../testing/given.ts'
import { Cells } from './cells.ts'
import { findPersonas, type PersonaSearchQuery } from './find-personas.ts'
import { sampledJourneys } from './testing/sampled-journeys.ts'
import { type ToldLead, toldJourneys } from './testing/told-journeys.ts'

const QUERY: PersonaSearchQuery = {
  period: { from: START, to: START + 1000 * DAY },
  filter: {},
  among: 'customer',
  dimensions: ['industry', 'seniority', 'source'],
  k: null,
  seed: 1,
}

/** Two kinds buy, each nine times in ten as its kind is; the others are anything and seldom buy. */
function planted(): ToldLead[] {
  const random = seededRandom(9)
  const anyOf = (values: readonly string[]) => values[random.below(values.length)]!
  const INDUSTRIES = ['retail', 'software', 'finance', 'mining', 'energy']
  const LEVELS = ['manager', 'c-level', 'specialist', 'intern']
  const SOURCES = ['search', 'social', 'mail', 'fair']
  const kind = (industry: string, seniority: string, source: string) => ({
    industry: random.next() < 0.9 ? industry : anyOf(INDUSTRIES),
    seniority: random.next() < 0.9 ? seniority : anyOf(LEVELS),
    source: random.next() < 0.9 ? source : anyOf(SOURCES),
  })
  return Array.from({ length: 900 }, (_, index): ToldLead => {
    if (index % 9 === 0) return { contact: 1, promoted: 2, won: 9, facts: kind('retail', 'manager', 'search') } // prettier-ignore
    if (index % 9 < 3 && index % 2 === 0) return { contact: 1, promoted: 2, won: 9, facts: kind('finance', 'c-level', 'mail') } // prettier-ignore
    return { contact: 1, facts: { industry: anyOf(INDUSTRIES), seniority: anyOf(LEVELS), source: anyOf(SOURCES) } } // prettier-ignore
  })
}

test('planted kinds of customers are found, told by what sets them apart, and more of those alike were won', () => {
  const { k, isClear, tooFew, found, among } = findPersonas(toldJourneys(planted(), 100), QUERY)
  assert.deepEqual([k, isClear, tooFew], [2, true, false])
  const marks = found.map((one) => Object.fromEntries(one.marks.map(({ dimension, values }) => [dimension, values]))) // prettier-ignore
  assert.deepEqual(
    marks.toSorted((a, b) => (a['industry']![0]! < b['industry']![0]! ? -1 : 1)),
    [
      { industry: ['finance'], seniority: ['c-level'], source: ['mail'] },
      { industry: ['retail'], seniority: ['manager'], source: ['search'] },
    ],
  )
  assert.equal(found.reduce((sum, { leads }) => sum + leads.count, 0), among.count) // prettier-ignore
  for (const { won, marks: own } of found) {
    assert.ok(won.low > among.count / 900, `${won.low}`)
    for (const { lift, weight } of own) assert.ok(lift.low > 1 && weight > 0)
  }
})

test('the same seed finds the same, and a given number of kinds is kept to', () => {
  const journeys = toldJourneys(planted(), 100)
  assert.deepEqual(findPersonas(journeys, QUERY), findPersonas(journeys, QUERY))
  const three = findPersonas(journeys, { ...QUERY, k: 3 })
  assert.deepEqual([three.k, three.isClear], [3, true])
})

test('where people are of no kinds, that is said, and of too few nothing is looked for', () => {
  const clear = Array.from({ length: 20 }, (_, seed) => findPersonas(sampledJourneys({ people: 3000, seed }), QUERY)) // prettier-ignore
  assert.ok(clear.filter(({ isClear }) => isClear).length <= 2)
  const few = findPersonas(toldJourneys([{ contact: 1, promoted: 2, won: 3 }], 100), QUERY)
  assert.deepEqual([few.tooFew, few.found, few.among.count], [true, [], 1])
})

test('the leads behind a number are as many as it says', () => {
  const journeys = toldJourneys(planted(), 100)
  const { among, came, found } = findPersonas(journeys, QUERY)
  for (const { cell, count } of [among, came, ...found.flatMap((one) => [one.leads, one.alike])]) {
    const cells = new Cells(cell)
    findPersonas(journeys, QUERY, cells)
    assert.equal(cells.leads()!.length, count)
  }
})
