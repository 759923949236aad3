import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Directions, permutationP } from './permutation.ts'

test('[I7] of four that say yes and four that say no, dealt 3 to 1, the p is that of the lady tasting tea', () => {
  // Fisher, The Design of Experiments (1935): 17/70 for one side.
  const p = permutationP({ plus: 3, minus: 1, n: 4 }, { plus: 1, minus: 3, n: 4 })
  assert.ok(Math.abs(p - 34 / 70) < 1e-9)
})

function casesOf({ plus, minus, n }: Directions): readonly number[] {
  return Array.from({ length: n }, (_, index) => (index < plus ? 1 : index < plus + minus ? -1 : 0))
}

/** Every way to deal the cases, counted. */
function countedP(one: Directions, other: Directions): number {
  const cases = [...casesOf(one), ...casesOf(other)]
  const total = cases.reduce((sum, said) => sum + said, 0)
  const difference = (sum: number) => Math.abs(sum / one.n - (total - sum) / other.n)
  let [all, asLarge] = [0, 0]
  for (let dealt = 0; dealt < 1 << cases.length; dealt++) {
    const own = cases.filter((_, bit) => (dealt >> bit) & 1)
    if (own.length !== one.n) continue
    all++
    const sum = own.reduce((sum, said) => sum + said, 0)
    if (difference(sum) >= difference(one.plus - one.minus) - 1e-9) asLarge++
  }
  return asLarge / all
}

test('[I7] it is the share of all ways to deal the cases that part them as far', () => {
  const directions = fc
    .tuple(fc.nat(3), fc.nat(3), fc.nat(3))
    .filter(([plus, minus, silent]) => plus + minus + silent > 0)
    .map(([plus, minus, silent]) => ({ plus, minus, n: plus + minus + silent }))
  fc.assert(
    fc.property(directions, directions, (one, other) => {
      fc.pre(one.n + other.n <= 12)
      assert.ok(Math.abs(permutationP(one, other) - countedP(one, other)) < 1e-9)
      assert.ok(Math.abs(permutationP(one, other) - permutationP(other, one)) < 1e-9)
    }),
    { seed: 20261128, numRuns: 60 },
  )
})

test('[I7] where there is only one group, or nothing is said, chance explains everything', () => {
  assert.equal(permutationP({ plus: 3, minus: 0, n: 5 }, { plus: 0, minus: 0, n: 0 }), 1)
  assert.ok(Math.abs(permutationP({ plus: 0, minus: 0, n: 5 }, { plus: 0, minus: 0, n: 7 }) - 1) < 1e-9)
})
