import assert from 'node:assert/strict'
import { test } from 'node:test'
import { curveLayout, nearestStop, readAt, spread, type Curve } from './curve-layout.ts'

const space = {
  width: 500,
  height: 200,
  left: 40,
  right: 60,
  top: 10,
  bottom: 30,
  labelHeight: 16,
  tickWidth: 60,
}
const share: Curve = {
  key: 'a',
  label: 'A',
  isStep: true,
  points: [
    { x: 0, y: 0, low: 0, high: 0 },
    { x: 10, y: 0.2, low: 0.1, high: 0.3 },
    { x: 30, y: 0.4, low: 0.3, high: 0.5 },
  ],
}
const DAY_MS = 86_400_000

test('the curve goes from edge to edge, and its band is on the scale', () => {
  const layout = curveLayout([share], { x: 'number', y: 'share' }, space)
  assert.deepEqual([layout.x(0), layout.x(30)], [40, 440])
  assert.equal(layout.y(0), 170)
  assert.ok(layout.y(0.5) >= 10)
  assert.ok(layout.xTicks.length <= 6 && layout.xTicks.every((tick) => tick >= 0 && tick <= 30))
  assert.deepEqual(layout.stops, [0, 10, 30])
})

test('a share never needs more than the whole', () => {
  const whole = { ...share, points: [{ x: 0, y: 1, low: 0.9, high: 1 }] }
  assert.equal(Math.max(...curveLayout([whole], { x: 'number', y: 'share' }, space).yTicks), 1)
})

test('a target is on the scale', () => {
  const { y } = curveLayout([share], { x: 'number', y: 'share', target: 0.9 }, space)
  assert.ok(y(0.9) >= space.top)
})

test('time is marked by whole days at most as often as there is room', () => {
  const from = Date.UTC(2026, 0, 5)
  const points = Array.from({ length: 26 }, (_, week) => ({ x: from + week * 7 * DAY_MS, y: week }))
  const { xTicks } = curveLayout([{ key: 'a', label: 'A', points }], { x: 'time', y: 'number' }, space)
  assert.ok(xTicks.length > 1 && xTicks.length <= 6)
  assert.ok(xTicks.every((tick) => tick % DAY_MS === 0))
})

test('what is expected begins where what is known ends', () => {
  const layout = curveLayout(
    [{ ...share, isStep: false, forecastFrom: 10 }],
    { x: 'number', y: 'share' },
    space,
  )
  const [drawn] = layout.curves
  const join = `${Math.round(layout.x(10))}`
  assert.ok(drawn!.known.includes(`L${layout.x(10).toFixed(3)}`) || drawn!.known.includes(join))
  assert.ok(drawn!.forecast.startsWith('M173'))
  assert.equal(curveLayout([share], { x: 'number', y: 'share' }, space).curves[0]!.forecast, '')
})

test('a step holds until the next point, a line lies between its points, and outside nothing is said', () => {
  assert.equal(readAt(share, 20)!.y, 0.2)
  const between = readAt({ ...share, isStep: false }, 20)!
  assert.ok(Math.abs(between.y - 0.3) < 1e-9 && Math.abs(between.low! - 0.2) < 1e-9)
  assert.equal(readAt(share, 30)!.y, 0.4)
  assert.equal(readAt(share, 31), null)
  assert.equal(readAt(share, -1), null)
})

test('names never lie on each other, nor outside', () => {
  assert.deepEqual(spread([50, 52, 120], 16, 0, 200), [50, 66, 120])
  assert.deepEqual(spread([198, 199], 16, 0, 200), [184, 200])
  assert.deepEqual(spread([], 16, 0, 200), [])
})

test('no point and a single one are no error', () => {
  const axes = { x: 'number', y: 'share' } as const
  assert.deepEqual(curveLayout([], axes, space).stops, [])
  const single = curveLayout([{ ...share, points: [{ x: 4, y: 0.1 }] }], axes, space)
  assert.equal(single.curves[0]!.end!.x, 40)
  assert.equal(curveLayout([{ ...share, points: [] }], axes, space).curves[0]!.end, null)
})

test('the nearest stop is found', () => {
  assert.equal(nearestStop([0, 10, 30], 18), 1)
  assert.equal(nearestStop([], 18), -1)
})
