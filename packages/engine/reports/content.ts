/**
 * What each piece of content led to: who took it, and who of them was promoted, sales qualified and won after that. And where
 * leads stand now by persona, for the places where there is nothing to give them.
 */
import { STAGES } from '../agreement/agreement.ts'
import { CONTENT_STAGES, type ContentStage, MOVED_WITHIN_DAYS, plain } from '../content/index.ts'
import { type Proportion, proportionInterval } from '../learn/proportion-interval.ts'
import { type Cell, Cells, type Counted } from './cells.ts'
import { counts, type Journeys, type Moments, NEVER, reachedAt } from './journeys.ts'
import { DAY_MS, type Filter, filterOf, firstCycles, isIn, type Span } from './selection.ts'

/** A piece of content, and what events call it: its titles, names of files, paths of pages. */
export interface KnownContent {
  readonly id: string
  readonly title: string
  readonly names: readonly string[]
}

export interface ContentQuery {
  readonly period: Span
  readonly filter: Filter
  readonly library: readonly KnownContent[]
}

export interface ContentOutcome {
  /** Took it in the period for the first time; of them, later than that: promoted, sales qualified, won. */
  readonly takers: Counted
  readonly promoted: Counted
  readonly sql: Counted
  readonly won: Counted
  readonly promotedRate: Proportion
  readonly sqlRate: Proportion
  readonly wonRate: Proportion
  /** Of those who were not promoted yet and had the time for it since: promoted within MOVED_WITHIN_DAYS. */
  readonly moved: Proportion
}

export interface ContentReport {
  readonly assets: readonly ({ readonly id: string; readonly title: string } & ContentOutcome)[]
  /** Taken, and not in the library; most takers first, at most OTHERS. */
  readonly others: readonly ({ readonly title: string } & ContentOutcome)[]
  /** Of all content in the library together; who took several counts for each. */
  readonly moved: Proportion
  /** Where leads stand now, by name of their persona; the empty name: none. */
  readonly standing: readonly {
    readonly persona: string
    readonly stage: ContentStage
    readonly leads: Counted
  }[]
}

const OTHERS = 50

export function content(journeys: Journeys, query: ContentQuery, cells = new Cells()): ContentReport {
  const { library } = query
  const known = new Map(library.flatMap(({ names }, slot) => names.map((name) => [plain(name), slot])))
  const titles: string[] = []
  const slotOf = (name: string, isTitled: boolean): number => {
    const slot = known.get(plain(name))
    if (slot !== undefined) return slot
    if (!isTitled) return -1
    titles.push(name)
    return library.length + titles.length - 1
  }
  const taken = journeys.contents.what.names.map((name) => (name === '' ? -1 : slotOf(name, true)))
  // Pages are many: only those of the library are content.
  const read = journeys.reads.what.names.map((name) => (name === '' ? -1 : slotOf(name, false)))
  const tallies = Array.from({ length: library.length + titles.length }, (_, slot) =>
    tallyOf(
      cells,
      slot < library.length ? `asset ${library[slot]!.id}` : `title ${titles[slot - library.length]!}`,
    ),
  )
  walk(journeys, query, { taken, read }, tallies)
  const outcomes = tallies.map(outcomeOf)
  return {
    assets: library.map(({ id, title }, slot) => ({ id, title, ...outcomes[slot]! })),
    others: titles
      .map((title, index) => ({ title, ...outcomes[library.length + index]! }))
      .filter(({ takers }) => takers.count > 0)
      .toSorted((a, b) => b.takers.count - a.takers.count || (a.title < b.title ? -1 : 1))
      .slice(0, OTHERS),
    moved: allMoved(tallies.slice(0, library.length)),
    standing: standingOf(journeys, query, cells),
  }
}

interface Tally {
  readonly takers: Cell
  readonly promoted: Cell
  readonly sql: Cell
  readonly won: Cell
  mature: number
  moved: number
}

function tallyOf(cells: Cells, name: string): Tally {
  const of = (figure: string) => cells.of('content', name, figure)
  return {
    takers: of('takers'),
    promoted: of('promoted'),
    sql: of('sql'),
    won: of('won'),
    mature: 0,
    moved: 0,
  }
}

/** By code of a name the slot that it belongs to; -1: none. */
interface Slots {
  readonly taken: readonly number[]
  readonly read: readonly number[]
}

function walk(journeys: Journeys, query: ContentQuery, slots: Slots, tallies: readonly Tally[]): void {
  const passes = filterOf(journeys, query.filter)
  const first = firstCycles(journeys)
  const { leads, contents, reads } = journeys
  const firstAt = new Map<number, number>()
  for (let lead = 0; lead < leads.root.length; lead++) {
    firstAt.clear()
    noteFirst(contents, slots.taken, lead, firstAt)
    noteFirst(reads, slots.read, lead, firstAt)
    if (firstAt.size === 0 || !passes(lead, first[lead]!)) continue
    for (const [slot, at] of firstAt) if (isIn(query.period, at)) count(journeys, lead, at, tallies[slot]!)
  }
}

function noteFirst(
  { offsets, at, what }: Moments,
  slots: readonly number[],
  lead: number,
  firstAt: Map<number, number>,
): void {
  for (let row = offsets[lead]!; row < offsets[lead + 1]!; row++) {
    const slot = slots[what.codes[row]!]!
    if (slot >= 0) firstAt.set(slot, Math.min(at[row]!, firstAt.get(slot) ?? NEVER))
  }
}

function count(journeys: Journeys, lead: number, at: number, tally: Tally): void {
  const { cycles, asOf } = journeys
  tally.takers.add(lead)
  let [promotedAt, sqlAt, wonAt] = [NEVER, NEVER, NEVER]
  let isBefore = true
  for (let cycle = cycles.offsets[lead]!; cycle < cycles.offsets[lead + 1]!; cycle++) {
    if (!counts(journeys, cycle)) continue
    const reached = reachedAt(cycles, cycle, 'mql')
    // Sales has it, or had it to the end.
    if (reached < at && cycles.endedAt[cycle]! > at) isBefore = false
    promotedAt = Math.min(promotedAt, after(cycles.promotedAt[cycle]!, at))
    sqlAt = Math.min(sqlAt, after(reachedAt(cycles, cycle, 'sql'), at))
    wonAt = Math.min(wonAt, after(cycles.wonAt[cycle]!, at))
  }
  if (promotedAt !== NEVER) tally.promoted.add(lead)
  if (sqlAt !== NEVER) tally.sql.add(lead)
  if (wonAt !== NEVER) tally.won.add(lead)
  if (!isBefore || at + MOVED_WITHIN_DAYS * DAY_MS > asOf) return
  tally.mature += 1
  if (promotedAt <= at + MOVED_WITHIN_DAYS * DAY_MS) tally.moved += 1
}

function after(moment: number, at: number): number {
  return moment >= at ? moment : NEVER
}

function outcomeOf({ takers, promoted, sql, won, mature, moved }: Tally): ContentOutcome {
  return {
    takers: takers.counted(),
    promoted: promoted.counted(),
    sql: sql.counted(),
    won: won.counted(),
    promotedRate: proportionInterval(promoted.count, takers.count),
    sqlRate: proportionInterval(sql.count, takers.count),
    wonRate: proportionInterval(won.count, takers.count),
    moved: proportionInterval(moved, mature),
  }
}

function allMoved(tallies: readonly Tally[]): Proportion {
  const sum = (of: 'moved' | 'mature') => tallies.reduce((all, tally) => all + tally[of], 0)
  return proportionInterval(sum('moved'), sum('mature'))
}

function standingOf(journeys: Journeys, { filter }: ContentQuery, cells: Cells): ContentReport['standing'] {
  const { leads } = journeys
  const { codes, names } = leads.dimensions.persona
  const passes = filterOf(journeys, filter)
  const first = firstCycles(journeys)
  const found = new Map<
    string,
    { readonly persona: string; readonly stage: ContentStage; readonly cell: Cell }
  >()
  for (let lead = 0; lead < leads.root.length; lead++) {
    const stage = CONTENT_STAGES.find((one) => one === STAGES[leads.stage[lead]!])
    if (!stage || leads.root[lead] !== lead || !passes(lead, first[lead]!)) continue
    const persona = names[codes[lead]!]!
    const key = `${stage} ${persona}`
    let place = found.get(key)
    if (!place)
      found.set(key, (place = { persona, stage, cell: cells.of('content', 'standing', stage, persona) }))
    place.cell.add(lead)
  }
  return [...found.values()].map(({ persona, stage, cell }) => ({ persona, stage, leads: cell.counted() }))
}
