import type { Condition, PointsClause, Reason, Where } from '@baton/engine'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  sayAgo,
  sayCondition,
  sayCriterion,
  sayDate,
  sayDecision,
  sayDeed,
  sayDuration,
  sayField,
  sayFitClause,
  sayLevel,
  sayMatcher,
  sayMeter,
  sayPercent,
  sayPoints,
  sayPointsClause,
  sayReason,
  sayRecycleReason,
  sayRemedy,
  sayWhere,
} from './index.ts'

const pricing: Where = [{ field: 'page_group', matcher: { kind: 'one-of', values: ['pricing'] } }]
const DAY_MS = 86_400_000

test('a field is said without its prefix, in words', () => {
  assert.equal(sayField('lead.seniority'), 'seniority')
  assert.equal(sayField('page_group'), 'page group')
  assert.equal(sayField('company.name'), 'company name')
})

test('a list of values is joined with or', () => {
  assert.equal(
    sayMatcher({ kind: 'one-of', values: ['director', 'vp', 'c-level'] }),
    'is director, vp or c-level',
  )
})

test('a range says the ends that it has', () => {
  assert.equal(sayMatcher({ kind: 'range', from: 50, to: 1000 }), 'is between 50 and 1,000')
  assert.equal(sayMatcher({ kind: 'range', from: 10000 }), 'is at least 10,000')
  assert.equal(sayMatcher({ kind: 'range', to: '2026-03-12' }), 'is on or before 12 Mar 2026')
})

test('a negation is said inside the predicate', () => {
  assert.equal(sayMatcher({ kind: 'not', matcher: { kind: 'one-of', values: ['free'] } }), 'is not free')
  assert.equal(sayMatcher({ kind: 'not', matcher: { kind: 'known', known: true } }), 'is not known')
})

test('several fields of a where are joined with and', () => {
  const where: Where = [...pricing, { field: 'minutes', matcher: { kind: 'range', from: 20 } }]
  assert.equal(sayWhere(where), 'page group is pricing and minutes is at least 20')
})

test('a points clause says what gives how much to which meter, and its limit', () => {
  const clause: PointsClause = {
    id: 'points.pricing-viewed',
    on: 'Page Viewed',
    where: pricing,
    give: 8,
    to: 'intent',
    limit: { count: 1, days: 1 },
  }
  assert.equal(
    sayPointsClause(clause),
    'Page Viewed where page group is pricing gives 8 to intent, at most once a day.',
  )
  assert.equal(
    sayPointsClause({
      ...clause,
      on: 'Email Unsubscribed',
      where: [],
      give: -30,
      to: 'interest',
      limit: undefined,
    }),
    'Email Unsubscribed takes 30 from interest.',
  )
})

test('a meter says its size and how it fades', () => {
  assert.equal(
    sayMeter({ id: 'intent', halfLifeDays: 90, max: 120 }),
    'Intent holds at most 120 points and fades by half every 90 days.',
  )
})

test('a fit clause says its points first', () => {
  assert.equal(
    sayFitClause({
      id: 'fit.free-mail',
      where: [{ field: 'lead.email_class', matcher: { kind: 'one-of', values: ['free'] } }],
      give: -20,
    }),
    'Minus 20 points when e-mail class is free.',
  )
})

test('an event that is asked for says how often and how recently', () => {
  assert.equal(
    sayDeed({ event: 'Page Viewed', where: pricing, times: 3, withinDays: 7 }),
    'Page Viewed (page group is pricing) at least 3 times within 7 days',
  )
})

test('nested alternatives are bracketed', () => {
  const condition: Condition = {
    kind: 'all',
    id: 'mql.t',
    conditions: [
      { kind: 'grade', id: 'mql.t/grade', grades: ['A', 'B'] },
      {
        kind: 'any',
        id: 'mql.t/any',
        conditions: [
          { kind: 'score', id: 'mql.t/score', atLeast: 100 },
          { kind: 'meter', id: 'mql.t/meter', meter: 'intent', atLeast: 60 },
        ],
      },
    ],
  }
  assert.equal(
    sayCondition(condition),
    'the grade is A or B and (the score is at least 100 or intent is at least 60)',
  )
})

test('an unmet level is never rounded up to the one that is asked for', () => {
  const reason: Reason = {
    kind: 'meter',
    clause: 'mql.product/meter',
    met: false,
    expected: { meter: 'intent', atLeast: 60 },
    observed: { level: 59.97 },
    events: [],
  }
  assert.deepEqual(sayReason(reason), { expected: 'Intent at least 60', observed: '59.9, 0.1 short' })
})

test('a remedy says events and facts in one sentence', () => {
  assert.equal(
    sayRemedy({
      tier: 'product',
      events: [{ name: 'Page Viewed', times: 2, where: pricing }],
      facts: [{ field: 'company.employees', matcher: { kind: 'range', from: 50, to: 1000 } }],
    }),
    'Twice Page Viewed (page group is pricing), and learning that employees is between 50 and 1,000.',
  )
})

test('a promotion names its tier and what it stood on', () => {
  const decision = {
    from: 'lead',
    to: 'mql',
    skipped: [],
    kind: 'stage',
    timer: null,
    handoff: { team: 'emea', owner: null },
    tier: 'hand-raiser',
    cycle: 1,
    score: 58.4,
    grade: 'B',
  } as const
  assert.equal(
    sayDecision(decision),
    'Lead to Marketing qualified by tier Hand raiser at score 58, grade B. Handed to team emea.',
  )
})

test('a skipped stage is said to be skipped', () => {
  const decision = {
    from: 'lead',
    to: 'opportunity',
    skipped: ['mql', 'sql'],
    kind: 'stage',
    timer: null,
    handoff: null,
    tier: null,
    cycle: 0,
    score: 1,
    grade: 'D',
  } as const
  assert.equal(
    sayDecision(decision),
    'Lead to Opportunity. It skipped Marketing qualified and Sales qualified.',
  )
})

test('recycling says rest and what is kept', () => {
  assert.equal(
    sayRecycleReason({ id: 'bad-timing', disqualify: false, restMs: 60 * DAY_MS, keep: 0.5 }),
    'Bad timing: the lead rests for 60 days and keeps 50\u00a0% of its points.',
  )
})

test('a criterion says what is asked and what satisfies it', () => {
  assert.equal(
    sayCriterion({
      id: 'budget',
      clauseId: 'sql.budget',
      ask: 'money',
      options: [],
      satisfied: { kind: 'range', from: 10000 },
    }),
    'Budget is answered with an amount of money; satisfied when it is at least 10,000.',
  )
})

test('numbers carry signs, shares and units as people read them', () => {
  assert.equal(sayPoints(8), '+8')
  assert.equal(sayPoints(-30), '−30')
  assert.equal(sayLevel(-0.01), '0.0')
  assert.equal(sayPercent(0.427), '43\u00a0%')
  assert.equal(sayPercent(0.021), '2.1\u00a0%')
  assert.equal(sayDuration(15 * 60_000), '15 minutes')
  assert.equal(sayDate(Date.UTC(2026, 2, 12, 23)), '12 Mar 2026')
})

test('time passed is said in the coarsest unit that still helps', () => {
  const now = Date.UTC(2026, 2, 12)
  assert.equal(sayAgo(now - 5 * 60_000, now), '5 min ago')
  assert.equal(sayAgo(now - DAY_MS, now), 'yesterday')
  assert.equal(sayAgo(now - 200 * DAY_MS, now), '6 mo ago')
})
