/** Random histories for property tests: events of every kind that the shipped agreements listen to. */
import fc from 'fast-check'
import type { Fields, LeadEvent, Trust } from '../event.ts'
import { DAY, START } from './given.ts'

/** Who has a handoff from now on, with hours in several zones, some of which nobody can work by. */
export const assigned = {
  to: fc.constantFrom('ben', 'cleo', 'dan', ''),
  team: fc.constantFrom('emea', 'rest'),
  why: fc.constantFrom('route', 'claimed', 'overdue'),
  hours: fc.constantFrom(
    'Europe/Berlin mon-thu 09:00-18:00, fri 09:00-15:00',
    'Asia/Tokyo mon-fri 09:00-18:00',
    'America/Sao_Paulo sat-sun 00:00-24:00',
    'Asia/Kolkata mon-sun 08:30-12:45',
    'Europe/Atlantis mon-fri 09:00-18:00',
    'whenever',
  ),
}

const PROPERTIES: Readonly<Record<string, fc.Arbitrary<Record<string, unknown>>>> = {
  'Page Viewed': fc.record({ page_group: fc.constantFrom('pricing', 'comparison', 'careers', 'blog') }),
  'Content Downloaded': fc.record({ funnel: fc.constantFrom('top', 'middle', 'bottom') }),
  'Webinar Attended': fc.record({ minutes: fc.integer({ min: 0, max: 60 }) }),
  'Video Watched': fc.record({ percent: fc.integer({ min: 0, max: 100 }) }),
  'Form Submitted': fc.record({ kind: fc.constantFrom('content', 'product', 'newsletter') }),
  'Touch Logged': fc.record({
    channel: fc.constant('call'),
    outcome: fc.constantFrom('connected', 'no-answer'),
  }),
  'Handoff Rejected': fc.record({
    reason: fc.constantFrom('bad-timing', 'no-budget', 'unreachable', 'not-a-fit', 'not-now', 'nonsense'),
    field: fc.constantFrom(undefined, 'company.employees'),
  }),
  'Handoff Returned': fc.record({ reason: fc.constantFrom('bad-timing', 'lost', 'not-a-fit') }),
  'Handoff Assigned': fc.record(assigned, { requiredKeys: ['to'] }),
  'Opportunity Opened': fc.record({ amount: fc.constantFrom(9000, '12000'), stage: fc.constant('proposal') }),
  'Opportunity Changed': fc.record({
    amount: fc.constantFrom(1, null),
    stage: fc.constantFrom('open', null),
  }),
  'Criterion Answered': fc.record({
    criterion: fc.constantFrom('budget', 'authority', 'need', 'timing', 'nonsense'),
    value: fc.oneof(
      fc.constantFrom('decides', 'none', '12000', 'yes', null),
      fc.integer({ min: 0, max: 30_000 }),
    ),
  }),
}

const NAMES = [
  ...Object.keys(PROPERTIES),
  'Demo Requested',
  'Quote Requested',
  'Contact Requested',
  'Trial Started',
  'Trial Used',
  'Learn More Clicked',
  'Newsletter Subscribed',
  'Email Clicked',
  'Email Unsubscribed',
  'Chat Started',
  'Handoff Accepted',
  'Prospect Opened',
  'Lead Reinstated',
  'Meeting Booked',
  'Meeting Moved',
  'Meeting Held',
  'Demo Attended',
  'Proposal Sent',
  'Opportunity Won',
  'Opportunity Lost',
  'Referral Made',
  'Never Catalogued',
]

const leadFields: fc.Arbitrary<Fields> = fc.record(
  {
    email: fc.constantFrom('ada@core.example', 'ben@core.example', null),
    seniority: fc.constantFrom('student', 'specialist', 'manager', 'director', null),
    email_class: fc.constantFrom('business', 'free'),
    source: fc.constantFrom('referral', 'paid search', 'webinar'),
  },
  { requiredKeys: [] },
)

const companyFields: fc.Arbitrary<Fields> = fc.record(
  {
    name: fc.constantFrom('Core', 'Rim', null),
    industry: fc.constantFrom('software', 'finance', 'agency', 'logistics'),
    employees: fc.constantFrom(4, 60, 200, 5000),
    revenue: fc.constantFrom(100_000, 5_000_000),
    segment: fc.constantFrom('customer-profile', 'competitor'),
  },
  { requiredKeys: [] },
)

const trust: fc.Arbitrary<Trust> = fc.constantFrom('public', 'signed', 'server')

const anyEvent: fc.Arbitrary<Omit<LeadEvent, 'id' | 'seq'>> = fc
  .record({
    name: fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...NAMES) },
      { weight: 1, arbitrary: fc.constant('Demo Requested') },
    ),
    // Many events share a day or an instant, because ties and day boundaries are where folding goes wrong.
    occurredAt: fc
      .tuple(fc.integer({ min: 0, max: 40 }), fc.constantFrom(0, 1, DAY / 2 - 1, DAY / 2))
      .map(([day, offset]) => START + day * 3 * DAY + offset),
    trust,
    identified: fc.boolean(),
    lead: fc.option(leadFields, { nil: undefined }),
    company: fc.option(companyFields, { nil: undefined }),
    colleague: fc.constantFrom(false, false, false, true),
  })
  .chain((event) =>
    (PROPERTIES[event.name] ?? fc.constant({})).map((properties) => ({ ...event, properties })),
  )

/** A lead's history in order of arrival, which is not the order of time. */
export function randomHistory(maxLength = 40): fc.Arbitrary<readonly LeadEvent[]> {
  return fc
    .array(anyEvent, { maxLength, size: 'max' })
    .map((events) => events.map((event, index) => ({ ...event, id: `e${index}`, seq: index })))
}
