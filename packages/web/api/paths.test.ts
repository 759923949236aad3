import { routes } from '@baton/protocol'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { paths } from './paths.ts'
import { fillPath } from './request.ts'

test('every path is one that the protocol declares for reading', () => {
  const declared = new Map<string, { path: string; method: string }>(Object.entries(routes))
  for (const [name, path] of Object.entries(paths)) {
    assert.equal(path, declared.get(name)?.path)
    assert.equal(declared.get(name)?.method, 'GET')
  }
})

test('a parameter is filled in and escaped', () => {
  assert.equal(fillPath(paths.leadHistory, { id: 'a/b' }), '/api/leads/a%2Fb/history')
})
