import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY } from '../testing/given.ts'
import { Cells } from './cells.ts'
import { COST_FLOOR, costPer } from './cost-per.ts'
import { money, type MoneyQuery } from './money.ts'
import { type SpendRow, spentWithin } from './spend.ts'
import { momentOf, type ToldLead, toldJourneys } from './testing/told-journeys.ts'

const spend = (source: string, amount: number, more: Partial<SpendRow> = {}): SpendRow => ({
  source,
  campaign: '',
  from: momentOf(0),
  to: momentOf(30),
  amount,
  currency: 'EUR',
  ...more,
})

const QUERY: MoneyQuery = {
  period: { from: momentOf(0), to: momentOf(30) },
  basis: 'happened',
  model: 'linear',
  filter: {},
  by: 'source',
  spend: [],
  currency: 'EUR',
  rates: { USD: 0.5 },
  margin: 1,
  amountMonths: 12,
}

/** Won after a touch of search and one of mail. */
const SHARED: ToldLead = {
  contact: 2,
  promoted: 3,
  sql: 4,
  won: 5,
  amount: 1200,
  currency: 'EUR',
  touches: [
    { day: 1, source: 'search' },
    { day: 4.5, source: 'mail' },
  ],
}

function report(leads: readonly ToldLead[], query: Partial<MoneyQuery> = {}, asOf = 100) {
  const found = money(toldJourneys(leads, asOf), { ...QUERY, ...query })
  const row = (name: string) => found.rows.find((row) => row.name === name)!
  return { ...found, row }
}

test('each outcome is shared among what brought it up to its own moment', () => {
  const { row, total } = report([SHARED], { spend: [spend('search', 300), spend('mail', 60)] })
  const credits = ({ outcomes }: ReturnType<typeof row>) =>
    Object.values(outcomes).map(({ credit }) => credit)
  assert.deepEqual(credits(row('search')), [1, 1, 1, 0.5])
  assert.deepEqual(credits(row('mail')), [0, 0, 0, 0.5])
  assert.deepEqual([row('search').costs.lead!.each, row('search').costs.customer!.each], [300, 600])
  assert.equal(row('mail').costs.lead, null)
  assert.deepEqual([row('search').revenue, row('search').return, row('mail').return], [600, 2, 10])
  assert.deepEqual([total.spend, total.costs.customer!.each, total.return], [360, 360, 1200 / 360])
})

test('the leads behind a credit are all whom the channel had a part in', () => {
  const query = { ...QUERY, spend: [spend('search', 300)] }
  const cells = new Cells('["money","by","","mail","customer"]')
  const { rows } = money(toldJourneys([SHARED, { ...SHARED, touches: [] }], 100), query, cells)
  assert.deepEqual(cells.leads(), [0])
  assert.equal(rows.find(({ name }) => name === 'mail')!.outcomes.customer.leads.count, 1)
})

test('payback is the cost of a customer by the margin that a customer brings a month', () => {
  const query = { spend: [spend('search', 300)], model: 'first' as const, margin: 0.5 }
  const paid = report([SHARED], query)
  // 1,200 a year are 100 a month, of which 50 are left: 300 take six months.
  assert.deepEqual([paid.row('search').paybackMonths, paid.total.paybackMonths], [6, 6])
  assert.equal(report([SHARED], { ...query, amountMonths: null }).total.paybackMonths, null)
})

test('a channel without recorded spend has no cost, and its customers are in no paid one', () => {
  const { row, total } = report([SHARED, { ...SHARED, touches: [] }], { spend: [spend('search', 300)] })
  assert.deepEqual([row('mail').spend, row('mail').costs.customer, row('mail').return], [null, null, null])
  assert.equal(row('').outcomes.customer.credit, 1)
  assert.deepEqual([total.outcomes.customer.count, total.outcomesWithoutSpend.customer], [2, 1.5])
  assert.deepEqual([total.costs.customer!.each, total.paidCustomer!.each], [150, 600])
})

test('spend that brought nobody is in the total, and named', () => {
  const { row, total } = report([SHARED], { spend: [spend('search', 300), spend('fair', 900)] })
  assert.deepEqual([row('fair').spend, row('fair').costs.lead], [900, null])
  assert.deepEqual([total.spend, total.spendWithoutLeads], [1200, 900])
})

test('of a range that reaches out of the period only its days within are spent', () => {
  const { total } = report([], { spend: [spend('search', 300, { from: momentOf(-10), to: momentOf(20) })] })
  assert.equal(total.spend, 200)
  assert.equal(spentWithin(spend('x', 300), { from: momentOf(30), to: momentOf(60) }), 0)
  assert.equal(spentWithin(spend('x', 300), { from: momentOf(1), to: momentOf(1) + DAY / 2 }), 5)
})

test('what lies ahead of now is not spent yet', () => {
  assert.equal(report([], { spend: [spend('search', 300)] }, 10).total.spend, 100)
})

test('what has no rate is added to nothing and counted apart, what has one is converted', () => {
  const deal = (currency?: string) => ({ ...SHARED, touches: [], currency })
  const { total, unconverted } = report([deal('USD'), deal('GBP'), deal('GBP'), deal()], {
    spend: [spend('search', 300), spend('search', 70, { currency: 'CHF' })],
  })
  assert.deepEqual([total.spend, total.revenue], [300, 600])
  assert.deepEqual(unconverted.spend.by, [{ currency: 'CHF', count: 1, amount: 70 }])
  assert.deepEqual(unconverted.revenue, {
    count: 3,
    by: [
      { currency: 'GBP', count: 2, amount: 2400 },
      { currency: '', count: 1, amount: 1200 },
    ],
  })
})

test('a deal whose amount nobody said is no deal of 0', () => {
  const { total } = report([SHARED, { ...SHARED, amount: undefined }], { spend: [spend('search', 300)] })
  assert.deepEqual([total.withoutAmount.count, total.revenue, total.outcomes.customer.count], [1, 1200, 2])
  // Two customers for 300, and 100 a month each as far as is known.
  assert.equal(total.paybackMonths, 1.5)
})

test('by what happened a customer counts where it was won, by cohort where it came', () => {
  const slow: ToldLead = { ...SHARED, contact: 2, promoted: 10, sql: 20, won: 40 }
  const early: ToldLead = { ...SHARED, contact: -20, promoted: -10, sql: 1, won: 2 }
  const customers = (basis: MoneyQuery['basis']) => {
    const { lead, customer } = report([slow, early], { basis }).total.outcomes
    return [lead.count, customer.count]
  }
  assert.deepEqual(customers('happened'), [1, 1])
  assert.deepEqual(customers('cohort'), [1, 1])
  const leadsOf = (basis: MoneyQuery['basis']) => {
    const cells = new Cells('["money","all","customer"]')
    money(toldJourneys([slow, early], 100), { ...QUERY, basis }, cells)
    return cells.leads()
  }
  assert.deepEqual([leadsOf('happened'), leadsOf('cohort')], [[1], [0]])
})

test('a renewal is credited to what brought the customer', () => {
  const renewed: ToldLead = {
    ...SHARED,
    touches: [
      { day: 1, source: 'search' },
      { day: 9, source: 'mail' },
    ],
    renewals: [[20, 500, 'EUR']],
  }
  const { row, total } = report([renewed], { model: 'last' })
  assert.deepEqual([row('search').revenue, row('search').renewals, row('mail')], [1700, 500, undefined])
  assert.deepEqual([total.revenue, total.renewals], [1700, 500])
})

test('with a filter that spend cannot be told apart by there are no costs, with one by source there are', () => {
  const leads = [{ ...SHARED, facts: { source: 'search', industry: 'retail' } }, SHARED]
  const rows = [spend('search', 300), spend('fair', 900)]
  const industry = report(leads, { spend: rows, filter: { industry: ['retail'] } })
  assert.deepEqual(
    [industry.isSpendTold, industry.total.costs.lead, industry.total.return],
    [false, null, null],
  )
  assert.equal(industry.total.paidCustomer, null)
  const source = report(leads, { spend: rows, filter: { source: ['search'] } })
  assert.deepEqual([source.isSpendTold, source.total.spend, source.total.costs.lead!.each], [true, 300, 300])
})

test('by campaign money for a source as a whole stands beside that of its campaigns', () => {
  const { rows } = report([{ ...SHARED, touches: [{ day: 1, source: 'search', campaign: 'brand' }] }], {
    by: 'campaign',
    spend: [spend('search', 10), spend('Search', 300, { campaign: 'Brand' })],
  })
  assert.deepEqual(
    rows.map(({ source, name, spend, outcomes }) => [source, name, spend, outcomes.lead.credit]),
    [
      ['Search', 'Brand', 300, 1],
      ['search', '', 10, 0],
    ],
  )
})

test('a merged lead and a withdrawn pass count nowhere', () => {
  const { total } = report([
    { ...SHARED, id: 'a' },
    { ...SHARED, joinedTo: 'a' },
    { ...SHARED, withdrawn: true },
  ])
  const { lead, customer } = total.outcomes
  assert.deepEqual([lead.count, customer.count, total.revenue], [2, 1, 1200])
})

test('a cost has the interval of its count, and none where there is nothing to divide by', () => {
  const { each, low, high, tooFew } = costPer(1000, COST_FLOOR)!
  // Byar's limits of 10 are 4.79 and 18.39.
  assert.deepEqual([each, Math.round(low * 10) / 10, Math.round(high!), tooFew], [100, 54.4, 209, false])
  assert.equal(costPer(1000, 0), null)
  assert.equal(costPer(1000, 9.5)!.tooFew, true)
  const { low: least, high: most } = costPer(1000, 0.01)!
  assert.ok(least > 0 && (most === null || most > 1000))
})
