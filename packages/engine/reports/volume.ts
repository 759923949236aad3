/** How much came, and how far: both sides' figures over time, what content brought, and what is on the table. */
import { type Cell, Cells, type Counted } from './cells.ts'
import { type Figure, figureAt } from './figures.ts'
import { counts, END, type Journeys, nameOf, NEVER, reachedAt } from './journeys.ts'
import { type Filter, filterOf, firstCycles, isIn, type Span } from './selection.ts'

export const VOLUME_FIGURES = ['leads', 'promoted', 'accepted', 'sql', 'opportunity', 'won'] as const
export type VolumeFigure = (typeof VOLUME_FIGURES)[number]

export interface VolumeQuery {
  readonly period: Span
  /** Begins of the parts of the period, and its end. */
  readonly buckets: readonly number[]
  readonly filter: Filter
}

export interface ContentRow {
  readonly title: string
  /** Took it in the period; of them, later than that: promoted, sales qualified, won. */
  readonly takers: Counted
  readonly promoted: Counted
  readonly sql: Counted
  readonly won: Counted
}

export interface Volume {
  readonly totals: Readonly<Record<VolumeFigure, Counted>>
  readonly over: readonly {
    readonly from: number
    readonly to: number
    readonly figures: Readonly<Record<VolumeFigure, Counted>>
  }[]
  /** Most takers first, at most CONTENTS. */
  readonly contents: readonly ContentRow[]
  /** Deals that are open now, whatever the period. `amounts`: by currency; empty: not said. */
  readonly pipeline: {
    readonly open: Counted
    readonly withoutAmount: number
    readonly amounts: readonly { readonly currency: string; readonly amount: number }[]
  }
}

export const CONTENTS = 50

export function volume(journeys: Journeys, query: VolumeQuery, cells = new Cells()): Volume {
  const passes = filterOf(journeys, query.filter)
  const { buckets, period } = query
  const totals = figureCells(cells, 'all')
  const over = buckets.slice(0, -1).map((from) => figureCells(cells, String(from)))
  const note = (figure: VolumeFigure, at: number, lead: number) => {
    if (!isIn(period, at)) return
    totals[figure].add(lead)
    const bucket = bucketOf(buckets, at)
    if (bucket >= 0) over[bucket]![figure].add(lead)
  }
  const { leads, cycles } = journeys
  const first = firstCycles(journeys)
  for (let lead = 0; lead < leads.root.length; lead++) {
    const at = leads.contactAt[lead]!
    if (isIn(period, at) && leads.root[lead] === lead && passes(lead, first[lead]!)) note('leads', at, lead)
  }
  for (let cycle = 0; cycle < cycles.lead.length; cycle++) {
    const lead = cycles.lead[cycle]!
    // Nothing of a pass that ended before the period is in it.
    if (cycles.endedAt[cycle]! < period.from || !counts(journeys, cycle) || !passes(lead, cycle)) continue
    for (const figure of CYCLE_FIGURES) note(figure, figureAt(journeys, figure, lead, cycle), lead)
  }
  return {
    totals: countedOf(totals),
    over: over.map((figures, index) => ({
      from: buckets[index]!,
      to: buckets[index + 1]!,
      figures: countedOf(figures),
    })),
    contents: contentRows(journeys, query, passes, first, cells),
    pipeline: pipelineOf(journeys, passes, cells),
  }
}

const CYCLE_FIGURES = [
  'promoted',
  'accepted',
  'sql',
  'opportunity',
  'won',
] as const satisfies readonly Figure[]

type FigureCells = Readonly<Record<VolumeFigure, Cell>>

function figureCells(cells: Cells, part: string): FigureCells {
  return Object.fromEntries(
    VOLUME_FIGURES.map((figure) => [figure, cells.of('volume', part, figure)]),
  ) as FigureCells
}

function countedOf(figures: FigureCells): Readonly<Record<VolumeFigure, Counted>> {
  return Object.fromEntries(VOLUME_FIGURES.map((figure) => [figure, figures[figure].counted()])) as Readonly<
    Record<VolumeFigure, Counted>
  >
}

/** Position of the bucket that a moment lies in; -1: in none. */
export function bucketOf(buckets: readonly number[], at: number): number {
  if (buckets.length < 2 || at < buckets[0]! || at >= buckets.at(-1)!) return -1
  let low = 0
  let high = buckets.length - 1
  while (high - low > 1) {
    const middle = (low + high) >>> 1
    if (buckets[middle]! <= at) low = middle
    else high = middle
  }
  return low
}

interface ContentCells {
  readonly takers: Cell
  readonly promoted: Cell
  readonly sql: Cell
  readonly won: Cell
}

function contentRows(
  journeys: Journeys,
  { period }: VolumeQuery,
  passes: (lead: number, cycle: number) => boolean,
  first: Int32Array,
  cells: Cells,
): readonly ContentRow[] {
  const { leads, contents, cycles } = journeys
  const rows: ContentCells[] = []
  for (let lead = 0; lead < leads.root.length; lead++) {
    for (let row = contents.offsets[lead]!; row < contents.offsets[lead + 1]!; row++) {
      const at = contents.at[row]!
      if (!isIn(period, at) || !passes(lead, first[lead]!)) continue
      const code = contents.what.codes[row]!
      const counted = (rows[code] ??= contentCells(cells, contents.what.names[code]!))
      counted.takers.add(lead)
      const later = { promoted: false, sql: false, won: false }
      for (let cycle = cycles.offsets[lead]!; cycle < cycles.offsets[lead + 1]!; cycle++) {
        if (!counts(journeys, cycle)) continue
        later.promoted ||= isAfter(cycles.promotedAt[cycle]!, at)
        later.sql ||= isAfter(reachedAt(cycles, cycle, 'sql'), at)
        later.won ||= isAfter(cycles.wonAt[cycle]!, at)
      }
      for (const figure of ['promoted', 'sql', 'won'] as const) if (later[figure]) counted[figure].add(lead)
    }
  }
  return Object.entries(rows)
    .map(([code, counted]) => ({
      title: contents.what.names[Number(code)]!,
      takers: counted.takers.counted(),
      promoted: counted.promoted.counted(),
      sql: counted.sql.counted(),
      won: counted.won.counted(),
    }))
    .toSorted((a, b) => b.takers.count - a.takers.count || (a.title < b.title ? -1 : 1))
    .slice(0, CONTENTS)
}

function isAfter(at: number, before: number): boolean {
  return at !== NEVER && at >= before
}

function contentCells(cells: Cells, title: string): ContentCells {
  const of = (figure: string) => cells.of('volume', 'content', title, figure)
  return { takers: of('takers'), promoted: of('promoted'), sql: of('sql'), won: of('won') }
}

function pipelineOf(
  journeys: Journeys,
  passes: (lead: number, cycle: number) => boolean,
  cells: Cells,
): Volume['pipeline'] {
  const { cycles } = journeys
  const open = cells.of('volume', 'pipeline')
  const amounts = new Map<string, number>()
  let withoutAmount = 0
  for (let cycle = 0; cycle < cycles.lead.length; cycle++) {
    if (cycles.end[cycle] !== END.open || cycles.opportunityAt[cycle] === NEVER) continue
    const lead = cycles.lead[cycle]!
    if (!counts(journeys, cycle) || !passes(lead, cycle)) continue
    open.add(lead)
    const amount = cycles.amount[cycle]!
    if (Number.isNaN(amount)) withoutAmount += 1
    else {
      const currency = nameOf(cycles.currency, cycle)
      amounts.set(currency, (amounts.get(currency) ?? 0) + amount)
    }
  }
  return {
    open: open.counted(),
    withoutAmount,
    amounts: [...amounts]
      .map(([currency, amount]) => ({ currency, amount }))
      .toSorted((a, b) => b.amount - a.amount),
  }
}
