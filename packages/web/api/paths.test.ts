import { routes } from '@baton/protocol'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { paths } from './paths.ts'
import { fillPath } from './request.ts'

test('every path is the one that the protocol declares, and is only read', () => {
  const declared = Object.fromEntries(Object.entries(routes).map(([name, route]) => [name, route.path]))
  assert.deepEqual(paths, declared)
  assert.ok(Object.values(routes).every((route) => route.method === 'GET'))
})

test('a parameter is filled in and escaped', () => {
  assert.equal(fillPath(paths.leadHistory, { id: 'a/b' }), '/api/leads/a%2Fb/history')
})
