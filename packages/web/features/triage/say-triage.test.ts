import assert from 'node:assert/strict'
import { test } from 'node:test'
import { exampleCard } from '../../api/example-card.ts'
import { saySkipped, triageGroups } from './say-triage.ts'

test('who was passed over is said with the reason, and until when it holds', () => {
  const person = { id: 'a', name: 'Ada' }
  assert.equal(
    saySkipped({ person, why: 'away', until: '2026-12-01T08:00:00Z' }),
    'Ada is away until 1 Dec 2026, 08:00 UTC',
  )
  assert.equal(saySkipped({ person, why: 'full', until: null }), 'Ada has as much as they can work on')
})

test('what has one cause stands together', () => {
  const row = (lead: string, problem: 'nobody' | 'no-route') => ({
    card: exampleCard({ lead }),
    problem,
    skipped: [],
  })
  const groups = triageGroups({ data: [row('a', 'nobody'), row('b', 'no-route'), row('c', 'nobody')] })
  assert.deepEqual(
    groups.map(({ problem, rows }) => [problem, rows.length]),
    [
      ['no-route', 1],
      ['nobody', 2],
    ],
  )
})
