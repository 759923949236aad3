import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LeadEvent } from '../event.ts'
import { compiledOf, DAY, event, START } from '../testing/given.ts'
import { judge } from '../verdict/judge.ts'
import { foldHistory } from './fold-history.ts'

const compiled = compiledOf(`agreement: criteria
fit: { points: { senior: { where: { lead.seniority: director }, give: 40 } }, grades: { A: 60, B: 40, C: 20 } }
mql: { tiers: [ { id: hot, all: [ { did: Demo Requested, within: 5 days } ] } ] }
sql:
  needs: [mql, meeting-held]
  criteria:
    budget: { ask: money, satisfied: { from: 10000 }, fresh: 30 days }
    need: { ask: text }
  satisfied: 1
recycle: { bad-timing: { rest: 30 days, keep: 50% } }
`)
const state = (...events: readonly LeadEvent[]) => foldHistory(compiled, events).state
const answer = (day: number, value: unknown, trust: LeadEvent['trust'] = 'server', criterion = 'budget') =>
  event('Criterion Answered', day, { trust, properties: { criterion, value } })
const budget = (...events: readonly LeadEvent[]) => state(...events).sales.answers['budget']
const demo = (day: number) => event('Demo Requested', day)
const met = (day: number) => event('Meeting Held', day)
const rejected = (day: number) => event('Handoff Rejected', day, { properties: { reason: 'bad-timing' } })

test('[S5] the latest answer stands unless it is believed less, and the other is remembered as contradicting', () => {
  const first = answer(0, 20_000)
  const later = answer(1, '5000')
  assert.deepEqual(budget(first, later), {
    value: 5000,
    at: START + DAY,
    event: later.id,
    rank: 2,
    contradicts: 20_000,
  })
  const publicly = budget(first, answer(1, 1, 'public'))!
  assert.deepEqual([publicly.value, publicly.contradicts], [20_000, 1])
  assert.equal(budget(first, answer(1, 20_000))!.contradicts, null)
  assert.equal(budget(first, answer(1, null)), undefined)
  assert.equal(budget(first, answer(1, null, 'public'))!.value, 20_000)
  assert.equal(budget(first, answer(1, 'plenty'))!.value, 20_000)
})

test('[S6] an answer counts for the days that it is agreed to stay fresh', () => {
  const sqlOn = (day: number) => state(demo(day - 1), answer(0, 20_000), met(day)).stage
  assert.equal(sqlOn(30), 'sql')
  assert.equal(sqlOn(31), 'mql')
  const reading = (day: number) => judge(compiled, state(answer(0, 20_000)), START + day * DAY).criteria[0]!
  assert.deepEqual([reading(30).aged, reading(30).satisfied], [false, true])
  assert.deepEqual([reading(31).aged, reading(31).satisfied], [true, false])
  assert.equal(
    judge(compiled, state(answer(0, 'x', 'server', 'need')), START + 900 * DAY).criteria[1]!.satisfied,
    true,
  )
})

test('[S7] what is known stays known through recycling; what was done has to be done again', () => {
  const again = state(demo(0), answer(1, 20_000), rejected(2), demo(33))
  assert.deepEqual([again.stage, again.cycle, again.sales.meetingHeld], ['mql', 2, false])
  assert.equal(again.sales.answers['budget']!.value, 20_000)
  assert.equal(state(answer(0, 20_000), demo(0), met(1)).stage, 'sql')
  assert.equal(state(demo(0), met(1), rejected(2), answer(32, 20_000), demo(33)).stage, 'mql')
})

test('[S8] having been an MQL is asked of the pass under way', () => {
  assert.equal(state(event('Prospect Opened'), met(1), answer(1, 20_000)).stage, 'sal')
  assert.equal(state(demo(0), met(1), answer(1, 20_000)).stage, 'sql')
  assert.equal(
    state(demo(0), rejected(1), event('Prospect Opened', 20), met(21), answer(21, 20_000)).stage,
    'sal',
  )
})

test('[V5] a prospect fits well and is not with sales, engaged or not', () => {
  const fits = event('Lead Identified', 0, { lead: { seniority: 'director' } })
  const isProspect = (...events: readonly LeadEvent[]) => judge(compiled, state(...events), START).isProspect
  assert.ok(isProspect(fits))
  assert.ok(!isProspect(event('Lead Identified')))
  assert.ok(!isProspect(fits, event('Prospect Opened')))
})
