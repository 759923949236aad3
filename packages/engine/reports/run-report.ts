/** Every report by its name: what it asks, what it answers. */
import type { Cells } from './cells.ts'
import type { CohortQuery } from './cohort.ts'
import { deals, type Deals, type DealsQuery } from './deals.ts'
import { flow, type Flow } from './flow.ts'
import { funnel, type Funnel, type FunnelQuery } from './funnel.ts'
import type { Journeys } from './journeys.ts'
import { judgement, type Judgement, type JudgementQuery } from './judgement.ts'
import { lifecycle, type LifecycleQuery, type LifecycleReport } from './lifecycle.ts'
import { money, type Money, type MoneyQuery } from './money.ts'
import { pace, type PaceQuery, type PaceReport } from './pace.ts'
import { promises, type PromisesQuery, type PromisesReport } from './promises.ts'
import { statement, type Statement, type StatementQuery } from './reconciliation.ts'
import { type RetentionQuery, type RetentionRow, retentionTable } from './retention-table.ts'
import { volume, type Volume, type VolumeQuery } from './volume.ts'

export type ReportQuery =
  | ({ readonly report: 'funnel' } & FunnelQuery)
  | ({ readonly report: 'flow' } & CohortQuery)
  | ({ readonly report: 'statement' } & StatementQuery)
  | ({ readonly report: 'volume' } & VolumeQuery)
  | ({ readonly report: 'promises' } & PromisesQuery)
  | ({ readonly report: 'pace' } & PaceQuery)
  | ({ readonly report: 'judgement' } & JudgementQuery)
  | ({ readonly report: 'money' } & MoneyQuery)
  | ({ readonly report: 'deals' } & DealsQuery)
  | ({ readonly report: 'lifecycle' } & LifecycleQuery)
  | ({ readonly report: 'retention' } & RetentionQuery)

export interface ReportAnswers {
  readonly funnel: Funnel
  readonly flow: Flow
  readonly statement: Statement
  readonly volume: Volume
  readonly promises: PromisesReport
  readonly pace: PaceReport
  readonly judgement: Judgement
  readonly money: Money
  readonly deals: Deals
  readonly lifecycle: LifecycleReport
  readonly retention: { readonly rows: readonly RetentionRow[] }
}

export type ReportName = keyof ReportAnswers

/** @param cells knows the leads of the cell that was asked for, once the report is through */
export function runReport(journeys: Journeys, query: ReportQuery, cells: Cells): ReportAnswers[ReportName] {
  switch (query.report) {
    case 'funnel':
      return funnel(journeys, query, cells)
    case 'flow':
      return flow(journeys, query, cells)
    case 'statement':
      return statement(journeys, query, cells)
    case 'volume':
      return volume(journeys, query, cells)
    case 'promises':
      return promises(journeys, query, cells)
    case 'pace':
      return pace(journeys, query, cells)
    case 'judgement':
      return judgement(journeys, query, cells)
    case 'money':
      return money(journeys, query, cells)
    case 'deals':
      return deals(journeys, query, cells)
    case 'lifecycle':
      return lifecycle(journeys, query, cells)
    case 'retention':
      return { rows: retentionTable(journeys, query, cells) }
    default:
      return query satisfies never
  }
}
