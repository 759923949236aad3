import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { DAY, START } from '../testing/given.ts'
import { Cells } from './cells.ts'
import { focus, type FocusQuery } from './focus.ts'
import { drawGains } from './focus-draws.ts'
import { CUSTOMER, STATES } from './focus-gains.ts'
import { END, type Journeys } from './journeys.ts'
import { randomJourneys } from './testing/random-journeys.ts'
import { sampledJourneys } from './testing/sampled-journeys.ts'
import { type ToldLead, toldJourneys } from './testing/told-journeys.ts'

const QUERY: FocusQuery = {
  period: { from: START, to: START + 1000 * DAY },
  filter: {},
  currency: 'EUR',
  rates: {},
  seed: 1,
  rounds: 500,
}
const many = (count: number, lead: ToldLead): ToldLead[] => Array.from({ length: count }, () => lead)
const advised = (people: number, rates: readonly [number, number, number, number, number], seed = 1) =>
  focus(sampledJourneys({ people, seed, rates }), QUERY).advice

test('[J19] the step that keeps the fewest is where to focus, and the advice says whose it is', () => {
  assert.deepEqual(pick(advised(5000, [0.2, 0.8, 0.8, 0.8, 0.8])), ['more-and-better-mqls', 'lead', null])
  assert.deepEqual(pick(advised(5000, [0.8, 0.8, 0.2, 0.8, 0.8])), ['work-mqls', 'sal', null])
  assert.deepEqual(pick(advised(5000, [0.8, 0.8, 0.8, 0.2, 0.8])), ['convert-sqls', 'sql', null])
  assert.deepEqual(pick(advised(5000, [0.8, 0.8, 0.8, 0.8, 0.2])), ['convert-sqls', 'opportunity', null])
})

const pick = ({ kind, step, unsaid }: ReturnType<typeof advised>) => [kind, step, unsaid]

test('MQLs that sales mostly turns down were not good enough; those that it lets lie were not worked', () => {
  const journeys = sampledJourneys({ people: 5000, seed: 2, rates: [0.8, 0.2, 0.8, 0.8, 0.8] })
  assert.equal(focus(journeys, QUERY).advice.kind, 'more-and-better-mqls')
  const end = journeys.cycles.end.map((code) => (code === END.rejected ? END.overdue : code))
  const lying = { ...journeys, cycles: { ...journeys.cycles, end } }
  assert.equal(focus(lying, QUERY).advice.kind, 'work-mqls')
})

test('of few customers, and of two steps that are as good, nothing is said', () => {
  assert.deepEqual(pick(advised(60, [0.5, 0.5, 0.8, 0.8, 0.4])).slice(0, 1), ['too-few-to-say'])
  assert.equal(advised(60, [0.5, 0.5, 0.8, 0.8, 0.4]).unsaid, 'customers')
  const sql = { contact: 0, promoted: 1, accepted: 2, sql: 3 }
  const alike = [...many(240, { ...sql, lost: 9 }), ...many(96, { ...sql, opportunity: 4, lost: 9 }), ...many(64, { ...sql, opportunity: 4, won: 9 })] // prettier-ignore
  const close = focus(toldJourneys(alike, 100), QUERY).advice
  assert.deepEqual([close.kind, close.unsaid, close.runnerUp !== null], ['too-few-to-say', 'close', true])
  assert.ok(close.certainty > 0.3 && close.certainty < 0.7)
  const nobody = focus(toldJourneys([], 100), QUERY).advice
  assert.deepEqual([nobody.step, nobody.gain, nobody.whatWouldChange], [null, null, null])
})

test('what would change the advice is a conversion above the one there is, at which the runner-up is as good', () => {
  const answer = focus(sampledJourneys({ people: 20_000, seed: 3, rates: [0.3, 0.7, 0.5, 0.7, 0.7], open: 0 }), QUERY) // prettier-ignore
  const { whatWouldChange, runnerUp } = answer.advice
  const conversionOf = (stage: string) => answer.steps.find(({ from }) => from === stage)!.conversion.rate
  assert.deepEqual([whatWouldChange!.step, runnerUp!.step], ['lead', 'sal'])
  // Nobody is under way: the steps are as good when they keep as many.
  assert.ok(Math.abs(whatWouldChange!.conversionNeeded - conversionOf('sal')) < 1e-9)
})

test('revenue is what customers’ deals brought, other currencies by their rate, and none is made up', () => {
  const won = { contact: 0, promoted: 1, accepted: 2, sql: 3, opportunity: 4, won: 5 }
  const journeys = toldJourneys(
    [
      { ...won, amount: 100, currency: 'EUR' },
      { ...won, amount: 300, currency: 'USD' },
      { ...won, amount: 900, currency: 'XYZ' },
      won,
      { contact: 0, promoted: 1, accepted: 2, sql: 3, opportunity: 4, lost: 5 },
    ],
    200,
  )
  const { deal, customers, withoutAmount, unconverted, steps } = focus(journeys, { ...QUERY, rates: { USD: 0.5 } }) // prettier-ignore
  assert.deepEqual([deal!.value, customers, withoutAmount.count, unconverted.count], [125, 4, 2, 1])
  assert.ok(Math.abs(steps[4]!.ofLost.customers.value - 0.1) < 1e-12)
  assert.ok(Math.abs(steps[4]!.ofLost.revenue!.value - 12.5) < 1e-9)
  assert.equal(focus(toldJourneys([won], 200), QUERY).steps[0]!.ofLost.revenue, null)
})

test('who is open is not lost: with sales, waiting, or active lately; quiet for 90 days is lost', () => {
  const journeys = toldJourneys(
    [
      ...many(3, { contact: 0, active: 190 }),
      ...many(2, { contact: 0, active: 10 }),
      { contact: 0, promoted: 5 },
    ],
    200,
  )
  const waiting = Uint8Array.of(0, 0, 0, 1, 0, 0)
  const { steps } = focus({ ...journeys, leads: { ...journeys.leads, waiting } }, QUERY)
  assert.deepEqual([steps[0]!.open.count, steps[0]!.lost.count, steps[0]!.onward.count], [4, 1, 1])
  assert.deepEqual([steps[1]!.open.count, steps[1]!.lost.count], [1, 0])
})

test('everybody who reached a step went on, was lost, or is open, and the leaks add up to those lost', () => {
  fc.assert(
    fc.property(randomJourneys(), (journeys: Journeys) => {
      const query = { ...QUERY, rounds: 100 }
      const { came, steps } = focus(journeys, query)
      assert.equal(steps[0]!.reached.count, came.count)
      for (const { reached, onward, lost, open, leaks, ofLost } of steps) {
        assert.equal(onward.count + lost.count + open.count, reached.count)
        assert.equal(leaks.reduce((sum, { leads }) => sum + leads.count, 0), lost.count) // prettier-ignore
        assert.ok(ofLost.customers.low <= ofLost.customers.high)
        const cells = new Cells(lost.cell)
        focus(journeys, query, cells)
        assert.equal(cells.leads()!.length, lost.count)
      }
    }),
    { numRuns: 100 },
  )
})

test('nineteen in twenty intervals hold the gain of the population that people were drawn from', () => {
  const rates = [0.4, 0.6, 0.5, 0.6, 0.5] as const
  const truth = 0.1 * 0.6 * 0.6 * 0.5 * 0.6 * 0.5 * 2000
  let held = 0
  for (let seed = 1; seed <= 100; seed++) {
    const journeys = sampledJourneys({ people: 2000, seed, rates, open: 0 })
    const { low, high } = focus(journeys, { ...QUERY, seed }).steps[0]!.ofLost.customers
    held += Number(low <= truth && truth <= high)
  }
  assert.ok(held >= 88, `${held}`)
})

test('the same seed answers the same, and a number of rounds out of bounds is refused', () => {
  const journeys = sampledJourneys({ people: 300, seed: 1 })
  assert.deepEqual(focus(journeys, QUERY), focus(journeys, QUERY))
  assert.throws(() => focus(journeys, { ...QUERY, rounds: 50 }), RangeError)
})

test('a thousand rounds over a million people take less than 300 ms', () => {
  const states = new Float64Array(STATES).fill(90_000)
  states[CUSTOMER] = 100_000
  const deals = Float64Array.from({ length: 100_000 }, (_, index) => 500 + (index % 900))
  const from = performance.now()
  drawGains({ states, deals }, { seed: 1, rounds: 1000 })
  const took = performance.now() - from
  assert.ok(took < 300, `${took} ms`)
})
