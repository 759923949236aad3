import assert from 'node:assert/strict'
import { test } from 'node:test'
import { definitionInflation, type DefinitionPeriod } from './goodhart.ts'

/** Of 100 promotions `byAHair` with an overshoot of 2 %, the others with 40 %. */
function period(mqls: number, accepted: number, byAHair: number): DefinitionPeriod {
  return {
    weeks: 10,
    mqls,
    accepted: { successes: accepted, n: 100 },
    overshoots: Array.from({ length: 100 }, (_, index) => (index < byAHair ? 0.02 : 0.4)),
  }
}

const kinds = (before: DefinitionPeriod, after: DefinitionPeriod) =>
  definitionInflation(before, after).alarms.map(({ kind }) => kind)

test('[I8] more promotions that sales takes less often are an alarm; either alone is none', () => {
  const before = period(100, 60, 10)
  assert.deepEqual(kinds(before, period(180, 35, 10)), ['more-but-worse'])
  assert.deepEqual(kinds(before, period(180, 60, 10)), [])
  assert.deepEqual(kinds(before, period(100, 35, 10)), [])
  // Neither is more or worse by what chance alone could do.
  assert.deepEqual(kinds(before, period(112, 35, 10)), [])
  assert.deepEqual(kinds(before, period(180, 55, 10)), [])
  // Twice as many in twice the time are not more.
  assert.deepEqual(kinds(before, { ...period(200, 35, 10), weeks: 20 }), [])
  const [alarm] = definitionInflation(before, period(180, 35, 10)).alarms
  assert.ok(alarm?.kind === 'more-but-worse')
  assert.equal(alarm.volume.ratio, 1.8)
  assert.deepEqual([alarm.acceptance.of.rate, alarm.acceptance.against.rate], [0.35, 0.6])
})

test('[I8] more promotions just over the threshold are an alarm; 5 % over is still just over', () => {
  const before = period(100, 60, 10)
  assert.deepEqual(kinds(before, period(100, 60, 35)), ['bunching'])
  assert.deepEqual(kinds(before, period(100, 60, 15)), [])
  assert.deepEqual(kinds(period(100, 60, 35), before), [])
  const overshoots = Array.from({ length: 100 }, () => 63 / 60 - 1)
  assert.deepEqual(kinds(before, { ...before, overshoots }), ['bunching'])
  const further = overshoots.map((overshoot) => overshoot + 0.001)
  assert.deepEqual(kinds(before, { ...before, overshoots: further }), [])
})

test('[I8] too few never raise an alarm, and are named', () => {
  const before = { ...period(19, 60, 10), overshoots: [0.4], accepted: { successes: 19, n: 19 } }
  const after = { ...period(900, 0, 0), overshoots: Array.from({ length: 100 }, () => 0) }
  assert.deepEqual(definitionInflation(before, after), {
    alarms: [],
    tooFew: ['volume', 'acceptance', 'overshoot'],
  })
})
