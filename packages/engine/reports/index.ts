export { JourneyBuilder, type JourneyHistory, type JourneyLead, type TouchRow } from './build-journeys.ts'
export { Cells, type Counted } from './cells.ts'
export { ENTRY_STAGES, type EntryStage } from './cohort.ts'
export { FIGURES, type Figure } from './figures.ts'
export { flow, type Flow, type FlowLink, type FlowPlace, type Rest } from './flow.ts'
export { funnel, type Funnel, type FunnelGroup, type FunnelStep } from './funnel.ts'
export {
  CYCLE_DIMENSIONS,
  type Dimension,
  ENDS,
  type Journeys,
  LEAD_DIMENSIONS,
  WAY_OF_CYCLE,
} from './journeys.ts'
export type { LedgerRow } from './ledger-cycles.ts'
export {
  statement,
  type LineKey,
  type Statement,
  type StatementLine,
  type StatementQuery,
  type StatementSide,
} from './reconciliation.ts'
export { DAY_MS, type Filter, type Span } from './selection.ts'
export { type Judgement, type RejectionRow, type WorkRow, type WorkVerdict } from './judgement.ts'
export { type PaceCurve, type PaceReport, type StageTime } from './pace.ts'
export { type Kept, type PromiseFigures, type PromisesReport } from './promises.ts'
export { type ReportAnswers, type ReportName, type ReportQuery, runReport } from './run-report.ts'
export { VOLUME_FIGURES, type Volume, type VolumeFigure } from './volume.ts'
export { choices, type Choices } from './choices.ts'
