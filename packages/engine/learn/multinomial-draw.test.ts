import assert from 'node:assert/strict'
import { test } from 'node:test'
import { binomialDraw, multinomialDraw } from './multinomial-draw.ts'
import { seededRandom } from './seeded-random.ts'

const ROUNDS = 20_000

function momentsOf(n: number, p: number): { mean: number; variance: number } {
  const random = seededRandom(11)
  const drawn = Array.from({ length: ROUNDS }, () => binomialDraw(n, p, random))
  const mean = drawn.reduce((sum, one) => sum + one, 0) / ROUNDS
  return { mean, variance: drawn.reduce((sum, one) => sum + (one - mean) ** 2, 0) / ROUNDS }
}

test('binomial numbers have the mean and the variance of theirs, drawn exactly or as normal ones', () => {
  for (const [n, p] of [
    [1, 0.3],
    [20, 0.5],
    [20, 0.9],
    [400, 0.02],
    [5000, 0.01],
    [5000, 0.03],
    [1e6, 0.7],
  ] as const) {
    // prettier-ignore
    const { mean, variance } = momentsOf(n, p)
    const expected = n * p * (1 - p)
    assert.ok(Math.abs(mean - n * p) < 4 * Math.sqrt(expected / ROUNDS), `mean of ${n}, ${p}: ${mean}`)
    assert.ok(Math.abs(variance / expected - 1) < 0.06, `variance of ${n}, ${p}: ${variance}`)
  }
})

test('a small binomial number has each value as often as the formula says', () => {
  const random = seededRandom(5)
  const counts = [0, 0, 0, 0]
  for (let round = 0; round < ROUNDS; round++) counts[binomialDraw(3, 0.4, random)]! += 1
  for (const [index, expected] of [0.216, 0.432, 0.288, 0.064].entries())
    assert.ok(Math.abs(counts[index]! / ROUNDS - expected) < 0.015, `${index}: ${counts[index]}`)
})

test('what is sure is not left to chance', () => {
  const random = seededRandom(1)
  assert.deepEqual([binomialDraw(0, 0.5, random), binomialDraw(9, 0, random), binomialDraw(9, 1, random)], [0, 0, 9]) // prettier-ignore
})

test('a multinomial draw has as many cases as the counts, none of a kind that nobody is of, and each kind at its mean', () => {
  const random = seededRandom(3)
  const counts = [50, 0, 300, 7, 643]
  const drawn = new Float64Array(5)
  const sums = counts.map(() => 0)
  for (let round = 0; round < 5000; round++) {
    multinomialDraw(counts, random, drawn)
    assert.equal(drawn.reduce((sum, one) => sum + one, 0), 1000) // prettier-ignore
    for (const [kind, one] of drawn.entries()) sums[kind]! += one
  }
  assert.equal(sums[1], 0)
  for (const [kind, count] of counts.entries())
    assert.ok(Math.abs(sums[kind]! / 5000 - count) <= 0.02 * count + 0.2, `${kind}: ${sums[kind]! / 5000}`)
  multinomialDraw([0, 0], random, drawn)
  assert.deepEqual([...drawn.subarray(0, 2)], [0, 0])
})
