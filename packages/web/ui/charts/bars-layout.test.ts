import assert from 'node:assert/strict'
import { test } from 'node:test'
import { barsLayout } from './bars-layout.ts'

const space = { width: 440, height: 200, left: 40, right: 0, top: 10, bottom: 20, tickWidth: 60 }
const period = (key: string, values: readonly number[], before?: number) => ({
  key,
  label: key,
  values,
  before,
})

test('parts stand on each other and end at the whole', () => {
  const { periods, y } = barsLayout([period('a', [10, 5]), period('b', [1, 0])], undefined, space)
  const [first, second] = periods
  assert.equal(first!.total, 15)
  assert.equal(first!.parts[0]!.y + first!.parts[0]!.height, y(0))
  assert.ok(Math.abs(first!.parts[1]!.y + first!.parts[1]!.height - first!.parts[0]!.y) < 1e-9)
  assert.equal(first!.parts[1]!.y, y(15))
  assert.equal(second!.parts[1]!.height, 0)
})

test('the promise and the period before are on the scale', () => {
  const { y, periods } = barsLayout([period('a', [3], 20)], 40, space)
  assert.ok(y(40) >= space.top)
  assert.equal(periods[0]!.beforeY, y(20))
})

test('columns fill the width, and bars never touch nor become slabs', () => {
  const many = barsLayout(
    Array.from({ length: 52 }, (_, week) => period(`${week}`, [week])),
    undefined,
    space,
  )
  const last = many.periods.at(-1)!
  assert.ok(Math.abs(last.x + last.step - space.width) < 1e-9)
  assert.ok(many.periods.every(({ barWidth, step }) => barWidth < step))
  assert.ok(barsLayout([period('a', [1])], undefined, space).periods[0]!.barWidth <= 44)
})

test('labels are as many as there is room for, and the last one always has one', () => {
  const { periods } = barsLayout(
    Array.from({ length: 52 }, (_, week) => period(`${week}`, [1])),
    undefined,
    space,
  )
  assert.equal(periods.at(-1)!.hasLabel, true)
  assert.ok(periods.filter(({ hasLabel }) => hasLabel).length <= 400 / 60 + 1)
})

test('nothing to count is no error, and few have no halves', () => {
  assert.deepEqual(barsLayout([], undefined, space).periods, [])
  assert.equal(barsLayout([period('a', [0])], undefined, space).periods[0]!.parts[0]!.height, 0)
  assert.ok(barsLayout([period('a', [2])], undefined, space).yTicks.every(Number.isInteger))
  assert.deepEqual(barsLayout([period('a', [0])], undefined, space).yTicks, [0])
})
