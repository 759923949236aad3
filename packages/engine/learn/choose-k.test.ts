import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CHOICE_CASES_MAX, chooseK } from './choose-k.ts'
import { simplifiedSilhouette } from './simplified-silhouette.ts'
import { plantedClusters } from './testing/planted-clusters.ts'

test('as many clusters are chosen as were planted', () => {
  for (const k of [2, 3, 4, 5]) {
    const { columns } = plantedClusters(1000, { k, changed: 0.2, unknown: 0.1, seed: 30 + k })
    const choice = chooseK(columns, { from: 2, to: 7, seed: 1 })
    assert.deepEqual([choice.k, choice.n], [k, 1000])
    assert.deepEqual(
      choice.scores.map(({ k }) => k),
      [2, 3, 4, 5, 6, 7],
    )
  }
})

test('where nothing was planted no silhouette is worth the name', () => {
  const { columns } = plantedClusters(1000, { k: 1, changed: 1, unknown: 0, seed: 5 })
  const { scores } = chooseK(columns, { from: 2, to: 6, seed: 1 })
  for (const { silhouette } of scores) assert.ok(silhouette <= 0.25, `${silhouette}`)
})

test('of many cases no more are looked at than the limit, the same for the same seed', () => {
  const { columns } = plantedClusters(20_000, { k: 3, changed: 0.3, unknown: 0.1, seed: 12 })
  const choice = chooseK(columns, { from: 2, to: 5, seed: 3 })
  assert.deepEqual([choice.k, choice.n], [3, CHOICE_CASES_MAX])
  assert.deepEqual(chooseK(columns, { from: 2, to: 5, seed: 3 }), choice)
})

test('the silhouette is how much nearer the own mode is than the next', () => {
  // Distances to the own mode and to the next, by hand: 0 and 2, 1 and 1, 0 and 2; (1 + 0 + 1) / 3.
  const columns = [Uint16Array.of(1, 1, 2), Uint16Array.of(1, 2, 2)]
  const modes = [Uint16Array.of(1, 1), Uint16Array.of(2, 2)]
  const clusters = { assignment: Uint8Array.of(0, 0, 1), modes, cost: 1, costs: [1] }
  assert.equal(simplifiedSilhouette(columns, clusters), 2 / 3)
  assert.equal(simplifiedSilhouette(columns, { ...clusters, modes: modes.slice(0, 1) }), 0)
})

test('bounds of k that are none are refused', () => {
  const { columns } = plantedClusters(10, { k: 2, changed: 0, unknown: 0, seed: 1 })
  assert.throws(() => chooseK(columns, { from: 1, to: 4, seed: 1 }), /k from 1 to 4, expected from 2 upwards/)
})
