import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compileAgreement, type HandoffState, readAgreement, standardCatalogue } from '@baton/engine'
import { zoneOffsets } from '@baton/zones'
import { type OpenHandoff, tellingsOf, warningOf } from './handoff-tellings.ts'

const HOUR = 3_600_000
const { agreement } = readAgreement(
  `agreement: tellings
mql: { tiers: [ { id: hand-raiser, clock: warm, all: [ { did: Demo Requested } ] } ] }
handoff:
  clocks: { warm: { first-touch: 4 hours, decide: 2 days } }
  hours: { zone: Europe/Berlin, mon-fri: 09:00-18:00 }
`,
  standardCatalogue,
)
const compiled = compileAgreement(agreement!, standardCatalogue, zoneOffsets)
/** A Monday, 10:00 in Berlin. */
const START = Date.UTC(2026, 10, 23, 9)

function open(more: Partial<HandoffState> = {}): OpenHandoff {
  const handoff: HandoffState = {
    openedAt: START,
    startedAt: START,
    cause: 'e1',
    clock: 'warm',
    team: 'emea',
    owner: 'ada',
    hours: null,
    hadBy: [],
    routesTried: 1,
    firstTouchDue: START + 4 * HOUR,
    decideDue: START + 48 * HOUR,
    touchedAt: null,
    decidedAt: null,
    overdue: [],
    attempts: 0,
    channels: [],
    ...more,
  }
  return {
    lead: 'l1',
    cycle: 2,
    tier: 'hand-raiser',
    company: 'Acme',
    stage: 'mql',
    handoff,
    managers: ['mo'],
  }
}
const told = (handoff: OpenHandoff, now = START) =>
  tellingsOf(handoff, compiled, now).map(({ kind, person }) => `${kind} ${person}`)

test('a handoff is news to its owner, with the moment that its next clock runs to', () => {
  const [telling] = tellingsOf(open(), compiled, START)
  assert.equal(telling!.title, 'New: Hand raiser at Acme')
  assert.match(telling!.text, /^First touch is due by Mon,? 23 Nov,? (at )?14:00 CET\.$/)
})

test('one that went on is told to both', () => {
  assert.deepEqual(told(open({ hadBy: ['ben'] })), ['handoff ada', 'taken ben'])
})

test('a clock that ran out is told to the owner and the managers, once for each owner and clock', () => {
  const late = open({ overdue: ['first-touch'], touchedAt: null })
  const keys = tellingsOf(late, compiled, START + 5 * HOUR).map(({ key }) => key)
  assert.deepEqual(told(late, START + 5 * HOUR), ['handoff ada', 'overdue ada', 'overdue mo'])
  assert.equal(new Set(keys).size, 3)
})

test('nobody’s handoff, a decided one and history tell nothing', () => {
  assert.deepEqual(told(open({ owner: null })), [])
  assert.deepEqual(told(open({ decidedAt: START })), [])
  assert.deepEqual(told(open({ overdue: ['first-touch'] }), START + 90 * 24 * HOUR), [])
})

test('a warning comes in the last hour of working time, the last fifth of a shorter clock, and not after the end', () => {
  const warned = (hours: number, more: Partial<HandoffState> = {}) =>
    warningOf(open(more), compiled, START + hours * HOUR) !== null
  assert.deepEqual([warned(3.1), warned(3.3), warned(4)], [false, true, false])
  // Touched: the decision is due on Wednesday at 10:00, so its hour begins at nine.
  assert.deepEqual([warned(46.9, { touchedAt: START }), warned(47.1, { touchedAt: START })], [false, true])
  // Due on Tuesday at 09:30: half of the hour lies on Monday evening.
  const early = { firstTouchDue: null, decideDue: START + 23.5 * HOUR }
  assert.deepEqual([warned(7.4, early), warned(7.6, early)], [false, true])
})
