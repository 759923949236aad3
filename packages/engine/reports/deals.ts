/** Deals: how large they are, how long they take, what they bring over time, how often they are won, and what customers renew. */
import { type Proportion, proportionInterval } from '../learn/proportion-interval.ts'
import { type QuantileTime, quantileTimeInterval } from '../learn/quantile-time.ts'
import { survivalCurve } from '../learn/survival-curve.ts'
import { Conversion, type Rates, type Unconverted } from './amounts.ts'
import { Cells, type Counted } from './cells.ts'
import { counts, type CycleColumns, END, type Journeys, nameOf, NEVER, reachedAt } from './journeys.ts'
import { type Lifetime, lifetime } from './lifetime.ts'
import { DAY_MS, type Filter, filterOf, isIn, type Span } from './selection.ts'
import { type Spread, spreadOf } from './spread.ts'
import { bucketOf } from './volume.ts'

export interface DealsQuery {
  readonly period: Span
  /** Begins of the parts of the period, such as the reader's calendar months, and its end. */
  readonly buckets: readonly number[]
  readonly filter: Filter
  /** Of the report, ISO 4217. */
  readonly currency: string
  readonly rates: Rates
  /** Months after which a customer renews; null: 12. */
  readonly termMonths: number | null
}

/** Days of deals won in the period. Quick deals are over-represented in young data: the slow ones are not won yet. */
export interface DaysToWon {
  readonly counted: Counted
  readonly days: Spread | null
}

/**
 * What the deals in play bring a day, if they go as those of the period did:
 * deals in play × win rate × mean size ÷ mean days from opportunity to win (the field calls it sales velocity).
 */
export interface Velocity {
  /** Opened before the period's end and not settled by then. */
  readonly inPlay: Counted
  /** Mean days from opportunity to win of the deals won in the period; null of none. */
  readonly days: number | null
  /** In the currency of the report; null without a win, an amount, or a day between. */
  readonly perDay: number | null
  readonly tooFew: boolean
}

export interface Deals {
  readonly currency: string
  readonly won: Counted
  /** Won, and the amount is not said; in no amount below. */
  readonly withoutAmount: Counted
  readonly size: Spread | null
  readonly revenue: number
  readonly over: readonly {
    readonly from: number
    readonly to: number
    readonly won: Counted
    readonly revenue: number
  }[]
  readonly contactToWon: DaysToWon
  /** Of deals that began with a promotion. */
  readonly promotedToWon: DaysToWon
  /** Deals settled in the period, whenever they were opened. */
  readonly settled: { readonly won: Counted; readonly lost: Counted; readonly winRate: Proportion }
  /** Deals opened in the period: days until half of them were settled, those still open watched up to now. */
  readonly opened: { readonly deals: Counted; readonly open: Counted; readonly daysToSettle: QuantileTime; readonly tooFew: boolean } // prettier-ignore
  readonly velocity: Velocity
  readonly lifetime: Lifetime
  readonly unconverted: Unconverted
}

export function deals(journeys: Journeys, query: DealsQuery, cells = new Cells()): Deals {
  const conversion = new Conversion(query.currency, query.rates)
  const passes = filterOf(journeys, query.filter)
  const chosen: number[] = []
  for (let cycle = 0; cycle < journeys.cycles.lead.length; cycle++)
    if (counts(journeys, cycle) && passes(journeys.cycles.lead[cycle]!, cycle)) chosen.push(cycle)
  const won = chosen.filter((cycle) => isIn(query.period, journeys.cycles.wonAt[cycle]!))
  const ofWon = wonDeals(journeys, query, won, conversion, cells)
  const settled = settledDeals(journeys, query.period, chosen, cells)
  return {
    currency: query.currency,
    ...ofWon,
    contactToWon: daysToWon(journeys, won, 'contact', cells),
    promotedToWon: daysToWon(journeys, won, 'promoted', cells),
    settled,
    velocity: velocity(journeys, query.period, { chosen, won, size: ofWon.size, winRate: settled.winRate }, cells), // prettier-ignore
    opened: openedDeals(journeys, query.period, chosen, cells),
    lifetime: lifetime(journeys, query, cells),
    unconverted: conversion.unconverted(),
  }
}

type WonDeals = Pick<Deals, 'won' | 'withoutAmount' | 'size' | 'revenue' | 'over'>

function wonDeals(
  { cycles }: Journeys,
  { buckets }: DealsQuery,
  won: readonly number[],
  conversion: Conversion,
  cells: Cells,
): WonDeals {
  const all = cells.of('deals', 'won')
  const withoutAmount = cells.of('deals', 'without amount')
  const over = buckets
    .slice(0, -1)
    .map((from) => ({ won: cells.of('deals', 'won', String(from)), revenue: 0 }))
  const sizes: number[] = []
  for (const cycle of won) {
    const lead = cycles.lead[cycle]!
    const bucket = over[bucketOf(buckets, cycles.wonAt[cycle]!)]
    all.add(lead)
    bucket?.won.add(lead)
    const amount = cycles.amount[cycle]!
    if (Number.isNaN(amount)) {
      withoutAmount.add(lead)
      continue
    }
    const value = conversion.take(amount, nameOf(cycles.currency, cycle))
    if (value === null) continue
    sizes.push(value)
    if (bucket) bucket.revenue += value
  }
  return {
    won: all.counted(),
    withoutAmount: withoutAmount.counted(),
    size: spreadOf(sizes),
    revenue: sizes.reduce((sum, size) => sum + size, 0),
    over: over.map(({ won, revenue }, index) => ({
      from: buckets[index]!,
      to: buckets[index + 1]!,
      won: won.counted(),
      revenue,
    })),
  }
}

function daysToWon(
  { leads, cycles }: Journeys,
  won: readonly number[],
  from: 'contact' | 'promoted',
  cells: Cells,
): DaysToWon {
  const cell = cells.of('deals', 'days from', from)
  const days: number[] = []
  for (const cycle of won) {
    const lead = cycles.lead[cycle]!
    const at = from === 'contact' ? leads.contactAt[lead]! : cycles.promotedAt[cycle]!
    if (at === NEVER) continue
    cell.add(lead)
    days.push(Math.max(0, cycles.wonAt[cycle]! - at) / DAY_MS)
  }
  return { counted: cell.counted(), days: spreadOf(days) }
}

/** When a deal was won, or its pass ended without; NEVER while it is open. */
function settledAt(cycles: CycleColumns, cycle: number): number {
  return cycles.wonAt[cycle] === NEVER ? cycles.endedAt[cycle]! : cycles.wonAt[cycle]!
}

function isDeal(cycles: CycleColumns, cycle: number): boolean {
  return reachedAt(cycles, cycle, 'opportunity') !== NEVER
}

function settledDeals(
  { cycles }: Journeys,
  period: Span,
  chosen: readonly number[],
  cells: Cells,
): Deals['settled'] {
  const [won, lost] = [cells.of('deals', 'settled', 'won'), cells.of('deals', 'settled', 'lost')]
  for (const cycle of chosen) {
    if (!isDeal(cycles, cycle) || !isIn(period, settledAt(cycles, cycle))) continue
    const cell = cycles.wonAt[cycle] === NEVER ? lost : won
    cell.add(cycles.lead[cycle]!)
  }
  const winRate = proportionInterval(won.count, won.count + lost.count)
  return { won: won.counted(), lost: lost.counted(), winRate }
}

function openedDeals(
  { cycles, asOf }: Journeys,
  period: Span,
  chosen: readonly number[],
  cells: Cells,
): Deals['opened'] {
  const [all, open] = [cells.of('deals', 'opened'), cells.of('deals', 'opened', 'open')]
  const [durations, happened]: [number[], boolean[]] = [[], []]
  for (const cycle of chosen) {
    const from = reachedAt(cycles, cycle, 'opportunity')
    if (!isIn(period, from)) continue
    const at = settledAt(cycles, cycle)
    const isSettled = at !== NEVER && cycles.end[cycle] !== END.open
    all.add(cycles.lead[cycle]!)
    if (!isSettled) open.add(cycles.lead[cycle]!)
    durations.push(Math.max(0, (isSettled ? at : asOf) - from) / DAY_MS)
    happened.push(isSettled)
  }
  const curve = survivalCurve(durations, happened)
  return {
    deals: all.counted(),
    open: open.counted(),
    daysToSettle: quantileTimeInterval(curve, 0.5),
    tooFew: curve.tooFew,
  }
}

function velocity(
  { cycles }: Journeys,
  { to }: Span,
  of: { readonly chosen: readonly number[]; readonly won: readonly number[]; readonly size: Spread | null; readonly winRate: Proportion }, // prettier-ignore
  cells: Cells,
): Velocity {
  const inPlay = cells.of('deals', 'in play')
  for (const cycle of of.chosen) {
    const [from, at] = [reachedAt(cycles, cycle, 'opportunity'), settledAt(cycles, cycle)]
    if (from !== NEVER && from < to && (at === NEVER || at >= to)) inPlay.add(cycles.lead[cycle]!)
  }
  const took = spreadOf(
    of.won
      .filter((cycle) => isDeal(cycles, cycle))
      .map((cycle) => Math.max(0, cycles.wonAt[cycle]! - reachedAt(cycles, cycle, 'opportunity')) / DAY_MS),
  )
  const days = took?.mean ?? null
  return {
    inPlay: inPlay.counted(),
    days,
    perDay: days && of.size ? (inPlay.count * of.winRate.rate * of.size.mean) / days : null,
    tooFew: of.winRate.tooFew || took === null || took.tooFew || of.size === null || of.size.tooFew,
  }
}
