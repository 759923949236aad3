import { STAGES } from '@baton/engine'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { availableActs } from './available-acts.ts'

const mine = { owned: true, masked: false, isProspect: false }
const keysOf = (...given: Parameters<typeof availableActs>) => availableActs(...given).map(({ key }) => key)

test('no key stands for two things in any stage', () => {
  for (const stage of STAGES) {
    const keys = keysOf(stage, { owned: false, masked: false, isProspect: true })
    assert.equal(new Set(keys).size, keys.length, stage)
  }
})

test('what was handed over can be accepted and rejected', () => {
  assert.deepEqual(keysOf('mql', mine), ['a', 'r', 't', 'b', 'o', 'q', 'p'])
})

test('of what is hidden until it is claimed, only claiming is offered', () => {
  assert.deepEqual(keysOf('mql', { ...mine, owned: false, masked: true }), ['c'])
})

test('a lead that sales does not have can be taken up when it fits', () => {
  assert.deepEqual(keysOf('lead', mine), [])
  assert.deepEqual(keysOf('lead', { ...mine, isProspect: true }), ['a'])
})
