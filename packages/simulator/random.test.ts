import assert from 'node:assert/strict'
import { test } from 'node:test'
import { randomOf } from './random.ts'

const draw = (count: number, next: () => number): number[] => Array.from({ length: count }, next)
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

test('the same parts give the same stream, on every machine', () => {
  const random = randomOf(7, 1)
  assert.deepEqual(
    draw(3, () => random.below(1_000_000)),
    GOLDEN,
  )
})

const GOLDEN = [774033, 502515, 705460]

test('streams of neighbouring people have nothing to do with each other', () => {
  const firsts = new Set(
    draw(
      1000,
      (() =>
        (
          (index) => () =>
            randomOf(7, 2, index++).next()
        )(0))(),
    ),
  )
  assert.equal(firsts.size, 1000)
})

test('an exponential has its mean and a count is Poisson: its variance is its mean', () => {
  const random = randomOf(3)
  assert.ok(Math.abs(mean(draw(40_000, () => random.exponential(12))) - 12) < 0.3)
  const counts = draw(40_000, () => random.count(4))
  const average = mean(counts)
  const variance = mean(counts.map((count) => (count - average) ** 2))
  assert.ok(
    Math.abs(average - 4) < 0.1 && Math.abs(variance - 4) < 0.2,
    `mean ${average}, variance ${variance}`,
  )
})

test('a weighted pick follows its weights', () => {
  const random = randomOf(5)
  const heads = draw(20_000, () => random.weighted([[1, 3] as const, [0, 1] as const]))
  assert.ok(Math.abs(mean(heads) - 0.75) < 0.02)
})
