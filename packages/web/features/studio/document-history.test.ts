import assert from 'node:assert/strict'
import { test } from 'node:test'
import { begunWith, changed, redone, settled, undone } from './document-history.ts'

test('a slider that is dragged is one step back, however often it moved', () => {
  let history = begunWith('100')
  for (const value of ['99', '95', '90']) history = changed(history, value, 'mql.content score')
  assert.deepEqual(undone(history)?.text, '100')
  assert.equal(undone(undone(history)!), null)
})

test('let go and taken up again it is another step', () => {
  const first = settled(changed(begunWith('100'), '90', 'score'))
  const second = changed(first, '80', 'score')
  assert.equal(undone(second)?.text, '90')
})

test('what was undone comes back, until something else is done', () => {
  const two = changed(changed(begunWith('a'), 'b', null), 'c', null)
  const back = undone(two)!
  assert.equal(redone(back)?.text, 'c')
  assert.equal(redone(changed(back, 'd', null)), null)
})

test('what changes nothing is no step', () => {
  const history = begunWith('a')
  assert.equal(changed(history, 'a', null), history)
})

test('a thousand steps are undone', () => {
  let history = begunWith('0')
  for (let step = 1; step <= 1000; step++) history = changed(history, String(step), null)
  for (let step = 999; step >= 0; step--) {
    history = undone(history)!
    assert.equal(history.text, String(step))
  }
})
