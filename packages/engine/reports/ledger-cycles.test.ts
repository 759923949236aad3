import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ENDS, FLAG, nameOf, NEVER, reachedAt } from './journeys.ts'
import { day, toldLedger, type ToldRow } from './testing/told-ledger.ts'

const cyclesOf = (...rows: readonly ToldRow[]) => toldLedger([{ rows }], 100).cycles
const ends = (...rows: readonly ToldRow[]) => {
  const { end } = cyclesOf(...rows)
  return [...end].map((code) => ENDS[code])
}
const contact: ToldRow = { day: 0, from: 'visitor', to: 'lead', cycle: 0 }

test('[J1] each pass that the ledger numbers is a cycle, with the moments at which it came to each stage', () => {
  const cycles = cyclesOf(
    contact,
    { day: 2, to: 'mql', tier: 'hot', version: 3, score: 88 },
    { day: 3, from: 'mql', to: 'sal' },
    { day: 9, from: 'sal', to: 'recycled', clause: 'recycle.bad-timing' },
    { day: 40, from: 'recycled', to: 'mql', cycle: 2, tier: 'cool', version: 4 },
    { day: 50, from: 'mql', to: 'customer', cycle: 2 },
  )
  assert.deepEqual([...cycles.number], [1, 2])
  assert.deepEqual([...cycles.promotedAt], [day(2), day(40)])
  assert.deepEqual([...cycles.acceptedAt], [day(3), NEVER])
  assert.deepEqual([...cycles.endedAt], [day(9), day(50)])
  assert.deepEqual(
    [...cycles.end].map((code) => ENDS[code]),
    ['returned', 'won'],
  )
  assert.deepEqual(
    [0, 1].map((cycle) => nameOf(cycles.dimensions.version, cycle)),
    ['3', '4'],
  )
  assert.deepEqual(
    [0, 1].map((cycle) => nameOf(cycles.reason, cycle)),
    ['bad-timing', ''],
  )
  // What was passed over is reached with what came after it.
  assert.equal(reachedAt(cycles, 1, 'sql'), day(50))
  assert.equal(reachedAt(cycles, 0, 'sql'), NEVER)
})

test('[J1] how a cycle ended is told apart: by a clock, by a fact, turned down, given back, lost', () => {
  const after = (row: Partial<ToldRow>) =>
    ends(contact, { day: 1 }, { day: 2, from: 'mql', to: 'recycled', ...row })
  assert.deepEqual(after({ clause: 'recycle.overdue', timer: 'decide' }), ['overdue'])
  assert.deepEqual(after({ to: 'disqualified', clause: 'disqualify.competitor' }), ['disqualified'])
  assert.deepEqual(after({ clause: 'recycle.no-budget' }), ['rejected'])
  assert.deepEqual(after({ from: 'sql', clause: 'recycle.no-budget' }), ['returned'])
  assert.deepEqual(after({ from: 'opportunity', clause: 'recycle.lost' }), ['lost'])
})

test('[J1] what went on after an end had not ended', () => {
  assert.deepEqual(
    ends(
      contact,
      { day: 1 },
      { day: 2, from: 'mql', to: 'recycled' },
      { day: 3, from: 'recycled', to: 'opportunity' },
    ),
    ['open'],
  )
})

test('[J1] what a changed history took back is withdrawn, and said to be a machine’s where a machine had a part in it', () => {
  const rows: readonly ToldRow[] = [
    contact,
    { day: 1 },
    { day: 1, decided: 8, from: 'mql', to: 'lead', addedBy: 'refold', supersedes: true },
  ]
  const { cycles } = toldLedger([{ rows }, { rows, machine: true }], 100)
  assert.deepEqual(
    [...cycles.end].map((code) => ENDS[code]),
    ['withdrawn', 'withdrawn'],
  )
  assert.deepEqual([...cycles.endedAt], [day(8), day(8)])
  assert.deepEqual(
    [...cycles.flags].map((flags) => flags & FLAG.machine),
    [0, FLAG.machine],
  )
})

test('[J1] a lead that is disqualified and reinstated keeps the end of its pass', () => {
  assert.deepEqual(
    ends(
      contact,
      { day: 1 },
      { day: 2, from: 'mql', to: 'disqualified', clause: 'recycle.not-a-fit' },
      { day: 9, from: 'disqualified', to: 'lead' },
    ),
    ['rejected'],
  )
})

test('[J3] what a signature concludes about the past counts from when it came into force, all else from when it happened', () => {
  assert.deepEqual([...cyclesOf(contact, { day: 5, decided: 60, addedBy: 'signing' }).promotedAt], [day(60)])
  assert.deepEqual([...cyclesOf(contact, { day: 5, decided: 60, addedBy: 'refold' }).promotedAt], [day(5)])
})

test('[J1] owner, dues, attempts and touches are those of the handoff as it last stood', () => {
  const open = { owner: 'ben', firstTouchDue: day(2), decideDue: day(4) }
  const cycles = cyclesOf(
    contact,
    { day: 1, handoff: { ...open, owner: null } },
    { day: 1.5, kind: 'assigned', from: 'mql', to: 'mql', handoff: open },
    {
      day: 3,
      kind: 'overdue',
      timer: 'first-touch',
      from: 'mql',
      to: 'mql',
      handoff: { ...open, overdue: ['first-touch'] },
    },
    { day: 4, from: 'mql', to: 'recycled', clause: 'recycle.unreachable', contested: 'fit.industry', handoff: { ...open, touchedAt: day(3.5), attempts: 4, channels: ['call', 'email'] } }, // prettier-ignore
  )
  assert.equal(nameOf(cycles.dimensions.owner, 0), 'ben')
  assert.equal(nameOf(cycles.contested, 0), 'fit.industry')
  assert.deepEqual(
    [cycles.assignedAt, cycles.touchedAt, cycles.touchDue, cycles.decideDue].map((column) => column[0]),
    [day(1.5), day(3.5), day(2), day(4)],
  )
  assert.deepEqual([cycles.attempts[0], cycles.channels[0], cycles.flags[0]], [4, 2, FLAG.touchLate])
})
