import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DEFAULT_LIFECYCLES } from '@baton/engine/reports'
import type { LifecycleDefinitions } from '@baton/protocol'
import {
  draftWays,
  newRung,
  newWay,
  wayProblem,
  withLifecycle,
  withoutRung,
  withRung,
  withRungMoved,
  writtenRung,
} from './rung-draft.ts'

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
  const after = withLifecycle(before, 'aarrr', { rungs: withRung(before.aarrr.rungs, retention) })
  assert.deepEqual(after.aarrr.rungs[2], retention)
  assert.deepEqual(after.buyer, before.buyer)
  assert.deepEqual(after.aarrr.rungs[1], before.aarrr.rungs[1])
  assert.equal(after.aarrr.entry, before.aarrr.entry)
})

test('a new rung has a key of its own and comes last', () => {
  const five = DEFAULT_LIFECYCLES.aarrr.rungs
  const six = withRung(five, newRung(five))
  assert.deepEqual([six.length, six[5]!.key], [6, 'rung-6'])
  // One in the middle went: its number is not free, for the last one has it.
  const gone = withoutRung(six, five[0]!.key)
  assert.deepEqual([gone.length, newRung(gone).key], [5, 'rung-7'])
})

test('a rung moves by one, and stays at an end', () => {
  const keys = (of: readonly { readonly key: string }[]) => of.map(({ key }) => key).join(' ')
  const five = DEFAULT_LIFECYCLES.aarrr.rungs
  assert.equal(keys(withRungMoved(five, 'referral', 1)), 'acquisition activation retention revenue referral')
  assert.equal(
    keys(withRungMoved(five, 'activation', -1)),
    'activation acquisition retention referral revenue',
  )
  assert.equal(withRungMoved(five, 'revenue', 1), five)
  assert.equal(withRungMoved(five, 'acquisition', -1), five)
})
