import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bootstrapInterval } from './bootstrap.ts'
import { seededRandom } from './seeded-random.ts'

const meanOf = (values: readonly number[]) => (weights: Uint16Array) =>
  values.reduce((sum, value, unit) => sum + value * weights[unit]!, 0) / values.length

test('[I12] of three units the samples come as often as counting all 27 of them says', () => {
  const values = [0, 1, 10]
  const counted = new Map<number, number>()
  for (const a of values)
    for (const b of values) for (const c of values) counted.set(a + b + c, (counted.get(a + b + c) ?? 0) + 1)
  const drawn = new Map<number, number>()
  const ROUNDS = 27_000
  bootstrapInterval(
    3,
    (weights) => {
      const sum = Math.round(3 * meanOf(values)(weights))
      drawn.set(sum, (drawn.get(sum) ?? 0) + 1)
      return sum
    },
    { seed: 5, rounds: ROUNDS },
  )
  // The sample as it is was asked for once more.
  drawn.set(11, drawn.get(11)! - 1)
  assert.deepEqual([...drawn.keys()].sort(), [...counted.keys()].sort())
  for (const [sum, times] of counted) {
    const share = times / 27
    const deviation = Math.sqrt(ROUNDS * share * (1 - share))
    assert.ok(Math.abs(drawn.get(sum)! - ROUNDS * share) < 4 * deviation, `${sum}: ${drawn.get(sum)}`)
  }
})

test('the bounds of a small sample are the percentiles of all its samples', () => {
  // Of the 27 means of 0, 0 and 1 the share of 0 is 8/27, of 1 it is 1/27, more than 2.5 %: bounds 0 and 1.
  assert.deepEqual(bootstrapInterval(3, meanOf([0, 0, 1]), { seed: 1, rounds: 2000 }), {
    n: 3,
    rounds: 2000,
    estimate: 1 / 3,
    low: 0,
    high: 1,
    tooFew: true,
  })
})

test('the interval of a mean is that of the closed form', () => {
  const random = seededRandom(3)
  const values = Array.from({ length: 400 }, () => random.next() ** 2)
  const mean = values.reduce((sum, value) => sum + value, 0) / 400
  // The deviation of a mean of draws with replacement: that of the values, by n and not by n - 1, over √n.
  const error = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 400 / 400)
  const { estimate, low, high, tooFew } = bootstrapInterval(400, meanOf(values), { seed: 11, rounds: 8000 })
  assert.ok(Math.abs(estimate - mean) < 1e-12 && !tooFew)
  // A percentile of 8,000 rounds is off by a standard error of 0.03 of the deviation; four of them.
  assert.ok(Math.abs((mean - low) / error - 1.96) < 0.12)
  assert.ok(Math.abs((high - mean) / error - 1.96) < 0.12)
})

test('the interval holds the mean behind the sample about as often as it says', () => {
  const random = seededRandom(8)
  let held = 0
  for (let sample = 0; sample < 300; sample++) {
    const values = Array.from({ length: 40 }, () => random.next())
    const { low, high } = bootstrapInterval(40, meanOf(values), { seed: sample, rounds: 300 })
    if (low <= 0.5 && 0.5 <= high) held++
  }
  // 93.5 % is what is to be expected of 40 units: the normal for Student's, and √(39 / 40). Three errors of 300 either way.
  assert.ok(Math.abs(held / 300 - 0.935) < 3 * Math.sqrt((0.935 * 0.065) / 300), `${held} of 300`)
})

test('one seed gives one interval', () => {
  const values = Array.from({ length: 50 }, (_, index) => (index * 17) % 31)
  const withSeed = (seed: number) => bootstrapInterval(50, meanOf(values), { seed, rounds: 500 })
  assert.deepEqual(withSeed(4), withSeed(4))
  assert.notDeepEqual(withSeed(4), withSeed(5))
})

test('every sample is of n units, and rounds without a figure are left out', () => {
  const shareAmongFirst = (weights: Uint16Array) => {
    assert.equal(
      weights.reduce((sum, weight) => sum + weight, 0),
      4,
    )
    return weights[0]! / (weights[0]! + weights[1]!)
  }
  const { rounds, low, high } = bootstrapInterval(4, shareAmongFirst, { seed: 2, rounds: 1600 })
  // Neither of the two is drawn in a sixteenth of the rounds.
  assert.ok(Math.abs(rounds - 1500) < 40 && low === 0 && high === 1)
  const never = bootstrapInterval(2, () => NaN, { seed: 2, rounds: 10 })
  assert.deepEqual([never.rounds, never.low, never.high], [0, NaN, NaN])
})

test('no units and no rounds are refused', () => {
  assert.throws(
    () => bootstrapInterval(0, () => 0, { seed: 1, rounds: 10 }),
    /n is 0, expected a whole number/,
  )
  assert.throws(() => bootstrapInterval(3, () => 0, { seed: 1, rounds: 0 }), /rounds is 0, expected/)
})
