import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LeadEvent } from '../event.ts'
import { centralEurope, DAY, event, START } from '../testing/given.ts'
import { type Compiled, compiledFrom, momentAfter } from '../testing/given-program.ts'
import { advanceEnrolment, enrol, type Enrolment, mayEnter, nextWithinHours } from './index.ts'

function programWith(steps: string, more = ''): Compiled {
  return compiledFrom(
    `{ program: p, name: P, purpose: news, enter: { when: { stage: [lead, recycled] }, again: after 90 days }, goal: { stage: customer }, ${more} steps: ${steps} }`,
  )
}

const known = event('Newsletter Subscribed', 0, { lead: { email: 'ada@core.example' } })

/** Looks on a day after what happened up to it. */
function lookOn(
  { program, agreement }: Compiled,
  enrolment: Enrolment,
  day: number,
  events: readonly LeadEvent[],
) {
  return advanceEnrolment(
    program,
    agreement,
    enrolment,
    momentAfter(agreement, [known, ...events], START + day * DAY),
  )
}

function began(compiled: Compiled, lead = 'ada'): Enrolment {
  return enrol(compiled.program, lead, START)
}

const kinds = (acts: readonly { readonly kind: string; readonly step?: string; readonly why?: string }[]) =>
  acts.map(({ kind, step, why }) => [kind, step ?? why].filter(Boolean).join(' '))

test('[Z4] who is in the audience enters, and again only as long after it left as is said', () => {
  const { program, agreement } = programWith(
    '[ { id: a, send: x, tone: teach } ]',
    'leave: { did: Email Unsubscribed },',
  )
  const at = (day: number, ...events: readonly LeadEvent[]) =>
    momentAfter(agreement, events, START + day * DAY)
  const may = (moment: ReturnType<typeof at>, leftAt?: number | null) =>
    mayEnter(program, agreement, moment, leftAt === undefined ? null : { leftAt })
  assert.equal(may(at(0, known)), true)
  assert.equal(may(at(0)), false)
  assert.equal(may(at(1, known, event('Email Unsubscribed', 1))), false)
  assert.equal(may(at(100, known), null), false)
  assert.equal(may(at(89, known), START), false)
  assert.equal(may(at(90, known), START), true)
})

test("[Z4] marketing's programs are for whom sales does not have, sales' for whom it has, customers' for after won", () => {
  const taken = [known, event('Prospect Opened', 1)]
  const won = [...taken, event('Opportunity Opened', 2), event('Opportunity Won', 3)]
  const may = (kind: string, events: readonly LeadEvent[]) => {
    const { program, agreement } = compiledFrom(
      `{ program: p, name: P, purpose: news, kind: ${kind}, enter: { when: { not: { stage: visitor } } }, goal: { stage: advocate }, steps: [ { id: a, wait: 1 day } ] }`,
    )
    return mayEnter(program, agreement, momentAfter(agreement, events, START + 5 * DAY), null)
  }
  assert.deepEqual(
    ['marketing', 'sales', 'customers'].map((kind) =>
      [[known], taken, won].map((events) => may(kind, events)),
    ),
    [
      [true, false, true],
      [false, true, false],
      [false, false, true],
    ],
  )
})

test('[Z5] a wait is over at its time, counted from when it was come to', () => {
  const compiled = programWith(
    '[ { id: a, send: x, tone: teach }, { id: w, wait: 3 days }, { id: b, send: y, tone: teach } ]',
  )
  const first = lookOn(compiled, began(compiled), 0, [])
  assert.deepEqual([kinds(first.acts), first.nextAt], [['send a'], START + 3 * DAY])
  const early = lookOn(compiled, first.enrolment, 2.9, [])
  assert.deepEqual([early.acts, early.enrolment], [[], first.enrolment])
  const done = lookOn(compiled, first.enrolment, 5, [])
  assert.deepEqual(kinds(done.acts), ['send b', 'left end'])
  assert.deepEqual([done.enrolment.step, done.enrolment.since, done.nextAt], [null, START + 5 * DAY, null])
})

test('[Z5] what is waited for counts from when the step was come to, and not for ever', () => {
  const compiled = programWith(
    '[ { id: f, wait-for: { did: Content Downloaded, times: 2 }, up-to: 7 days }, { id: b, send: y, tone: teach } ]',
  )
  const before = [event('Content Downloaded', 0), event('Content Downloaded', 0)]
  const one = [...before, event('Content Downloaded', 1)]
  const two = [...one, event('Content Downloaded', 2)]
  const first = lookOn(compiled, began(compiled), 0, before)
  assert.deepEqual([first.acts, first.nextAt], [[], START + 7 * DAY])
  assert.deepEqual(lookOn(compiled, first.enrolment, 1, one).acts, [])
  assert.deepEqual(kinds(lookOn(compiled, first.enrolment, 2, two).acts), ['send b', 'left end'])
  assert.deepEqual(kinds(lookOn(compiled, first.enrolment, 7, one).acts), ['send b', 'left end'])
})

test('[Z5] what comes true by time alone is looked at on that day', () => {
  const compiled = programWith(
    '[ { id: f, wait-for: { not: { score: 15 } }, up-to: 90 days }, { id: b, send: y, tone: teach } ]',
  )
  const events = [event('Content Downloaded', 0)]
  const { nextAt } = lookOn(compiled, began(compiled), 0, events)
  // 20 points with a half-life of 60 days are below 15 after log2(20 / 15) · 60 = 24.9 days.
  assert.equal(nextAt, (Math.floor(START / DAY) + 25) * DAY)
})

test('[Z6] a branch goes the first way that holds, and past all where none does', () => {
  const compiled = programWith(
    `[ { id: w, wait: 1 day }, { id: fork, branch: [ { when: { did: Content Downloaded }, steps: [ { id: a, webhook: crm } ] }, { when: { score: 1 }, steps: [ { id: b, webhook: crm } ] } ] }, { id: c, set: { field: lead.persona, to: Buyer } }, { id: last, branch: [ { when: { field: { lead.persona: buyer } }, steps: [ { id: d, tell: team emea, text: hi } ] }, { steps: [ { id: e, webhook: crm } ] } ] } ]`,
  )
  const goes = (...events: readonly LeadEvent[]) => kinds(lookOn(compiled, began(compiled), 2, events).acts)
  assert.deepEqual(goes(event('Content Downloaded', 1)), ['webhook a', 'set c', 'tell d', 'left end'])
  assert.deepEqual(goes(event('Chat Started', 1)), ['webhook b', 'set c', 'tell d', 'left end'])
  assert.deepEqual(goes(), ['set c', 'tell d', 'left end'])
})

test('[Z6] a split gives everybody one arm for ever, in even shares', () => {
  const compiled = programWith(
    '[ { id: s, split: { by: click, arms: [ { id: x, steps: [ { id: a, send: x, tone: teach } ] }, { id: y, steps: [ { id: b, send: y, tone: teach } ] }, { id: z, steps: [] } ] } } ]',
  )
  const counts: Record<string, number> = {}
  for (let lead = 0; lead < 3000; lead++) {
    const { enrolment, acts } = lookOn(compiled, began(compiled, `lead ${lead}`), 0, [])
    const arm = enrolment.arms['s']!
    assert.deepEqual(
      kinds(acts),
      { x: ['send a', 'left end'], y: ['send b', 'left end'], z: ['left end'] }[arm],
    )
    counts[arm] = (counts[arm] ?? 0) + 1
  }
  // Four standard deviations of a third of 3000.
  for (const count of Object.values(counts))
    assert.ok(Math.abs(count - 1000) < 4 * 26, JSON.stringify(counts))
})

test('[Z7] a mail of a tone above what was shown is passed over, and so is everything of whom is held out', () => {
  const steps =
    '[ { id: a, send: x, tone: prove }, { id: b, send: y, tone: teach }, { id: c, webhook: crm } ]'
  const compiled = programWith(steps, 'hold-out: 50%, tones: { prove: { did: Trial Started } },')
  const leads = Array.from({ length: 1000 }, (_, index) => began(compiled, `lead ${index}`))
  const heldOut = leads.filter(({ isHeldOut }) => isHeldOut)
  assert.ok(Math.abs(heldOut.length - 500) < 4 * 16, `${heldOut.length}`)
  const mailed = leads.find(({ isHeldOut }) => !isHeldOut)!
  assert.deepEqual(kinds(lookOn(compiled, mailed, 0, []).acts), [
    'passed-over a',
    'send b',
    'webhook c',
    'left end',
  ])
  assert.deepEqual(kinds(lookOn(compiled, mailed, 1, [event('Trial Started', 1)]).acts)[0], 'send a')
  const { acts } = lookOn(compiled, heldOut[0]!, 1, [event('Trial Started', 1)])
  assert.deepEqual(kinds(acts), ['passed-over a', 'passed-over b', 'passed-over c', 'left end'])
})

test('[Z8] who reached the goal or unsubscribed is sent nothing more', () => {
  const compiled = programWith(
    '[ { id: w, wait: 1 day }, { id: a, send: x, tone: teach } ]',
    'leave: { did: Email Unsubscribed },',
  )
  const { enrolment } = lookOn(compiled, began(compiled), 0, [])
  assert.deepEqual(kinds(lookOn(compiled, enrolment, 3, [event('Email Unsubscribed', 2)]).acts), [
    'left leave',
  ])
  const won = [event('Opportunity Opened', 1), event('Opportunity Won', 2)]
  assert.deepEqual(kinds(lookOn(compiled, enrolment, 3, won).acts), ['left goal'])
  const { acts, nextAt } = lookOn(compiled, lookOn(compiled, enrolment, 3, won).enrolment, 9, won)
  assert.deepEqual([acts, nextAt], [[], null])
})

test('[Z9] sales taking the lead pauses it at once; given back, it waits what was left to wait', () => {
  const compiled = programWith('[ { id: w, wait: 3 days }, { id: a, send: x, tone: teach } ]')
  const taken = [event('Prospect Opened', 1)]
  const back = [...taken, event('Handoff Returned', 20, { properties: { reason: 'bad-timing' } })]
  const first = lookOn(compiled, began(compiled), 0, [])
  const paused = lookOn(compiled, first.enrolment, 1, taken)
  assert.deepEqual([kinds(paused.acts), paused.nextAt], [['paused'], null])
  assert.deepEqual(lookOn(compiled, paused.enrolment, 10, taken).acts, [])
  const resumed = lookOn(compiled, paused.enrolment, 20, back)
  assert.deepEqual([kinds(resumed.acts), resumed.nextAt], [['resumed'], START + 22 * DAY])
  assert.deepEqual(kinds(lookOn(compiled, resumed.enrolment, 22, back).acts), ['send a', 'left end'])
})

test('[Z9] a sales-led program goes on while sales has the lead, and ends with that', () => {
  const compiled = programWith(
    '[ { id: w, wait: 3 days }, { id: a, send: x, tone: prove }, { id: v, wait: 30 days } ]',
    'kind: sales,',
  )
  const taken = [event('Prospect Opened', 0)]
  const first = lookOn(compiled, began(compiled), 0, taken)
  const sent = lookOn(compiled, first.enrolment, 3, taken)
  assert.deepEqual(kinds(sent.acts), ['send a'])
  const back = [...taken, event('Handoff Returned', 5, { properties: { reason: 'bad-timing' } })]
  assert.deepEqual(kinds(lookOn(compiled, sent.enrolment, 5, back).acts), ['left sales'])
})

test('[Z11] a later version finds the step, or goes on behind the last that it still has', () => {
  const before = programWith(
    '[ { id: a, send: x, tone: teach }, { id: w, wait: 3 days }, { id: b, send: y, tone: teach } ]',
  )
  const { enrolment } = lookOn(before, began(before), 0, [])
  const longer = programWith(
    '[ { id: n, send: z, tone: teach }, { id: w, wait: 5 days }, { id: c, send: q, tone: teach } ]',
  )
  assert.equal(lookOn(longer, enrolment, 3, []).nextAt, START + 5 * DAY)
  assert.deepEqual(kinds(lookOn(longer, enrolment, 5, []).acts), ['send c', 'left end'])
  const without = programWith('[ { id: a, send: x, tone: teach }, { id: d, send: q, tone: teach } ]')
  assert.deepEqual(kinds(lookOn(without, enrolment, 1, []).acts), ['send d', 'left end'])
  const other = programWith('[ { id: d, send: q, tone: teach }, { id: a, send: x, tone: teach } ]')
  assert.deepEqual(kinds(lookOn(other, { ...enrolment, passed: [] }, 1, []).acts), [
    'send d',
    'send a',
    'left end',
  ])
  assert.deepEqual(kinds(lookOn(other, enrolment, 1, []).acts), ['left end'])
})

test("[Z13] mails leave within the program's hours, by the lead's clock where it is known", () => {
  const { hours } = programWith(
    '[ { id: a, wait: 1 day } ]',
    'hours: { zone: Europe/Berlin, mon-fri: 09:00-17:00 },',
  ).program.program
  const friday = Date.UTC(2026, 9, 23)
  const at = (hour: number) => friday + hour * 3_600_000
  assert.equal(nextWithinHours(hours, centralEurope, at(10)), at(10))
  assert.equal(nextWithinHours(hours, centralEurope, at(3)), at(7))
  // The clock goes back on the Sunday between.
  assert.equal(nextWithinHours(hours, centralEurope, at(16)), at(3 * 24 + 8))
  assert.equal(nextWithinHours(hours, centralEurope, at(3), 'Asia/Tokyo'), at(3))
  assert.equal(nextWithinHours(null, centralEurope, at(3)), at(3))
})
