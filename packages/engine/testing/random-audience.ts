/** Random audiences over what the agreement of Northbeam and random histories know. */
import fc from 'fast-check'
import { STAGES } from '../agreement/agreement.ts'

const did = fc
  .record({
    event: fc.constantFrom('Content Downloaded', 'Demo Requested', 'Email Clicked', 'Trial Used'),
    times: fc.constantFrom(1, 1, 2, 3),
    days: fc.constantFrom(null, 1, 7, 30, 90),
  })
  .map(({ event, times, days }) => ({
    did: event,
    ...(times > 1 && { times }),
    ...(days !== null && { within: `${days} days` }),
  }))

const leaf: fc.Arbitrary<unknown> = fc.oneof(
  did,
  fc.integer({ min: 1, max: 60 }).map((score) => ({ score })),
  fc.integer({ min: 1, max: 40 }).map((level) => ({ meter: 'interest', 'at-least': level })),
  fc.subarray(['A', 'B', 'C', 'D'], { minLength: 1 }).map((grade) => ({ grade })),
  fc.constantFrom(
    { field: { 'company.employees': { from: 50, to: 1000 } } },
    { field: { 'lead.seniority': { not: ['student', 'intern'] } } },
    { field: { 'company.industry': { starts: 'soft' }, 'company.region': { known: false } } },
    { persona: 'Buyer' },
    { segment: 'hot' },
  ),
  fc.subarray([...STAGES], { minLength: 1 }).map((stage) => ({ stage })),
)

/** As the document of one. */
export const randomAudience: fc.Arbitrary<unknown> = fc.letrec<{ audience: unknown }>((tie) => ({
  audience: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'audience' },
    leaf,
    fc.array(tie('audience'), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie('audience'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
    tie('audience').map((not) => ({ not })),
  ),
})).audience
