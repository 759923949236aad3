import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY, START } from '../testing/given.ts'
import { CLAIM_SOURCE } from './benchmark-claims.ts'
import { benchmarks } from './benchmarks.ts'
import { type ToldLead, toldJourneys } from './testing/told-journeys.ts'

const QUERY = { period: { from: START, to: START + 1000 * DAY }, filter: {}, followDays: 90 }
const answered = (leads: readonly ToldLead[]) => {
  const { rows, followed } = benchmarks(toldJourneys(leads, 200), QUERY)
  const own = Object.fromEntries(
    rows.map(({ claim, own: one, why }) => [claim.key, one ? [one.leads.count, one.of.count] : why]),
  )
  return { own, followed: followed.count }
}

test('every claim is marked as one, with what stands beside it', () => {
  const { rows } = benchmarks(toldJourneys([], 200), QUERY)
  assert.equal(rows.length, 5)
  for (const { claim } of rows) {
    assert.equal(claim.source, CLAIM_SOURCE)
    assert.ok(claim.claimed.low <= claim.claimed.high)
  }
})

test('who never became a customer is counted of those followed long enough, and later than that is never', () => {
  const { own, followed } = answered([
    { contact: 0, promoted: 3, won: 80 },
    { contact: 0, promoted: 3, won: 120 },
    { contact: 10 },
    { contact: 150 },
  ])
  assert.deepEqual([own['leads-never-convert'], followed], [[2, 3], 3])
})

test('where there is no number of one’s own there is a reason, and none is made up', () => {
  assert.deepEqual(answered([{ contact: 0, acts: [[3, 'Email Opened']] }]).own, {
    'leads-never-convert': [1, 1],
    'mail-open-rate': 'mails-sent-not-known',
    'content-leads': 'not-told-apart',
    'content-cost': 'not-told-apart',
    'webinars-favoured': 'no-webinars',
  })
  assert.equal(answered([{ contact: 150 }]).own['leads-never-convert'], 'nobody-followed')
})

test('openers are counted of those to whom a mail is known to have been sent; webinars before sales had the lead', () => {
  const sql = { contact: 0, promoted: 5, accepted: 10, sql: 20 }
  const { own } = answered([
    { contact: 0, acts: [[1, 'Email Sent'], [2, 'Email Opened']] }, // prettier-ignore
    { contact: 0, acts: [[1, 'Email Sent']] },
    { contact: 0, acts: [[2, 'Email Opened']] },
    { ...sql, acts: [[9, 'Webinar Attended']] },
    { ...sql, acts: [[15, 'Webinar Attended']] },
  ])
  assert.deepEqual([own['mail-open-rate'], own['webinars-favoured']], [[1, 2], [1, 2]]) // prettier-ignore
})
