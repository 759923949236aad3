import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { livesWithEvents, simulate, truthOf } from './simulate.ts'
import type { SimulatedEvent } from './simulated-event.ts'

const UNTIL = Date.UTC(2026, 10, 1)
const DEFAULT = { seed: 7, until: UNTIL }
const SMALL = { seed: 7, until: UNTIL, leads: 200 }

const hashOf = (events: Iterable<SimulatedEvent>): string => {
  const hash = createHash('sha256')
  for (const event of events) hash.update(JSON.stringify(event) + '\n')
  return hash.digest('hex')
}

const lives = [...livesWithEvents(DEFAULT)]
const leads = lives.filter(({ events }) => events.some((event) => event.identified))
type Life = (typeof lives)[number]
const did = (life: Life, name: string): number => life.events.filter((event) => event.name === name).length
const winRate = (some: readonly Life[]): number =>
  some.filter((life) => did(life, 'Opportunity Won') > 0).length / some.length

test('the same seed is the same company, byte for byte, on every machine', () => {
  assert.equal(hashOf(simulate(SMALL)), GOLDEN)
})

const GOLDEN = '8570454c5c5913619f5b9cfded999a7b66c0ac78cde44c9ac95e7f321ccbab75'

test('another seed is another company', () => {
  assert.notEqual(hashOf(simulate({ ...SMALL, seed: 8 })), GOLDEN)
})

test('events come in order of time, all before the end, each with an id of its own', () => {
  let last = 0
  const ids = new Set<string>()
  for (const event of simulate(SMALL)) {
    assert.ok(event.occurredAt >= last && event.occurredAt < UNTIL)
    last = event.occurredAt
    assert.ok(!ids.has(event.messageId), event.messageId)
    ids.add(event.messageId)
  }
})

test('every event says whom it happened to', () => {
  for (const { events } of lives)
    for (const event of events) assert.notDeepEqual(event.identity, {}, event.name)
})

test('told by lead or by time, it is the same story', () => {
  const sorted = (events: Iterable<SimulatedEvent>): string[] =>
    [...events].map((event) => JSON.stringify(event)).sort()
  assert.deepEqual(sorted(simulate({ ...SMALL, order: 'lead' })), sorted(simulate(SMALL)))
})

test('at its default size it is three thousand leads of some nine hundred companies over eighteen months', () => {
  const companies = new Set(lives.flatMap(({ events }) => events.flatMap((event) => event.company?.id ?? [])))
  assert.ok(leads.length > 2900 && leads.length <= 3000, `${leads.length} leads`)
  assert.ok(companies.size > 800 && companies.size < 1000, `${companies.size} companies`)
  const times = lives.flatMap(({ events }) => events.map((event) => event.occurredAt))
  const first = times.reduce((least, time) => Math.min(least, time))
  assert.ok((UNTIL - first) / 86_400_000 > 540)
})

test('every kind of event appears', () => {
  const names = new Set(lives.flatMap(({ events }) => events.map((event) => event.name)))
  assert.deepEqual(
    EVERY_EVENT.filter((name) => !names.has(name)),
    [],
  )
  assert.equal(names.size, EVERY_EVENT.length)
})

test('four to seven leads of a hundred are won, and nobody is won without fit and intent', () => {
  assert.ok(winRate(leads) > 0.04 && winRate(leads) < 0.07, `${winRate(leads)}`)
  const weak = leads.filter(({ truth }) => truth.intent < 0.2)
  assert.ok(winRate(weak) < 0.01, `${winRate(weak)}`)
})

test('wins rise with hidden intent and with hidden fit', () => {
  const byThird = (hidden: (life: Life) => number): number[] => {
    const sorted = [...leads].sort((a, b) => hidden(a) - hidden(b))
    const third = Math.floor(sorted.length / 3)
    return [0, 1, 2].map((part) => winRate(sorted.slice(part * third, (part + 1) * third)))
  }
  for (const hidden of [(life: Life) => life.truth.intent, (life: Life) => life.truth.fit]) {
    const [low, middle, high] = byThird(hidden)
    assert.ok(low! < middle! && middle! < high!, `${low}, ${middle}, ${high}`)
  }
})

test('sources differ in truth: referrals are won far more often than social leads', () => {
  const from = (source: string): Life[] => leads.filter(({ truth }) => truth.source === source)
  assert.ok(winRate(from('referral')) > 3 * winRate(from('social')))
})

test('who asks for a demo buys; who collects e-books does not', () => {
  const demo = leads.filter((life) => did(life, 'Demo Requested') > 0)
  const collectors = leads.filter(
    (life) => did(life, 'Content Downloaded') >= 4 && did(life, 'Demo Requested') === 0,
  )
  assert.ok(collectors.length > 100)
  assert.ok(winRate(demo) > 8 * winRate(collectors), `${winRate(demo)} against ${winRate(collectors)}`)
})

test('all kinds of noise are there, and not one of them buys much', () => {
  for (const kind of ['content-collector', 'student', 'competitor', 'job-seeker', 'accidental']) {
    const some = lives.filter(({ truth }) => truth.kind === kind)
    assert.ok(some.length >= 15, `${some.length} of ${kind}`)
    assert.ok(winRate(some) < 0.01, kind)
  }
})

test('sales leaves some lying, rejects some who would have bought, and some come back and buy', () => {
  const outcomes = new Set([...truthOf(DEFAULT)].map((truth) => truth.outcome))
  assert.deepEqual([...outcomes].sort(), ['ignored', 'lost', 'not-worked', 'rejected', 'won'])
  const returned = leads.filter(
    (life) => did(life, 'Handoff Rejected') > 0 && did(life, 'Opportunity Won') > 0,
  )
  assert.ok(returned.length >= 5, `${returned.length} returned and won`)
  const wrongly = leads.filter(({ truth }) => truth.outcome === 'rejected' && truth.winChance > 0.4)
  assert.ok(wrongly.length >= 10, `${wrongly.length} wrongly rejected`)
})

test('deals are lost about as often as they are won', () => {
  const won = leads.filter((life) => did(life, 'Opportunity Won') > 0).length
  const lost = leads.filter((life) => did(life, 'Opportunity Lost') > 0).length
  assert.ok(lost > 0.5 * won && lost < 2 * won, `${won} won, ${lost} lost`)
})

test('sales acts fall on weekdays', () => {
  const acts = new Set([
    'Handoff Accepted',
    'Handoff Rejected',
    'Touch Logged',
    'Meeting Held',
    'Opportunity Won',
  ])
  const weekend = lives.flatMap(({ events }) =>
    events.filter((event) => acts.has(event.name) && [0, 6].includes(new Date(event.occurredAt).getUTCDay())),
  )
  assert.deepEqual(weekend, [])
})

test('visitors come first: most leads are seen anonymously before they say who they are', () => {
  const anonymousFirst = leads.filter(
    ({ events }) => !events[0]!.identified && events[0]!.identity.anonymousId,
  )
  assert.ok(anonymousFirst.length / leads.length > 0.7)
  const linked = leads[0]!.events.find((event) => event.name === 'Lead Identified')!
  assert.ok(linked.identity.userId && linked.identity.anonymousId && linked.identity.email)
})

const EVERY_EVENT = [
  'Page Viewed',
  'Content Downloaded',
  'Form Submitted',
  'Newsletter Subscribed',
  'Webinar Registered',
  'Webinar Attended',
  'Event Attended',
  'Email Sent',
  'Email Opened',
  'Email Clicked',
  'Email Unsubscribed',
  'Video Watched',
  'Chat Started',
  'Social Engaged',
  'Calculator Used',
  'Demo Requested',
  'Demo Attended',
  'Quote Requested',
  'Pricing Discussed',
  'Trial Started',
  'Trial Used',
  'Trial Ended',
  'Call Received',
  'Learn More Clicked',
  'Handoff Accepted',
  'Handoff Rejected',
  'Touch Logged',
  'Meeting Booked',
  'Meeting Held',
  'Meeting Missed',
  'Criterion Answered',
  'Objection Raised',
  'Opportunity Opened',
  'Opportunity Changed',
  'Proposal Sent',
  'Opportunity Won',
  'Opportunity Lost',
  'Customer Renewed',
  'Referral Made',
  'Lead Identified',
  'Company Identified',
]

test('visits say what brought them: the first its own source, a mail that was clicked the mail, and most later ones nothing', () => {
  const origins = new Map<string, unknown[]>()
  let direct = 0
  let brought = 0
  for (const { truth, events } of livesWithEvents(SMALL)) {
    const visits = events.filter(({ name }) => name === 'Page Viewed')
    const told = events.flatMap(({ context }) =>
      context['campaign'] === undefined ? [] : [context['campaign']],
    )
    brought += told.length
    direct += visits.length - told.length
    if (truth.source !== 'direct' && visits[0])
      origins.set(truth.source, [...(origins.get(truth.source) ?? []), told[0]])
  }
  for (const source of ['organic-search', 'paid-search', 'social', 'referral'])
    for (const first of origins.get(source)!) assert.equal((first as { source: string }).source, source)
  assert.ok(brought > 0 && brought < direct)
})
