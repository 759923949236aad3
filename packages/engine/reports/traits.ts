/**
 * Who the customers are: what those who were won have in common, against those who were lost or against all the others.
 *
 * What follows from winning must not be taken for its cause. So only what somebody did, took or filled in before sales had the lead
 * counts (`with-sales.ts`). Of people whom sales never had it counts up to a moment as long after they came as it took with some
 * customer, each customer lending its time in turn: both groups had the same time, and nobody seems idle for having been quick.
 * Whoever came too lately for that is in no share of behaviour. Facts are often learnt while selling, so their shares are of those
 * of whom the fact is known.
 *
 * Many traits are looked at, and some differ by chance: q says what is left of each finding after that. A trait of the customers is
 * no cause of buying; what the agreement asks for is bound to be among them.
 */
import { benjaminiHochberg } from '../learn/benjamini-hochberg.ts'
import { lift, type Lift } from '../learn/lift.ts'
import { type Cell, Cells, type Counted } from './cells.ts'
import { counts, END, type Journeys, type LeadDimension, type Moments, NEVER } from './journeys.ts'
import { type Filter, filterOf, firstCycles, isIn, type Span } from './selection.ts'
import { type Side, type TalliedTrait, type Trait, type TraitShare, TraitTally } from './trait-tally.ts'
import { withSalesAt } from './with-sales.ts'

/** Against people whose passes all ended without success, or against all others who came in the same time. */
export const TRAITS_AGAINST = ['lost', 'all'] as const
export type TraitsAgainst = (typeof TRAITS_AGAINST)[number]

export interface TraitsQuery {
  /** Of coming: when the person could first be contacted. */
  readonly period: Span
  readonly filter: Filter
  readonly against: TraitsAgainst
}

export interface TraitRow extends TalliedTrait {
  /** Share among the won over share among the others, with the interval at 95 % and Fisher's p. */
  readonly lift: Lift
  /** p after Benjamini and Hochberg, over all traits that were tested. */
  readonly q: number
  /** One of the shares is of too few to show a figure. */
  readonly tooFew: boolean
}

export interface Traits {
  readonly against: TraitsAgainst
  readonly won: Counted
  readonly others: Counted
  /** Came in the period and is in neither group: against those lost, whoever can still be won or was never decided on. */
  readonly apart: Counted
  /** Traits that were looked at; q counts all of them. */
  readonly tested: number
  /** Traits of fewer than TRAIT_FLOOR people in either group, not tested. */
  readonly leftOut: number
  /** Strongest evidence first, at most TRAIT_ROWS. */
  readonly rows: readonly TraitRow[]
}

export const TRAIT_FLOOR = 5
export const TRAIT_ROWS = 200

export const FIRMOGRAPHICS = ['industry', 'size', 'region', 'country', 'seniority'] as const
export const PATH = ['source', 'medium', 'campaign', 'landing-page', 'form', 'content'] as const

export function traits(journeys: Journeys, query: TraitsQuery, cells = new Cells()): Traits {
  const groups = groupsOf(journeys, query, cells)
  const until = watchedUntil(journeys, groups)
  const tallies = [
    ...FIRMOGRAPHICS.map((dimension) => factTally(journeys, groups, cells, dimension, () => -NEVER, until)),
    ...PATH.map((dimension) =>
      factTally(journeys, groups, cells, dimension, knownSince(journeys, dimension), until),
    ),
    momentTally(journeys.acts, groups, cells, until, (event) => ({ kind: 'did', event })),
    momentTally(journeys.contents, groups, cells, until, (content) => ({ kind: 'took', content })),
  ]
  const all = tallies.flatMap((tally) => tally.done())
  const tested = all.filter(({ won, others }) => Math.max(won.leads.count, others.leads.count) >= TRAIT_FLOOR)
  return {
    against: query.against,
    won: groups.cells.won.counted(),
    others: groups.cells.others.counted(),
    apart: groups.apart.counted(),
    tested: tested.length,
    leftOut: all.length - tested.length,
    rows: rowsOf(tested),
  }
}

interface Groups {
  readonly won: readonly number[]
  readonly others: readonly number[]
  readonly cells: Readonly<Record<Side, Cell>>
  readonly apart: Cell
}

function groupsOf(journeys: Journeys, { period, filter, against }: TraitsQuery, cells: Cells): Groups {
  const { leads } = journeys
  const passes = filterOf(journeys, filter)
  const first = firstCycles(journeys)
  const people: Record<Side, number[]> = { won: [], others: [] }
  const bySide = { won: cells.of('traits', 'won'), others: cells.of('traits', 'others') }
  const apart = cells.of('traits', 'apart')
  for (let lead = 0; lead < leads.id.length; lead++) {
    if (leads.root[lead] !== lead || !isIn(period, leads.contactAt[lead]!)) continue
    if (!passes(lead, first[lead]!)) continue
    const became = becameOf(journeys, lead)
    if (became !== 'won' && became !== 'lost' && against === 'lost') {
      apart.add(lead)
      continue
    }
    const side = became === 'won' ? 'won' : 'others'
    people[side].push(lead)
    bySide[side].add(lead)
  }
  return { ...people, cells: bySide, apart }
}

const LOST: ReadonlySet<number> = new Set([END.rejected, END.returned, END.lost, END.disqualified])

/** Lost: a pass was decided against the lead, and no other is open. */
function becameOf(journeys: Journeys, lead: number): 'won' | 'lost' | 'undecided' {
  const { cycles } = journeys
  let [isLost, isOpen] = [false, false]
  for (let cycle = cycles.offsets[lead]!; cycle < cycles.offsets[lead + 1]!; cycle++) {
    if (!counts(journeys, cycle)) continue
    if (cycles.wonAt[cycle] !== NEVER) return 'won'
    isLost ||= LOST.has(cycles.end[cycle]!)
    isOpen ||= cycles.end[cycle] === END.open
  }
  return isLost && !isOpen ? 'lost' : 'undecided'
}

/** By lead up to when its behaviour counts; NaN: it has not been watched for long enough, or is in neither group. */
function watchedUntil(journeys: Journeys, { won, others }: Groups): Float64Array {
  const { contactAt } = journeys.leads
  const withSales = withSalesAt(journeys)
  const until = new Float64Array(contactAt.length).fill(Number.NaN)
  const taken = won.map((lead) => withSales[lead]! - contactAt[lead]!)
  for (const lead of won) until[lead] = withSales[lead]!
  let lent = 0
  for (const lead of others) {
    if (withSales[lead] !== NEVER) until[lead] = withSales[lead]!
    else if (taken.length > 0) {
      const end = contactAt[lead]! + taken[lent++ % taken.length]!
      if (end <= journeys.asOf) until[lead] = end
    } else until[lead] = journeys.asOf
  }
  return until
}

/** Since when a fact of the path is known of a lead; -NEVER: since it came. */
function knownSince({ acts, contents }: Journeys, dimension: LeadDimension): (lead: number) => number {
  if (dimension === 'content')
    return (lead) =>
      contents.offsets[lead]! < contents.offsets[lead + 1]! ? contents.at[contents.offsets[lead]!]! : NEVER
  if (dimension !== 'form') return () => -NEVER
  const submitted = acts.what.names.indexOf('Form Submitted')
  return (lead) => {
    for (let row = acts.offsets[lead]!; row < acts.offsets[lead + 1]!; row++)
      if (acts.what.codes[row] === submitted) return acts.at[row]!
    return NEVER
  }
}

function factTally(
  { leads }: Journeys,
  groups: Groups,
  cells: Cells,
  dimension: LeadDimension,
  since: (lead: number) => number,
  until: Float64Array,
): TraitTally {
  const { codes, names } = leads.dimensions[dimension]
  const tally = new TraitTally(cells, names, (value): Trait => ({ kind: 'fact', dimension, value }))
  for (const side of ['won', 'others'] as const)
    for (const lead of groups[side]) {
      const code = codes[lead]!
      if (code === 0) continue
      const from = since(lead)
      if (from !== -NEVER && !(from <= until[lead]!)) continue
      tally.know(side)
      tally.add(side, code, lead)
    }
  return tally
}

function momentTally(
  { offsets, at, what }: Moments,
  groups: Groups,
  cells: Cells,
  until: Float64Array,
  traitOf: (name: string) => Trait,
): TraitTally {
  const tally = new TraitTally(cells, what.names, traitOf)
  for (const side of ['won', 'others'] as const)
    for (const lead of groups[side]) {
      const end = until[lead]!
      if (Number.isNaN(end)) continue
      tally.know(side)
      for (let row = offsets[lead]!; row < offsets[lead + 1]!; row++)
        if (at[row]! <= end) tally.add(side, what.codes[row]!, lead)
    }
  return tally
}

function rowsOf(tested: readonly TalliedTrait[]): readonly TraitRow[] {
  const shareOf = ({ share: { successes, n } }: TraitShare) => ({ successes, n })
  const lifts = tested.map(({ won, others }) => lift(shareOf(won), shareOf(others)))
  const qs = benjaminiHochberg(lifts.map(({ p }) => p))
  return tested
    .map((one, index) => ({
      ...one,
      lift: lifts[index]!,
      q: qs[index]!,
      tooFew: one.won.share.tooFew || one.others.share.tooFew,
    }))
    .toSorted((a, b) => a.q - b.q || a.lift.p - b.lift.p || strength(b.lift) - strength(a.lift))
    .slice(0, TRAIT_ROWS)
}

function strength({ ratio }: Lift): number {
  return Math.abs(Math.log(ratio))
}
