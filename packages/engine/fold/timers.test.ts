import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { LeadEvent } from '../event.ts'
import { compiledOf, DAY, event, PRESETS, shippedAgreement, START } from '../testing/given.ts'
import { randomHistory } from '../testing/random-history.ts'
import { foldEvent, initialState, isLate } from './fold-event.ts'
import { foldHistory, foldOrder } from './fold-history.ts'
import type { Decision } from './lead-state.ts'
import { advance, nextTimer } from './timers.ts'

const SEED = 20261122
const northbeam = shippedAgreement('northbeam-b2b')
const agreements = [
  northbeam,
  northbeam.replace('on-overdue: reassign', 'on-overdue: recycle'),
  ...PRESETS.map(shippedAgreement),
].map(compiledOf)
const anyAgreement = fc.constantFrom(...agreements)

const resting = compiledOf(`agreement: resting
mql: { tiers: [ { id: hot, all: [ { did: Demo Requested, within: 60 days } ] } ] }
recycle:
  bad-timing: { rest: 30 days, keep: 50% }
  long: { rest: 90 days, keep: 50% }
  at-once: { rest: 0 days, keep: 100% }
disqualify: { competitor: { where: { company.segment: competitor } } }
`)
const rejected = (day: number, reason: string) => event('Handoff Rejected', day, { properties: { reason } })
const segment = (day: number, value: string) =>
  event('Company Identified', day, { company: { segment: value } })

function promotions(events: readonly LeadEvent[], until = -Infinity) {
  return foldHistory(resting, events, until)
    .decisions.filter(({ to }) => to === 'mql')
    .map(({ at, timer }) => [(at - START) / DAY, timer])
}

test('[L1] a timer due before an event is folded before it, and what happens at the due moment is in time', () => {
  const history = [event('Demo Requested'), rejected(1, 'bad-timing')]
  assert.deepEqual(promotions([...history, event('Page Viewed', 40)]), [
    [0, null],
    [31, 'rest'],
  ])
  // An event of the very moment is the one that promotes.
  assert.deepEqual(promotions([...history, event('Page Viewed', 31), event('Page Viewed', 50)]), [
    [0, null],
    [31, null],
  ])
  assert.deepEqual(promotions(history, START + 31 * DAY), [[0, null]])
  assert.deepEqual(promotions(history, START + 31 * DAY + 1).at(-1), [31, 'rest'])
})

test('[L2] advancing in any steps, states stored between them, equals advancing at once', () => {
  fc.assert(
    fc.property(
      anyAgreement,
      randomHistory(),
      fc.array(fc.nat(200), { maxLength: 8 }),
      (compiled, history, days) => {
        const last = foldOrder(history).at(-1)?.occurredAt ?? START
        const stops = days.toSorted((a, b) => a - b).map((day) => last + (day * DAY) / 2)
        const folded = foldHistory(compiled, history)
        let state = folded.state
        const decisions: Decision[] = [...folded.decisions]
        for (const stop of stops) {
          const advanced = advance(compiled, JSON.parse(JSON.stringify(state)) as typeof state, stop)
          state = advanced.state
          decisions.push(...advanced.decisions)
        }
        assert.deepEqual({ state, decisions }, foldHistory(compiled, history, stops.at(-1)))
      },
    ),
    { numRuns: 1000, seed: SEED },
  )
})

test('[L2] timers that fired live, between events, are those that folding the history fires', () => {
  let fired = 0
  fc.assert(
    fc.property(anyAgreement, randomHistory(), fc.nat(100), (compiled, history, ahead) => {
      let state = initialState(compiled)
      const decisions: Decision[] = []
      for (const next of foldOrder(history)) {
        // The sweep looks at any time between two events, as late as the next one.
        const swept = advance(compiled, state, next.occurredAt - ahead * 60_000)
        const folded = foldEvent(compiled, swept.state, next)
        state = folded.state
        decisions.push(...swept.decisions, ...folded.decisions)
      }
      fired += decisions.filter(({ timer }) => timer !== null).length
      assert.deepEqual({ state, decisions }, foldHistory(compiled, history))
    }),
    { numRuns: 1000, seed: SEED },
  )
  assert.ok(fired > 200, `only ${fired} timers fired`)
})

test('[L3] an event that is older than a timer that fired is late', () => {
  const { state } = foldHistory(
    resting,
    [event('Demo Requested'), rejected(1, 'bad-timing')],
    START + 50 * DAY,
  )
  assert.ok(isLate(state, event('Page Viewed', 30)))
  assert.ok(isLate(state, event('Page Viewed', 31)))
  assert.ok(!isLate(state, event('Page Viewed', 32)))
})

test('[L4] the end of a rest tries one promotion, and its decision names the timer and the event that set it', () => {
  const back = rejected(1, 'bad-timing')
  const { decisions, state } = foldHistory(resting, [event('Demo Requested'), back], START + 200 * DAY)
  const { timer, causeEvent, from, cycle } = decisions.at(-1)!
  assert.deepEqual([timer, causeEvent, from, cycle], ['rest', back.id, 'recycled', 2])
  const faded = foldHistory(resting, [event('Demo Requested'), rejected(1, 'long')], START + 200 * DAY).state
  assert.deepEqual([faded.stage, faded.rest, nextTimer(faded)], ['recycled', null, null])
  assert.equal(nextTimer(state), null)
})

test('[L5] however long nothing happens, timers end', () => {
  fc.assert(
    fc.property(anyAgreement, randomHistory(), (compiled, history) => {
      const { state } = foldHistory(compiled, history)
      const { state: end, decisions } = advance(compiled, state, Infinity)
      assert.equal(nextTimer(end), null)
      assert.ok(decisions.length < 20)
    }),
    { numRuns: 500, seed: SEED },
  )
})

test('[R3] after a rest of nothing the next event promotes, and not the one that sent the lead back', () => {
  const history = [event('Demo Requested'), rejected(1, 'at-once')]
  assert.deepEqual(promotions(history, START + 50 * DAY), [[0, null]])
  assert.deepEqual(promotions([...history, event('Page Viewed', 2)]), [
    [0, null],
    [2, null],
  ])
})

test('[D3] sales takes its own disqualification back; who was resting goes on resting', () => {
  const out = compiledOf(`agreement: out
mql: { tiers: [ { id: hot, all: [ { did: Demo Requested } ] } ] }
recycle: { not-a-fit: { disqualify: true } }
disqualify: { competitor: { where: { company.segment: competitor } } }
`)
  const known = event('Lead Identified')
  const stage = (...events: readonly LeadEvent[]) => foldHistory(out, [known, ...events]).state.stage
  const reinstated = (day: number) => event('Lead Reinstated', day)
  assert.equal(stage(rejected(1, 'not-a-fit'), event('Demo Requested', 2)), 'disqualified')
  assert.equal(stage(rejected(1, 'not-a-fit'), reinstated(2)), 'lead')
  assert.equal(stage(segment(1, 'competitor'), reinstated(2)), 'disqualified')
  assert.equal(stage(rejected(1, 'not-a-fit'), event('Handoff Accepted', 2)), 'disqualified')
  const rests = [event('Demo Requested'), rejected(1, 'long'), segment(2, 'competitor')]
  assert.equal(foldHistory(resting, [...rests, segment(3, 'partner')]).state.stage, 'recycled')
  assert.equal(foldHistory(resting, [...rests, segment(95, 'partner')]).state.stage, 'lead')
})
