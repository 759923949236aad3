import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { LeadEvent } from '../event.ts'
import { compiledOf, DAY, event, PRESETS, shippedAgreement, START } from '../testing/given.ts'
import { judge } from '../verdict/judge.ts'
import { fadeTable } from './fade-table.ts'
import { foldHistory } from './fold-history.ts'
import { matches } from './matches.ts'

const SCORING = `agreement: scoring
meters:
  intent: { half-life: 10 days, max: 100 }
  steady: { max: 50 }
points:
  demo:    { on: Demo Requested, give: 40, to: intent }
  pricing: { on: Page Viewed, where: { page_group: pricing }, give: 8, to: intent, limit: 2 per 3 days }
  any-page: { on: Page Viewed, give: 1, to: steady }
  trusted: { on: Chat Started, give: 5, to: steady, trust: server }
  left:    { on: Email Unsubscribed, give: -30, to: intent }
fit:
  points:
    size:   { where: { company.employees: { from: 50, to: 1000 } }, give: 30 }
    senior: { where: { lead.seniority: director }, give: 20 }
  grades: { A: 50, B: 30, C: 20 }
disqualify:
  competitor: { where: { company.segment: competitor } }
mql:
  tiers:
    - { id: hot, all: [ { did: Demo Requested, within: 7 days }, { grade: [A] } ] }
    - { id: warm, all: [ { meter: intent, at-least: 60 } ] }
    - { id: reader, all: [ { score: 50 }, { not: { did: Email Unsubscribed } }, { any: [ { field: { lead.country: DE } }, { did: Page Viewed, times: 3, trust: signed } ] } ] }
  complete: [lead.email]
sql:
  needs: [accepted, meeting-held]
  criteria:
    budget: { ask: money, satisfied: { from: 10000 } }
    need: { ask: text }
  satisfied: 1
recycle:
  bad-timing: { rest: 60 days, keep: 50% }
  not-a-fit: { disqualify: true }
  lost: { rest: 90 days, keep: 25% }
`
const compiled = compiledOf(SCORING)
const known = { lead: { email: 'ada@core.example' } }

function state(...events: readonly LeadEvent[]) {
  return foldHistory(compiled, events).state
}

function level(meter: string, day: number, ...events: readonly LeadEvent[]): number {
  return judge(compiled, state(...events), START + day * DAY).meters.find(
    (reading) => reading.meter === meter,
  )!.level
}

const pricing = (day: number) => event('Page Viewed', day, { properties: { page_group: 'pricing' } })

test('[F6] the engine has no clock, no randomness and no input or output', () => {
  const root = `${import.meta.dirname}/..`
  const sources = globSync('**/*.ts', {
    cwd: root,
    exclude: (name) => /testing|node_modules|\.test\.ts$/.test(name),
  })
  assert.ok(sources.length > 20)
  const forbidden =
    /Date\.now|new Date\(\)|Math\.random|performance\.|process\.|from 'node:|require\(|fetch\(|setTimeout|toLocale|localeCompare|Intl\./
  for (const source of sources)
    assert.doesNotMatch(readFileSync(`${root}/${source}`, 'utf8'), forbidden, source)
})

test('[F7] a colleague states company facts only', () => {
  const colleague = event('Demo Requested', 0, {
    colleague: true,
    identified: true,
    ...known,
    company: { employees: 100 },
  })
  const { lead, company, stage, lastActivityAt, fit, meters } = state(colleague)
  assert.deepEqual(
    [lead, company.employees, stage, lastActivityAt, fit, meters[0]!.level],
    [{}, [100, 2], 'visitor', null, 30, 0],
  )
})

test('[F8] the last activity is the latest act of the lead itself', () => {
  const acts = [
    event('Page Viewed', 1),
    event('Never Catalogued', 2),
    event('Handoff Accepted', 3),
    event('Lead Identified', 4),
    event('Opportunity Won', 5),
  ]
  assert.equal(state(...acts).lastActivityAt, START + 2 * DAY)
})

test('[T1] the latest statement stands, null clears, and uncatalogued fields are not judged', () => {
  const told = (seniority: string | null, day: number) =>
    event('Lead Identified', day, { lead: { seniority, shoe_size: 44 } })
  assert.equal(state(told('manager', 0), told('director', 1)).fit, 20)
  assert.equal(state(told('director', 1), told('manager', 0)).fit, 20)
  assert.equal(state(told('director', 0), told(null, 1)).fit, 0)
  assert.deepEqual(Object.keys(state(told('director', 0)).lead), ['seniority'])
})

test('[T2] a statement believed less never overrules one believed more', () => {
  const told = (seniority: string | null, trust: LeadEvent['trust'], day: number) =>
    event('Lead Identified', day, { trust, lead: { seniority } })
  assert.equal(
    state(told('director', 'signed', 0), told('manager', 'public', 1)).lead.seniority![0],
    'director',
  )
  assert.equal(state(told('director', 'signed', 0), told(null, 'public', 1)).lead.seniority![0], 'director')
  assert.equal(
    state(told('director', 'signed', 0), told('manager', 'signed', 1)).lead.seniority![0],
    'manager',
  )
  assert.equal(
    state(told('director', 'public', 0), told('manager', 'server', 1)).lead.seniority![0],
    'manager',
  )
})

test('[T3] a first-touch field keeps its first statement in fold order', () => {
  const from = (source: string, day: number, trust: LeadEvent['trust'] = 'public') =>
    event('Lead Identified', day, { trust, lead: { source } })
  assert.equal(state(from('referral', 0), from('email', 1)).lead.source![0], 'referral')
  assert.equal(state(from('email', 1), from('referral', 0)).lead.source![0], 'referral')
  assert.equal(state(from('referral', 0), from('trade show', 1, 'server')).lead.source![0], 'trade show')
})

test('[T4] matchers: case, ranges, unknown values', () => {
  const oneOf = (...values: readonly (string | number)[]) => ({ kind: 'one-of', values }) as const
  assert.ok(matches(oneOf('Software'), 'software'))
  assert.ok(!matches(oneOf('5'), 5))
  const range = { kind: 'range', from: 50, to: 1000 } as const
  assert.deepEqual(
    [49, 50, 1000, 1001, null, '60'].map((value) => matches(range, value)),
    [false, true, true, false, false, false],
  )
  assert.ok(matches({ kind: 'range', to: '2026-03-01' }, '2026-03-01T10:00:00Z'))
  assert.ok(matches({ kind: 'starts', prefix: '/Docs' }, '/docs/api'))
  assert.ok(!matches({ kind: 'known', known: true }, null) && matches({ kind: 'known', known: false }, null))
  assert.ok(matches({ kind: 'not', matcher: range }, null))
})

test('[T5] a visitor becomes a lead when somebody is known or can be reached', () => {
  const anonymous = event('Page Viewed', 0, { identified: false })
  assert.equal(state(anonymous).stage, 'visitor')
  assert.equal(state(anonymous, event('Page Viewed', 1)).stage, 'lead')
  assert.equal(state(anonymous, event('Lead Identified', 1, { identified: false, ...known })).stage, 'lead')
  assert.equal(
    state(event('Lead Identified', 1, { identified: false, lead: { seniority: 'vp' } })).stage,
    'visitor',
  )
})

test('[P1] every matching clause pours into its meter', () => {
  assert.equal(level('intent', 0, pricing(0)), 8)
  assert.equal(level('steady', 0, pricing(0)), 1)
  assert.equal(level('intent', 0, event('Page Viewed', 0, { properties: { page_group: 'blog' } })), 0)
})

test('[P2] meters are clipped to 0 and their max when poured into', () => {
  const demos = [0, 0, 0].map((day) => event('Demo Requested', day))
  assert.equal(level('intent', 0, ...demos), 100)
  assert.equal(level('intent', 0, event('Email Unsubscribed'), event('Demo Requested')), 40)
  assert.equal(
    level('intent', 0, event('Demo Requested'), event('Email Unsubscribed'), event('Email Unsubscribed')),
    0,
  )
})

test('[P3] half is left after one half-life, exactly, and nothing moves within a day', () => {
  assert.equal(level('intent', 10, event('Demo Requested')), 20)
  assert.equal(level('intent', 20, event('Demo Requested')), 10)
  assert.equal(level('steady', 500, pricing(0)), 1)
  const { factor } = fadeTable(30)
  assert.deepEqual([0, 30, 60, 30 * 50].map(factor), [1, 0.5, 0.25, 0])
  for (const day of [1, 7, 29, 31, 100]) assert.ok(Math.abs(factor(day) - 0.5 ** (day / 30)) < 1e-15)
  const morning = START - DAY / 2
  const nearMidnight = judge(compiled, state(event('Demo Requested')), morning + DAY - 1).score
  assert.equal(nearMidnight, 40)
})

test('[P4] a limit opens with the first counted match and lasts its days', () => {
  const poured = (...days: readonly number[]) => foldHistory(compiled, days.map(pricing)).state.limits[1]
  assert.equal(level('intent', 0, pricing(0), pricing(0), pricing(0)), 16)
  assert.deepEqual(poured(0, 2, 2), { openedDay: 20_000, used: 2 })
  assert.deepEqual(poured(0, 2, 3), { openedDay: 20_003, used: 1 })
})

test('[P5] scores are compared with a slack of a billionth', () => {
  const fine = compiledOf(`agreement: fine
meters: { m: { max: 10 } }
points: { page: { on: Page Viewed, give: 0.1, to: m } }
mql: { tiers: [ { id: one, all: [ { score: 1 } ] } ] }
`)
  const ten = Array.from({ length: 10 }, () => event('Page Viewed'))
  const { state: folded } = foldHistory(fine, ten)
  assert.ok(folded.meters[0]!.level < 1)
  assert.equal(folded.stage, 'mql')
  assert.equal(foldHistory(fine, ten.slice(1)).state.stage, 'lead')
})

test('[P7] a clause that asks for trust counts only events believed so much', () => {
  assert.equal(level('steady', 0, event('Chat Started', 0, { trust: 'public' })), 0)
  assert.equal(level('steady', 0, event('Chat Started')), 5)
})

test('[G1] unknown fields give nothing and are listed', () => {
  const verdict = judge(
    compiled,
    state(event('Lead Identified', 0, { lead: { seniority: 'director' } })),
    START,
  )
  assert.equal(verdict.fit, 20)
  assert.deepEqual(verdict.unknown, ['company.employees', 'company.segment'])
})

test('[G2] the grade is the best that fit reaches, and below C is D', () => {
  const grade = (company: LeadEvent['company'], lead: LeadEvent['lead']) =>
    state(event('Lead Identified', 0, { lead, company })).grade
  assert.equal(grade({ employees: 50 }, { seniority: 'director' }), 'A')
  assert.equal(grade({ employees: 50 }, {}), 'B')
  assert.equal(grade({}, { seniority: 'director' }), 'C')
  assert.equal(grade({ employees: 49 }, {}), 'D')
})

const competitor = (day: number, segment: string | null) =>
  event('Company Identified', day, { company: { segment } })

test('[D1] a disqualified lead cannot be promoted', () => {
  const { stage, disqualifiedBy } = state(
    event('Lead Identified', 0, known),
    competitor(0, 'competitor'),
    event('Demo Requested', 1),
    event('Demo Requested', 1),
  )
  assert.deepEqual([stage, disqualifiedBy], ['disqualified', 'disqualify.competitor'])
})

test('[D2] when the clause no longer holds the lead is reinstated, but not against the word of sales', () => {
  const corrected = [
    event('Lead Identified', 0, known),
    competitor(0, 'competitor'),
    competitor(1, 'partner'),
  ]
  assert.equal(state(...corrected).stage, 'lead')
  const refused = [
    event('Lead Identified', 0, known),
    event('Handoff Rejected', 1, { properties: { reason: 'not-a-fit' } }),
    competitor(2, 'partner'),
  ]
  assert.deepEqual(
    [state(...refused).stage, state(...refused).disqualifiedBy],
    ['disqualified', 'recycle.not-a-fit'],
  )
})

const demos = (day: number) => [event('Demo Requested', day, known), event('Demo Requested', day, known)]

test('[M1] promotion is tried after every event of a lead, and again when a rest is over', () => {
  const rejected = event('Handoff Rejected', 5, { properties: { reason: 'bad-timing' } })
  assert.equal(state(...demos(0), rejected, ...demos(30)).stage, 'recycled')
  const { stage, cycle } = state(...demos(0), rejected, ...demos(65))
  assert.deepEqual([stage, cycle], ['mql', 2])
})

test('[M2] the first tier that holds wins', () => {
  const right = { lead: { ...known.lead, seniority: 'director' }, company: { employees: 100 } }
  assert.equal(state(event('Demo Requested', 0, right)).tier, 'hot')
  assert.equal(state(...demos(0)).tier, 'warm')
  assert.equal(state(...demos(0)).cycle, 1)
})

test('[M3] did counts times, days and trust', () => {
  const asks = (condition: string, ...events: readonly LeadEvent[]) =>
    foldHistory(compiledOf(`agreement: x\nmql: { tiers: [ { id: t, all: [ ${condition} ] } ] }\n`), events)
      .state.stage === 'mql'
  const page = (day: number, trust: LeadEvent['trust'] = 'server') =>
    event('Page Viewed', day, { trust, properties: { page_group: 'pricing' } })
  assert.ok(asks('{ did: Page Viewed, times: 2 }', page(0), page(90)))
  assert.ok(!asks('{ did: Page Viewed, times: 2 }', page(0)))
  assert.ok(asks('{ did: Page Viewed, times: 2, within: 7 days }', page(0), page(6)))
  assert.ok(!asks('{ did: Page Viewed, times: 2, within: 7 days }', page(0), page(7)))
  assert.ok(!asks('{ did: Page Viewed, trust: signed }', page(0, 'public')))
  assert.ok(asks('{ did: Page Viewed, where: { page_group: pricing } }', page(0)))
  assert.ok(!asks('{ did: Page Viewed, where: { page_group: blog } }', page(0)))
})

test('[M4] conditions nest', () => {
  const read = Array.from({ length: 50 }, () => event('Page Viewed', 0, known))
  assert.equal(state(...read).tier, 'reader')
  assert.equal(state(event('Email Unsubscribed', -1, known), ...read).stage, 'lead')
  const publicly = read.map((one) => ({ ...one, trust: 'public' as const }))
  assert.equal(state(...publicly).stage, 'lead')
  assert.equal(state(event('Lead Identified', 0, { lead: { country: 'DE' } }), ...publicly).stage, 'mql')
})

test('[M5] an incomplete packet waits for data, and the data promotes', () => {
  const waiting = state(event('Demo Requested'), event('Demo Requested'))
  assert.deepEqual([waiting.stage, waiting.waiting], ['lead', { tier: 'warm', missing: ['lead.email'] }])
  const { stage, waiting: left } = state(
    event('Demo Requested'),
    event('Demo Requested'),
    event('Lead Identified', 1, known),
  )
  assert.deepEqual([stage, left], ['mql', null])
})

test('[M6] a decision keeps all that it rests on', () => {
  const history = demos(0)
  const { decisions } = foldHistory(compiled, history)
  const promotion = decisions.find(({ to }) => to === 'mql')!
  assert.deepEqual(promotion, {
    kind: 'stage',
    at: START,
    from: 'lead',
    to: 'mql',
    skipped: [],
    tier: 'warm',
    cycle: 1,
    clauses: ['mql.warm'],
    breaks: [],
    contested: null,
    causeEvent: history[1]!.id,
    timer: null,
    evidence: [history[1]!.id],
    score: 80,
    grade: 'D',
    meters: { intent: 80, steady: 0 },
    handoff: { ...promotion.handoff!, openedAt: START, owner: null, clock: null, firstTouchDue: null },
  })
})

test('[M7] the five presets judge one stream differently, as the texts do', () => {
  const lead = { email: 'ada@core.example', seniority: 'director', source: 'referral' }
  const company = { name: 'Core', employees: 200, industry: 'software', revenue: 5_000_000 }
  const stream = [
    event('Content Downloaded', 0, { lead, company, properties: { funnel: 'top' } }),
    event('Learn More Clicked', 1),
    event('Trial Started', 2),
    event('Demo Requested', 3),
    event('Handoff Accepted', 4),
    event('Touch Logged', 4, { properties: { channel: 'call', outcome: 'connected' } }),
    event('Criterion Answered', 5, { properties: { criterion: 'need', value: 'reports' } }),
    event('Criterion Answered', 5, { properties: { criterion: 'timing', value: 3 } }),
    event('Criterion Answered', 6, { properties: { criterion: 'budget', value: 20_000 } }),
    event('Criterion Answered', 6, { properties: { criterion: 'authority', value: 'decides' } }),
  ]
  const stages = (preset: string) => {
    const agreement = compiledOf(shippedAgreement(preset))
    return stream.map((_, index) => foldHistory(agreement, stream.slice(0, index + 1)).state.stage).join(' ')
  }
  // after:     e-book, learn more, trial, demo, accepted, call, need, timing, budget, authority
  assert.deepEqual(Object.fromEntries(PRESETS.map((preset) => [preset, stages(preset)])), {
    'email-is-enough': 'mql mql mql mql sal sql sql sql sql sql',
    'persona-and-score': 'lead lead lead mql sal sal sal sql sql sql',
    'learn-more-is-sql': 'mql sql sql sql sql sql sql sql sql sql',
    // Three days of fading leave 99.6 points of the hundred after the demo request.
    'points-100': 'lead lead lead lead sal sal sal sal sql sql',
    'product-interest': 'lead lead lead mql sal sal sal sal sal sql',
  })
})

const accepted = (day: number) => event('Handoff Accepted', day)

test('[S1] acceptance makes a SAL', () => {
  assert.equal(state(...demos(0), accepted(1)).stage, 'sal')
})

test('[S2] an SQL needs every need and enough criteria', () => {
  const answer = (criterion: string, value: string | number) =>
    event('Criterion Answered', 2, { properties: { criterion, value } })
  const met = event('Meeting Held', 2)
  assert.equal(state(...demos(0), accepted(1), met).stage, 'sal')
  assert.equal(state(...demos(0), accepted(1), met, answer('budget', 9000)).stage, 'sal')
  assert.equal(state(...demos(0), accepted(1), met, answer('budget', '10000')).stage, 'sql')
  assert.equal(state(...demos(0), accepted(1), answer('need', 'reports')).stage, 'sal')
  const silent = compiledOf('agreement: x\nmql: { tiers: [ { id: t, all: [ { did: Demo Requested } ] } ] }\n')
  assert.equal(foldHistory(silent, [...demos(0), accepted(1), met]).state.stage, 'sal')
})

test('[S3] stages passed over are recorded as skipped, never invented', () => {
  const skipped = (...events: readonly LeadEvent[]) => foldHistory(compiled, events).decisions.at(-1)!.skipped
  assert.deepEqual(skipped(event('Lead Identified'), event('Opportunity Won', 1)), [
    'mql',
    'sal',
    'sql',
    'opportunity',
  ])
  assert.deepEqual(skipped(...demos(0), event('Opportunity Opened', 1)), ['sal', 'sql'])
  assert.deepEqual(skipped(event('Lead Identified'), accepted(1)), ['mql'])
})

test('[S4] a win makes a customer, a referral an advocate, and neither is sent back', () => {
  const won = [event('Lead Identified'), event('Opportunity Won', 1)]
  assert.equal(state(...won, event('Referral Made', 2)).stage, 'advocate')
  assert.equal(state(...won, event('Opportunity Lost', 2)).stage, 'customer')
  assert.equal(state(...won, competitor(2, 'competitor')).stage, 'customer')
})

test('[R1] recycling keeps a share of the meters and rests', () => {
  const rejected = () => event('Handoff Rejected', 0, { properties: { reason: 'bad-timing' } })
  const { stage, rest, meters, tier } = state(...demos(0), rejected())
  assert.deepEqual([stage, rest?.until, meters[0]!.level, tier], ['recycled', START + 60 * DAY, 40, null])
  const lost = state(...demos(0), event('Opportunity Opened', 0), event('Opportunity Lost', 0))
  assert.deepEqual([lost.stage, lost.rest?.until, lost.meters[0]!.level], ['recycled', START + 90 * DAY, 20])
})

test('[R2] only a reason that disqualifies applies to a lead that was not handed over', () => {
  const rejected = (reason: string) => event('Handoff Rejected', 1, { properties: { reason } })
  assert.equal(state(event('Lead Identified'), rejected('bad-timing')).stage, 'lead')
  assert.equal(state(event('Lead Identified'), rejected('not-a-fit')).stage, 'disqualified')
  assert.equal(state(...demos(0), rejected('nobody-agreed-on-this')).stage, 'recycled')
})
