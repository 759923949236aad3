import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Cells } from './cells.ts'
import { deals, type DealsQuery } from './deals.ts'
import { spreadOf } from './spread.ts'
import { momentOf, type ToldLead, toldJourneys } from './testing/told-journeys.ts'

const QUERY: DealsQuery = {
  period: { from: momentOf(0), to: momentOf(60) },
  buckets: [0, 30, 60].map(momentOf),
  filter: {},
  currency: 'EUR',
  rates: { USD: 0.5 },
  termMonths: null,
}

const won = (day: number, amount: number | undefined, more: ToldLead = {}): ToldLead => ({
  contact: day - 10,
  promoted: day - 5,
  opportunity: day - 2,
  won: day,
  amount,
  currency: 'EUR',
  ...more,
})

const report = (leads: readonly ToldLead[], query: Partial<DealsQuery> = {}, asOf = 100) =>
  deals(toldJourneys(leads, asOf), { ...QUERY, ...query })

test('quartiles lie between the values next to them, and too few values say so', () => {
  assert.deepEqual(spreadOf([40, 10, 20, 30]), {
    n: 4,
    quarter: 17.5,
    median: 25,
    threeQuarters: 32.5,
    mean: 25,
    tooFew: true,
  })
  assert.equal(spreadOf([]), null)
  assert.deepEqual([spreadOf([7])!.quarter, spreadOf([7])!.threeQuarters], [7, 7])
  assert.equal(spreadOf([1, 2, 3, 4, 5, 6, 7, 8])!.tooFew, false)
})

test('sizes and revenue are of deals won in the period, in the currency of the report', () => {
  const found = report([
    won(10, 1000),
    won(20, 3000, { currency: 'USD' }),
    won(40, 500),
    won(70, 9000),
    won(15, undefined),
    won(15, 100, { currency: 'GBP' }),
    won(15, 100, { withdrawn: true }),
  ])
  assert.deepEqual([found.won.count, found.withoutAmount.count, found.unconverted.count], [5, 1, 1])
  assert.deepEqual([found.size!.median, found.revenue], [1000, 3000])
  assert.deepEqual(
    found.over.map(({ won, revenue }) => [won.count, revenue]),
    [
      [4, 2500],
      [1, 500],
    ],
  )
  assert.equal(
    found.over.reduce((sum, { revenue }) => sum + revenue, 0),
    found.revenue,
  )
})

test('days to a deal are from contact and from promotion, and a deal of sales’ own has no promotion', () => {
  const found = report([won(10, 1), won(20, 1, { contact: 0, promoted: undefined })])
  assert.deepEqual([found.contactToWon.counted.count, found.contactToWon.days!.mean], [2, 15])
  assert.deepEqual([found.promotedToWon.counted.count, found.promotedToWon.days!.mean], [1, 5])
})

test('the win rate is of deals settled in the period, wherever they were opened', () => {
  const lost = (lost: number, opportunity: number | undefined = 1): ToldLead => ({ contact: 0, promoted: 0, opportunity, lost }) // prettier-ignore
  const { settled } = report([won(10, 1), lost(5), lost(50), lost(70), { contact: 0, promoted: 0, lost: 9 }, lost(9, -9)]) // prettier-ignore
  assert.deepEqual([settled.won.count, settled.lost.count], [1, 3])
  assert.deepEqual([settled.winRate.rate, settled.winRate.tooFew], [0.25, true])
})

test('velocity is deals in play, by win rate and mean size, over the days that a win took', () => {
  const lost: ToldLead = { contact: 0, promoted: 0, opportunity: 1, lost: 5 }
  const open: ToldLead = { contact: 0, promoted: 0, opportunity: 50 }
  const wins = Array.from({ length: 10 }, (_, index) => won(10 + index, 1000))
  // Opened in the period and settled after it: in play at its end. Opened after it: not.
  const later = [won(61, 500), { ...open, opportunity: 70 }]
  const { velocity } = report([...wins, ...wins.map(() => lost), open, open, ...later])
  assert.deepEqual([velocity.inPlay.count, velocity.days, velocity.tooFew], [3, 2, false])
  assert.equal(velocity.perDay, (3 * 0.5 * 1000) / 2)
  const young = report([open, won(10, undefined)]).velocity
  assert.deepEqual([young.inPlay.count, young.perDay, young.tooFew], [1, null, true])
})

test('deals that are still open are watched up to now and make the time to settle longer, not shorter', () => {
  const opened = (settled: number | undefined): ToldLead => ({ contact: 0, promoted: 0, opportunity: 0, won: settled }) // prettier-ignore
  const all = report([opened(10), opened(20), opened(30)]).opened
  assert.deepEqual([all.deals.count, all.open.count, all.daysToSettle.at], [3, 0, 20])
  const some = report([opened(10), opened(20), opened(undefined), opened(undefined)]).opened
  assert.deepEqual([some.deals.count, some.open.count, some.daysToSettle.at], [4, 2, 20])
  const most = report([opened(10), opened(undefined), opened(undefined)]).opened
  assert.equal(most.daysToSettle.at, null)
})

test('without a single renewal nothing is said of lifetimes', () => {
  assert.deepEqual(report([won(10, 1000)]).lifetime, { kind: 'no-renewals' })
})

test('renewals are of customers whose year has been over for a month', () => {
  // START is 2024-10-04.
  const leads = [
    won(10, 1000, { renewals: [[370, 1100, 'EUR']] }),
    won(12, 3000),
    won(20, undefined),
    won(200, 500, { renewals: [[540, 500, 'EUR']] }),
  ]
  const { lifetime } = report(leads, {}, 420)
  assert.equal(lifetime.kind, 'recorded')
  if (lifetime.kind !== 'recorded') return
  assert.deepEqual(
    lifetime.cohorts.map(({ year, customers, valued, revenueEach, due, renewed }) => [year, customers.count, valued.count, revenueEach, due.count, renewed.count]), // prettier-ignore
    [
      [2024, 3, 2, 2550, 3, 1],
      [2025, 1, 1, 1000, 0, 0],
    ],
  )
  assert.deepEqual([lifetime.renewal.successes, lifetime.renewal.n, lifetime.renewal.tooFew], [1, 3, true])
  const young = report(leads, {}, 402).lifetime
  assert.equal(young.kind === 'recorded' && young.renewal.n, 0)
  const short = report(leads, { termMonths: 6 }, 402).lifetime
  assert.equal(short.kind === 'recorded' && short.renewal.n, 3)
})

test('each number opens the leads that it counts', () => {
  const leads = [
    won(10, 1000),
    won(40, undefined),
    won(45, 5),
    { contact: 0, promoted: 1, opportunity: 2, lost: 9 },
    { contact: 0, promoted: 1, opportunity: 2 },
  ]
  const journeys = toldJourneys(leads, 100)
  const found = deals(journeys, QUERY)
  const { settled, opened } = found
  for (const { cell, count } of [
    found.won,
    found.withoutAmount,
    found.over[1]!.won,
    settled.won,
    settled.lost,
    opened.deals,
    found.velocity.inPlay,
  ]) {
    // prettier-ignore
    const cells = new Cells(cell)
    deals(journeys, QUERY, cells)
    assert.equal(cells.leads()!.length, count, cell)
    assert.ok(count > 0, cell)
  }
})
