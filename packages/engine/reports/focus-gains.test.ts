import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { bestStep, conversionOfTie, CUSTOMER, lostAt, openAt, STATES, stepGains } from './focus-gains.ts'

/** @param lost by step; so for `open` */
function statesOf(lost: readonly number[], open: readonly number[], customers: number): Float64Array {
  const states = new Float64Array(STATES)
  for (const [step, count] of lost.entries()) states[lostAt(step)] = count
  for (const [step, count] of open.entries()) states[openAt(step)] = count
  states[CUSTOMER] = customers
  return states
}

const NONE = [0, 0, 0, 0, 0]
const close = (actual: number, expected: number) =>
  assert.ok(Math.abs(actual - expected) <= 1e-9 * Math.max(1, Math.abs(expected)), `${actual}, ${expected}`)

test('a tenth of those lost do as well as those who went on', () => {
  // 1,000 leads, 400 MQL, 200 SAL, 100 SQL, 50 deals, 25 customers of 1,000 each.
  const gains = stepGains(statesOf([600, 200, 100, 50, 25], NONE, 25), 1000)
  const each = [25_000 / 400, 25_000 / 200, 25_000 / 100, 25_000 / 50, 1000]
  for (const [step, lost] of [600, 200, 100, 50, 25].entries())
    close(gains[step]!.lost, 0.1 * lost * each[step]!)
  assert.equal(bestStep(gains), 0)
})

test('a tenth more of every conversion brings a tenth of all revenue when nobody is under way, and never takes one above 1', () => {
  for (const { rate } of stepGains(statesOf([600, 200, 100, 50, 25], NONE, 25), 1000)) close(rate, 2500)
  const [first] = stepGains(statesOf([5, 10, 0, 0, 0], NONE, 85), 1)
  close(first!.rate, 0.05 * 100 * (85 / 95))
})

test('who is under way is not lost: he is in no conversion of the step he is at, and went on in those before', () => {
  const gains = stepGains(statesOf([50, 10, 0, 0, 0], [1000, 30, 0, 0, 0], 10), 1)
  close(gains[0]!.conversion, 50 / 100)
  close(gains[1]!.conversion, 10 / 20)
  close(gains[0]!.lost, 0.1 * 50 * 0.5)
})

const counts = fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 5, maxLength: 5 })

test('at the conversion of the tie the runner-up is worth as much, all other shares as they are', () => {
  fc.assert(
    fc.property(counts, counts, fc.integer({ min: 1, max: 5000 }), (lost, open, customers) => {
      const gains = stepGains(statesOf(lost, open, customers), 700)
      const best = bestStep(gains)
      const second = bestStep(gains.map((gain, step) => (step === best ? { ...gain, lost: 0 } : gain)))
      const needed = conversionOfTie(gains[best]!, gains[second]!.lost)
      assert.ok(needed >= gains[best]!.conversion && needed < 1)
      const moved = stepGains(withConversion(lost, open, customers, best, needed), 700)
      close(moved[best]!.lost / moved[second]!.lost, 1)
    }),
    { numRuns: 300 },
  )
})

/** The same people with another share of those decided at a step gone on, and everybody behind it in the same parts. */
function withConversion(
  lost: readonly number[],
  open: readonly number[],
  customers: number,
  step: number,
  conversion: number,
): Float64Array {
  // prettier-ignore
  const behind = (counted: readonly number[]) => counted.slice(step + 1).reduce((sum, one) => sum + one, 0)
  const onward = behind(lost) + behind(open) + customers
  const decided = onward + lost[step]!
  const factor = (conversion * decided) / onward
  const scaled = (counted: readonly number[]) => counted.map((one, at) => (at > step ? one * factor : one))
  const lostNow = scaled(lost).map((one, at) => (at === step ? (1 - conversion) * decided : one))
  return statesOf(lostNow, scaled(open), customers * factor)
}
