/** Rates of sources with what their numbers allow to say, in any order. */
import { proportionInterval, type Proportion } from '@baton/engine'
import type { SourceRow } from '@baton/protocol'
import type { SourceSort } from './source-sort.ts'

export interface RatedSource extends SourceRow {
  readonly mqlRate: Proportion
  readonly sqlRate: Proportion
  readonly wonRate: Proportion
}

export function rated<Row extends Omit<SourceRow, 'source'>>(row: Row) {
  return {
    ...row,
    mqlRate: proportionInterval(row.mql, row.leads),
    sqlRate: proportionInterval(row.sql, row.leads),
    wonRate: proportionInterval(row.won, row.leads),
  }
}

/** Sources too small to compare stand last, whatever the order. */
export function sortedSources(
  rows: readonly RatedSource[],
  sort: SourceSort,
  direction: 'asc' | 'desc',
): readonly RatedSource[] {
  const sign = direction === 'asc' ? 1 : -1
  return rows.toSorted((a, b) => {
    if (sort === 'source') return sign * a.source.localeCompare(b.source)
    if (sort === 'leads') return sign * (a.leads - b.leads) || a.source.localeCompare(b.source)
    const [left, right] = [rateOf(a, sort), rateOf(b, sort)]
    if (left.tooFew !== right.tooFew) return left.tooFew ? 1 : -1
    return sign * (left.rate - right.rate) || b.leads - a.leads
  })
}

function rateOf(row: RatedSource, sort: 'mql' | 'sql' | 'won'): Proportion {
  return { mql: row.mqlRate, sql: row.sqlRate, won: row.wonRate }[sort]
}

/** Right end of a scale that holds every interval worth drawing: a round share, at most 1. */
export function scaleTop(rates: readonly Proportion[]): number {
  const highest = Math.max(0.05, ...rates.filter((rate) => !rate.tooFew).map((rate) => rate.high))
  const steps = [0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.8, 1]
  return steps.find((step) => step >= highest) ?? 1
}
