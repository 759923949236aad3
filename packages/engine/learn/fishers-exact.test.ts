import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fishersExact } from './fishers-exact.ts'
import type { Share } from './rate-ratio.ts'

const share = (successes: number, n: number): Share => ({ successes, n })

test('the p is the published one', () => {
  for (const [one, other, p] of [
    // The lady tasting tea: Fisher, The Design of Experiments (1935), 17/70 for one side.
    [share(3, 4), share(1, 4), 34 / 70],
    // Convictions of twins: R, help page of fisher.test.
    [share(2, 12), share(15, 18), 0.0005367],
    // Whales in two oceans: SciPy, help page of fisher_exact.
    [share(8, 10), share(1, 6), 0.03496503],
    // Heart attacks without and with aspirin, and two tables of a million: SciPy's fisher_exact.
    [share(189, 11_034), share(104, 11_037), 5.032835599722745e-7],
    [share(100_000, 500_000), share(100_700, 500_000), 0.08094753131178084],
    [share(500, 1_000_000), share(600, 1_000_000), 0.0028119844069595195],
  ] as const) {
    const observed = fishersExact(one, other)
    assert.ok(Math.abs(observed / p - 1) < 1e-4, `${observed} is not ${p}`)
    assert.ok(Math.abs(observed - p) < 5e-8 + 1e-7 * p)
  }
})

/** All tables of these margins, by products of whole numbers. */
function countedP(one: Share, other: Share): number {
  const choices = (of: number, chosen: number): number =>
    chosen < 0 || chosen > of ? 0 : chosen === 0 ? 1 : (choices(of - 1, chosen - 1) * of) / chosen
  const all = one.successes + other.successes
  const ways = (own: number) => choices(one.n, own) * choices(other.n, all - own)
  let [sum, asUnlikely] = [0, 0]
  for (let own = 0; own <= all; own++) {
    sum += ways(own)
    if (ways(own) <= ways(one.successes) * (1 + 1e-9)) asUnlikely += ways(own)
  }
  return asUnlikely / sum
}

test('it is the share of the tables that are no likelier, whichever side comes first', () => {
  const side = fc.nat(25).chain((n) => fc.nat(n).map((successes) => share(successes, n)))
  fc.assert(
    fc.property(side, side, (one, other) => {
      const p = fishersExact(one, other)
      assert.ok(Math.abs(p - countedP(one, other)) < 1e-9)
      assert.ok(Math.abs(p - fishersExact(other, one)) < 1e-9)
      const failed = ({ successes, n }: Share) => share(n - successes, n)
      assert.ok(Math.abs(p - fishersExact(failed(one), failed(other))) < 1e-9)
    }),
    { seed: 20261128, numRuns: 300 },
  )
})

test('with millions of cases there is still a p, and a difference beyond doubt is none of chance', () => {
  assert.ok(fishersExact(share(50_000_000, 1e8), share(50_000_000, 1e8)) > 0.999)
  assert.equal(fishersExact(share(400_000, 1e6), share(500_000, 1e6)), 0)
})

test('where a side is empty, chance explains everything', () => {
  assert.ok(Math.abs(fishersExact(share(0, 0), share(3, 9)) - 1) < 1e-9)
  assert.ok(Math.abs(fishersExact(share(0, 0), share(0, 0)) - 1) < 1e-9)
})

test('more successes than cases are refused', () => {
  assert.throws(() => fishersExact(share(5, 4), share(1, 4)), /successes are 5, expected 0 to 4/)
})
