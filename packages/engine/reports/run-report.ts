/** Every report by its name: what it asks, what it answers. */
import { benchmarks, type Benchmarks, type BenchmarksQuery } from './benchmarks.ts'
import type { Cells } from './cells.ts'
import type { CohortQuery } from './cohort.ts'
import { content, type ContentQuery, type ContentReport } from './content.ts'
import { deals, type Deals, type DealsQuery } from './deals.ts'
import { findPersonas, type FoundPersonas, type PersonaSearchQuery } from './find-personas.ts'
import { flow, type Flow } from './flow.ts'
import { focus, type Focus, type FocusQuery } from './focus.ts'
import { funnel, type Funnel, type FunnelQuery } from './funnel.ts'
import type { Journeys } from './journeys.ts'
import { judgement, type Judgement, type JudgementQuery } from './judgement.ts'
import { lifecycle, type LifecycleQuery, type LifecycleReport } from './lifecycle.ts'
import { money, type Money, type MoneyQuery } from './money.ts'
import { pace, type PaceQuery, type PaceReport } from './pace.ts'
import { personas, type PersonasQuery, type PersonasReport } from './personas.ts'
import { promises, type PromisesQuery, type PromisesReport } from './promises.ts'
import { statement, type Statement, type StatementQuery } from './reconciliation.ts'
import { type RetentionQuery, type RetentionRow, retentionTable } from './retention-table.ts'
import { traits, type Traits, type TraitsQuery } from './traits.ts'
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
  | ({ readonly report: 'traits' } & TraitsQuery)
  | ({ readonly report: 'personas' } & PersonasQuery)
  | ({ readonly report: 'kinds' } & PersonaSearchQuery)
  | ({ readonly report: 'focus' } & FocusQuery)
  | ({ readonly report: 'benchmarks' } & BenchmarksQuery)
  | ({ readonly report: 'content' } & ContentQuery)

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
  readonly traits: Traits
  readonly personas: PersonasReport
  readonly kinds: FoundPersonas
  readonly focus: Focus
  readonly benchmarks: Benchmarks
  readonly content: ContentReport
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
    case 'traits':
      return traits(journeys, query, cells)
    case 'personas':
      return personas(journeys, query, cells)
    case 'kinds':
      return findPersonas(journeys, query, cells)
    case 'focus':
      return focus(journeys, query, cells)
    case 'benchmarks':
      return benchmarks(journeys, query, cells)
    case 'content':
      return content(journeys, query, cells)
    default:
      return query satisfies never
  }
}
