/** What both sides promised each other, against fact: in a period, over time, team by team, and how the period may end. */
import type { Promises as Promised } from '../agreement/agreement.ts'
import { type Forecast, forecastTotal } from '../learn/forecast.ts'
import { type Proportion, proportionInterval } from '../learn/proportion-interval.ts'
import { type Cell, Cells, type Counted } from './cells.ts'
import { counts, END, FLAG, type Journeys, NEVER, reachedAt } from './journeys.ts'
import { DAY_MS, type Filter, filterOf, firstCycles, isIn, type Span } from './selection.ts'
import { bucketOf } from './volume.ts'

export interface PromisesQuery {
  readonly period: Span
  /** Begins of the parts of the period, and its end. */
  readonly buckets: readonly number[]
  /** Begins of days by the calendar, from some weeks before the period to its end, and that end. */
  readonly days: readonly number[]
  /** Of the first of `days`; Monday is 0. */
  readonly weekday: number
  readonly promised: Promised
  readonly filter: Filter
}

/** A promise that is kept or broken case by case; what can still become either runs. */
export interface Kept {
  readonly kept: Counted
  readonly broken: Counted
  readonly running: Counted
  readonly rate: Proportion
}

export interface PromiseFigures {
  readonly mqls: Counted
  /** Of what was promoted: accepted, turned down, not decided. A clock that ran out says nothing of the lead. */
  readonly accepted: Kept
  /** Of what was due: the first touch, the decision. */
  readonly firstTouch: Kept
  readonly decided: Kept
}

export interface Pace {
  /** MQLs promised for the whole period, and for the part of it that has passed; null: nothing is promised. */
  readonly promised: number | null
  readonly promisedByNow: number | null
  readonly soFar: number
  /** How many there may be at its end; null: it is over. */
  readonly forecast: Forecast | null
}

export interface PromisesReport {
  readonly promised: Promised
  readonly whole: PromiseFigures
  readonly teams: readonly ({ readonly team: string } & PromiseFigures)[]
  readonly over: readonly ({ readonly from: number; readonly to: number } & PromiseFigures)[]
  readonly pace: Pace
  /** People who came in the period, and customers won in it. */
  readonly ratio: { readonly leads: Counted; readonly won: Counted }
}

export function promises(journeys: Journeys, query: PromisesQuery, cells = new Cells()): PromisesReport {
  const { period, buckets, filter, promised } = query
  const passes = filterOf(journeys, filter)
  const whole = new Figures(cells, 'all')
  const over = buckets.slice(0, -1).map((from) => new Figures(cells, 'from', String(from)))
  const teams = new Map<number, Figures>()
  const { cycles } = journeys
  const teamNames = cycles.dimensions.team.names
  for (let cycle = 0; cycle < cycles.lead.length; cycle++) {
    const lead = cycles.lead[cycle]!
    const at = cycles.promotedAt[cycle]!
    if (!isIn(period, at) || !counts(journeys, cycle) || !passes(lead, cycle)) continue
    const team = cycles.dimensions.team.codes[cycle]!
    for (const [promise, outcome] of casesOf(journeys, cycle)) {
      whole.add(promise, outcome, lead)
      over[bucketOf(buckets, at)]?.add(promise, outcome, lead)
      let ofTeam = teams.get(team)
      if (!ofTeam) teams.set(team, (ofTeam = new Figures(cells, 'team', teamNames[team]!)))
      ofTeam.add(promise, outcome, lead)
    }
  }
  const figures = whole.done()
  return {
    promised,
    whole: figures,
    teams: [...teams]
      .map(([team, one]) => ({ team: teamNames[team]!, ...one.done() }))
      .toSorted((a, b) => b.mqls.count - a.mqls.count || (a.team < b.team ? -1 : 1)),
    over: over.map((one, index) => ({ from: buckets[index]!, to: buckets[index + 1]!, ...one.done() })),
    pace: paceOf(journeys, query, passes, figures.mqls.count),
    ratio: ratioOf(journeys, query, passes, cells),
  }
}

type PromiseName = 'accepted' | 'firstTouch' | 'decided'
type Outcome = 'kept' | 'broken' | 'running'

/** What a pass that was promoted says of each promise; all of it belongs to the moment of its promotion. */
function* casesOf(
  { cycles, asOf }: Journeys,
  cycle: number,
): Generator<readonly [PromiseName | 'mqls', Outcome]> {
  yield ['mqls', 'kept']
  const end = cycles.end[cycle]!
  const acceptedAt = reachedAt(cycles, cycle, 'sal')
  if (acceptedAt !== NEVER) yield ['accepted', 'kept']
  else if (end === END.rejected || end === END.returned || end === END.lost) yield ['accepted', 'broken']
  else if (end === END.open) yield ['accepted', 'running']
  const flags = cycles.flags[cycle]!
  const decidedAt = Math.min(acceptedAt, cycles.endedAt[cycle]!)
  const touchedAt = Math.min(cycles.touchedAt[cycle]!, decidedAt)
  const touch = outcomeBy(cycles.touchDue[cycle]!, touchedAt, (flags & FLAG.touchLate) !== 0, asOf)
  if (touch) yield ['firstTouch', touch]
  const decision = outcomeBy(cycles.decideDue[cycle]!, decidedAt, (flags & FLAG.decideLate) !== 0, asOf)
  if (decision) yield ['decided', decision]
}

/** Null where nothing was due. */
function outcomeBy(due: number, doneAt: number, isLate: boolean, asOf: number): Outcome | null {
  if (due === NEVER) return null
  if (isLate) return 'broken'
  if (doneAt !== NEVER) return 'kept'
  return due < asOf ? 'broken' : 'running'
}

class Figures {
  readonly #mqls: Cell
  readonly #cases: Readonly<Record<PromiseName, Readonly<Record<Outcome, Cell>>>>

  constructor(cells: Cells, ...part: readonly string[]) {
    const of = (promise: string): Readonly<Record<Outcome, Cell>> => ({
      kept: cells.of('promises', ...part, promise, 'kept'),
      broken: cells.of('promises', ...part, promise, 'broken'),
      running: cells.of('promises', ...part, promise, 'running'),
    })
    this.#mqls = cells.of('promises', ...part, 'mqls')
    this.#cases = { accepted: of('accepted'), firstTouch: of('first-touch'), decided: of('decided') }
  }

  add(promise: PromiseName | 'mqls', outcome: Outcome, lead: number): void {
    if (promise === 'mqls') this.#mqls.add(lead)
    else this.#cases[promise][outcome].add(lead)
  }

  done(): PromiseFigures {
    const of = (promise: PromiseName): Kept => {
      const { kept, broken, running } = this.#cases[promise]
      return {
        kept: kept.counted(),
        broken: broken.counted(),
        running: running.counted(),
        rate: proportionInterval(kept.count, kept.count + broken.count),
      }
    }
    return {
      mqls: this.#mqls.counted(),
      accepted: of('accepted'),
      firstTouch: of('firstTouch'),
      decided: of('decided'),
    }
  }
}

const DAYS_PER_MONTH = 365.25 / 12
/** Past days that a forecast learns from. */
const HISTORY_DAYS = 56
const ROUNDS = 1_000

function paceOf(
  journeys: Journeys,
  { period, days, weekday, promised }: PromisesQuery,
  passes: (lead: number, cycle: number) => boolean,
  soFar: number,
): Pace {
  const perDay =
    promised.marketing.mqlsPerMonth === undefined ? null : promised.marketing.mqlsPerMonth / DAYS_PER_MONTH
  const { asOf } = journeys
  const over = (to: number) => (perDay === null ? null : (perDay * Math.max(0, to - period.from)) / DAY_MS)
  const pace = { promised: over(period.to), promisedByNow: over(Math.min(period.to, asOf)), soFar }
  // The day at hand is neither past nor wholly to come: it counts as to come from what it has.
  const today = bucketOf(days, asOf)
  if (asOf >= period.to || today < 0) return { ...pace, forecast: null }
  const daily = dailyPromotions(journeys, days, passes)
  const history = daily.slice(Math.max(0, today - HISTORY_DAYS), today)
  const remaining = days.slice(today, -1).map((_, index) => (weekday + today + index) % 7)
  const forecast = forecastTotal({
    soFar: soFar - daily[today]!,
    history,
    weekdayOfFirst: (weekday + today - history.length) % 7,
    remainingDays: remaining,
    seed: 7,
    rounds: ROUNDS,
  })
  return { ...pace, forecast }
}

function dailyPromotions(
  journeys: Journeys,
  days: readonly number[],
  passes: (lead: number, cycle: number) => boolean,
): readonly number[] {
  const { cycles } = journeys
  const daily = days.slice(0, -1).map(() => 0)
  for (let cycle = 0; cycle < cycles.lead.length; cycle++) {
    const day = bucketOf(days, cycles.promotedAt[cycle]!)
    if (day >= 0 && counts(journeys, cycle) && passes(cycles.lead[cycle]!, cycle)) daily[day]! += 1
  }
  return daily
}

function ratioOf(
  journeys: Journeys,
  { period }: PromisesQuery,
  passes: (lead: number, cycle: number) => boolean,
  cells: Cells,
): PromisesReport['ratio'] {
  const { leads, cycles } = journeys
  const [came, won] = [cells.of('promises', 'leads'), cells.of('promises', 'won')]
  const first = firstCycles(journeys)
  for (let lead = 0; lead < leads.root.length; lead++)
    if (isIn(period, leads.contactAt[lead]!) && leads.root[lead] === lead && passes(lead, first[lead]!))
      came.add(lead)
  for (let cycle = 0; cycle < cycles.lead.length; cycle++) {
    const lead = cycles.lead[cycle]!
    if (isIn(period, cycles.wonAt[cycle]!) && counts(journeys, cycle) && passes(lead, cycle)) won.add(lead)
  }
  return { leads: came.counted(), won: won.counted() }
}
