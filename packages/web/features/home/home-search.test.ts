import assert from 'node:assert/strict'
import { test } from 'node:test'
import { homeSearch, sideOf } from './home-search.ts'

test('a day begins with the last thirty days beside the thirty before, unless the address says otherwise', () => {
  assert.deepEqual(homeSearch({}, '2026-11-28'), {
    from: '2026-10-30',
    to: '2026-11-28',
    compare: 'previous',
  })
  const asked = { from: '2026-01-01', to: '2026-01-31', compare: 'year', source: 'social' }
  assert.deepEqual(homeSearch({ ...asked, side: 'sales' }, '2026-11-28'), asked)
})

test('managers begin with sales, everybody else with marketing, and anybody may look at the other side', () => {
  assert.deepEqual((['manager', 'marketing', 'admin', 'viewer'] as const).map((role) => sideOf({}, role)), ['sales', 'marketing', 'marketing', 'marketing']) // prettier-ignore
  assert.equal(sideOf({ side: 'sales' }, 'marketing'), 'sales')
  assert.equal(sideOf({ side: 'nobody' }, 'manager'), 'sales')
})
