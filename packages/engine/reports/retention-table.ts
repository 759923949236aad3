/** Who is still there: of those who came in a month, the share that did something in each 30 days after. */
import { type Proportion, proportionInterval } from '../learn/proportion-interval.ts'
import { type Cell, Cells, type Counted } from './cells.ts'
import { cohortOf } from './cohort.ts'
import type { Journeys } from './journeys.ts'
import { DAY_MS, type Filter } from './selection.ts'
import { bucketOf } from './volume.ts'

export interface RetentionQuery {
  /** Begins of the months, or other spans, in which people came, and the end of the last. */
  readonly buckets: readonly number[]
  readonly filter: Filter
}

export interface RetentionCell {
  readonly active: Counted
  /** Of those whose 30 days are over; null: of nobody yet. */
  readonly share: Proportion | null
  /** Of the row, those whose 30 days are not over; in neither number. */
  readonly immature: Counted
}

export interface RetentionRow {
  readonly from: number
  readonly to: number
  /** Could first be contacted then. */
  readonly came: Counted
  /** By 30 days: the first are the 30 that begin when they came. */
  readonly months: readonly RetentionCell[]
}

export const RETENTION_MONTHS = 12
const MONTH_MS = 30 * DAY_MS

export function retentionTable(
  journeys: Journeys,
  { buckets, filter }: RetentionQuery,
  cells = new Cells(),
): readonly RetentionRow[] {
  const rows = buckets.slice(0, -1).map((from) => rowCells(cells, String(from)))
  const period = { from: buckets[0] ?? 0, to: buckets.at(-1) ?? 0 }
  for (const { lead, enteredAt } of cohortOf(journeys, { period, entry: 'lead', filter, by: null }).members) {
    const row = rows[bucketOf(buckets, enteredAt)]
    if (!row) continue
    row.came.add(lead)
    for (const [month, cell] of row.months.entries()) {
      if (enteredAt + (month + 1) * MONTH_MS > journeys.asOf) cell.immature.add(lead)
      else {
        cell.over += 1
        if ((journeys.leads.activeMonths[lead]! >>> month) & 1) cell.active.add(lead)
      }
    }
  }
  return rows.map(({ came, months }, index) => ({
    from: buckets[index]!,
    to: buckets[index + 1]!,
    came: came.counted(),
    months: months.map(({ active, immature, over }) => ({
      active: active.counted(),
      share: over === 0 ? null : proportionInterval(active.count, over),
      immature: immature.counted(),
    })),
  }))
}

interface RowCells {
  readonly came: Cell
  readonly months: readonly { readonly active: Cell; readonly immature: Cell; over: number }[]
}

function rowCells(cells: Cells, row: string): RowCells {
  return {
    came: cells.of('retention', row),
    months: Array.from({ length: RETENTION_MONTHS }, (_, month) => ({
      active: cells.of('retention', row, String(month), 'active'),
      immature: cells.of('retention', row, String(month), 'immature'),
      over: 0,
    })),
  }
}
