import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { DAY, START } from '../testing/given.ts'
import { Cells } from './cells.ts'
import { ENTRY_STAGES } from './cohort.ts'
import { FIGURES } from './figures.ts'
import { flow, type FlowPlace } from './flow.ts'
import { funnel, type FunnelGroup } from './funnel.ts'
import type { Journeys } from './journeys.ts'
import { statement, type StatementQuery } from './reconciliation.ts'
import type { Filter, Span } from './selection.ts'
import { RANDOM_DAYS, randomJourneys } from './testing/random-journeys.ts'

const span: fc.Arbitrary<Span> = fc
  .tuple(fc.integer({ min: -1, max: 200 }), fc.integer({ min: 0, max: RANDOM_DAYS }))
  .map(([from, days]) => ({ from: START + from * DAY, to: START + (from + days) * DAY }))

const filter: fc.Arbitrary<Filter> = fc.constantFrom<Filter[]>(
  {},
  {},
  { source: ['search', ''] },
  { tier: ['hot'] },
  { source: ['social'], version: ['1'] },
)

const side = fc
  .record({
    figure: fc.constantFrom(...FIGURES),
    period: span,
    version: fc.constantFrom(null, null, 1, 2),
    once: fc.boolean(),
  })
  .map((one) => ({
    ...one,
    periodElsewhere: { from: one.period.from + DAY / 3, to: one.period.to + DAY / 3 },
  }))

const statements: fc.Arbitrary<StatementQuery> = fc.record({ ours: side, theirs: side, filter })

test('[J7] the lines of a statement lead from one number to the other, and what is counted stands in exactly one', () => {
  fc.assert(
    fc.property(randomJourneys(), statements, (journeys, query) => {
      const { ours, theirs, both, less, more } = statement(journeys, query)
      const sum = (lines: readonly { readonly count: number }[]) =>
        lines.reduce((total, { count }) => total + count, 0)
      assert.equal(ours.count - sum(less) + sum(more), theirs.count)
      assert.equal(both.count + sum(less), ours.count)
      assert.equal(both.count + sum(more), theirs.count)
      for (const { count } of [...less, ...more]) assert.ok(count > 0)
    }),
    { numRuns: 400 },
  )
})

test('[J8] a side that counts people counts nobody twice, merged leads included', () => {
  fc.assert(
    fc.property(randomJourneys(), statements, (journeys, query) => {
      const cells = new Cells('["statement","ours"]')
      const { ours } = statement(journeys, { ...query, ours: { ...query.ours, once: true } }, cells)
      const roots = new Set(cells.leads()!.map((lead) => journeys.leads.root[lead]!))
      assert.equal(roots.size, ours.count)
    }),
    { numRuns: 200 },
  )
})

test('[J9] a side against itself leaves nothing to explain', () => {
  fc.assert(
    fc.property(randomJourneys(), statements, (journeys, { ours, filter }) => {
      const { less, more, both, ours: all } = statement(journeys, { ours, theirs: ours, filter })
      assert.deepEqual([less, more, both.count], [[], [], all.count])
    }),
    { numRuns: 100 },
  )
})

const cohorts = fc.record({
  period: span,
  entry: fc.constantFrom(...ENTRY_STAGES),
  filter,
  by: fc.constantFrom(null, 'source' as const, 'tier' as const),
})

test('[J5] the flow conserves leads: what comes into a place goes on or stays, and everybody is somewhere', () => {
  fc.assert(
    fc.property(randomJourneys(), cohorts, (journeys, query) => {
      const { entered, places, links } = flow(journeys, query)
      const isRest = ({ place }: FlowPlace) => place.kind !== 'stage'
      const sum = (counts: readonly { readonly count: number }[]) =>
        counts.reduce((total, { count }) => total + count, 0)
      assert.equal(sum(places.filter(isRest)), entered.count)
      for (const place of places) {
        const into = sum(links.filter(({ to }) => to === place.key))
        const out = sum(links.filter(({ from }) => from === place.key))
        if (place.key !== query.entry) assert.equal(into, place.count, place.key)
        assert.equal(out, isRest(place) ? 0 : place.count, place.key)
      }
    }),
    { numRuns: 400 },
  )
})

test('[J4] a funnel accounts for everybody, and a later step never counts more than an earlier one', () => {
  const check = ({ entered, immature, steps }: FunnelGroup) => {
    const settled = steps.reduce((total, { open, left }) => total + open.count + left.count, 0)
    assert.equal(immature.count + settled + steps.at(-1)!.reached.count, entered.count)
    for (const [index, { reached }] of steps.entries())
      if (index > 0) assert.ok(reached.count <= steps[index - 1]!.reached.count)
  }
  fc.assert(
    fc.property(randomJourneys(), cohorts, fc.constantFrom(null, 7, 90), (journeys, query, followDays) => {
      const { whole, groups } = funnel(journeys, { ...query, followDays })
      check(whole)
      groups.forEach(check)
      if (query.by !== null)
        assert.equal(
          groups.reduce((total, { entered }) => total + entered.count, 0),
          whole.entered.count,
        )
    }),
    { numRuns: 400 },
  )
})

test('[J2] the leads behind a number are as many as it says', () => {
  fc.assert(
    fc.property(randomJourneys(), cohorts, (journeys: Journeys, query) => {
      const { whole } = funnel(journeys, { ...query, entry: 'lead', followDays: null })
      for (const { reached, open, left } of whole.steps)
        for (const { cell, count } of [reached, open, left]) {
          const cells = new Cells(cell)
          funnel(journeys, { ...query, entry: 'lead', followDays: null }, cells)
          assert.equal(cells.leads()!.length, count)
        }
    }),
    { numRuns: 100 },
  )
})
