import assert from 'node:assert/strict'
import { test } from 'node:test'
import { judgement } from './judgement.ts'
import { pace } from './pace.ts'
import { type Kept, promises } from './promises.ts'
import { day, toldLedger, type ToldLedger, type ToldRow } from './testing/told-ledger.ts'
import { volume } from './volume.ts'

const contact: ToldRow = { day: 0, from: 'visitor', to: 'lead', cycle: 0 }
const lead = (...rows: readonly ToldRow[]): ToldLedger => ({ rows: [contact, ...rows] })
const period = { from: day(0), to: day(100) }
const due = { owner: 'ben', team: 'emea', firstTouchDue: day(2), decideDue: day(4) }

const TOLD: readonly ToldLedger[] = [
  // Touched and accepted in time, qualified later.
  lead({ day: 1, handoff: due }, { day: 2, from: 'mql', to: 'sal', handoff: { ...due, touchedAt: day(1.5), attempts: 1, channels: ['call'] } }, { day: 9, from: 'sal', to: 'sql' }), // prettier-ignore
  // Accepted in time without a touch; given back within a week.
  lead({ day: 1, handoff: due }, { day: 2, from: 'mql', to: 'sal', handoff: due }, { day: 6, from: 'sal', to: 'recycled', clause: 'recycle.bad-timing', handoff: due }), // prettier-ignore
  // Rejected in time, won by somebody else later.
  lead(
    { day: 1, handoff: due },
    { day: 3, from: 'mql', to: 'recycled', clause: 'recycle.no-budget', handoff: { ...due, touchedAt: day(1.2), attempts: 6, channels: ['call', 'email'] } }, // prettier-ignore
    {
      day: 30,
      from: 'recycled',
      to: 'mql',
      cycle: 2,
      handoff: { ...due, owner: 'cleo', firstTouchDue: day(31), decideDue: day(33) },
    },
    {
      day: 31,
      from: 'mql',
      to: 'customer',
      cycle: 2,
      handoff: { ...due, owner: 'cleo', firstTouchDue: day(31), decideDue: day(33) },
    },
  ),
  // Both clocks ran out.
  lead(
    { day: 1, handoff: due },
    {
      day: 2,
      kind: 'overdue',
      timer: 'first-touch',
      from: 'mql',
      to: 'mql',
      handoff: { ...due, overdue: ['first-touch'] },
    },
    { day: 4, from: 'mql', to: 'recycled', clause: 'recycle.overdue', timer: 'decide', handoff: { ...due, overdue: ['first-touch', 'decide'] } }, // prettier-ignore
  ),
  // Nothing is due yet.
  lead({ day: 99, handoff: { ...due, firstTouchDue: day(101), decideDue: day(103) } }),
]

const journeys = toldLedger(TOLD, 100)
const counts = ({ kept, broken, running }: Kept) => [kept.count, broken.count, running.count]

test('[J11] a promise is kept or broken by what was due; what can still become either runs', () => {
  const {
    whole,
    teams,
    ratio,
    pace: paced,
  } = promises(journeys, {
    period,
    buckets: [period.from, period.to],
    days: [period.from, period.to],
    weekday: 0,
    promised: { marketing: { mqlsPerMonth: 30 }, sales: {} },
    filter: {},
  })
  assert.equal(whole.mqls.count, 6)
  // An overdue lead says nothing of its worth.
  assert.deepEqual(counts(whole.accepted), [3, 1, 1])
  assert.deepEqual(counts(whole.firstTouch), [4, 1, 1])
  assert.deepEqual(counts(whole.decided), [4, 1, 1])
  assert.deepEqual(
    teams.map(({ team, mqls }) => [team, mqls.count]),
    [['emea', 6]],
  )
  assert.deepEqual([ratio.leads.count, ratio.won.count], [5, 1])
  assert.ok(Math.abs(paced.promised! - (30 * 100) / (365.25 / 12)) < 1e-9)
  assert.equal(paced.forecast, null)
})

test('[J12] of what sales turned down it is said what was won later and by whom; of what was accepted, what was not looked at', () => {
  const { rejections, promotions, work } = judgement(journeys, {
    period,
    filter: {},
    by: null,
    effort: { attempts: 6, channels: 2 },
  })
  const { rejected, wonLater, wonByOther } = rejections.all
  assert.deepEqual([rejected.count, wonLater.count, wonByOther.count], [2, 1, 1])
  assert.deepEqual(rejections.rows.map(({ why, wonLater: won }) => [why, won.count]), [['bad-timing', 0], ['no-budget', 1]]) // prettier-ignore
  const { promoted, accepted, untouched, lostInAWeek } = promotions
  assert.deepEqual(
    [promoted, accepted, untouched, lostInAWeek].map(({ count }) => count),
    [6, 2, 1, 1],
  )
  // Whose clock ran out was not worked; the open one is in neither.
  assert.deepEqual([work.all.worked.count, work.all.unworked.count, work.all.open.count], [4, 1, 1])
})

test('[J13] time in a stage counts those who are still there as not gone on yet, and those who went back as never', () => {
  const { stages, passes } = pace(journeys, { period, filter: {}, by: null, stage: 'mql' })
  const [mql] = stages
  assert.deepEqual(
    [mql!.entered, mql!.wentOn, mql!.wentBack, mql!.open].map(({ count }) => count),
    [6, 3, 2, 1],
  )
  // Of six, three went on within a day: the median is reached, three quarters never are.
  assert.deepEqual([mql!.quarter, mql!.median, mql!.threeQuarters], [1, 1, null])
  assert.deepEqual(
    passes.map(({ promoted }) => promoted.count),
    [5, 1, 0, 0],
  )
})

test('[J14] what happened over time adds up to what happened', () => {
  const { totals, over } = volume(journeys, { period, buckets: [0, 10, 50, 100].map(day), filter: {} })
  for (const figure of ['leads', 'promoted', 'accepted', 'sql', 'opportunity', 'won'] as const)
    assert.equal(
      over.reduce((sum, { figures }) => sum + figures[figure].count, 0),
      totals[figure].count,
      figure,
    )
  assert.deepEqual([totals.promoted.count, totals.accepted.count, totals.won.count], [6, 3, 1])
})
