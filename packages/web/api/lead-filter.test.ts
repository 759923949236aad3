import { leadListQuerySchema } from '@baton/protocol'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { filterToQuery, isFiltered, parseLeadFilter, sortedBy, toggled } from './lead-filter.ts'

const all = parseLeadFilter({})

test('an address without parameters is every lead by last activity', () => {
  assert.deepEqual(all, { sort: 'activity', direction: 'desc' })
  assert.equal(isFiltered(all), false)
})

test('a filter survives the way into the address and back', () => {
  const filter = parseLeadFilter({ stage: 'mql,sql', q: 'acme', scoreFrom: '40', source: '', sort: 'score' })
  assert.deepEqual(filter.stage, ['mql', 'sql'])
  assert.equal(filter.scoreFrom, 40)
  assert.deepEqual(parseLeadFilter(filterToQuery(filter)), filter)
})

test('a parameter that makes no sense is dropped and the others stand', () => {
  const filter = parseLeadFilter({ stage: 'nonsense', grade: 'A', scoreFrom: 'many', sort: 'colour' })
  assert.deepEqual(filter, { grade: ['A'], sort: 'activity', direction: 'desc' })
})

test('leads without a source are asked for by the empty text', () => {
  assert.deepEqual(filterToQuery(parseLeadFilter({ source: '' })), { source: '' })
})

test('the order alone is not a filter', () => {
  assert.equal(isFiltered(parseLeadFilter({ sort: 'score', direction: 'asc' })), false)
})

test('a second click on a value takes it out', () => {
  assert.deepEqual(toggled(undefined, 'A'), ['A'])
  assert.deepEqual(toggled(['A', 'B'], 'A'), ['B'])
  assert.equal(toggled(['A'], 'A'), undefined)
})

test('a header sorts in its natural direction first and turns on the second click', () => {
  const byName = sortedBy(all, 'name')
  assert.equal(byName.direction, 'asc')
  assert.equal(sortedBy(byName, 'name').direction, 'desc')
  assert.equal(sortedBy(byName, 'score').direction, 'desc')
})

test('the rules of the address are the rules of the server', () => {
  const samples: readonly (readonly [string, readonly string[]])[] = [
    ['stage', ['lead', 'mql,sql', 'nonsense', 'advocate,disqualified']],
    ['grade', ['A', 'A,B', 'E', 'AB']],
    ['tier', ['hand-raiser', 'x'.repeat(101)]],
    ['q', ['acme', 'x'.repeat(201)]],
    ['source', ['', 'Google', 'x'.repeat(201)]],
    ['reached', ['mql', 'customer', 'lead']],
    ['waiting', ['true', 'false']],
    ['scoreFrom', ['40', '0.5', '-3', 'many']],
    ['activeWithin', ['7', '3650', '0', '4000', 'week']],
    ['sort', ['score', 'created', 'colour']],
    ['direction', ['asc', 'sideways']],
  ]
  for (const [key, values] of samples) {
    for (const value of values) {
      const theirs = leadListQuerySchema.safeParse({ [key]: value })
      const ours = parseLeadFilter({ [key]: value })
      const { cursor: _, limit: __, ...parsed } = theirs.success ? theirs.data : leadListQuerySchema.parse({})
      assert.deepEqual(ours, parsed, `${key}=${value}`)
    }
  }
})
