import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compileAgreement, type LeadEvent, readAgreement, standardCatalogue } from '@baton/engine'
import { zoneOffsets } from '@baton/zones'
import { blindLead } from './blind-leads.ts'

const DAY_MS = 86_400_000
const AS_OF = Date.UTC(2026, 5, 1)

const { agreement } = readAgreement(
  'agreement: blind\nmql: { tiers: [ { id: hot, all: [ { did: Demo Requested } ] } ] }\n',
  standardCatalogue,
)
const compiled = compileAgreement(agreement!, standardCatalogue, zoneOffsets)

let count = 0
function event(name: string, daysBefore: number, more: Partial<LeadEvent> = {}): LeadEvent {
  const occurredAt = AS_OF - daysBefore * DAY_MS
  return { id: `e${++count}`, seq: count, name, occurredAt, trust: 'server', properties: {}, ...more }
}
const known = (lead: LeadEvent['lead'] = {}, company: LeadEvent['company'] = {}) =>
  event('Lead Identified', 10, { lead, company })

test('what names somebody is not shown, nor a fact that repeats it', () => {
  const { lead, company } = blindLead(
    compiled,
    [
      known(
        {
          name: 'Ursula Kanarin',
          email: 'ursula.k@kanarin-werke.example',
          linkedin: 'https://www.linkedin.com/in/ukanarin/',
          title: 'Owner, Kanarin Werke',
          campaign: 'abm-kanarin-werke-q2',
          source: 'linkedin',
          landing_page: '/for/ukanarin',
          seniority: 'director',
        },
        { name: 'Kanarin Werke', domain: 'kanarin-werke.example', industry: 'software', employees: 80 },
      ),
    ],
    AS_OF,
  )
  assert.deepEqual(lead, { source: 'linkedin', seniority: 'director' })
  assert.deepEqual(company, { industry: 'software', employees: 80 })
})

test('plain words of a company’s name hide nothing', () => {
  const { company, lead } = blindLead(
    compiled,
    [known({ title: 'Head of Software' }, { name: 'Ivo Software', industry: 'software' })],
    AS_OF,
  )
  assert.deepEqual([lead, company], [{ title: 'Head of Software' }, { industry: 'software' }])
})

test('what a lead did is told by kind, the most recent first, and only what it did itself by then', () => {
  const page = (group: string, daysBefore: number) =>
    event('Page Viewed', daysBefore, { properties: { page_group: group, title: 'Hello Ursula' } })
  const { did } = blindLead(
    compiled,
    [
      page('pricing', 3.5),
      page('pricing', 7),
      page('for-kanarin', 2),
      event('Demo Requested', 1),
      event('Demo Requested', -1),
      event('Touch Logged', 1, { properties: { channel: 'call' } }),
      event('Webinar Attended', 4, { colleague: true }),
    ],
    AS_OF,
  )
  assert.deepEqual(did, [
    { event: 'Demo Requested', what: null, times: 1, daysBefore: 1 },
    { event: 'Page Viewed', what: null, times: 1, daysBefore: 2 },
    { event: 'Page Viewed', what: 'pricing', times: 2, daysBefore: 3 },
  ])
})
