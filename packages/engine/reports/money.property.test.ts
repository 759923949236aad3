import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { DAY, START } from '../testing/given.ts'
import { ATTRIBUTION_MODELS } from './attribution.ts'
import { Cells } from './cells.ts'
import { CHANNEL_DIMENSIONS } from './channels.ts'
import { money, MONEY_BASES, type MoneyQuery } from './money.ts'
import { OUTCOMES } from './money-rows.ts'
import type { SpendRow } from './spend.ts'
import { RANDOM_DAYS, randomJourneys } from './testing/random-journeys.ts'

const span = fc
  .tuple(fc.integer({ min: -1, max: 200 }), fc.integer({ min: 0, max: RANDOM_DAYS }))
  .map(([from, days]) => ({ from: START + from * DAY, to: START + (from + days) * DAY }))

const spendRow: fc.Arbitrary<SpendRow> = fc
  .record({
    source: fc.constantFrom('search', 'Social', 'mail', 'fair'),
    campaign: fc.constantFrom('', 'brand'),
    from: fc.integer({ min: -40, max: RANDOM_DAYS }),
    days: fc.integer({ min: 1, max: 90 }),
    cents: fc.integer({ min: 0, max: 1_000_000 }),
    currency: fc.constantFrom('EUR', 'EUR', 'USD', 'XAU'),
  })
  .map(({ from, days, cents, ...row }) => ({
    ...row,
    from: START + from * DAY,
    to: START + (from + days) * DAY,
    amount: cents / 100,
  }))

const queries: fc.Arbitrary<MoneyQuery> = fc.record({
  period: span,
  basis: fc.constantFrom(...MONEY_BASES),
  model: fc.constantFrom(...ATTRIBUTION_MODELS),
  filter: fc.constantFrom<MoneyQuery['filter'][]>({}, {}, { source: ['search', ''] }, { tier: ['hot'] }),
  by: fc.constantFrom(...CHANNEL_DIMENSIONS),
  spend: fc.array(spendRow, { maxLength: 8 }),
  currency: fc.constant('EUR'),
  rates: fc.constant({ USD: 0.9 }),
  margin: fc.constant(0.8),
  amountMonths: fc.constantFrom(null, 12),
})

const near = (found: number, expected: number) =>
  assert.ok(
    Math.abs(found - expected) <= 1e-9 * Math.max(1, Math.abs(expected)),
    `${found} is not ${expected}`,
  )

test('[J15] credits of all rows sum to the number of outcomes, whatever model, basis and dimension', () => {
  fc.assert(
    fc.property(randomJourneys(), queries, (journeys, query) => {
      const { rows, total } = money(journeys, query)
      const sum = (of: (row: (typeof rows)[number]) => number) => rows.reduce((all, row) => all + of(row), 0)
      for (const outcome of OUTCOMES) {
        near(
          sum(({ outcomes }) => outcomes[outcome].credit),
          total.outcomes[outcome].count,
        )
        for (const { outcomes } of rows)
          assert.ok(outcomes[outcome].credit <= outcomes[outcome].leads.count + 1e-9)
      }
      near(
        sum(({ revenue }) => revenue),
        total.revenue,
      )
    }),
    { numRuns: 400 },
  )
})

test('spend of all rows sums to what was spent in the period, spend without a rate apart', () => {
  fc.assert(
    fc.property(randomJourneys({ maxLeads: 4 }), queries, (journeys, given) => {
      const query = { ...given, filter: {} }
      const { rows, total, unconverted } = money(journeys, query)
      let expected = 0
      let left = 0
      for (const { from, to, amount, currency } of query.spend) {
        // Day by day, as somebody with a pencil would.
        const days = (to - from) / DAY
        for (let day = from; day < to; day += DAY) {
          if (day < query.period.from || day >= Math.min(query.period.to, journeys.asOf)) continue
          if (currency === 'XAU') left += amount / days
          else expected += (amount / days) * (currency === 'USD' ? 0.9 : 1)
        }
      }
      near(total.spend, expected)
      near(
        rows.reduce((sum, { spend }) => sum + (spend ?? 0), 0),
        expected,
      )
      near(
        unconverted.spend.by.reduce((sum, { amount }) => sum + amount, 0),
        left,
      )
    }),
    { numRuns: 400 },
  )
})

test('the leads behind the number of an outcome are as many as it says, each once', () => {
  fc.assert(
    fc.property(randomJourneys(), queries, fc.constantFrom(...OUTCOMES), (journeys, query, outcome) => {
      const cells = new Cells(JSON.stringify(['money', 'all', outcome]))
      const { total } = money(journeys, query, cells)
      assert.equal(cells.leads()!.length, total.outcomes[outcome].count)
      for (const lead of cells.leads()!) assert.equal(journeys.leads.root[lead], lead)
    }),
    { numRuns: 200 },
  )
})
