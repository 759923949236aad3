import assert from 'node:assert/strict'
import { test } from 'node:test'
import { stillThere, toggledAll, toggledIn, withRange } from './selection.ts'

const ids = ['a', 'b', 'c', 'd']

test('a second press takes a row out again', () => {
  assert.deepEqual([...toggledIn(toggledIn(new Set(), 'a'), 'a')], [])
})

test('a range is chosen in either direction', () => {
  assert.deepEqual([...withRange(new Set(), ids, 'c', 'a')], ['a', 'b', 'c'])
})

test('choosing all twice chooses nothing', () => {
  assert.equal(toggledAll(toggledAll(new Set(['a']), ids), ids).size, 0)
})

test('what left the list is no longer chosen, and an unchanged choice stays the same', () => {
  const chosen = new Set(['a', 'x'])
  assert.deepEqual([...stillThere(chosen, ids)], ['a'])
  const kept = new Set(['a'])
  assert.equal(stillThere(kept, ids), kept)
})
