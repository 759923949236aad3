import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countsOf, funnelLayout } from './funnel-layout.ts'

const rate = (share: number, n: number, tooFew = false) => ({
  rate: share,
  low: share / 2,
  high: share * 1.5,
  n,
  tooFew,
})

test('all bars share the scale of the widest, and their parts add up', () => {
  const { bars } = funnelLayout([
    { key: 'a', count: 200, rate: null, openCount: 50 },
    { key: 'b', count: 100, rate: rate(0.5, 200), openCount: 0 },
  ])
  assert.deepEqual(bars, [
    { key: 'a', width: 1, settled: 0.75, open: 0.25 },
    { key: 'b', width: 0.5, settled: 0.5, open: 0 },
  ])
})

test('never is more open than there are', () => {
  const [bar] = funnelLayout([{ key: 'a', count: 4, rate: null, openCount: 9 }]).bars
  assert.deepEqual([bar!.settled, bar!.open], [0, 1])
})

test('nothing at all is drawn as nothing', () => {
  const { bars } = funnelLayout([{ key: 'a', count: 0, rate: null, openCount: 0 }])
  assert.deepEqual(bars, [{ key: 'a', width: 0, settled: 0, open: 0 }])
  assert.deepEqual(funnelLayout([]).bars, [])
})

test('the scale of the rates is a round one that the intervals fit on, without those that are not said', () => {
  const steps = [
    { key: 'a', count: 200, rate: null, openCount: 0 },
    { key: 'b', count: 20, rate: rate(0.1, 200), openCount: 0 },
    { key: 'c', count: 2, rate: rate(0.6, 3, true), openCount: 0 },
  ]
  assert.equal(funnelLayout(steps).rateTop, 0.2)
})

test('a rate is told as the counts behind it', () => {
  assert.deepEqual(countsOf(rate(31 / 120, 120)), { held: 31, n: 120 })
})
