import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compiledOf, DAY, event, PRESETS, shippedAgreement, START } from '../testing/given.ts'
import { foldHistory } from '../fold/fold-history.ts'
import { explainHistory, traceHistory } from './explain-history.ts'
import { runExamples } from './run-examples.ts'
import { whatWouldItTake } from './what-would-it-take.ts'

const northbeam = compiledOf(shippedAgreement('northbeam-b2b'))
const lead = { email: 'ada@core.example', seniority: 'director', email_class: 'business' }
const company = { name: 'Core', employees: 200, industry: 'software' }
const known = event('Lead Identified', 0, { lead, company })
const pricing = (day: number) => event('Page Viewed', day, { properties: { page_group: 'pricing' } })

test('[V1] a verdict shows the past as it was', () => {
  const history = [known, pricing(1), event('Demo Requested', 20)]
  const then = explainHistory(northbeam, history, START + 10 * DAY)
  assert.deepEqual([then.verdict.stage, then.decisions.length], ['lead', 1])
  const now = explainHistory(northbeam, history, START + 20 * DAY)
  assert.deepEqual([now.verdict.stage, now.verdict.tier], ['mql', 'hand-raiser'])
})

test('[V2] a reason names what was expected, what was observed, and by which events', () => {
  const views = [pricing(1), pricing(2)]
  const { verdict } = explainHistory(northbeam, [known, ...views], START + 2 * DAY)
  const product = verdict.tiers.find(({ tier }) => tier === 'product')!
  assert.equal(product.met, false)
  assert.ok(product.reason.kind === 'all')
  const [meter, grade] = product.reason.reasons
  assert.ok(meter?.kind === 'meter' && grade?.kind === 'grade')
  assert.equal(meter.clause, 'mql.product/meter-intent')
  assert.deepEqual(meter.expected, { meter: 'intent', atLeast: 60 })
  assert.ok(Math.abs(meter.observed.level - 15.94) < 0.01)
  assert.deepEqual(
    meter.events,
    views.map(({ id }) => id),
  )
  assert.deepEqual([grade.met, grade.observed.grade, grade.events], [true, 'A', [known.id]])
})

test('[V3] the nearest tier is named while none holds', () => {
  const near = explainHistory(northbeam, [known, ...[1, 2, 3, 4, 5].map(pricing)], START + 5 * DAY).verdict
  assert.equal(near.nearestTier, 'product')
  const met = explainHistory(northbeam, [known, event('Demo Requested', 1)], START + DAY).verdict
  assert.equal(met.nearestTier, null)
})

test('[V4] traced evidence names the events behind meters and facts', () => {
  const views = [1, 2, 3, 4, 5, 6, 7, 8].map(pricing)
  const promotion = traceHistory(northbeam, [known, ...views]).decisions.find(({ to }) => to === 'mql')!
  assert.equal(promotion.tier, 'product')
  assert.deepEqual([...promotion.evidence].toSorted(), [known, ...views].map(({ id }) => id).toSorted())
})

test('[W2] remedies are smallest first and ask for facts only where nothing is known', () => {
  const take = (...events: Parameters<typeof foldHistory>[1]) =>
    whatWouldItTake(northbeam, foldHistory(northbeam, events).state, START)
  const [smallest] = take(known)
  assert.deepEqual(smallest, {
    tier: 'hand-raiser',
    events: [{ name: 'Demo Requested', times: 1, where: [] }],
    facts: [],
  })
  const [unknown] = take(event('Lead Identified', 0, { lead: { email: 'ada@core.example' } }))
  assert.deepEqual(
    unknown!.facts.map(({ field }) => field),
    ['company.name', 'company.employees'],
  )
  const tooSmall = take(
    event('Lead Identified', 0, {
      lead: { ...lead, seniority: 'specialist' },
      company: { ...company, employees: 3, industry: 'agency' },
    }),
  )
  assert.deepEqual(tooSmall, [])
  assert.deepEqual(take(known, event('Demo Requested')), [])
})

test('[X1] the golden leads of every shipped agreement come out as agreed', () => {
  for (const name of ['northbeam-b2b', ...PRESETS]) {
    const results = runExamples(compiledOf(shippedAgreement(name)))
    assert.ok(results.length >= 2, name)
    for (const result of results)
      assert.ok(result.passed, `${name}: ${result.name}: ${JSON.stringify(result.observed)}`)
  }
})

test('[X1] an example that comes out otherwise says what was observed', () => {
  const flipped = shippedAgreement('points-100').replace(
    '{ on: Demo Requested,     give: 50',
    '{ on: Demo Requested,     give: 40',
  )
  const failed = runExamples(compiledOf(flipped)).filter(({ passed }) => !passed)
  assert.deepEqual(
    failed.map(({ name, observed }) => [name, observed.stage, observed.score]),
    [
      ['A demo and a trial are not yet enough', 'lead', 80],
      ['A demo, a trial and a piece of content are', 'lead', 90],
    ],
  )
})
