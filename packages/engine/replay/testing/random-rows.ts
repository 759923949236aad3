/** Random rows of a few leads who may share a company, in order of arrival, which is not the order of time. */
import fc from 'fast-check'
import { DAY, START } from '../../testing/given.ts'
import { assigned, randomHistory } from '../../testing/random-history.ts'
import type { LeadEvent } from '../../event.ts'
import type { Member, Row } from './plain-replay.ts'

export interface RandomRows {
  readonly members: readonly Member[]
  readonly rows: readonly Row[]
  readonly until: number
}

const SALES = [
  'Handoff Accepted',
  'Prospect Opened',
  'Handoff Rejected',
  'Handoff Returned',
  'Handoff Assigned',
  'Handoff Assigned',
  'Touch Logged',
  'Meeting Booked',
  'Lead Reinstated',
  'Criterion Answered',
  'Meeting Held',
  'Opportunity Lost',
  'Referral Made',
  'Page Viewed',
  'Demo Requested',
  'Lead Identified',
]

/** Denser in acts of sales than random histories are, so that leads go round more than once. */
const salesEvent: fc.Arbitrary<Omit<LeadEvent, 'id' | 'seq'>> = fc.record({
  name: fc.constantFrom(...SALES),
  occurredAt: fc
    .tuple(fc.integer({ min: 0, max: 120 }), fc.constantFrom(0, 1, 30 * 60_000, DAY / 2 - 1, DAY / 2))
    .map(([day, offset]) => START + day * DAY + offset),
  trust: fc.constantFrom('public', 'signed', 'server'),
  identified: fc.boolean(),
  properties: fc.record(
    {
      reason: fc.constantFrom('bad-timing', 'no-budget', 'unreachable', 'not-a-fit', 'nonsense', 3),
      criterion: fc.constantFrom('budget', 'authority', 'need', 'nonsense'),
      value: fc.constantFrom<unknown[]>('decides', 'none', '12000', 20_000, 5, null, { nested: 1 }),
      page_group: fc.constantFrom('pricing', 'careers', 'comparison'),
      channel: fc.constantFrom('call', 'note'),
      uncatalogued: fc.constant(true),
      ...assigned,
    },
    { requiredKeys: [] },
  ),
})

export function randomRows(leads: number, maxLength = 25): fc.Arbitrary<RandomRows> {
  const history = fc
    .tuple(randomHistory(maxLength), fc.array(salesEvent, { maxLength, size: 'max' }))
    .map(([any, sales]): readonly Omit<LeadEvent, 'id' | 'seq'>[] => [...any, ...sales])
  const lead = fc.record({ history, company: fc.constantFrom(null, 'c1', 'c1', 'c2') })
  return fc
    .record({
      leads: fc.array(lead, { minLength: leads, maxLength: leads }),
      until: fc.nat(200),
      seed: fc.nat(),
    })
    .map(({ leads, until, seed }) => {
      const members = leads.map(({ company }, index) => ({ id: `lead-${index}`, company }))
      const rows = leads.flatMap(({ history }, index) =>
        history.map(
          ({ name, occurredAt, trust, identified = false, properties, lead, company, colleague }) => ({
            lead: members[index]!.id,
            name,
            occurredAt,
            trust,
            identified,
            properties,
            leadFacts: lead ?? null,
            companyFacts: company ?? null,
            // What is about another company is no news for colleagues.
            company: colleague ? 'c2' : members[index]!.company,
          }),
        ),
      )
      return { members, rows: numbered(rows, seed), until: START + until * DAY }
    })
}

/** Numbers rows in an order of arrival of their own. */
function numbered(rows: readonly Omit<Row, 'seq'>[], seed: number): readonly Row[] {
  const order = rows.map((row, index) => ({ row, place: (index * 7919 + seed) % 104_729 }))
  return order.sort((a, b) => a.place - b.place).map(({ row }, index) => ({ ...row, seq: index + 1 }))
}
