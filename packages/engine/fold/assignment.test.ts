import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readHoursLine, sayHoursLine } from '../agreement/working-hours.ts'
import type { LeadEvent } from '../event.ts'
import { compiledOf, DAY, event, START } from '../testing/given.ts'
import { foldHistory } from './fold-history.ts'

const HOUR = DAY / 24

/** START is a Friday noon UTC: two in the afternoon in Berlin, nine in the evening in Tokyo. */
const agreement = (onOverdue: string) => `agreement: assigned
mql: { tiers: [ { id: hot, clock: hot, all: [ { did: Demo Requested, within: 60 days } ] } ] }
handoff:
  clocks: { hot: { first-touch: 60 minutes, decide: 1 day } }
  hours: { zone: Europe/Berlin, mon-fri: 09:00-18:00, holidays: [2024-10-07] }
  route: [ { to: team emea, where: { company.region: emea } }, { to: rest } ]
  on-overdue: ${onOverdue}
recycle: { overdue: { rest: 20 days, keep: 100% }, bad-timing: { rest: 60 days, keep: 50% } }
`
const notify = compiledOf(agreement('notify'))
const reassign = compiledOf(agreement('reassign'))
const recycle = compiledOf(agreement('recycle'))

const at = (name: string, hours: number, properties: LeadEvent['properties'] = {}) =>
  event(name, hours / 24, { properties })
const demo = () => event('Demo Requested', 0, { company: { region: 'emea' } })
const assigned = (hours: number, to: string, more: LeadEvent['properties'] = {}) =>
  at('Handoff Assigned', hours, { to, ...more })
const TOKYO = 'Asia/Tokyo mon-fri 09:00-18:00'

function handoff(compiled: typeof notify, events: readonly LeadEvent[], until = -Infinity) {
  return foldHistory(compiled, events, until).state.handoff!
}
const hoursFrom = (time: number | null) => time && (time - START) / HOUR

test('[K6] passed on by itself it goes to a team, and to nobody by name', () => {
  const { state, decisions } = foldHistory(reassign, [demo(), assigned(0.5, 'ben')], START + 1.5 * HOUR)
  const { team, owner, hours, hadBy, startedAt } = state.handoff!
  assert.deepEqual([team, owner, hours, hadBy, hoursFrom(startedAt)], ['rest', null, null, ['ben'], 1])
  assert.deepEqual([decisions.at(-1)!.kind, decisions.at(-1)!.clauses], ['assigned', ['handoff.on-overdue']])
})

test('[K8] a handoff assigned in time keeps its clocks, and the decision says that it was assigned', () => {
  const { state, decisions } = foldHistory(notify, [demo(), assigned(0.5, 'cleo', { why: 'claimed' })])
  const { team, owner, startedAt, firstTouchDue, hadBy } = state.handoff!
  assert.deepEqual([team, owner, startedAt, hoursFrom(firstTouchDue), hadBy], ['emea', 'cleo', START, 1, []])
  assert.deepEqual([decisions.at(-1)!.kind, decisions.at(-1)!.clauses], ['assigned', []])
  const again = handoff(notify, [demo(), assigned(0.2, 'ben'), assigned(0.5, 'cleo', { team: 'rest' })])
  assert.deepEqual([again.team, again.owner, again.hadBy], ['rest', 'cleo', []])
})

test('[K8] who takes over from somebody late begins afresh, and who was late is remembered', () => {
  const late = [demo(), assigned(0.5, 'ben'), assigned(2, 'cleo', { why: 'overdue' })]
  const { decisions } = foldHistory(notify, late)
  assert.deepEqual(decisions.at(-1)!.clauses, ['handoff.on-overdue'])
  const { owner, startedAt, firstTouchDue, overdue, hadBy } = handoff(notify, late)
  assert.deepEqual(
    [owner, hoursFrom(startedAt), hoursFrom(firstTouchDue), overdue, hadBy],
    ['cleo', 2, 3, [], ['ben']],
  )
  const many = Array.from({ length: 30 }, (_, index) => assigned(24 * (index + 1), `rep-${index}`))
  const hadByMany = handoff(notify, [demo(), ...many]).hadBy
  assert.ok(hadByMany.length <= 20 && !hadByMany.includes('rep-0') && !hadByMany.includes('rep-29'))
})

test("[K12] clocks go on in the owner's hours from when they began, and stand on the agreement's holidays", () => {
  // Saturday and Sunday are off in Tokyo, the Monday is a holiday, and Tuesday opens at midnight UTC.
  const tokyo = handoff(notify, [demo(), assigned(0.5, 'yuki', { hours: TOKYO })])
  assert.deepEqual([tokyo.hours, tokyo.startedAt], [TOKYO, START])
  assert.deepEqual([hoursFrom(tokyo.firstTouchDue), hoursFrom(tokyo.decideDue)], [85, 108])
  const back = handoff(notify, [demo(), assigned(0.5, 'yuki', { hours: TOKYO }), assigned(0.6, 'ben')])
  assert.deepEqual([back.hours, hoursFrom(back.firstTouchDue)], [null, 1])
})

test('[K12] nothing is due before it was assigned, and what ended stays as it was', () => {
  // By hours of her own the first touch was due at one.
  const allDay = 'UTC mon-sun 00:00-24:00'
  const monday = [event('Demo Requested', 1), assigned(60, 'ada', { hours: allDay })]
  const { firstTouchDue } = handoff(notify, monday)
  assert.equal(hoursFrom(firstTouchDue), 60)
  const soon = foldHistory(notify, monday, START + 61 * HOUR).decisions.at(-1)!
  assert.deepEqual([soon.kind, hoursFrom(soon.at)], ['overdue', 60])
  const touched = [demo(), at('Touch Logged', 0.2, { channel: 'call' }), assigned(0.5, 'y', { hours: TOKYO })]
  assert.deepEqual([hoursFrom(handoff(notify, touched).firstTouchDue)], [1])
})

test('[K12] an undecided lead is recycled when the decision is overdue in the hours of who has it', () => {
  const recycledAt = (...acts: readonly LeadEvent[]) =>
    hoursFrom(foldHistory(recycle, [demo(), ...acts], START + 20 * DAY).decisions.at(-1)!.at)
  assert.equal(recycledAt(), 96)
  assert.equal(recycledAt(assigned(0.5, 'yuki', { hours: TOKYO })), 108)
})

test('[K13] hours that nobody can work by are ignored', () => {
  for (const hours of ['whenever', 'Europe/Atlantis mon 09:00-18:00', 'UTC mon 18:00-09:00', '', 7, null]) {
    const { owner, hours: kept, firstTouchDue } = handoff(notify, [demo(), assigned(0.5, 'ben', { hours })])
    assert.deepEqual([owner, kept, hoursFrom(firstTouchDue)], ['ben', null, 1])
  }
})

test('[K13] a line of hours reads as it is said', () => {
  const line = 'Europe/Berlin mon-thu 09:00-18:00, fri 09:00-15:00, sun 00:00-24:00'
  assert.equal(sayHoursLine(readHoursLine(line)!), line)
  assert.equal(
    sayHoursLine(readHoursLine('UTC mon 09:00-18:00,tue  09:00-18:00')!),
    'UTC mon-tue 09:00-18:00',
  )
  const wrong = ['', 'UTC', 'UTC mon', 'UTC mon 9-18', 'berlin mon 09:00-18:00', 'UTC fri-mon 09:00-18:00']
  assert.deepEqual(wrong.map(readHoursLine), [null, null, null, null, null, null])
  assert.equal(readHoursLine('UTC mon 09:00-18:00 tue'), null)
  assert.equal(readHoursLine(`UTC ${'mon 09:00-18:00, '.repeat(20)}mon 09:00-18:00`), null)
})

test('[K14] only an open handoff is assigned, and to whom it is already only when something is new', () => {
  const kinds = (...events: readonly LeadEvent[]) =>
    foldHistory(notify, events).decisions.filter(({ kind }) => kind === 'assigned').length
  assert.equal(kinds(event('Lead Identified'), assigned(1, 'ben')), 0)
  assert.equal(kinds(demo(), assigned(0.5, '')), 0)
  assert.equal(kinds(demo(), assigned(0.5, 'ben'), assigned(0.6, 'ben', { why: 'manager' })), 1)
  assert.equal(kinds(demo(), assigned(0.5, 'ben'), assigned(0.6, 'ben', { hours: TOKYO })), 2)
  assert.equal(kinds(demo(), at('Opportunity Opened', 1), assigned(2, 'ben')), 1)
  assert.equal(kinds(demo(), at('Opportunity Won', 1), assigned(2, 'ben')), 0)
  assert.equal(kinds(demo(), at('Handoff Rejected', 1, { reason: 'bad-timing' }), assigned(2, 'ben')), 0)
})
