/**
 * The reconciliation statement: one side's number, the other's, and line by line what lies between them, to zero. Each thing
 * that is counted, a pass of a lead, stands in exactly one line.
 */
import { type Cell, Cells, type Counted } from './cells.ts'
import { type Figure, figureAt } from './figures.ts'
import { END, ENDS, FLAG, type Journeys, nameOf, NEVER } from './journeys.ts'
import { type Filter, filterOf, isIn, type Span } from './selection.ts'

export interface StatementSide {
  readonly figure: Figure
  readonly period: Span
  /** The same days by the other side's time zone. */
  readonly periodElsewhere: Span
  /** Only what was promoted under this version. */
  readonly version: number | null
  /** People instead of passes: leads that were merged are one, and of several passes the first in the period counts. */
  readonly once: boolean
}

/** Why something is in one side's number and not in the other's. Those with a colon name a reason or a clause. */
export type LineKey =
  | 'duplicate'
  | 'machine'
  | 'withdrawn'
  | 'version'
  | 'time-zone'
  | 'repeated'
  | 'period'
  | 'waiting-for-data'
  | 'not-routed'
  | 'in-clock'
  | 'past-clock'
  | 'overdue'
  | 'by-sales'
  | 'not-so-far'
  | `rejected:${string}`
  | `returned:${string}`
  | `disqualified:${string}`
  | `lost:${string}`
  | `contested:${string}`

export interface StatementLine extends Counted {
  readonly key: LineKey
}

export interface Statement {
  readonly ours: Counted
  readonly theirs: Counted
  readonly both: Counted
  /** In ours and not in theirs, largest first; what is taken away. */
  readonly less: readonly StatementLine[]
  /** In theirs and not in ours; what is added. */
  readonly more: readonly StatementLine[]
}

export interface StatementQuery {
  readonly ours: StatementSide
  readonly theirs: StatementSide
  readonly filter: Filter
}

/** A pass of a lead; -1: none, the lead waits for data. */
interface Unit {
  readonly lead: number
  readonly cycle: number
}

export function statement(journeys: Journeys, query: StatementQuery, cells = new Cells()): Statement {
  const passes = filterOf(journeys, query.filter)
  const ours = new SideCount(journeys, query.ours)
  const theirs = new SideCount(journeys, query.theirs)
  const [inOurs, inTheirs, inBoth] = ['ours', 'theirs', 'both'].map((side) => cells.of('statement', side))
  const less = new Lines(cells, 'less')
  const more = new Lines(cells, 'more')
  for (const unit of unitsOf(journeys)) {
    if (!passes(unit.lead, unit.cycle)) continue
    const isOurs = ours.has(unit)
    const isTheirs = theirs.has(unit)
    if (isOurs) inOurs!.add(unit.lead)
    if (isTheirs) inTheirs!.add(unit.lead)
    if (isOurs && isTheirs) inBoth!.add(unit.lead)
    else if (isOurs) less.add(theirs.whyNot(unit), unit.lead)
    else if (isTheirs) more.add(ours.whyNot(unit), unit.lead)
  }
  return {
    ours: inOurs!.counted(),
    theirs: inTheirs!.counted(),
    both: inBoth!.counted(),
    less: less.done(),
    more: more.done(),
  }
}

/** Passes in order of their leads, each lead's in order of time; then leads that wait for data. */
function* unitsOf({ leads, cycles }: Journeys): Generator<Unit> {
  for (let lead = 0; lead < leads.id.length; lead++) {
    for (let cycle = cycles.offsets[lead]!; cycle < cycles.offsets[lead + 1]!; cycle++) yield { lead, cycle }
    if (leads.waiting[lead] === 1) yield { lead, cycle: -1 }
  }
}

class SideCount {
  readonly #journeys: Journeys
  readonly #side: StatementSide
  /** By lead that stands for itself: the pass that counts for the person. */
  readonly #chosen: Int32Array

  constructor(journeys: Journeys, side: StatementSide) {
    this.#journeys = journeys
    this.#side = side
    this.#chosen = side.once ? this.#firstOfEach() : new Int32Array(0)
  }

  has(unit: Unit): boolean {
    if (!this.#isCandidate(unit)) return false
    if (!this.#side.once) return true
    return this.#chosen[this.#journeys.leads.root[unit.lead]!] === unitNumber(this.#journeys, unit)
  }

  /** Why a pass that the other side counts is not in this one. */
  whyNot(unit: Unit): LineKey {
    const { leads, cycles } = this.#journeys
    const { lead, cycle } = unit
    const { period, periodElsewhere, version, figure } = this.#side
    const at = figureAt(this.#journeys, figure, lead, cycle)
    const isOtherVersion = cycle >= 0 && version !== null && versionOf(this.#journeys, cycle) !== version
    if (at !== NEVER && !isIn(period, at)) {
      if (isOtherVersion) return 'version'
      return isIn(periodElsewhere, at) ? 'time-zone' : 'period'
    }
    if (cycle >= 0 && cycles.end[cycle] === END.withdrawn)
      return (cycles.flags[cycle]! & FLAG.machine) === 0 ? 'withdrawn' : 'machine'
    if (leads.root[lead] !== lead) return 'duplicate'
    if (isOtherVersion) return 'version'
    return at === NEVER ? this.#whyNever(unit) : 'repeated'
  }

  /** Why a pass never came to what this side counts. */
  #whyNever({ cycle }: Unit): LineKey {
    const { cycles, asOf } = this.#journeys
    const { figure } = this.#side
    if (cycle < 0) return 'waiting-for-data'
    if (figure === 'first-promoted' && cycles.promotedAt[cycle] !== NEVER) return 'repeated'
    if (cycles.promotedAt[cycle] === NEVER && isMarketings(figure)) return 'by-sales'
    const end = ENDS[cycles.end[cycle]!]!
    switch (end) {
      case 'overdue':
        return 'overdue'
      case 'rejected':
      case 'returned': {
        const clause = nameOf(cycles.contested, cycle)
        return clause === '' ? `${end}:${nameOf(cycles.reason, cycle)}` : `contested:${clause}`
      }
      case 'disqualified':
        return `disqualified:${nameOf(cycles.reason, cycle)}`
      case 'lost':
        return `lost:${nameOf(cycles.loss, cycle)}`
      default:
        if (cycles.acceptedAt[cycle] !== NEVER || cycles.wonAt[cycle] !== NEVER) return 'not-so-far'
        if (cycles.dimensions.owner.codes[cycle] === 0) return 'not-routed'
        return cycles.decideDue[cycle]! < asOf ? 'past-clock' : 'in-clock'
    }
  }

  /** Would count but for there being another pass of the same person. */
  #isCandidate({ lead, cycle }: Unit): boolean {
    const { period, version, figure, once } = this.#side
    if (!isIn(period, figureAt(this.#journeys, figure, lead, cycle))) return false
    if (cycle < 0) return version === null
    if (version !== null && versionOf(this.#journeys, cycle) !== version) return false
    // Who counts people counts by what is known now; who counts passes counted each as it happened.
    return !once || this.#journeys.cycles.end[cycle] !== END.withdrawn
  }

  #firstOfEach(): Int32Array {
    const { leads } = this.#journeys
    const chosen = new Int32Array(leads.id.length).fill(-1)
    const best = new Float64Array(leads.id.length).fill(NEVER)
    for (const unit of unitsOf(this.#journeys)) {
      if (!this.#isCandidate(unit)) continue
      const at = figureAt(this.#journeys, this.#side.figure, unit.lead, unit.cycle)
      const root = leads.root[unit.lead]!
      // Of passes at one moment the lead's own comes before one that was merged into it.
      const isBetter = at < best[root]! || (at === best[root] && unit.lead === root)
      if (!isBetter) continue
      best[root] = at
      chosen[root] = unitNumber(this.#journeys, unit)
    }
    return chosen
  }
}

/** Cycles by their rows, then leads that wait. */
function unitNumber({ cycles }: Journeys, { lead, cycle }: Unit): number {
  return cycle < 0 ? cycles.lead.length + lead : cycle
}

function versionOf({ cycles }: Journeys, cycle: number): number {
  return Number(nameOf(cycles.dimensions.version, cycle))
}

function isMarketings(figure: Figure): boolean {
  return figure === 'qualified' || figure === 'promoted' || figure === 'first-promoted'
}

class Lines {
  readonly #cells: Cells
  readonly #side: string
  readonly #lines = new Map<LineKey, Cell>()

  constructor(cells: Cells, side: string) {
    this.#cells = cells
    this.#side = side
  }

  add(key: LineKey, lead: number): void {
    let cell = this.#lines.get(key)
    if (!cell) this.#lines.set(key, (cell = this.#cells.of('statement', this.#side, key)))
    cell.add(lead)
  }

  done(): readonly StatementLine[] {
    return [...this.#lines]
      .map(([key, cell]) => ({ key, ...cell.counted() }))
      .toSorted((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1))
  }
}
