import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededRandom, splitMix64, xoshiro128 } from './seeded-random.ts'

test('xoshiro128** gives the numbers of the reference implementation', () => {
  // Of Blackman and Vigna's xoshiro128starstar.c, as the tests of Rust's rand_xoshiro have them.
  const drawn = xoshiro128(1n, 2n, 3n, 4n)
  assert.deepEqual(
    Array.from({ length: 10 }, drawn),
    [11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804],
  )
})

test('SplitMix64 gives the numbers of the reference implementation', () => {
  // Rosetta Code, "Pseudo-random numbers/Splitmix64".
  const drawn = splitMix64(1234567)
  assert.deepEqual(Array.from({ length: 5 }, drawn), [
    6457827717110365317n,
    3203168211198807973n,
    9817491932198370423n,
    4593380528125082431n,
    16408922859458223821n,
  ])
})

test('one seed gives one stream, another seed another', () => {
  const firstOf = (seed: number) => {
    const random = seededRandom(seed)
    return Array.from({ length: 20 }, () => random.next())
  }
  assert.deepEqual(firstOf(7), firstOf(7))
  assert.notDeepEqual(firstOf(7), firstOf(8))
  assert.notDeepEqual(firstOf(0), firstOf(-1))
  assert.throws(() => seededRandom(0.5), RangeError)
})

test('numbers below a bound are even over what is below it', () => {
  const random = seededRandom(20261128)
  const counts = new Uint32Array(7)
  for (let draw = 0; draw < 70_000; draw++) counts[random.below(7)]!++
  // Four deviations of a binomial of 70,000 and 1/7.
  for (const count of counts) assert.ok(Math.abs(count - 10_000) < 4 * Math.sqrt(70_000 * (1 / 7) * (6 / 7)))
})
