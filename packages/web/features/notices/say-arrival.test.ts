import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sayArrival } from './say-arrival.ts'

test('a new handoff says who it is and what is due when', () => {
  const due = { kind: 'first-touch', at: '2026-11-02T09:15:00Z', warnAt: '2026-11-02T09:10:00Z' } as const
  assert.equal(
    sayArrival({ name: 'Ada', company: 'Analytical', due }, Date.parse('2026-11-02T09:00:00Z')),
    'New for you: Ada, Analytical. First touch due in 15 min.',
  )
})

test('without a clock nothing is due', () => {
  assert.equal(sayArrival({ name: null, company: null, due: null }, 0), 'New for you: somebody.')
})
