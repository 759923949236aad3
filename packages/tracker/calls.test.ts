import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readCall } from './calls.ts'

test('texts, properties, options and callback are told apart, whichever are left out', () => {
  const done = () => {}
  const options = { context: { plan: 'x' } }
  assert.deepEqual(readCall(['Docs', 'Start', { a: 1 }, options, done]), {
    texts: ['Docs', 'Start'],
    body: { a: 1 },
    options,
    done,
  })
  assert.deepEqual(readCall([{ email: 'ada@acme.example' }, done]), {
    texts: [],
    body: { email: 'ada@acme.example' },
    options: {},
    done,
  })
  assert.deepEqual(readCall([null, undefined, done]).body, {})
})

test('ids that are numbers are texts', () => {
  assert.deepEqual(readCall([42, { a: 1 }]).texts, ['42'])
})

test("what Segment's snippet adds of the page is not taken for properties", () => {
  assert.deepEqual(readCall(['Signed Up', { __t: 'bpc', p: '/' }]).body, {})
})
