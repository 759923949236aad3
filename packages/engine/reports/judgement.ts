/**
 * Judge the judges. Of what sales turned down, how much was won later; of what marketing handed over, how much was taken without
 * a look and let go within a week; and how leads convert where the agreed work was really done on them, so that bad leads and
 * badly worked leads part.
 */
import { type Proportion, proportionInterval } from '../learn/proportion-interval.ts'
import { type Cell, Cells, type Counted } from './cells.ts'
import { counts, type Dimension, END, FLAG, type Journeys, nameOf, NEVER, reachedAt } from './journeys.ts'
import { DAY_MS, type Filter, filterOf, isIn, type Span, unitCodes } from './selection.ts'

export interface JudgementQuery {
  readonly period: Span
  readonly filter: Filter
  /** What the quality of work is told apart by. */
  readonly by: Dimension | null
  /** The agreed effort; null: none is agreed, and any attempt counts as work. */
  readonly effort: { readonly attempts: number; readonly channels: number } | null
}

/** Rejections of one kind, and what became of their leads afterwards. */
export interface RejectionRow {
  /** A contested clause or fact, else the reason that was given; null: all of them. */
  readonly why: string | null
  readonly rejected: Counted
  /** Won in a later pass; of them by somebody else than who turned it down. */
  readonly wonLater: Counted
  readonly wonByOther: Counted
  /** Sales has it again, and nothing is settled. */
  readonly openAgain: Counted
  readonly rate: Proportion
}

export interface PromotionQuality {
  readonly promoted: Counted
  readonly accepted: Counted
  /** Accepted before anybody had tried to reach the person. */
  readonly untouched: Counted
  /** Given back or lost within seven days of being accepted. */
  readonly lostInAWeek: Counted
  readonly untouchedRate: Proportion
  readonly lostRate: Proportion
}

export type WorkVerdict = 'good' | 'poor-leads' | 'poor-work' | 'as-all' | 'too-few'

export interface WorkRow {
  /** Value of the dimension; null: all. */
  readonly name: string | null
  readonly promoted: Counted
  /** Settled passes on which the work was done, and those on which it was not. */
  readonly worked: Counted
  readonly unworked: Counted
  readonly open: Counted
  readonly workedShare: Proportion
  /** Became sales qualified: of the worked, of the others. */
  readonly whenWorked: Proportion
  readonly whenNot: Proportion
  readonly verdict: WorkVerdict
}

export interface Judgement {
  readonly rejections: { readonly all: RejectionRow; readonly rows: readonly RejectionRow[] }
  readonly promotions: PromotionQuality
  readonly work: { readonly all: WorkRow; readonly rows: readonly WorkRow[] }
}

const WEEK_MS = 7 * DAY_MS

export function judgement(journeys: Journeys, query: JudgementQuery, cells = new Cells()): Judgement {
  const { cycles } = journeys
  const passes = filterOf(journeys, query.filter)
  const groups = query.by === null ? null : unitCodes(journeys, query.by)
  const rejections = new Rejections(journeys, cells)
  const promotions = new Promotions(cells)
  const work = new Work(cells, groups?.names ?? [])
  for (let cycle = 0; cycle < cycles.lead.length; cycle++) {
    const lead = cycles.lead[cycle]!
    if (!counts(journeys, cycle) || !passes(lead, cycle)) continue
    const end = cycles.end[cycle]!
    if ((end === END.rejected || end === END.returned) && isIn(query.period, cycles.endedAt[cycle]!))
      rejections.add(cycle)
    if (!isIn(query.period, cycles.promotedAt[cycle]!)) continue
    promotions.add(journeys, cycle)
    work.add(journeys, query, cycle, groups?.code(lead, cycle) ?? 0)
  }
  return { rejections: rejections.done(), promotions: promotions.done(), work: work.done() }
}

interface RejectionCells {
  readonly rejected: Cell
  readonly wonLater: Cell
  readonly wonByOther: Cell
  readonly openAgain: Cell
}

class Rejections {
  readonly #journeys: Journeys
  readonly #cells: Cells
  readonly #rows = new Map<string | null, RejectionCells>()

  constructor(journeys: Journeys, cells: Cells) {
    this.#journeys = journeys
    this.#cells = cells
    this.#row(null)
  }

  add(cycle: number): void {
    const { cycles } = this.#journeys
    const lead = cycles.lead[cycle]!
    const why = nameOf(cycles.contested, cycle) || nameOf(cycles.reason, cycle)
    const later = this.#later(cycle)
    for (const row of [this.#row(null), this.#row(why)]) {
      row.rejected.add(lead)
      if (later.won !== null) row.wonLater.add(lead)
      if (later.won === 'other') row.wonByOther.add(lead)
      if (later.isOpen) row.openAgain.add(lead)
    }
  }

  /** What became of the lead in passes after this one. */
  #later(cycle: number): { readonly won: 'same' | 'other' | null; readonly isOpen: boolean } {
    const { cycles } = this.#journeys
    const end = cycles.offsets[cycles.lead[cycle]! + 1]!
    const owner = cycles.dimensions.owner.codes
    for (let later = cycle + 1; later < end; later++) {
      if (!counts(this.#journeys, later)) continue
      if (cycles.wonAt[later] !== NEVER)
        return { won: owner[later] === owner[cycle] ? 'same' : 'other', isOpen: false }
      if (later === end - 1 && cycles.end[later] === END.open) return { won: null, isOpen: true }
    }
    return { won: null, isOpen: false }
  }

  done(): Judgement['rejections'] {
    const rows = [...this.#rows].map(([why, row]) => rejectionRow(why, row))
    return {
      all: rows[0]!,
      rows: rows
        .slice(1)
        .toSorted((a, b) => b.rejected.count - a.rejected.count || (a.why! < b.why! ? -1 : 1)),
    }
  }

  #row(why: string | null): RejectionCells {
    const known = this.#rows.get(why)
    if (known) return known
    const of = (what: string) => this.#cells.of('judgement', 'rejected', ...(why === null ? [] : [why]), what)
    const row = {
      rejected: of('all'),
      wonLater: of('won later'),
      wonByOther: of('won by other'),
      openAgain: of('open again'),
    }
    this.#rows.set(why, row)
    return row
  }
}

function rejectionRow(
  why: string | null,
  { rejected, wonLater, wonByOther, openAgain }: RejectionCells,
): RejectionRow {
  return {
    why,
    rejected: rejected.counted(),
    wonLater: wonLater.counted(),
    wonByOther: wonByOther.counted(),
    openAgain: openAgain.counted(),
    rate: proportionInterval(wonLater.count, rejected.count),
  }
}

class Promotions {
  readonly #promoted: Cell
  readonly #accepted: Cell
  readonly #untouched: Cell
  readonly #lost: Cell

  constructor(cells: Cells) {
    const of = (what: string) => cells.of('judgement', 'promoted', what)
    this.#promoted = of('all')
    this.#accepted = of('accepted')
    this.#untouched = of('untouched')
    this.#lost = of('lost in a week')
  }

  add({ cycles }: Journeys, cycle: number): void {
    const lead = cycles.lead[cycle]!
    this.#promoted.add(lead)
    const acceptedAt = cycles.acceptedAt[cycle]!
    if (acceptedAt === NEVER) return
    this.#accepted.add(lead)
    if (cycles.touchedAt[cycle]! > acceptedAt) this.#untouched.add(lead)
    const isGone = cycles.end[cycle] === END.returned || cycles.end[cycle] === END.lost
    if (isGone && cycles.endedAt[cycle]! <= acceptedAt + WEEK_MS) this.#lost.add(lead)
  }

  done(): PromotionQuality {
    return {
      promoted: this.#promoted.counted(),
      accepted: this.#accepted.counted(),
      untouched: this.#untouched.counted(),
      lostInAWeek: this.#lost.counted(),
      untouchedRate: proportionInterval(this.#untouched.count, this.#accepted.count),
      lostRate: proportionInterval(this.#lost.count, this.#accepted.count),
    }
  }
}

/**
 * Whether the agreed work was done, by what sales did and not by what came of it: somebody tried in time, and nobody gave up
 * before the agreed effort. Whoever was reached at the first attempt needs no sixth one.
 */
function wasWorked({ cycles }: Journeys, cycle: number, effort: JudgementQuery['effort']): boolean {
  const isTouched = Math.min(cycles.touchedAt[cycle]!, reachedAt(cycles, cycle, 'sal')) !== NEVER
  if (!isTouched || (cycles.flags[cycle]! & FLAG.touchLate) !== 0) return false
  const end = cycles.end[cycle]!
  const gaveUp =
    end === END.overdue || (end === END.rejected && nameOf(cycles.reason, cycle) === 'unreachable')
  if (!gaveUp || !effort) return !gaveUp || end === END.rejected
  return cycles.attempts[cycle]! >= effort.attempts && cycles.channels[cycle]! >= effort.channels
}

interface WorkCells {
  readonly promoted: Cell
  readonly worked: Cell
  readonly unworked: Cell
  readonly open: Cell
  sqlWhenWorked: number
  sqlWhenNot: number
}

class Work {
  readonly #cells: Cells
  readonly #names: readonly string[]
  readonly #all: WorkCells
  readonly #groups: WorkCells[] = []

  constructor(cells: Cells, names: readonly string[]) {
    this.#cells = cells
    this.#names = names
    this.#all = this.#row(null)
  }

  add(journeys: Journeys, query: JudgementQuery, cycle: number, group: number): void {
    const rows =
      query.by === null ? [this.#all] : [this.#all, (this.#groups[group] ??= this.#row(this.#names[group]!))]
    const { cycles } = journeys
    const lead = cycles.lead[cycle]!
    const isSql = reachedAt(cycles, cycle, 'sql') !== NEVER
    const isOpen = cycles.end[cycle] === END.open && !isSql
    const worked = wasWorked(journeys, cycle, query.effort)
    for (const row of rows) {
      row.promoted.add(lead)
      if (isOpen) row.open.add(lead)
      else if (worked) row.worked.add(lead)
      else row.unworked.add(lead)
      if (isSql && worked) row.sqlWhenWorked += 1
      if (isSql && !worked) row.sqlWhenNot += 1
    }
  }

  done(): Judgement['work'] {
    const all = workRow(null, this.#all)
    const rows = Object.entries(this.#groups).map(([code, row]) => workRow(this.#names[Number(code)]!, row))
    return {
      all,
      rows: rows
        .map((row) => ({ ...row, verdict: verdictOf(row, all) }))
        .toSorted((a, b) => b.promoted.count - a.promoted.count || (a.name! < b.name! ? -1 : 1)),
    }
  }

  #row(name: string | null): WorkCells {
    const of = (what: string) => this.#cells.of('judgement', 'work', ...(name === null ? [] : [name]), what)
    return {
      promoted: of('all'),
      worked: of('worked'),
      unworked: of('unworked'),
      open: of('open'),
      sqlWhenWorked: 0,
      sqlWhenNot: 0,
    }
  }
}

function workRow(name: string | null, row: WorkCells): WorkRow {
  return {
    name,
    promoted: row.promoted.counted(),
    worked: row.worked.counted(),
    unworked: row.unworked.counted(),
    open: row.open.counted(),
    workedShare: proportionInterval(row.worked.count, row.worked.count + row.unworked.count),
    whenWorked: proportionInterval(row.sqlWhenWorked, row.worked.count),
    whenNot: proportionInterval(row.sqlWhenNot, row.unworked.count),
    verdict: 'as-all',
  }
}

/** Told apart only where intervals do not overlap the whole's share: work first, because unworked leads show nothing. */
function verdictOf({ workedShare, whenWorked }: WorkRow, all: WorkRow): WorkVerdict {
  if (workedShare.tooFew) return 'too-few'
  if (workedShare.high < all.workedShare.rate) return 'poor-work'
  if (whenWorked.tooFew) return 'too-few'
  if (whenWorked.high < all.whenWorked.rate) return 'poor-leads'
  if (whenWorked.low > all.whenWorked.rate) return 'good'
  return 'as-all'
}
