import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clauseAt, keyLines, linesOf } from './clause-lines.ts'

const document = `agreement: x
fit:
  points:
    size: { give: 30 }
  grades: { A: 60 }

handoff:
  hours:
    # office
    zone: UTC
    mon: 09:00-18:00
  route:
    - { to: team }
`.split('\n')

test('a clause stands where the engine says', () => {
  assert.deepEqual(linesOf('fit.size', { 'fit.size': { line: 4, column: 5, endLine: 4 } }, document), {
    from: 4,
    to: 4,
  })
})

test('a key without a place of its own is found by its indentation', () => {
  assert.deepEqual(keyLines(['fit', 'grades'], document), { from: 5, to: 5 })
  assert.deepEqual(keyLines(['handoff', 'hours'], document), { from: 8, to: 11 })
  assert.equal(keyLines(['sql', 'needs'], document), null)
})

test('a line belongs to the smallest clause around it', () => {
  const spans = new Map([
    ['handoff', { from: 7, to: 13 }],
    ['handoff.hours', { from: 8, to: 11 }],
  ])
  assert.equal(clauseAt(10, spans), 'handoff.hours')
  assert.equal(clauseAt(13, spans), 'handoff')
  assert.equal(clauseAt(1, spans), null)
})
