import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fisherExact } from './fisher-exact.ts'

test('[I7] the p of a table of two by two is the published one', () => {
  // The lady tasting tea: Fisher, The Design of Experiments (1935); 17/70 for one side.
  assert.ok(
    Math.abs(
      fisherExact([
        [3, 1],
        [1, 3],
      ]) -
        34 / 70,
    ) < 1e-9,
  )
})

/** Every way to choose the cases of the first column, counted. */
function countedP([[a, b], [c, d]]: readonly [readonly [number, number], readonly [number, number]]): number {
  const n = a + b + c + d
  const times = new Map<number, number>()
  for (let chosen = 0; chosen < 1 << n; chosen++) {
    let [all, first] = [0, 0]
    for (let bit = 0; bit < n; bit++)
      if ((chosen >> bit) & 1) {
        all++
        if (bit < a + b) first++
      }
    if (all === a + c) times.set(first, (times.get(first) ?? 0) + 1)
  }
  const total = [...times.values()].reduce((sum, count) => sum + count, 0)
  return [...times.values()].reduce((sum, count) => sum + (count <= times.get(a)! ? count : 0), 0) / total
}

test('[I7] it is the share of all ways to part the cases that are no likelier', () => {
  for (const table of [
    [
      [5, 1],
      [2, 6],
    ],
    [
      [0, 4],
      [7, 3],
    ],
    [
      [1, 9],
      [3, 2],
    ],
    [
      [0, 0],
      [4, 5],
    ],
  ] as const)
    assert.ok(Math.abs(fisherExact(table) - countedP(table)) < 1e-9, JSON.stringify(table))
})
