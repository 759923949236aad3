import assert from 'node:assert/strict'
import { test } from 'node:test'
import { kModes } from './k-modes.ts'
import { mismatches } from './mismatches.ts'
import { plantedClusters } from './testing/planted-clusters.ts'

/** Adjusted Rand index: L. Hubert, P. Arabie, Journal of Classification 2 (1985), 193–218. */
function adjustedRand(one: ArrayLike<number>, other: ArrayLike<number>): number {
  const [cells, rows, columns] = [
    new Map<string, number>(),
    new Map<number, number>(),
    new Map<number, number>(),
  ]
  for (let index = 0; index < one.length; index++) {
    const [a, b] = [one[index]!, other[index]!]
    cells.set(`${a} ${b}`, (cells.get(`${a} ${b}`) ?? 0) + 1)
    rows.set(a, (rows.get(a) ?? 0) + 1)
    columns.set(b, (columns.get(b) ?? 0) + 1)
  }
  const pairs = (counts: Iterable<number>) => {
    let sum = 0
    for (const count of counts) sum += (count * (count - 1)) / 2
    return sum
  }
  const [both, first, second] = [pairs(cells.values()), pairs(rows.values()), pairs(columns.values())]
  const chance = (first * second) / pairs([one.length])
  return (both - chance) / ((first + second) / 2 - chance)
}

test('clusters that were planted are found, also where a third of it is not known', () => {
  for (const [k, changed, unknown] of [
    [2, 0.4, 0],
    [4, 0.25, 0],
    [4, 0.1, 0.3],
    [5, 0.2, 0.1],
  ] as const) {
    const { columns, origin } = plantedClusters(1500, { k, changed, unknown, seed: 100 + k })
    const { assignment } = kModes(columns, { k, seed: 1, restarts: 8 })
    const index = adjustedRand(assignment, origin)
    assert.ok(index >= 0.9, `${k} clusters: ${index}`)
  }
})

test('the cost never rises from pass to pass, and is that of the modes', () => {
  for (let seed = 0; seed < 30; seed++) {
    const { columns } = plantedClusters(200, { k: 4, changed: 0.7, unknown: 0.2, seed })
    const { assignment, modes, cost, costs } = kModes(columns, { k: 4, seed, restarts: 1 })
    for (const [pass, after] of costs.entries()) assert.ok(pass === 0 || after <= costs[pass - 1]!)
    assert.equal(cost, costs.at(-1))
    const counted = assignment.reduce((sum, of, index) => sum + mismatches(columns, index, modes[of]!), 0)
    assert.equal(cost, counted)
    // No case is nearer to another mode.
    for (const [index, of] of assignment.entries())
      for (const mode of modes)
        assert.ok(mismatches(columns, index, mode) >= mismatches(columns, index, modes[of]!))
  }
})

test('of one cluster the cost is what is left when each property has its best code', () => {
  const { columns } = plantedClusters(300, { k: 3, changed: 0.6, unknown: 0.25, seed: 9 })
  let best = 0
  for (const codes of columns) {
    const costs = [1, 2, 3, 4, 5, 6].map((mode) => codes.filter((code) => code !== 0 && code !== mode).length)
    best += Math.min(...costs)
  }
  const { cost, assignment } = kModes(columns, { k: 1, seed: 1, restarts: 1 })
  assert.equal(cost, best)
  assert.ok(assignment.every((cluster) => cluster === 0))
})

test('of a few cases the cheapest of all ways to part them is found', () => {
  const { columns } = plantedClusters(10, { k: 2, changed: 0.5, unknown: 0.2, seed: 4 })
  let cheapest = Infinity
  for (let parted = 0; parted < 1 << 10; parted++) {
    let cost = 0
    for (const codes of columns)
      for (const side of [0, 1]) {
        const own = [...codes].filter((code, index) => code !== 0 && ((parted >> index) & 1) === side)
        cost += own.length - Math.max(0, ...own.map((code) => own.filter((other) => other === code).length))
      }
    cheapest = Math.min(cheapest, cost)
  }
  assert.equal(kModes(columns, { k: 2, seed: 1, restarts: 40 }).cost, cheapest)
})

test('what is not known of a case costs nothing, and is no mode', () => {
  const columns = [Uint16Array.of(0, 0, 0, 3), Uint16Array.of(2, 2, 0, 0)]
  const { modes, cost } = kModes(columns, { k: 1, seed: 1, restarts: 1 })
  assert.deepEqual([[...modes[0]!], cost], [[3, 2], 0])
  assert.equal(mismatches(columns, 3, Uint16Array.of(0, 2)), 1)
})

test('one seed gives one answer; no cases, and fewer kinds of them than clusters, have one too', () => {
  const { columns } = plantedClusters(200, { k: 3, changed: 0.5, unknown: 0, seed: 2 })
  const ask = { k: 3, seed: 6, restarts: 3 }
  assert.deepEqual(kModes(columns, ask), kModes(columns, ask))
  const none = kModes([new Uint16Array(0)], ask)
  assert.deepEqual([none.assignment.length, none.cost], [0, 0])
  const alike = kModes([Uint16Array.of(1, 1, 2, 2)], ask)
  assert.deepEqual([alike.cost, new Set(alike.assignment).size], [0, 2])
})

test('what cannot be clustered is refused', () => {
  const columns = [Uint16Array.of(1, 2), Uint16Array.of(1)]
  assert.throws(() => kModes(columns, { k: 1, seed: 1, restarts: 1 }), /column 1 has 1 cases, expected 2/)
  assert.throws(() => kModes([], { k: 0, seed: 1, restarts: 1 }), /k is 0, expected 1 to 255/)
  assert.throws(() => kModes([], { k: 1, seed: 1, restarts: 0 }), /restarts is 0, expected at least 1/)
})
