import assert from 'node:assert/strict'
import { test } from 'node:test'
import { matchKeys, SHORTCUTS } from './shortcuts.ts'

test('a single key runs at once', () => {
  assert.deepEqual(matchKeys(['j', 'g l'], ['j']), { kind: 'run', keys: 'j' })
})

test('the first key of a sequence waits for the second', () => {
  assert.deepEqual(matchKeys(['j', 'g l'], ['g']), { kind: 'pending' })
  assert.deepEqual(matchKeys(['j', 'g l'], ['g', 'l']), { kind: 'run', keys: 'g l' })
})

test('keys that belong to nothing are forgotten', () => {
  assert.deepEqual(matchKeys(['g l'], ['g', 'x']), { kind: 'none' })
})

test('no shortcut stands twice in one place', () => {
  for (const { title, shortcuts } of SHORTCUTS) {
    const keys = shortcuts.map((shortcut) => shortcut.keys)
    assert.equal(new Set(keys).size, keys.length, title)
  }
})
