import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { DAY, START } from '../testing/given.ts'
import { Cells } from './cells.ts'
import { END, type Journeys, NEVER } from './journeys.ts'
import { randomJourneys } from './testing/random-journeys.ts'
import { sampledJourneys } from './testing/sampled-journeys.ts'
import { momentOf, type ToldLead, toldJourneys } from './testing/told-journeys.ts'
import { traits, type TraitsQuery } from './traits.ts'

const ALWAYS = { from: START, to: START + 1000 * DAY }
const AGAINST_LOST: TraitsQuery = { period: ALWAYS, filter: {}, against: 'lost' }
const AGAINST_ALL: TraitsQuery = { ...AGAINST_LOST, against: 'all' }

const won: ToldLead = { contact: 0, promoted: 10, accepted: 11, won: 30 }
const lost: ToldLead = { contact: 0, promoted: 10, accepted: 11, opportunity: 15, lost: 30 }
const many = (count: number, lead: ToldLead): ToldLead[] => Array.from({ length: count }, () => lead)

const rowOf = (journeys: Journeys, query: TraitsQuery, name: string) =>
  traits(journeys, query).rows.find(({ trait }) => Object.values(trait).includes(name))

test('[J17] over many seeds hardly any trait is found where nothing predicts who is won', () => {
  for (const against of ['lost', 'all'] as const) {
    let [found, tested] = [0, 0]
    for (let seed = 1; seed <= 60; seed++) {
      const answer = traits(sampledJourneys({ people: 1200, seed }), { ...AGAINST_LOST, against })
      found += answer.rows.filter(({ q }) => q < 0.05).length
      tested += answer.tested
    }
    assert.ok(tested > 5000, `${tested} tested`)
    assert.ok(found <= 3, `${found} of ${tested} found against ${against}`)
  }
})

test('a planted fact and a planted act are found, strongest first, with an interval that holds the truth', () => {
  const journeys = sampledJourneys({
    people: 20_000,
    seed: 7,
    rates: [0.5, 0.7, 0.6, 0.6, 0.3],
    planted: ({ facts, acts }, step) =>
      step === 4 ? (facts.industry === 'industry 3' ? 2 : 1) * (acts.has(2) ? 1.7 : 1) : 1,
  })
  for (const query of [AGAINST_LOST, AGAINST_ALL]) {
    const { rows } = traits(journeys, query)
    const found = rows.filter(({ q }) => q < 0.01).map(({ trait }) => Object.values(trait).join(' '))
    assert.deepEqual(found.toSorted(), ['did Act 2', 'fact industry industry 3'])
    for (const { lift } of rows.slice(0, 2)) assert.ok(lift.low > 1.2)
  }
})

test('what somebody does once sales has the lead is no trait; at that very moment it still is', () => {
  const journeys = toldJourneys(
    [
      ...many(30, { ...won, acts: [[11, 'Demo Requested'], [11.01, 'Demo Attended'], [35, 'Referral Made']] }), // prettier-ignore
      ...many(30, { ...lost, acts: [[3, 'Demo Attended']] }),
    ],
    100,
  )
  assert.equal(rowOf(journeys, AGAINST_LOST, 'Demo Requested')!.won.leads.count, 30)
  assert.equal(rowOf(journeys, AGAINST_LOST, 'Demo Attended')!.won.leads.count, 0)
  assert.equal(rowOf(journeys, AGAINST_LOST, 'Referral Made'), undefined)
})

test('a form that was first filled in with sales, and content first taken then, are no way of coming', () => {
  const facts = { form: 'contact', content: 'Guide' }
  const told = toldJourneys(
    [
      ...many(30, { ...won, facts, acts: [[20, 'Form Submitted']] }),
      ...many(30, { ...lost, facts, acts: [[5, 'Form Submitted']] }),
    ],
    100,
  )
  const offsets = Uint32Array.from({ length: 61 }, (_, lead) => lead)
  const at = Float64Array.from({ length: 60 }, (_, lead) => momentOf(lead < 30 ? 20 : 5))
  const contents = { offsets, at, what: { codes: new Uint16Array(60).fill(1), names: ['', 'Guide'] } }
  const journeys = { ...told, contents }
  for (const { trait, won: own, others } of traits(journeys, AGAINST_LOST).rows)
    assert.deepEqual([own.leads.count, others.leads.count], [0, 30], JSON.stringify(trait))
})

test('of people whom sales never had as much time counts as some customer took', () => {
  const journeys = toldJourneys(
    [
      ...many(30, { ...won, acts: [[9, 'Webinar Attended']] }),
      ...many(30, { contact: 0, acts: [[9, 'Webinar Attended'], [40, 'Demo Requested']] }), // prettier-ignore
      ...many(30, { contact: 95 }),
    ],
    100,
  )
  const webinar = rowOf(journeys, AGAINST_ALL, 'Webinar Attended')!
  assert.deepEqual([webinar.others.leads.count, webinar.others.share.n], [30, 30])
  assert.equal(rowOf(journeys, AGAINST_ALL, 'Demo Requested'), undefined)
})

test('shares of a fact are of those of whom it is known, so what sales learns of customers is no trait', () => {
  const industry = (name: string) => ({ facts: { industry: name } })
  const journeys = toldJourneys(
    [
      ...many(40, { ...won, ...industry('software') }),
      ...many(40, { ...won, ...industry('retail') }),
      ...many(20, { ...lost, ...industry('software') }),
      ...many(20, { ...lost, ...industry('retail') }),
      ...many(200, lost),
    ],
    100,
  )
  const { lift, q } = rowOf(journeys, AGAINST_LOST, 'software')!
  assert.deepEqual([lift.ratio, q], [1, 1])
})

test('lost is who was decided against and is not in another pass; the others stand apart', () => {
  const journeys = toldJourneys([won, lost, { contact: 0, promoted: 10 }, { contact: 0 }], 100)
  const { won: own, others, apart } = traits(journeys, AGAINST_LOST)
  assert.deepEqual([own.count, others.count, apart.count], [1, 1, 2])
  const overdue = { ...journeys, cycles: { ...journeys.cycles, end: Uint8Array.of(END.won, END.overdue, END.open) } } // prettier-ignore
  assert.equal(traits(overdue, AGAINST_LOST).others.count, 0)
  const told = toldJourneys([lost, { contact: 0, promoted: 10 }], 100)
  const bothOfOne = { ...told, cycles: { ...told.cycles, offsets: Uint32Array.of(0, 2, 2), lead: Uint32Array.of(0, 0) } } // prettier-ignore
  assert.deepEqual([traits(bothOfOne, AGAINST_LOST).others.count, traits(told, AGAINST_LOST).others.count], [0, 1]) // prettier-ignore
  const all = traits(journeys, AGAINST_ALL)
  assert.deepEqual([all.won.count, all.others.count, all.apart.count], [1, 3, 0])
})

test('traits of too few are not tested, and it is said how many; the number tested is what q counts', () => {
  const journeys = toldJourneys(
    [
      ...many(30, { ...won, facts: { industry: 'software', source: 'search' } }),
      ...many(4, { ...won, facts: { industry: 'mining' } }),
      ...many(30, { ...lost, facts: { industry: 'retail', source: 'search' } }),
    ],
    100,
  )
  const { tested, leftOut, rows } = traits(journeys, AGAINST_LOST)
  assert.deepEqual([tested, leftOut, rows.length], [3, 1, 3])
  assert.ok(rows.every(({ q, lift }) => q >= lift.p))
})

test('everybody who came is in one of the groups or apart, merged leads in none, and shares are of no more than there are', () => {
  fc.assert(
    fc.property(randomJourneys(), fc.constantFrom(AGAINST_LOST, AGAINST_ALL), (journeys, query) => {
      const { leads } = journeys
      const came = leads.contactAt.filter((at, lead) => leads.root[lead] === lead && at !== NEVER)
      const { won: own, others, apart, rows } = traits(journeys, query)
      assert.equal(own.count + others.count + apart.count, came.length)
      for (const row of rows) {
        assert.ok(row.won.share.n <= own.count && row.others.share.n <= others.count)
        assert.ok(row.q >= row.lift.p)
      }
    }),
    { numRuns: 200 },
  )
})

test('the leads behind a number are as many as it says', () => {
  const journeys = sampledJourneys({ people: 500, seed: 3 })
  const { won: own, others, apart, rows } = traits(journeys, AGAINST_LOST)
  const counted = [
    own,
    others,
    apart,
    ...rows.slice(0, 30).flatMap((row) => [row.won.leads, row.others.leads]),
  ]
  for (const { cell, count } of counted) {
    const cells = new Cells(cell)
    traits(journeys, AGAINST_LOST, cells)
    assert.equal(cells.leads()!.length, count, cell)
  }
})
