/** What customers are worth over time, where renewals are recorded. Where they are not, nobody can know, and that is said. */
import { type Proportion, proportionInterval } from '../learn/proportion-interval.ts'
import { Conversion, type Rates, type Unconverted } from './amounts.ts'
import { type Cell, type Cells, type Counted } from './cells.ts'
import { type Journeys, NEVER } from './journeys.ts'
import { firstWonAt, paymentsOf } from './payments.ts'
import { DAY_MS, type Filter, filterOf, firstCycles } from './selection.ts'

export interface LifetimeCohort {
  /** UTC year in which they became customers. */
  readonly year: number
  readonly customers: Counted
  /** Those of whom some amount is known and can be converted. */
  readonly valued: Counted
  /** Deals and renewals of all time up to now, for each of the valued; null without any. */
  readonly revenueEach: number | null
  /** First term over by 30 days at least; of them, those who renewed. */
  readonly due: Counted
  readonly renewed: Counted
  readonly renewal: Proportion
}

export type Lifetime =
  /** Nobody has ever renewed by what is recorded. */
  | { readonly kind: 'no-renewals' }
  | {
      readonly kind: 'recorded'
      /** Months of a term, as asked. */
      readonly termMonths: number
      /** Oldest first. */
      readonly cohorts: readonly LifetimeCohort[]
      /** Of all years together. */
      readonly renewal: Proportion
      readonly unconverted: Unconverted
    }

/** A renewal is often recorded a little late. */
export const RENEWAL_GRACE_DAYS = 30

const TERM_MONTHS = 12
const MONTH_DAYS = 365.2425 / 12

export interface LifetimeQuery {
  readonly filter: Filter
  readonly currency: string
  readonly rates: Rates
  readonly termMonths: number | null
}

/** All customers, whatever the period: a lifetime has no month. */
export function lifetime(journeys: Journeys, query: LifetimeQuery, cells: Cells): Lifetime {
  if (journeys.renewals.at.length === 0) return { kind: 'no-renewals' }
  const termMonths = query.termMonths ?? TERM_MONTHS
  const dueMs = (termMonths * MONTH_DAYS + RENEWAL_GRACE_DAYS) * DAY_MS
  const passes = filterOf(journeys, query.filter)
  const first = firstCycles(journeys)
  const conversion = new Conversion(query.currency, query.rates)
  const cohorts = new Map<number, CohortSums>()
  for (let lead = 0; lead < journeys.leads.id.length; lead++) {
    if (journeys.leads.root[lead] !== lead || !passes(lead, first[lead]!)) continue
    const wonAt = firstWonAt(journeys, lead)
    if (wonAt === NEVER) continue
    const year = new Date(wonAt).getUTCFullYear()
    const sums = cohorts.get(year) ?? newSums(cells, year)
    cohorts.set(year, sums)
    sums.customers.add(lead)
    let [hasRenewed, isValued] = [false, false]
    for (const { kind, at, amount, currency } of paymentsOf(journeys, lead)) {
      hasRenewed ||= kind === 'renewal' && at > wonAt
      const value = Number.isNaN(amount) ? null : conversion.take(amount, currency)
      if (value === null) continue
      isValued = true
      sums.revenue += value
    }
    if (isValued) sums.valued.add(lead)
    if (wonAt + dueMs > journeys.asOf) continue
    sums.due.add(lead)
    if (hasRenewed) sums.renewed.add(lead)
  }
  const rows = [...cohorts].toSorted(([a], [b]) => a - b)
  const sum = (of: (sums: CohortSums) => Cell) => rows.reduce((total, [, sums]) => total + of(sums).count, 0)
  return {
    kind: 'recorded',
    termMonths,
    cohorts: rows.map(([year, sums]) => cohortRow(year, sums)),
    renewal: proportionInterval(
      sum(({ renewed }) => renewed),
      sum(({ due }) => due),
    ),
    unconverted: conversion.unconverted(),
  }
}

interface CohortSums {
  readonly customers: Cell
  readonly valued: Cell
  readonly due: Cell
  readonly renewed: Cell
  revenue: number
}

function newSums(cells: Cells, year: number): CohortSums {
  const of = (what: string) => cells.of('deals', 'customers of', String(year), what)
  return { customers: of('all'), valued: of('valued'), due: of('due'), renewed: of('renewed'), revenue: 0 }
}

function cohortRow(year: number, { customers, valued, due, renewed, revenue }: CohortSums): LifetimeCohort {
  return {
    year,
    customers: customers.counted(),
    valued: valued.counted(),
    revenueEach: valued.count === 0 ? null : revenue / valued.count,
    due: due.counted(),
    renewed: renewed.counted(),
    renewal: proportionInterval(renewed.count, due.count),
  }
}
