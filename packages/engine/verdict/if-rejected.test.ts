import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { dayOf, type LeadEvent } from '../event.ts'
import { foldEvent } from '../fold/fold-event.ts'
import { foldHistory, foldOrder } from '../fold/fold-history.ts'
import { scoreOn } from '../fold/meters.ts'
import { advance } from '../fold/timers.ts'
import { compiledOf, DAY, event, shippedAgreement, START } from '../testing/given.ts'
import { randomHistory } from '../testing/random-history.ts'
import { effortLeft, ifRejected } from './if-rejected.ts'

const northbeam = compiledOf(shippedAgreement('northbeam-b2b'))
const REASONS = ['bad-timing', 'no-budget', 'unreachable', 'not-a-fit', 'overdue', 'nonsense']

test('[K16] what a rejection would do is what folding it does', () => {
  let sentBack = 0
  fc.assert(
    fc.property(randomHistory(), fc.nat(20), fc.constantFrom(...REASONS), (history, days, reason) => {
      const at = (foldOrder(history).at(-1)?.occurredAt ?? START) + days * DAY + 1
      const { state } = advance(northbeam, foldHistory(northbeam, history).state, at)
      // Whatever happens next disqualifies a lead whose facts do, once it is open again.
      if (state.disqualifiedBy !== null) return
      const rejected: LeadEvent = {
        ...event('Handoff Rejected'),
        occurredAt: at,
        seq: 1e6,
        identified: false,
      }
      const { state: after, decisions } = foldEvent(northbeam, state, { ...rejected, properties: { reason } })
      const foretold = ifRejected(northbeam, state, reason, at)
      const back = decisions.find(({ to }) => to === 'recycled' || to === 'disqualified')
      assert.equal(back !== undefined, foretold.to !== state.stage)
      if (!back) return
      assert.deepEqual(
        [foretold.to, foretold.restUntil, foretold.scoreBefore, foretold.scoreAfter],
        [after.stage, after.rest?.until ?? null, back.score, scoreOn(northbeam, after, dayOf(at))],
      )
      if (reason === 'unreachable') assert.equal(foretold.effortMade, back.breaks.length === 0)
      sentBack++
    }),
    { numRuns: 1500, seed: 20261122 },
  )
  assert.ok(sentBack > 200, `only ${sentBack} were sent back`)
})

test('[K16] the effort that is left is what the agreement asks for, less what was made', () => {
  const known = {
    lead: { email: 'a@b.example' },
    company: { name: 'Core', employees: 200, industry: 'finance' },
  }
  const touch = (day: number, channel: string) =>
    event('Touch Logged', day, { properties: { channel, outcome: 'no-answer' } })
  const left = (...touches: readonly LeadEvent[]) =>
    effortLeft(
      northbeam,
      foldHistory(northbeam, [event('Demo Requested', 0, known), ...touches]).state.handoff,
    )
  assert.deepEqual(left(), { attempts: 6, channels: 2 })
  assert.deepEqual(left(touch(1, 'call'), touch(2, 'call'), touch(2, 'note')), { attempts: 4, channels: 1 })
  const many = [1, 2, 3, 4, 5, 6, 7].map((day) => touch(day, day % 2 ? 'call' : 'email'))
  assert.deepEqual(left(...many), { attempts: 0, channels: 0 })
  assert.deepEqual(effortLeft(northbeam, null), { attempts: 0, channels: 0 })
})
