import { routes } from '@baton/protocol'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { paths } from './paths.ts'
import { fillPath } from './request.ts'

test('every route that the protocol declares is here, with its method and path', () => {
  const declared = Object.entries(routes).map(([name, { method, path }]) => [name, `${method} ${path}`])
  assert.deepEqual(paths, Object.fromEntries(declared))
})

test('a parameter is filled in and escaped', () => {
  assert.equal(fillPath('/api/leads/:id/history', { id: 'a/b' }), '/api/leads/a%2Fb/history')
})
