import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LeadEvent } from '../event.ts'
import { compiledOf, DAY, event, START } from '../testing/given.ts'
import { foldHistory } from './fold-history.ts'
import type { Decision } from './lead-state.ts'

const HOUR = DAY / 24

/** START is a Friday noon UTC, two in the afternoon in Berlin. */
const agreement = (onOverdue: string, more = '') => `agreement: handoff
mql: { tiers: [ { id: hot, clock: hot, all: [ { did: Demo Requested, within: 60 days } ] } ] }
handoff:
  clocks: { hot: { first-touch: 15 minutes, decide: 1 day } }
  hours: { zone: Europe/Berlin, mon-fri: 09:00-18:00 }
  effort: { attempts: 2, channels: 2, within: 10 days }
  route: [ { to: emea, where: { company.region: emea } }, { to: large, where: { company.employees: { from: 500 } } }, { to: rest } ]
  on-overdue: ${onOverdue}
sql: { needs: [accepted], criteria: { need: { ask: text } } }
recycle:
  bad-timing: { rest: 60 days, keep: 50% }
  unreachable: { rest: 30 days, keep: 50% }
  overdue: { rest: 20 days, keep: 100% }
${more}`
const notify = compiledOf(agreement('notify'))
const reassign = compiledOf(agreement('reassign'))
const recycle = compiledOf(agreement('recycle'))

const demo = (more: Partial<LeadEvent> = {}) => event('Demo Requested', 0, more)
const emea = { company: { region: 'emea', employees: 800 } }
const at = (name: string, hours: number, properties: LeadEvent['properties'] = {}) =>
  event(name, hours / 24, { properties })

function told(decisions: readonly Decision[]) {
  return decisions
    .filter(({ to }) => to !== 'lead')
    .map(({ kind, at: time, from, to, handoff }) => [
      kind === 'stage' ? `${from} > ${to}` : kind,
      (time - START) / HOUR,
      handoff?.owner ?? handoff?.team ?? null,
    ])
}

test('[K1] a promotion opens a handoff: to the first route that matches, with the clock of its tier', () => {
  const { state, decisions } = foldHistory(notify, [demo(emea)])
  assert.deepEqual(
    [state.handoff!.team, state.handoff!.owner, state.handoff!.startedAt],
    ['emea', null, START],
  )
  assert.deepEqual(
    [state.handoff!.firstTouchDue, state.handoff!.decideDue],
    [START + HOUR / 4, START + 3 * DAY],
  )
  assert.deepEqual(decisions.at(-1)!.handoff, state.handoff)
  assert.equal(foldHistory(notify, [demo()]).state.handoff!.team, 'rest')
})

test('[K3] the first touch stops its clock, and a note is no touch', () => {
  const overdue = (...acts: LeadEvent[]) =>
    foldHistory(notify, [demo(), ...acts], START + DAY).state.handoff!.overdue
  assert.deepEqual(overdue(at('Touch Logged', 0.25, { channel: 'call' })), [])
  assert.deepEqual(overdue(at('Meeting Booked', 0.2)), [])
  assert.deepEqual(overdue(at('Touch Logged', 0.1, { channel: 'note' })), ['first-touch'])
  assert.deepEqual(overdue(at('Meeting Cancelled', 0.1), at('Meeting Moved', 0.1)), ['first-touch'])
  assert.deepEqual(overdue(at('Touch Logged', 0.26, { channel: 'call' })), ['first-touch'])
})

test('[K4] acceptance stops the clock of the decision and names the owner', () => {
  const touched = at('Touch Logged', 0.1, { channel: 'call' })
  const accepted = at('Handoff Accepted', 72, { owner: 'ben' })
  const { state } = foldHistory(notify, [demo(), touched, accepted], START + 90 * DAY)
  assert.deepEqual(
    [state.stage, state.handoff!.owner, state.handoff!.decidedAt, state.handoff!.overdue],
    ['sal', 'ben', START + 3 * DAY, []],
  )
  const assigned = at('Handoff Assigned', 1, { to: 'cleo' })
  const silently = foldHistory(notify, [demo(), assigned, at('Handoff Accepted', 2)]).state.handoff!
  assert.equal(silently.owner, 'cleo')
})

test('[K5] a clock that runs out is noted once, names what was not kept, and changes no stage', () => {
  const { state, decisions } = foldHistory(notify, [demo()], START + 90 * DAY)
  assert.deepEqual(told(decisions), [
    ['lead > mql', 0, 'rest'],
    ['overdue', 0.25, 'rest'],
    ['overdue', 72, 'rest'],
  ])
  assert.deepEqual(
    decisions.slice(-2).map(({ breaks, clauses, timer }) => [breaks, clauses, timer]),
    [
      [['handoff.clocks.hot/first-touch'], ['handoff.clocks.hot'], 'first-touch'],
      [['handoff.clocks.hot/decide'], ['handoff.clocks.hot'], 'decide'],
    ],
  )
  assert.equal(state.stage, 'mql')
})

test('[K6] overdue and agreed so, it goes to the next route that matches with fresh clocks, and stays with the last', () => {
  const { decisions } = foldHistory(reassign, [demo(emea)], START + 90 * DAY)
  assert.deepEqual(told(decisions), [
    ['lead > mql', 0, 'emea'],
    ['overdue', 0.25, 'emea'],
    ['assigned', 0.25, 'large'],
    ['overdue', 0.5, 'large'],
    ['assigned', 0.5, 'rest'],
    ['overdue', 0.75, 'rest'],
    ['overdue', 72.5, 'rest'],
  ])
})

test('[K7] overdue and agreed so, an undecided lead is recycled, and only something new brings it back', () => {
  const { state, decisions } = foldHistory(recycle, [demo()], START + 90 * DAY)
  assert.deepEqual(told(decisions), [
    ['lead > mql', 0, 'rest'],
    ['overdue', 0.25, 'rest'],
    ['overdue', 72, 'rest'],
    ['mql > recycled', 72, 'rest'],
  ])
  assert.deepEqual(
    [state.rest, decisions.at(-1)!.clauses],
    [{ until: START + 23 * DAY, cause: null }, ['recycle.overdue']],
  )
  const again = foldHistory(recycle, [demo(), event('Page Viewed', 22), event('Page Viewed', 24)]).state
  assert.deepEqual([again.stage, again.cycle], ['mql', 2])
})

test('[K9] unreachable said before the agreed effort is recorded as not kept', () => {
  const call = (hours: number) => at('Touch Logged', hours, { channel: 'call' })
  const mail = (hours: number) => at('Touch Logged', hours, { channel: 'email' })
  const breaks = (reason: string, ...touches: LeadEvent[]) =>
    foldHistory(notify, [demo(), ...touches, at('Handoff Rejected', 300, { reason })]).decisions.at(-1)!
      .breaks
  assert.deepEqual(breaks('unreachable', call(1), mail(2)), [])
  assert.deepEqual(breaks('unreachable', call(1), call(2)), ['handoff.effort'])
  // The second came after the agreed ten days.
  assert.deepEqual(breaks('unreachable', call(1), mail(241)), ['handoff.effort'])
  assert.deepEqual(breaks('bad-timing', call(1)), [])
})

test('[K10] a rejection keeps what it contests, and a returned lead goes back as a rejected one does', () => {
  const contest = {
    reason: 'bad-timing',
    clause: 'mql.hot/did',
    field: 'company.employees',
    value: 40,
    note: 'too small',
  }
  const { decisions, state } = foldHistory(notify, [
    demo(),
    at('Handoff Accepted', 1),
    at('Handoff Returned', 2, contest),
  ])
  assert.deepEqual(decisions.at(-1)!.contested, {
    clause: 'mql.hot/did',
    field: 'company.employees',
    value: 40,
  })
  assert.deepEqual([state.stage, state.handoff, decisions.at(-1)!.handoff!.team], ['recycled', null, 'rest'])
})

test('[K11] sales takes up a prospect by itself: a pass of its own, without promotion and without clock', () => {
  const known = event('Lead Identified', 0, { company: { employees: 800 } })
  const opened = at('Prospect Opened', 5, { owner: 'ben' })
  const { state, decisions } = foldHistory(reassign, [known, opened], START + 90 * DAY)
  assert.deepEqual(told(decisions), [['lead > sal', 5, 'ben']])
  assert.deepEqual(decisions.at(-1)!.skipped, ['mql'])
  assert.deepEqual([state.cycle, state.tier, state.handoff!.decideDue], [1, null, null])
  const outbound = foldHistory(reassign, [known, opened, demo(), event('Demo Requested', 3)]).state
  assert.deepEqual([outbound.stage, outbound.cycle], ['sal', 1])
})
