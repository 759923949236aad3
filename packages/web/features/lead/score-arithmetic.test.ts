import { zoneOffsets } from '@baton/zones'
import {
  compileAgreement,
  explainHistory,
  readAgreement,
  standardCatalogue,
  type LeadEvent,
} from '@baton/engine'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { levelSeries } from './levels.ts'
import { apportion, scoreArithmetic } from './score-arithmetic.ts'

const { agreement } = readAgreement(
  `agreement: test
meters:
  intent: { half-life: 90 days, max: 60 }
  interest: { half-life: 30 days, max: 60 }
points:
  demo: { on: Demo Requested, give: 50, to: intent }
  pricing: { on: Page Viewed, where: { page_group: pricing }, give: 8, to: intent, limit: 1 per day }
  content: { on: Content Downloaded, give: 10, to: interest }
mql:
  tiers:
    - { id: hand-raiser, all: [ { did: Demo Requested } ] }
recycle:
  bad-timing: { rest: 60 days, keep: 50% }
`,
  standardCatalogue,
)
const compiled = compileAgreement(agreement!, standardCatalogue, zoneOffsets)
const DAY_MS = 86_400_000
const start = Date.UTC(2026, 0, 1, 9)

function event(day: number, name: string, properties: Record<string, string> = {}): LeadEvent {
  const seq = day * 10 + name.length
  return {
    id: `${name} ${day}`,
    seq,
    name,
    occurredAt: start + day * DAY_MS,
    trust: 'server',
    properties,
    identified: true,
  }
}

const history = [
  event(0, 'Content Downloaded'),
  event(3, 'Page Viewed', { page_group: 'pricing' }),
  event(9, 'Demo Requested'),
  event(20, 'Page Viewed', { page_group: 'pricing' }),
  event(21, 'Handoff Rejected', { reason: 'bad-timing' }),
  event(40, 'Content Downloaded'),
]

function arithmeticOn(day: number) {
  const asOf = start + day * DAY_MS
  const { verdict, pours } = explainHistory(compiled, history, asOf)
  return { verdict, ...scoreArithmetic(verdict, pours) }
}

test('the shares of all clauses add up exactly to the score as shown, on every day', () => {
  for (let day = 0; day <= 120; day++) {
    const { verdict, meters, tenths } = arithmeticOn(day)
    const parts = meters.flatMap((meter) => [
      ...meter.clauses.map((clause) => clause.tenths),
      meter.otherTenths,
    ])
    assert.equal(
      parts.reduce((total, part) => total + part, 0),
      tenths,
      `day ${day}`,
    )
    assert.equal(tenths, Math.round(verdict.score * 10), `day ${day}`)
  }
})

test('fading and recycling leave nothing unexplained', () => {
  for (const day of [5, 21, 22, 60, 120]) {
    assert.ok(
      arithmeticOn(day).meters.every((meter) => meter.otherTenths === 0),
      `day ${day}`,
    )
  }
})

test('points that did not fit into the meter are said to have overflowed', () => {
  const intent = arithmeticOn(20).meters.find((meter) => meter.meter === 'intent')!
  assert.ok(intent.clauses.some((clause) => clause.overflowed > 0))
})

test('what is cut off by rounding goes to the parts that lost most', () => {
  assert.deepEqual(apportion([1.06, 2.04, 0.9], 40), [11, 20, 9])
  assert.deepEqual(apportion([], 0), [])
})

test('the drawn levels are the judged ones', () => {
  const series = levelSeries(compiled, history, start, start + 60 * DAY_MS)
  const last = explainHistory(compiled, history, start + 60 * DAY_MS).verdict
  assert.deepEqual(
    series.times,
    series.times.toSorted((a, b) => a - b),
  )
  assert.equal(series.score.at(-1), last.score)
  assert.deepEqual(
    series.meters.map((levels) => levels.at(-1)),
    last.meters.map((meter) => meter.level),
  )
})
