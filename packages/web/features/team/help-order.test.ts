import assert from 'node:assert/strict'
import { test } from 'node:test'
import { byNeed, loadOf, sayNeed, type TeamMember } from './help-order.ts'

function member(name: string, more: Partial<TeamMember> = {}): TeamMember {
  const none = { of: 0, kept: 0 }
  return {
    person: { id: name, name },
    team: 'emea',
    capacity: 10,
    open: 2,
    toDecide: 1,
    overdue: 0,
    dueSoon: 0,
    opportunities: 0,
    away: null,
    atWork: true,
    firstTouchOnTime: none,
    decidedOnTime: none,
    accepted: none,
    ...more,
  }
}

test('what is overdue comes before what is only full', () => {
  const order = [member('full', { open: 12 }), member('late', { overdue: 1 }), member('calm')].toSorted(
    byNeed,
  )
  assert.deepEqual(
    order.map(({ person }) => person.name),
    ['late', 'full', 'calm'],
  )
})

test('deals count into the load', () => {
  assert.equal(loadOf(member('a', { open: 4, opportunities: 3 })), 0.7)
})

test('without capacity any handoff is too much', () => {
  assert.equal(loadOf(member('a', { capacity: 0, open: 0 })), 0)
  assert.equal(loadOf(member('a', { capacity: 0, open: 1 })), Number.POSITIVE_INFINITY)
})

test('the reason is said only where there is one', () => {
  assert.equal(sayNeed(member('a')), null)
  assert.equal(sayNeed(member('a', { overdue: 2, open: 12 })), 'overdue, and has too much')
  assert.equal(sayNeed(member('a', { away: '2026-12-01T00:00:00Z', toDecide: 3 })), 'away, with 3 to decide')
})
