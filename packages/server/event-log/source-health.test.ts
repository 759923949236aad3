import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sourceHealth, type SourceSeen } from './source-health.ts'
import { guessedType } from './uncatalogued.ts'

const HOUR = 3_600_000
const NOW = 1_000 * HOUR

/** Something in each of these hours before now. */
function seen(hoursAgo: readonly number[], more: Partial<SourceSeen> = {}): SourceSeen {
  const hours = hoursAgo.map((ago) => NOW - ago * HOUR).toSorted((a, b) => a - b)
  return {
    hours,
    lastSeenAt: hours.at(-1) ?? null,
    events: hours.length * 10,
    refused: 0,
    aside: 0,
    isSteady: true,
    ...more,
  }
}

const everyFour = (from: number) => Array.from({ length: 40 }, (_, index) => from + index * 4)

test('a source that was never silent for long and is, is called silent', () => {
  assert.deepEqual(sourceHealth(seen(everyFour(1)), NOW), { health: 'well', say: 'As usual.' })
  assert.equal(sourceHealth(seen(everyFour(5)), NOW).health, 'well')
  assert.deepEqual(sourceHealth(seen(everyFour(9)), NOW), {
    health: 'silent',
    say: 'Silent for 9 hours; in 14 days it was never silent for longer than 4 hours.',
  })
  assert.equal(sourceHealth(seen(everyFour(9), { isSteady: false }), NOW).health, 'well')
  // At night it always is.
  assert.equal(sourceHealth(seen([...everyFour(9), 300]), NOW).health, 'well')
})

test('too little says nothing about what is usual', () => {
  assert.equal(sourceHealth(seen([200, 201, 202]), NOW).health, 'well')
  assert.deepEqual(sourceHealth(seen([]), NOW), { health: 'new', say: 'Nothing has come from it yet.' })
})

test('one of twenty refused is well, more is not', () => {
  const of = (events: number, refused: number) =>
    sourceHealth(seen(everyFour(1), { events, refused, aside: 19 }), NOW)
  assert.equal(of(95, 5).health, 'well')
  assert.equal(of(95, 5).say, 'As usual; 5 refused, 20 % kept aside.')
  assert.deepEqual(of(940, 60), {
    health: 'refusing',
    say: '60 of 1,000 events in 14 days were refused (6.0 %).',
  })
  assert.equal(of(3, 3).health, 'well')
  assert.equal(sourceHealth({ ...seen([]), events: 0, refused: 30 }, NOW).health, 'refusing')
})

test('a type is guessed from what nearly all values are', () => {
  const none = { texts: 0, dates: 0, numbers: 0, booleans: 0, others: 0 }
  assert.equal(guessedType({ ...none, numbers: 99, texts: 1 }), 'number')
  assert.equal(guessedType({ ...none, numbers: 9, texts: 1 }), 'text')
  assert.equal(guessedType({ ...none, dates: 3, others: 9 }), 'date')
  assert.equal(guessedType({ ...none, booleans: 1 }), 'boolean')
  assert.equal(guessedType({ ...none, others: 4 }), 'text')
})
