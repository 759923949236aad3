import assert from 'node:assert/strict'
import { test } from 'node:test'
import { funnelSteps } from './funnel-steps.ts'

const FUNNEL = { seen: 200, started: 80, submitted: 50, refused: 3, leads: 40, mql: 10, sql: 4, won: 1 }
const rates = (funnel: typeof FUNNEL) =>
  Object.fromEntries(funnelSteps(funnel).map(({ name, rate }) => [name, rate?.rate ?? null]))

test('steps on the page are shares of who saw it, those after it of who sent it', () => {
  assert.deepEqual(rates(FUNNEL), {
    seen: null,
    started: 0.4,
    submitted: 0.25,
    mql: 0.25,
    sql: 0.1,
    won: 0.025,
  })
})

test('a form sent more often than it was seen has no rate', () => {
  assert.equal(rates({ ...FUNNEL, seen: 30 })['submitted'], null)
})

test('few people say nothing', () => {
  const steps = funnelSteps({ ...FUNNEL, leads: 12 })
  assert.ok(steps.find(({ name }) => name === 'mql')!.rate!.tooFew)
})
