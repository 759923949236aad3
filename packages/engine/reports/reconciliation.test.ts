import assert from 'node:assert/strict'
import { test } from 'node:test'
import { statement, type StatementSide } from './reconciliation.ts'
import { day, toldLedger, type ToldLedger, type ToldRow } from './testing/told-ledger.ts'

const contact: ToldRow = { day: 0, from: 'visitor', to: 'lead', cycle: 0 }
const marketing: StatementSide = {
  figure: 'promoted',
  period: { from: day(0), to: day(30) },
  periodElsewhere: { from: day(0), to: day(30) },
  version: null,
  once: false,
}
const sales: StatementSide = { ...marketing, figure: 'accepted', once: true }

/** Reasons why the only lead, or the last one, is in the first number and not in the second. */
function whyLess(
  told: ToldLedger | readonly ToldLedger[],
  sides: Partial<{ ours: Partial<StatementSide>; theirs: Partial<StatementSide> }> = {},
) {
  const { less } = statement(toldLedger([told].flat(), 100), {
    ours: { ...marketing, ...sides.ours },
    theirs: { ...sales, ...sides.theirs },
    filter: {},
  })
  return less.map(({ key, count }) => [key, count])
}

const lead = (...rows: readonly ToldRow[]): ToldLedger => ({ rows: [contact, ...rows] })
const handoff = { owner: 'ben', decideDue: day(200) }

test('[J10] each line says what is so: where sales has it, how it ended, and by which clause', () => {
  assert.deepEqual(whyLess(lead({ day: 1 })), [['not-routed', 1]])
  assert.deepEqual(whyLess(lead({ day: 1, handoff })), [['in-clock', 1]])
  assert.deepEqual(whyLess(lead({ day: 1, handoff: { ...handoff, decideDue: day(3) } })), [['past-clock', 1]])
  assert.deepEqual(
    whyLess(
      lead({ day: 1 }, { day: 2, from: 'mql', to: 'recycled', clause: 'recycle.overdue', timer: 'decide' }),
    ),
    [['overdue', 1]],
  )
  assert.deepEqual(
    whyLess(lead({ day: 1 }, { day: 2, from: 'mql', to: 'recycled', clause: 'recycle.no-budget' })),
    [['rejected:no-budget', 1]],
  )
  assert.deepEqual(
    whyLess(
      lead(
        { day: 1 },
        { day: 2, from: 'mql', to: 'disqualified', clause: 'recycle.not-a-fit', contested: 'fit.industry' },
      ),
    ),
    [['contested:fit.industry', 1]],
  )
  assert.deepEqual(
    whyLess(lead({ day: 1 }, { day: 2, from: 'mql', to: 'disqualified', clause: 'disqualify.competitor' })),
    [['disqualified:disqualify.competitor', 1]],
  )
})

test('[J10] what is counted at another time is a line of the period, or of the time zone where that alone explains it', () => {
  const late = lead({ day: 29 }, { day: 31, from: 'mql', to: 'sal' })
  assert.deepEqual(whyLess(late), [['period', 1]])
  assert.deepEqual(whyLess(late, { theirs: { periodElsewhere: { from: day(2), to: day(32) } } }), [
    ['time-zone', 1],
  ])
})

test('[J10] a second pass, a merged lead, another version, what waits for data and what was taken back are lines of their own', () => {
  const twice = lead(
    { day: 1 },
    { day: 2, from: 'mql', to: 'sal' },
    { day: 3, from: 'sal', to: 'recycled', clause: 'recycle.bad-timing' },
    { day: 20, from: 'recycled', to: 'mql', cycle: 2 },
    { day: 21, from: 'mql', to: 'sal', cycle: 2 },
  )
  assert.deepEqual(whyLess(twice), [['repeated', 1]])
  const won = lead({ day: 1 }, { day: 2, from: 'mql', to: 'sal' })
  assert.deepEqual(whyLess([won, { ...lead({ day: 4 }), joinedTo: 'lead-0' }]), [['duplicate', 1]])
  assert.deepEqual(
    whyLess(lead({ day: 1, version: 1 }, { day: 2, from: 'mql', to: 'sal' }), { theirs: { version: 2 } }),
    [['version', 1]],
  )
  const waiting: ToldLedger = { rows: [contact], waiting: true, active: 5 }
  assert.deepEqual(whyLess(waiting, { ours: { figure: 'qualified' } }), [['waiting-for-data', 1]])
  const takenBack = lead(
    { day: 1 },
    { day: 1, decided: 6, from: 'mql', to: 'lead', addedBy: 'refold', supersedes: true },
  )
  assert.deepEqual(whyLess(takenBack), [['withdrawn', 1]])
  assert.deepEqual(whyLess({ ...takenBack, machine: true }), [['machine', 1]])
})

test('[J10] what only the other side counts is told by the same lines', () => {
  const bySales = lead({ day: 1, from: 'lead', to: 'sal' })
  const before = lead({ day: -5 }, { day: 3, from: 'mql', to: 'sal' })
  const { ours, theirs, more } = statement(toldLedger([bySales, before], 100), {
    ours: marketing,
    theirs: sales,
    filter: {},
  })
  assert.deepEqual([ours.count, theirs.count], [0, 2])
  assert.deepEqual(more.map(({ key }) => key).toSorted(), ['by-sales', 'period'])
})
