import assert from 'node:assert/strict'
import { test } from 'node:test'
import { standardCatalogue } from '../catalogue/standard-catalogue.ts'
import { compileAgreement } from '../fold/compile-agreement.ts'
import { foldHistory } from '../fold/fold-history.ts'
import { proportionInterval } from '../learn/proportion-interval.ts'
import { FrameBuilder, leadEvents, replay } from '../replay/index.ts'
import { centralEurope, compiledOf, DAY, START } from '../testing/given.ts'
import { bestWithin, frontierPoint, type FrontierPoint, UNKNOWN_SHARE_MAX } from './frontier.ts'
import { outcomesOf } from './outcomes.ts'
import { frontierValues, thresholdsOf, withThreshold } from './thresholds.ts'

const compiled = compiledOf(`agreement: frontier
meters: { intent: { max: 100 } }
points: { page: { on: Page Viewed, give: 10, to: intent } }
mql: { tiers: [ { id: reader, all: [ { meter: intent, at-least: 30 } ] } ] }
sql: { needs: [accepted, meeting-held] }
recycle: { lost: { rest: 5 days, keep: 100% } }
`)
const UNTIL = START + 70 * DAY

/** Sixty leads that view one to ten pages; who views more is won more often, every ninth was never worked. */
const builder = new FrameBuilder(standardCatalogue)
let seq = 0
for (let lead = 0; lead < 60; lead++) {
  const id = `lead-${lead}`
  builder.addLead(id, null)
  const add = (name: string, day: number) =>
    builder.addEvent({
      lead: id,
      seq: ++seq,
      occurredAt: START + day * DAY,
      name,
      trust: 'server',
      identified: true,
      properties: {},
    })
  const pages = (lead % 10) + 1
  for (let page = 0; page < pages; page++) add('Page Viewed', page)
  if (lead % 9 === 0) continue
  add('Handoff Accepted', 20)
  if (pages + (lead % 7) > 8) {
    add('Meeting Held', 21)
    if (lead % 5 !== 0) add('Opportunity Won', 30)
  } else if (lead % 4 !== 0) add('Handoff Rejected', 22)
  // Somebody comes back, and is passed on again.
  if (lead % 8 === 7) add('Opportunity Lost', 40)
  if (lead % 8 === 7) add('Page Viewed', 60)
}
const frame = builder.build({ until: UNTIL })
const sides = new Map(standardCatalogue.events.map(({ name, side }) => [name, side]))
const outcomes = outcomesOf(frame, replay(frame, compiled), (event) => sides.get(event))
const [threshold] = thresholdsOf(compiled.agreement)

const pointAt = (value: number) => {
  const agreement = withThreshold(compiled.agreement, threshold!.clause, value)
  const moved = compileAgreement(agreement, standardCatalogue, centralEurope)
  return { moved, point: frontierPoint(frame, replay(frame, moved), outcomes) }
}

test('[Q11] a point of the frontier is what folding every lead counts', () => {
  let told = 0
  for (const value of frontierValues(threshold!, 11)) {
    const { moved, point } = pointAt(value)
    let [promotions, leads, won, settledWon, caught, allWon] = [0, 0, 0, 0, 0, 0]
    for (const lead of frame.leads.keys()) {
      const events = leadEvents(frame, lead)
      const { decisions } = foldHistory(moved, events, UNTIL)
      const at = decisions.filter(({ kind, to }) => kind === 'stage' && to === 'mql').map((one) => one.at)
      const names = events.map(({ name }) => name)
      const wonAt = events.find(({ name }) => name === 'Opportunity Won')?.occurredAt
      if (wonAt !== undefined) allWon++
      if (wonAt !== undefined && at.some((time) => time <= wonAt)) caught++
      promotions += at.length
      if (at.length === 0) continue
      leads++
      if (wonAt !== undefined) won++
      // Sales qualified and not won is not settled, as far as being won goes.
      const isLost =
        !names.includes('Meeting Held') &&
        names.some((name) => name === 'Handoff Rejected' || name === 'Opportunity Lost')
      if (wonAt !== undefined || isLost) settledWon++
    }
    const weeks = 10
    assert.deepEqual([point.promotions, point.leads, point.perWeek], [promotions, leads, promotions / weeks])
    assert.deepEqual([point.precision.won.successes, point.precision.won.n], [won, settledWon])
    assert.deepEqual([point.wonCaught.successes, point.wonCaught.n], [caught, allWon])
    const { rate, low, high, tooFew } = proportionInterval(won, settledWon)
    if (tooFew) assert.equal(point.winsPerWeek, null)
    else {
      told++
      const perWeek = leads / weeks
      assert.deepEqual(point.winsPerWeek, {
        expected: perWeek * rate,
        low: perWeek * low,
        high: perWeek * high,
      })
    }
  }
  assert.ok(told >= 3)
})

test('[Q11] of an empty history nothing is expected', () => {
  const empty = new FrameBuilder(standardCatalogue).build({ until: UNTIL })
  const run = replay(empty, compiled)
  const point = frontierPoint(
    empty,
    run,
    outcomesOf(empty, run, (event) => sides.get(event)),
  )
  assert.deepEqual([point.promotions, point.perWeek, point.winsPerWeek], [0, 0, null])
})

test('[Q11] of leads whose outcome mostly nobody knows no wins are expected', () => {
  const many = new FrameBuilder(standardCatalogue)
  let number = 0
  for (let lead = 0; lead < 100; lead++) {
    many.addLead(`lead-${lead}`, null)
    const names = [
      ...Array<string>(4).fill('Page Viewed'),
      ...(lead < 60 ? ['Handoff Accepted', 'Opportunity Won'] : []),
    ]
    for (const [day, name] of names.entries())
      many.addEvent({
        lead: `lead-${lead}`,
        seq: ++number,
        occurredAt: START + day * DAY,
        name,
        trust: 'server',
        identified: true,
        properties: {},
      })
  }
  const history = many.build({ until: UNTIL })
  const run = replay(history, compiled)
  const point = frontierPoint(
    history,
    run,
    outcomesOf(history, run, (event) => sides.get(event)),
  )
  assert.deepEqual([point.precision.won.n, point.precision.won.unknown], [60, 40])
  assert.ok(0.4 > UNKNOWN_SHARE_MAX)
  assert.equal(point.winsPerWeek, null)
})

test('[Q12] the best within a capacity has the most wins of what sales can take; of equals, the fewest handoffs', () => {
  const point = (perWeek: number, expected: number | null): FrontierPoint => ({
    ...pointAt(30).point,
    perWeek,
    winsPerWeek: expected === null ? null : { expected, low: 0, high: 9 },
  })
  const [many, some, few] = [point(100, 20), point(40, 16), point(10, 8)]
  const points = [many, some, few]
  assert.equal(bestWithin(points, 200), many)
  // Of 100 the 50 that are worked bring 10; of 40 all of them 16.
  assert.equal(bestWithin(points, 50), some)
  // Five of those who are left bring 4, five of the others 2 and 1.
  assert.equal(bestWithin(points, 5), few)
  assert.equal(bestWithin([point(80, 16), some, point(60, 16)], 100), some)
  assert.equal(bestWithin([point(80, null), few], 100), few)
  assert.equal(bestWithin([point(80, null)], 100), null)
  assert.equal(bestWithin([], 100), null)
})
