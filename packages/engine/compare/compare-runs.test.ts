import assert from 'node:assert/strict'
import { test } from 'node:test'
import { standardCatalogue } from '../catalogue/standard-catalogue.ts'
import { rateInterval } from '../learn/count-interval.ts'
import { FrameBuilder, replay } from '../replay/index.ts'
import { compiledOf, DAY, START } from '../testing/given.ts'
import { compareRuns } from './compare-runs.ts'

const agreement = (atLeast: number, demoTier = 'demo') => `agreement: compared
meters: { intent: { max: 100 } }
points: { page: { on: Page Viewed, give: 10, to: intent } }
mql:
  tiers:
    - { id: ${demoTier}, clock: hot, all: [ { did: Demo Requested } ] }
    - { id: reader, clock: hot, all: [ { meter: intent, at-least: ${atLeast} } ] }
handoff:
  clocks: { hot: { first-touch: 60 minutes, decide: 2 days } }
  route: [ { to: emea, where: { company.region: emea } }, { to: rest } ]
sql: { needs: [accepted, meeting-held] }
recycle: { bad-timing: { rest: 30 days, keep: 0% } }
promises: { marketing: { mqls: 10 per month, accepted: 60% }, sales: { first-touch-on-time: 90% } }
`
const baseline = compiledOf(agreement(30))
const UNTIL = START + 30 * DAY

type Story = readonly (readonly [day: number, name: string, more?: { reason?: string; region?: string }])[]

/** START is a Friday noon, UTC. */
const STORIES: Readonly<Record<string, Story>> = {
  // Read three pages, was met, and bought.
  won: [
    [0, 'Page Viewed', { region: 'emea' }],
    [1, 'Page Viewed'],
    [2, 'Page Viewed'],
    [2.02, 'Touch Logged'],
    [3, 'Handoff Accepted'],
    [5, 'Meeting Held'],
    [9, 'Opportunity Won'],
  ],
  // Asked for a demo later than it read three pages, and was turned down late.
  rejected: [
    [0, 'Page Viewed'],
    [1, 'Page Viewed'],
    [2, 'Page Viewed'],
    [4, 'Demo Requested'],
    [7, 'Touch Logged'],
    [8, 'Handoff Rejected', { reason: 'bad-timing' }],
  ],
  // Two pages: passed on by neither, or by a more generous agreement alone; sales never saw it.
  silent: [
    [10, 'Page Viewed'],
    [11, 'Page Viewed'],
  ],
  // Handed over and left lying.
  ignored: [[12, 'Demo Requested']],
  // Sales found it by itself.
  outbound: [
    [13, 'Prospect Opened', { region: 'emea' }],
    [15, 'Meeting Held'],
  ],
}

function historyOf(stories: typeof STORIES) {
  const builder = new FrameBuilder(standardCatalogue)
  let seq = 0
  for (const [lead, story] of Object.entries(stories)) {
    builder.addLead(lead, null)
    for (const [day, name, { reason, region } = {}] of story) {
      builder.addEvent({
        lead,
        seq: ++seq,
        occurredAt: START + day * DAY,
        name,
        trust: 'server',
        identified: true,
        properties: { ...(reason && { reason }), channel: 'call' },
        ...(region && { companyFacts: { region } }),
      })
    }
  }
  return builder.build({ until: UNTIL })
}

const frame = historyOf(STORIES)

function compared(candidateText: string) {
  const candidate = compiledOf(candidateText)
  return compareRuns(
    frame,
    { compiled: baseline, run: replay(frame, baseline) },
    { compiled: candidate, run: replay(frame, candidate) },
  )
}
const names = (leads: readonly { readonly lead: string }[]) => leads.map(({ lead }) => lead)

test('[Q1] leads are gained, lost, earlier, later or in another tier by their first promotion', () => {
  const generous = compared(agreement(20))
  assert.deepEqual(
    [names(generous.added), names(generous.dropped), names(generous.earlier), names(generous.later)],
    [['silent'], [], ['won', 'rejected'], []],
  )
  assert.deepEqual(generous.earlier[1], {
    lead: 'rejected',
    candidate: { tier: 'reader', at: START + DAY },
    baseline: { tier: 'reader', at: START + 2 * DAY },
    outcome: 'lost',
  })
  const strict = compared(agreement(40))
  assert.deepEqual([names(strict.dropped), names(strict.later)], [['won'], ['rejected']])
  const renamed = compared(agreement(30, 'raised'))
  assert.deepEqual([names(renamed.retiered), renamed.isChange], [['ignored'], true])
})

test('[Q2] the same promotions are no change, whatever else the agreement says', () => {
  assert.ok(!compared(agreement(30)).isChange)
  assert.ok(!compared(agreement(30).replace('60 minutes', '4 hours')).isChange)
  assert.ok(compared(agreement(20)).isChange)
})

test('[Q3] precision counts leads whose outcome is known; who was never worked is unknown, and no loss', () => {
  const { precision } = compared(agreement(20)).candidate
  // won; rejected. ignored and silent were never worked.
  assert.deepEqual([precision.sql.successes, precision.sql.n, precision.sql.unknown], [1, 2, 2])
  assert.deepEqual([precision.won.successes, precision.won.n, precision.won.open], [1, 2, 0])
  assert.ok(precision.sql.tooFew)
})

test('[Q4] recall counts who was promoted by the time it was sales qualified, or won', () => {
  const strict = compared(agreement(40))
  // `won` and `outbound` became sales qualified; an agreement that never promoted them missed both.
  assert.deepEqual([strict.baseline.recall.sql.successes, strict.baseline.recall.sql.n], [1, 2])
  assert.deepEqual([strict.candidate.recall.sql.successes, strict.candidate.recall.sql.n], [0, 2])
  assert.deepEqual([strict.candidate.recall.won.successes, strict.candidate.recall.won.n], [0, 1])
})

test('[Q5] won deals that would have been missed are named, those that only the change costs apart', () => {
  const deal = { lead: 'won', wonAt: START + 9 * DAY }
  assert.deepEqual(compared(agreement(40)).missedWon, [{ ...deal, isNew: true }])
  assert.deepEqual(compared(agreement(20)).missedWon, [])
})

test('[Q6] promotions are counted by tier and week, and by who would get them', () => {
  const { candidate } = compared(agreement(20))
  assert.deepEqual(candidate.byTier, { demo: 1, reader: 3 })
  assert.deepEqual(candidate.byWeek, [
    { week: '2024-09-30', byTier: { demo: 0, reader: 2 } },
    { week: '2024-10-14', byTier: { demo: 1, reader: 1 } },
  ])
  assert.deepEqual(candidate.load, [
    { team: 'rest', handoffs: 3, perWeek: 1, busiest: { week: '2024-10-14', handoffs: 2 } },
    { team: 'emea', handoffs: 1, perWeek: 1 / 3, busiest: { week: '2024-09-30', handoffs: 1 } },
  ])
})

test('[Q7] promises are held against what happened after each promotion; of a lead that sales never had nothing is known', () => {
  const { baseline: was, candidate } = compared(agreement(20))
  const counts = ({ successes, n, unknown, open }: typeof was.precision.sql) => [successes, n, unknown, open]
  assert.deepEqual(counts(was.promises.accepted.observed), [1, 2, 0, 1])
  // `won` was called within the hour; `rejected` late; `ignored`, which sales had, never.
  assert.deepEqual(counts(was.promises.firstTouchOnTime.observed), [1, 3, 0, 0])
  assert.deepEqual(counts(was.promises.decidedOnTime.observed), [1, 3, 0, 0])
  assert.deepEqual(counts(candidate.promises.firstTouchOnTime.observed), [0, 3, 1, 0])
  assert.deepEqual(
    [candidate.promises.accepted.promised, candidate.promises.decidedOnTime.promised],
    [0.6, null],
  )
  assert.equal(candidate.promises.mqlsPerMonth.promised, 10)
  assert.equal(candidate.promises.mqlsPerMonth.observed.count, 4)
})

test('[Q8] the worst history is none at all', () => {
  const empty = new FrameBuilder(standardCatalogue).build({ until: UNTIL })
  const judged = { compiled: baseline, run: replay(empty, baseline) }
  const { isChange, candidate, history } = compareRuns(empty, judged, judged)
  assert.deepEqual([isChange, candidate.promotions, candidate.load, history.leads], [false, 0, [], 0])
  assert.equal(candidate.precision.sql.n, 0)
})

test('[I2] a rate carries its interval, also when nothing was counted', () => {
  const { rate, low, high } = rateInterval(100, 10)
  assert.equal(rate, 10)
  // Exact limits for a count of 100: 81.36 and 121.63.
  assert.ok(Math.abs(low - 8.136) < 0.005 && Math.abs(high - 12.163) < 0.005)
  const none = rateInterval(0, 1)
  assert.deepEqual([none.low, none.high > 3 && none.high < 4], [0, true])
})
