/** How long things take: time in each stage, the whole way, how often leads go round, and how fast money comes out. */
import { logRank, type LogRank } from '../learn/log-rank.ts'
import { type Proportion, proportionInterval } from '../learn/proportion-interval.ts'
import { happenedCurve } from '../learn/happened-curve.ts'
import { quantileTime } from '../learn/quantile-time.ts'
import { survivalCurve } from '../learn/survival-curve.ts'
import { type Cell, Cells, type Counted } from './cells.ts'
import { enteredCycleAt } from './cohort.ts'
import {
  counts,
  type Dimension,
  END,
  type Journeys,
  NEVER,
  reachedAt,
  WAY_OF_CYCLE,
  type WayStage,
} from './journeys.ts'
import { DAY_MS, type Filter, filterOf, isIn, type Span, unitCodes } from './selection.ts'

export interface PaceQuery {
  readonly period: Span
  readonly filter: Filter
  /** What the curves are told apart by. */
  readonly by: Dimension | null
  /** Whose way the curve follows: from this stage to the next. */
  readonly stage: WayStage
}

/** Days from entering a stage in the period until going on from it. */
export interface StageTime {
  readonly stage: WayStage
  readonly entered: Counted
  readonly wentOn: Counted
  readonly wentBack: Counted
  readonly open: Counted
  /** Days after which a quarter, half, three quarters had gone on, of all who entered; null: not yet, or never that many. */
  readonly quarter: number | null
  readonly median: number | null
  readonly threeQuarters: number | null
}

export interface PaceCurve {
  /** Value of the dimension; null: all. */
  readonly name: string | null
  readonly entered: Counted
  /** Share that had gone on within so many days, with its band. Those who went back count as never going on. */
  readonly points: readonly {
    readonly days: number
    readonly share: number
    readonly low: number
    readonly high: number
  }[]
}

export interface PassRow {
  /** Which pass of the lead; the last stands for it and all after it. */
  readonly pass: number
  readonly promoted: Counted
  readonly sql: Counted
  readonly rate: Proportion
}

export interface PaceReport {
  readonly stages: readonly StageTime[]
  readonly curves: readonly PaceCurve[]
  /** Whether the curves differ by more than chance; null: fewer than two that say enough. */
  readonly test: LogRank | null
  readonly passes: readonly PassRow[]
}

/** Beyond so many groups curves say nothing; the largest are shown. */
const CURVES = 5
const POINTS = 60
const PASSES = 4
const GROUP_FLOOR = 20

export function pace(journeys: Journeys, query: PaceQuery, cells = new Cells()): PaceReport {
  const curves = curvesOf(journeys, query, cells)
  return {
    stages: WAY_OF_CYCLE.slice(0, -1).map((stage) => stageTime(journeys, query, stage, cells)),
    curves: curves.map(({ curve }) => curve),
    test: testOf(curves.slice(1).filter(({ times }) => times.durations.length >= GROUP_FLOOR)),
    passes: passesOf(journeys, query, cells),
  }
}

/** Days each stayed, to the hour, and whether it went on. */
class Times {
  readonly durations: number[] = []
  readonly happened: number[] = []

  add(days: number, isGone: boolean): void {
    this.durations.push(Math.max(0, Math.floor(days * 24) / 24))
    this.happened.push(Number(isGone))
  }
}

interface Stay {
  readonly lead: number
  readonly cycle: number
  readonly kind: 'on' | 'back' | 'open'
  readonly days: number
}

function* staysOf(journeys: Journeys, { period, filter }: PaceQuery, stage: WayStage): Generator<Stay> {
  const { cycles, asOf } = journeys
  const passes = filterOf(journeys, filter)
  const next = WAY_OF_CYCLE[WAY_OF_CYCLE.indexOf(stage) + 1]!
  for (let cycle = 0; cycle < cycles.lead.length; cycle++) {
    const from = enteredCycleAt(journeys, cycle, stage)
    const lead = cycles.lead[cycle]!
    if (!isIn(period, from) || !counts(journeys, cycle) || !passes(lead, cycle)) continue
    const on = reachedAt(cycles, cycle, next)
    if (on !== NEVER) yield { lead, cycle, kind: 'on', days: (on - from) / DAY_MS }
    else if (cycles.end[cycle] === END.open) yield { lead, cycle, kind: 'open', days: (asOf - from) / DAY_MS }
    // It stays among those who could have gone on for as long as it would have been followed.
    else yield { lead, cycle, kind: 'back', days: (asOf - from) / DAY_MS }
  }
}

function stageTime(journeys: Journeys, query: PaceQuery, stage: WayStage, cells: Cells): StageTime {
  const of = (what: string) => cells.of('pace', stage, what)
  const kinds: Readonly<Record<Stay['kind'], Cell>> = {
    on: of('went on'),
    back: of('went back'),
    open: of('open'),
  }
  const entered = of('entered')
  const times = new Times()
  for (const { lead, kind, days } of staysOf(journeys, query, stage)) {
    entered.add(lead)
    kinds[kind].add(lead)
    times.add(days, kind === 'on')
  }
  const curve = survivalCurve(times.durations, times.happened)
  return {
    stage,
    entered: entered.counted(),
    wentOn: kinds.on.counted(),
    wentBack: kinds.back.counted(),
    open: kinds.open.counted(),
    quarter: quantileTime(curve, 0.25),
    median: quantileTime(curve, 0.5),
    threeQuarters: quantileTime(curve, 0.75),
  }
}

interface TimedCurve {
  readonly curve: PaceCurve
  readonly times: Times
}

/** All first, then the largest groups. */
function curvesOf(journeys: Journeys, query: PaceQuery, cells: Cells): readonly TimedCurve[] {
  const groups = query.by === null ? null : unitCodes(journeys, query.by)
  const all = new Times()
  const whole = cells.of('pace', 'curve')
  const byGroup = new Map<number, { readonly times: Times; readonly cell: Cell }>()
  for (const { lead, cycle, kind, days } of staysOf(journeys, query, query.stage)) {
    all.add(days, kind === 'on')
    whole.add(lead)
    if (!groups) continue
    const code = groups.code(lead, cycle)
    let group = byGroup.get(code)
    if (!group)
      byGroup.set(
        code,
        (group = { times: new Times(), cell: cells.of('pace', 'curve', groups.names[code]!) }),
      )
    group.times.add(days, kind === 'on')
    group.cell.add(lead)
  }
  const largest = [...byGroup].toSorted(([, a], [, b]) => b.cell.count - a.cell.count).slice(0, CURVES)
  return [
    { curve: { name: null, entered: whole.counted(), points: pointsOf(all) }, times: all },
    ...largest.map(([code, { times, cell }]) => ({
      curve: { name: groups!.names[code]!, entered: cell.counted(), points: pointsOf(times) },
      times,
    })),
  ]
}

/** Beyond this share of all that will happen there is only a long flat tail. */
const SHOWN_SHARE = 0.98

/** As many points as a picture can show. */
function pointsOf({ durations, happened }: Times): PaceCurve['points'] {
  const all = happenedCurve(survivalCurve(durations, happened))
  const top = (all.at(-1)?.share ?? 0) * SHOWN_SHARE
  const end = all.findIndex(({ share }) => share >= top)
  const steps = all.slice(0, end + 1)
  const every = Math.max(1, Math.ceil(steps.length / POINTS))
  return steps
    .filter((_, index) => index % every === 0 || index === steps.length - 1)
    .map(({ at, share, low, high }) => ({ days: at, share, low, high }))
}

function testOf(curves: readonly TimedCurve[]): LogRank | null {
  return curves.length < 2 ? null : logRank(curves.map(({ times }) => times))
}

function passesOf(journeys: Journeys, { period, filter }: PaceQuery, cells: Cells): readonly PassRow[] {
  const { cycles } = journeys
  const passes = filterOf(journeys, filter)
  const rows = Array.from({ length: PASSES }, (_, index) => ({
    promoted: cells.of('pace', 'pass', String(index + 1), 'promoted'),
    sql: cells.of('pace', 'pass', String(index + 1), 'sql'),
  }))
  for (let cycle = 0; cycle < cycles.lead.length; cycle++) {
    const lead = cycles.lead[cycle]!
    if (!isIn(period, cycles.promotedAt[cycle]!) || !counts(journeys, cycle) || !passes(lead, cycle)) continue
    const row = rows[Math.min(PASSES, cycles.number[cycle]!) - 1]!
    row.promoted.add(lead)
    if (reachedAt(cycles, cycle, 'sql') !== NEVER) row.sql.add(lead)
  }
  return rows.map(({ promoted, sql }, index) => ({
    pass: index + 1,
    promoted: promoted.counted(),
    sql: sql.counted(),
    rate: proportionInterval(sql.count, promoted.count),
  }))
}
