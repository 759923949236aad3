import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededRandom } from './seeded-random.ts'
import { sequentialComparison } from './sequential-comparison.ts'

function near(actual: number | null, expected: number): void {
  assert.ok(Math.abs(actual! - expected) <= 1e-8 * Math.abs(expected), `${actual} is not ${expected}`)
}

/** Successes and cases of either side, planned share, p, and the bounds of the ratio. */
const EXPECTED = [
  [40, 400, 70, 400, 0.5, 0.0762323173179, 0.30741550779, 1.0278075284],
  [30, 300, 25, 300, 0.5, 1, 0.57302368306, 2.5555007502],
  [120, 1000, 5, 100, 0.9, 0.145201278103, 0.87880724324, 14.18474224],
  [0, 50, 12, 50, 0.5, 0.1172158445, null, 1.1471613879],
] as const

test('[I14] p and bounds are those of the integrals, as mpmath has them by quadrature at 30 digits', () => {
  for (const [one, n, other, m, share, p, low, high] of EXPECTED) {
    const found = sequentialComparison({ successes: one, n }, { successes: other, n: m }, { share })
    near(found.p, p)
    if (low === null) assert.equal(found.low, null)
    else near(found.low, low)
    near(found.high, high)
  }
})

test('[I14] who looks after every success is wrong about equals no oftener than agreed', () => {
  const random = seededRandom(8)
  const [runs, alpha] = [2000, 0.05]
  for (const [share, rate] of [
    [0.5, 0.1],
    [0.9, 0.3],
  ] as const) {
    let wrong = 0
    for (let run = 0; run < runs; run++) {
      const one = { successes: 0, n: 0 }
      const other = { successes: 0, n: 0 }
      for (let lead = 0; lead < 500; lead++) {
        const arm = random.next() < share ? one : other
        arm.n++
        if (random.next() >= rate) continue
        arm.successes++
        if (!sequentialComparison(one, other, { share, alpha }).mayStop) continue
        wrong++
        break
      }
    }
    const error = Math.sqrt((alpha * (1 - alpha)) / runs)
    assert.ok(wrong / runs <= alpha + 3 * error, `${wrong} of ${runs} with a share of ${share}`)
  }
})

test('[I14] what differs is told apart, and by its direction', () => {
  const { mayStop, better, low, high } = sequentialComparison(
    { successes: 90, n: 1000 },
    { successes: 150, n: 1000 },
  )
  assert.deepEqual([mayStop, better], [true, 'against'])
  assert.ok(low! < 0.6 && high! < 1)
})

test('[I14] a few cases and nothing yet decide nothing', () => {
  assert.deepEqual(sequentialComparison({ successes: 0, n: 0 }, { successes: 0, n: 0 }), {
    of: { successes: 0, n: 0, rate: 0, low: 0, high: 1, tooFew: true },
    against: { successes: 0, n: 0, rate: 0, low: 0, high: 1, tooFew: true },
    ratio: null,
    low: null,
    high: null,
    p: 1,
    mayStop: false,
    better: null,
    tooFew: true,
  })
  const { p, mayStop } = sequentialComparison({ successes: 19, n: 19 }, { successes: 0, n: 19 })
  assert.ok(p < 0.05)
  assert.equal(mayStop, false)
})
