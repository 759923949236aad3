import assert from 'node:assert/strict'
import { test } from 'node:test'
import { forecastTotal } from './forecast.ts'
import { type SeededRandom, seededRandom } from './seeded-random.ts'

/** Knuth, The Art of Computer Programming 2, 3.4.1. */
function poisson(mean: number, random: SeededRandom): number {
  let count = 0
  for (let left = random.next(); left > Math.exp(-mean); left *= random.next()) count++
  return count
}

/** How often, of 100, the bounds held what came, where weekdays have a mean of 12 and weekends of 3. */
function coverage(weeks: number, days: number, weekMean: (random: SeededRandom) => number) {
  const random = seededRandom(weeks * 1000 + days)
  const week = (length: number) => {
    const mean = weekMean(random)
    return Array.from({ length }, (_, day) => poisson(mean * (day < 5 ? 12 : 3), random))
  }
  let [held80, held95] = [0, 0]
  const TRIALS = 800
  for (let trial = 0; trial < TRIALS; trial++) {
    const history = Array.from({ length: weeks }, () => week(7)).flat()
    const came = Array.from({ length: Math.ceil(days / 7) }, (_, ahead) =>
      week(Math.min(7, days - 7 * ahead)),
    )
    const total = 40 + came.flat().reduce((sum, count) => sum + count, 0)
    const remainingDays = Array.from({ length: days }, (_, day) => day % 7)
    const { low80, high80, low95, high95, tooFew } = forecastTotal({
      soFar: 40,
      history,
      weekdayOfFirst: 0,
      remainingDays,
      seed: trial,
      rounds: 300,
    })
    assert.equal(tooFew, false)
    if (low80 <= total && total <= high80!) held80++
    if (low95 <= total && total <= high95!) held95++
  }
  return [(100 * held80) / TRIALS, (100 * held95) / TRIALS] as const
}

/** Of 2,000 trials they held 80 to 83 and 92 to 97; 800 add three standard errors, of 1.4 and 0.8. */
function assertHeld([held80, held95]: readonly [number, number]): void {
  assert.ok(held80 > 76 && held80 < 87, `${held80} at 80 %`)
  assert.ok(held95 > 90 && held95 < 99, `${held95} at 95 %`)
}

test('[I13] of what chance alone makes, the bounds hold about what they say', () => {
  for (const [weeks, days] of [
    [4, 7],
    [8, 3],
    [12, 20],
  ] as const)
    assertHeld(coverage(weeks, days, () => 1))
})

test('so they do where weeks vary by more than chance', () => {
  for (const [weeks, days] of [
    [8, 3],
    [12, 20],
  ] as const)
    assertHeld(coverage(weeks, days, (random) => 0.5 + random.next()))
})

const MONDAY = 1
/** Four weeks and three days from a Friday on: those three are left out. */
const START = {
  soFar: 7,
  history: [
    [99, 99, 99],
    [5, 6, 7, 8, 9, 0, 0],
    [7, 6, 5, 9, 8, 0, 0],
    [6, 6, 6, 6, 6, 0, 0],
    [4, 8, 5, 9, 7, 0, 0],
  ].flat(),
  weekdayOfFirst: 5,
  seed: 1,
  rounds: 500,
}

test('the expected total is what is counted and the means of the weekdays that remain', () => {
  // Mondays 5, 7, 6, 4; Tuesdays 6, 6, 6, 8; Saturdays none.
  const { expected, tooFew } = forecastTotal({ ...START, remainingDays: [6, 0, MONDAY, 2] })
  assert.deepEqual([expected, tooFew], [7 + 5.5 + 6.5, false])
})

test('where weekends bring nothing, a weekend that remains adds nothing', () => {
  const nothing = { expected: 7, low80: 7, high80: 7, low95: 7, high95: 7, tooFew: false }
  assert.deepEqual(forecastTotal({ ...START, remainingDays: [6, 0] }), nothing)
  assert.deepEqual(forecastTotal({ ...START, remainingDays: [] }), nothing)
  const without = forecastTotal({ ...START, remainingDays: [MONDAY, 2] })
  assert.deepEqual(forecastTotal({ ...START, remainingDays: [6, 0, MONDAY, 2] }), without)
})

test('the days of a week stay together', () => {
  // Whatever a Monday lacks its Tuesday brings: the two together are always ten.
  const history = [2, 4, 6, 8].flatMap((monday) => [0, monday, 10 - monday, 0, 0, 0, 0])
  const { low95, high95 } = forecastTotal({
    ...START,
    history,
    weekdayOfFirst: 0,
    remainingDays: [MONDAY, 2],
  })
  assert.deepEqual([low95, high95], [17, 17])
  const alone = forecastTotal({ ...START, history, weekdayOfFirst: 0, remainingDays: [MONDAY] })
  assert.ok(alone.low80 < 12 && alone.high80! > 12)
})

test('one seed gives one forecast, and no bound is below what is counted', () => {
  const withSeed = (seed: number) =>
    forecastTotal({ ...START, remainingDays: [MONDAY, 2, 3], seed, rounds: 100 })
  assert.deepEqual(withSeed(3), withSeed(3))
  assert.notDeepEqual(withSeed(3), withSeed(4))
  const rare = [0, 0, 0, 30].flatMap((monday) => [0, monday, 0, 0, 0, 0, 0])
  const { low80, low95 } = forecastTotal({ ...START, history: rare, remainingDays: [3, 4, 5, 6, 0, 1, 2] })
  assert.deepEqual([low80, low95], [7, 7])
})

const daysOf = (weeks: number, count: number) => Array.from({ length: 7 * weeks }, () => count)

test('too few weeks, or too little in them, are said to be too few', () => {
  const none = { expected: 7, low80: 7, high80: null, low95: 7, high95: null, tooFew: true }
  assert.deepEqual(forecastTotal({ ...START, history: [], remainingDays: [1, 2] }), none)
  const empty = forecastTotal({ ...START, history: daysOf(10, 0), remainingDays: [1, 2] })
  assert.deepEqual([empty.expected, empty.high95, empty.tooFew], [7, 7, true])
  const tooFewOf = (weeks: number) =>
    forecastTotal({ ...START, history: daysOf(weeks, 5), remainingDays: [1] }).tooFew
  assert.deepEqual([1, 2, 3, 4].map(tooFewOf), [true, true, true, false])
})

test('a weekday that is none is refused', () => {
  assert.throws(() => forecastTotal({ ...START, remainingDays: [1, 7] }), /weekday is 7, expected 0 to 6/)
  assert.throws(
    () => forecastTotal({ ...START, weekdayOfFirst: -1, remainingDays: [] }),
    /weekday is -1, expected 0 to 6/,
  )
})
