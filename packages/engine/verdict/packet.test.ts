import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { foldHistory } from '../fold/fold-history.ts'
import type { LeadEvent } from '../event.ts'
import { compiledOf, DAY, event, PRESETS, shippedAgreement, START } from '../testing/given.ts'
import { randomHistory } from '../testing/random-history.ts'
import { packetOf } from './packet.ts'

const northbeam = compiledOf(shippedAgreement('northbeam-b2b'))
const did = (name: string, day: number, properties: LeadEvent['properties'] = {}) =>
  event(name, day, { properties })
const known = event('Lead Identified', 0, {
  lead: { email: 'ada@core.example', seniority: 'director', country: null },
  company: { name: 'Core', employees: 200 },
})

function packetAt(history: readonly LeadEvent[], more: readonly LeadEvent[] = []) {
  const decision = foldHistory(northbeam, history).decisions.findLast(({ kind }) => kind === 'stage')!
  return packetOf(northbeam, [...more, ...history], decision)
}

test('[B1] a packet is the lead as it stood at the promotion, and why its tier holds', () => {
  const history = [known, did('Trial Started', 1), did('Demo Requested', 2)]
  const packet = packetAt(history, [did('Page Viewed', 3, { page_group: 'pricing' })])
  assert.deepEqual(
    [packet.at, packet.stage, packet.tier, packet.cycle, packet.grade],
    [START + 2 * DAY, 'mql', 'hand-raiser', 1, 'B'],
  )
  assert.deepEqual(packet.lead, { email: 'ada@core.example', seniority: 'director' })
  assert.deepEqual(packet.company, { employees: 200, name: 'Core' })
  assert.ok(packet.reason?.met)
  assert.deepEqual(packet.meters, foldHistory(northbeam, history).decisions.at(-1)!.meters)
  const taken = packetAt([known, did('Trial Used', 1), did('Prospect Opened', 2)])
  assert.deepEqual([taken.stage, taken.tier, taken.reason, taken.fit], ['sal', null, null, 50])
})

test('[B1] whatever comes later, in whatever order it arrives, the packet stays', () => {
  const agreements = ['northbeam-b2b', ...PRESETS].map((name) => compiledOf(shippedAgreement(name)))
  let seen = 0
  fc.assert(
    fc.property(fc.constantFrom(...agreements), randomHistory(), (compiled, random) => {
      const history = JSON.parse(JSON.stringify(random)) as readonly LeadEvent[]
      const { decisions } = foldHistory(compiled, history, START + 400 * DAY)
      for (const decision of decisions.filter(({ kind, to }) => kind === 'stage' && to === 'mql')) {
        const packet = packetOf(compiled, history, decision)
        const until = history.filter(({ occurredAt }) => occurredAt <= decision.at)
        assert.deepEqual(packetOf(compiled, until.toReversed(), decision), packet)
        assert.deepEqual(JSON.parse(JSON.stringify(packet)), packet)
        assert.ok(packet.reason?.met)
        seen++
      }
    }),
    { numRuns: 300, seed: 20261122 },
  )
  assert.ok(seen > 50)
})

test('[B2] the ten events that mattered most are shown: evidence, then points, then the newest', () => {
  const compiled = compiledOf(`agreement: pages
meters: { intent: { max: 95 } }
points:
  page: { on: Page Viewed, give: 1, to: intent }
  prices: { on: Page Viewed, where: { page_group: pricing }, give: 80, to: intent }
  demo: { on: Demo Requested, give: 50, to: intent }
mql: { tiers: [ { id: hot, all: [ { did: Demo Requested }, { field: { company.employees: { from: 50 } } } ] } ] }
`)
  const prices = did('Page Viewed', 0, { page_group: 'pricing' })
  const pages = Array.from({ length: 12 }, (_, day) => did('Page Viewed', day + 1))
  const history = [known, prices, ...pages, did('Email Opened', 14), did('Demo Requested', 20)]
  const { events } = packetOf(compiled, history, foldHistory(compiled, history).decisions.at(-1)!)
  assert.deepEqual(
    events.map(({ name, added }) => [name, added]),
    // The meter was nearly full when the demo was asked for.
    [
      ['Lead Identified', 0],
      ['Page Viewed', 81],
      ...pages.slice(5).map(() => ['Page Viewed', 1]),
      ['Demo Requested', 2],
    ],
  )
  assert.equal(events[2]!.id, pages[5]!.id)
})

test('[B2] what was read and watched is listed, the newest first, where it has a title', () => {
  const { content } = packetAt([
    known,
    did('Content Downloaded', 1, { title: 'Lead times' }),
    did('Video Watched', 2),
    did('Webinar Attended', 3, { title: 'Audits' }),
    did('Demo Requested', 4),
  ])
  assert.deepEqual(
    content.map(({ name, title }) => [name, title]),
    [
      ['Webinar Attended', 'Audits'],
      ['Content Downloaded', 'Lead times'],
    ],
  )
})

test('[B3] it names what the agreement asks for and nobody knows', () => {
  const answered = did('Criterion Answered', 1, { criterion: 'need', value: 'audits' })
  const { unknown, openCriteria } = packetAt([known, answered, did('Demo Requested', 2)])
  assert.deepEqual(unknown, ['company.industry', 'company.segment', 'lead.email_class'])
  assert.deepEqual(openCriteria, ['budget', 'authority', 'timing'])
})
