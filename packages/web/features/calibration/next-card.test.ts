import assert from 'node:assert/strict'
import { test } from 'node:test'
import { firstToJudge, nextToJudge } from './next-card.ts'

const cards = (...labels: (boolean | null)[]) => labels.map((label) => ({ label }))

test('after a card comes the next that is not judged, and after the last the ones left out', () => {
  const some = cards(null, true, null, false)
  assert.equal(nextToJudge(some, 0), 2)
  assert.equal(nextToJudge(some, 2), 0)
  assert.equal(nextToJudge(cards(true, null), 1), 1)
})

test('a side goes on where it left off, and is through when nothing is left', () => {
  assert.equal(firstToJudge(cards(true, false, null)), 2)
  assert.equal(firstToJudge(cards(true, false)), null)
  assert.equal(firstToJudge([]), null)
})
