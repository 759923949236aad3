import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DEFAULT_LIFECYCLES } from '@baton/engine/reports'
import type { LifecycleDefinitions } from '@baton/protocol'
import { draftWays, newWay, wayProblem, withRung, writtenRung } from './rung-draft.ts'

const rungs = [...DEFAULT_LIFECYCLES.aarrr.rungs, ...DEFAULT_LIFECYCLES.buyer.rungs]

test('a rung that is not touched is written as it was', () => {
  for (const rung of rungs) assert.deepEqual(writtenRung(rung, rung.name, draftWays(rung)), rung)
})

test('a way without events, or with no number of days, is a problem, and nothing is written', () => {
  const [rung] = rungs
  const did = { ...newWay(0), kind: 'did' as const }
  const again = { ...newWay(0), kind: 'active-after' as const, days: '0' }
  for (const way of [did, again]) {
    assert.ok(wayProblem(way))
    assert.equal(writtenRung(rung!, 'Activation', [way]), null)
  }
  assert.equal(wayProblem({ ...did, events: ['Trial Started'] }), undefined)
})

test('a rung needs a name and a way', () => {
  const [rung] = rungs
  assert.equal(writtenRung(rung!, ' ', [newWay(0)]), null)
  assert.equal(writtenRung(rung!, 'Activation', []), null)
})

test('only the rung of that key in that lifecycle is changed', () => {
  const before = DEFAULT_LIFECYCLES as unknown as LifecycleDefinitions
  const retention = { key: 'retention', name: 'Still there', any: [{ kind: 'renewed' as const }] }
  const after = withRung(before, 'aarrr', retention)
  assert.deepEqual(after.aarrr.rungs[2], retention)
  assert.deepEqual(after.buyer, before.buyer)
  assert.deepEqual(after.aarrr.rungs[1], before.aarrr.rungs[1])
})
