import assert from 'node:assert/strict'
import { test } from 'node:test'
import { freshGate, gateAt, letThrough, slowed, taken, withTurn } from './gates.ts'

const MINUTE = 60_000

test('over any stretch of time no more leaves than the rate and one second of it', () => {
  const rate = 7
  let gate = freshGate(rate, 0)
  const left: number[] = []
  for (let now = 0; now < 60_000; now += 137) {
    gate = gateAt(gate, rate, now)
    const count = Math.min(letThrough(gate, now), 5)
    gate = taken(gate, count)
    for (let one = 0; one < count; one += 1) left.push(now)
  }
  assert.ok(left.length > 400)
  for (const [index, from] of left.entries()) {
    const within = left.slice(index).filter((at) => at <= from + 10_000).length
    assert.ok(within <= 10 * rate + rate + 1, `${within} within ten seconds`)
  }
})

test('those that wait get turns one behind the other', () => {
  const first = withTurn(taken(freshGate(10, 0), 10), 10, 1_000)
  const second = withTurn(first.gate, 10, 1_000)
  assert.deepEqual([first.turnAt, second.turnAt], [1_100, 1_200])
  assert.equal(withTurn(second.gate, 10, 5_000).turnAt, 5_100)
})

test('whoever asks for less gets nothing for a quarter of an hour, then half, then slowly more', () => {
  const open = freshGate(100, 0)
  const gate = slowed(slowed(open, 0), 1)
  assert.equal(letThrough(gateAt(gate, 100, 14 * MINUTE), 14 * MINUTE), 0)
  assert.equal(letThrough(gateAt(gate, 100, 15 * MINUTE), 15 * MINUTE), 50)
  assert.equal(gateAt(gate, 100, 30 * MINUTE).share, 0.6)
  assert.equal(gateAt(gate, 100, 90 * MINUTE).share, 1)
  assert.equal(gateAt(gate, 100, 90 * MINUTE).easedAt, null)
})

test('a clock that goes back lets nothing more through', () => {
  const empty = taken(freshGate(10, 1_000_000), 10)
  assert.equal(letThrough(gateAt(empty, 10, 500_000), 500_000), 0)
  assert.equal(letThrough(gateAt(gateAt(empty, 10, 500_000), 10, 1_000_000), 1_000_000), 0)
})
