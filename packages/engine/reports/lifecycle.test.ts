import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { standardCatalogue } from '../catalogue/standard-catalogue.ts'
import { findEvent } from '../catalogue/catalogue.ts'
import { DAY, START } from '../testing/given.ts'
import { Cells } from './cells.ts'
import { lifecycle } from './lifecycle.ts'
import { DEFAULT_LIFECYCLES, type Lifecycle, LIFECYCLES } from './lifecycle-definitions.ts'
import { retentionTable } from './retention-table.ts'
import { randomJourneys } from './testing/random-journeys.ts'
import { momentOf, type ToldLead, toldJourneys } from './testing/told-journeys.ts'

const PERIOD = { from: momentOf(0), to: momentOf(30) }

function counted(name: 'aarrr' | 'buyer', leads: readonly ToldLead[], asOf = 400): Record<string, number> {
  const query = { period: PERIOD, filter: {}, definition: DEFAULT_LIFECYCLES[name] }
  const { rungs } = lifecycle(toldJourneys(leads, asOf), query)
  return Object.fromEntries(rungs.map(({ key, reached }) => [key, reached.count]))
}

const NOTHING = { acquisition: 0, activation: 0, retention: 0, referral: 0, revenue: 0 }

test('[J16] each rung of the pirate metrics counts by what it names, and nobody has to pass one for another', () => {
  const cases: readonly (readonly [string, ToldLead, Partial<typeof NOTHING>])[] = [
    ['a visitor', { seen: 1 }, {}],
    ['a lead', { seen: 1, contact: 2 }, { acquisition: 1 }],
    ['a trial', { contact: 1, acts: [[3, 'Trial Started']] }, { acquisition: 1, activation: 1 }],
    ['another act', { contact: 1, acts: [[3, 'Form Submitted']] }, { acquisition: 1 }],
    ['a promotion', { contact: 1, promoted: 5 }, { acquisition: 1, activation: 1 }],
    ['back on day 30', { contact: 1, active: 31 }, { acquisition: 1, retention: 1 }],
    ['gone by day 29', { contact: 1, active: 30.9 }, { acquisition: 1 }],
    ['a referral', { contact: 1, acts: [[9, 'Referral Made']] }, { acquisition: 1, referral: 1 }],
    ['an advocate', { contact: 1, advocate: 50 }, { acquisition: 1, referral: 1 }],
    [
      'a customer who renewed',
      { contact: 1, won: 9, renewals: [[380, 5]] },
      { acquisition: 1, activation: 1, retention: 1, revenue: 1 },
    ],
  ]
  for (const [what, lead, expected] of cases)
    assert.deepEqual(counted('aarrr', [lead]), { ...NOTHING, ...expected }, what)
})

test('the buyer’s journey reads the same people as customers who stay', () => {
  const buyer = (lead: ToldLead) => Object.values(counted('buyer', [lead]))
  assert.deepEqual(buyer({ seen: 1 }), [1, 0, 0, 0, 0])
  assert.deepEqual(buyer({ contact: 1, sql: 5 }), [1, 1, 1, 0, 0])
  assert.deepEqual(buyer({ contact: 1, won: 9, active: 98 }), [1, 1, 1, 0, 0])
  assert.deepEqual(buyer({ contact: 1, won: 9, active: 99 }), [1, 1, 1, 1, 0])
  // Active for long, and no customer.
  assert.deepEqual(buyer({ contact: 1, active: 300 }), [1, 0, 0, 0, 0])
})

test('those who came too lately to have been active again are in no number of that rung, back already or not', () => {
  const leads = [
    { contact: 1, active: 35 },
    { contact: 20, active: 55 },
    { contact: 2, active: 3 },
  ]
  const query = { period: PERIOD, filter: {}, definition: DEFAULT_LIFECYCLES.aarrr }
  const { came, rungs } = lifecycle(toldJourneys(leads, 70), query)
  const retention = rungs[2]!
  assert.deepEqual([came.count, retention.immature.count, retention.reached.count], [3, 1, 1])
  assert.deepEqual([retention.rate.successes, retention.rate.n, retention.days], [1, 2, null])
  assert.equal(rungs[0]!.rate.n, 3)
})

test('days are counted from coming until the rung, where the moment is kept', () => {
  const query = { period: PERIOD, filter: {}, definition: DEFAULT_LIFECYCLES.aarrr }
  const leads = [
    { seen: 1, contact: 4, promoted: 6, acts: [[5, 'Demo Attended']] as const },
    { seen: 2, contact: 3 },
  ]
  const { rungs } = lifecycle(toldJourneys(leads, 400), query)
  assert.deepEqual([rungs[0]!.days!.median, rungs[1]!.days!.median, rungs[3]!.days], [2, 4, null])
})

test('a definition of one’s own is read as it is written', () => {
  const definition: Lifecycle = {
    entry: 'lead',
    rungs: [{ key: 'tried', name: 'Tried it', any: [{ kind: 'did', events: ['Trial Used'] }] }],
  }
  const leads: readonly ToldLead[] = [
    { seen: -5, contact: 1, acts: [[3, 'Trial Used']] },
    { seen: 1 },
    { contact: 40 },
  ]
  const { came, rungs } = lifecycle(toldJourneys(leads, 400), { period: PERIOD, filter: {}, definition })
  assert.deepEqual([came.count, rungs[0]!.name, rungs[0]!.reached.count], [1, 'Tried it', 1])
})

test('what stands by default names acts of people that the catalogue knows', () => {
  for (const name of LIFECYCLES)
    for (const { any } of DEFAULT_LIFECYCLES[name].rungs)
      for (const when of any)
        for (const event of when.kind === 'did' ? when.events : [])
          assert.equal(findEvent(standardCatalogue, event)?.side, 'engagement', event)
})

test('of random people every rung counts at most those who came and are old enough, and opens as many', () => {
  fc.assert(
    fc.property(randomJourneys(), fc.constantFrom(...LIFECYCLES), (journeys, name) => {
      const period = { from: START - DAY, to: START + 90 * DAY }
      const query = { period, filter: {}, definition: DEFAULT_LIFECYCLES[name] }
      const { came, rungs } = lifecycle(journeys, query)
      for (const { reached, immature, rate } of rungs) {
        assert.equal(rate.n, came.count - immature.count)
        assert.ok(reached.count <= rate.n)
        const cells = new Cells(reached.cell)
        lifecycle(journeys, query, cells)
        assert.equal(cells.leads()!.length, reached.count)
      }
    }),
    { numRuns: 200 },
  )
})

test('a month of people is followed by 30 days each, and days that are not over are marked and not counted', () => {
  const leads: readonly ToldLead[] = [
    { contact: 0, months: [0, 2] },
    { contact: 29, months: [0] },
    { contact: 35, months: [0, 1] },
    { seen: 1 },
    { contact: 70 },
  ]
  const query = { buckets: [0, 30, 60].map(momentOf), filter: {} }
  const [first, second] = retentionTable(toldJourneys(leads, 95), query)
  const shown = ({ active, immature, share }: NonNullable<typeof first>['months'][number]) => [active.count, share?.n ?? null, immature.count] // prettier-ignore
  assert.deepEqual([first!.came.count, second!.came.count, first!.months.length], [2, 1, 12])
  assert.deepEqual(first!.months.slice(0, 4).map(shown), [
    [2, 2, 0],
    [0, 2, 0],
    [1, 1, 1],
    [0, null, 2],
  ])
  assert.deepEqual(second!.months.slice(0, 3).map(shown), [
    [1, 1, 0],
    [1, 1, 0],
    [0, null, 1],
  ])
})
