export { JourneyBuilder, type JourneyHistory, type JourneyLead, type TouchRow } from './build-journeys.ts'
export { Cells, type Counted } from './cells.ts'
export type { ContentOutcome, ContentReport, KnownContent } from './content.ts'
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
  type StatementSide,
} from './reconciliation.ts'
export { DAY_MS, type Filter, type Span } from './selection.ts'
export { type Judgement, type RejectionRow, type WorkRow, type WorkVerdict } from './judgement.ts'
export { type PaceCurve, type PaceReport, type StageTime } from './pace.ts'
export { type Kept, type PromiseFigures, type PromisesReport } from './promises.ts'
export { type ReportAnswers, type ReportName, type ReportQuery, runReport } from './run-report.ts'
export { VOLUME_FIGURES, type Volume, type VolumeFigure } from './volume.ts'
export { choices, type Choices } from './choices.ts'
export { type Rates, type Unconverted } from './amounts.ts'
export { ATTRIBUTION_MODELS, type AttributionModel } from './attribution.ts'
export { CHANNEL_DIMENSIONS, type ChannelDimension } from './channels.ts'
export { type Cost, COST_FLOOR } from './cost-per.ts'
export { deals, type Deals, type DealsQuery, type DaysToWon } from './deals.ts'
export { lifecycle, type LifecycleQuery, type LifecycleReport, type RungCount } from './lifecycle.ts'
export {
  DEFAULT_LIFECYCLES,
  type Lifecycle,
  type LifecycleName,
  LIFECYCLES,
  type Rung,
  RUNG_STAGES,
  type RungStage,
  type RungWhen,
} from './lifecycle-definitions.ts'
export type { Lifetime, LifetimeCohort } from './lifetime.ts'
export { money, type Money, MONEY_BASES, type MoneyBasis, type MoneyQuery } from './money.ts'
export {
  type Attributed,
  type MoneyNumbers,
  type MoneyRow,
  type MoneyTotal,
  type Outcome,
  OUTCOMES,
} from './money-rows.ts'
export {
  retentionTable,
  type RetentionCell,
  type RetentionQuery,
  type RetentionRow,
} from './retention-table.ts'
export type { SpendRow } from './spend.ts'
export { type Spread, SPREAD_FLOOR } from './spread.ts'
export {
  type Benchmark,
  benchmarks,
  type Benchmarks,
  type BenchmarksQuery,
  type NoFigure,
} from './benchmarks.ts'
export { type BenchmarkFigure, type Claim, CLAIM_SOURCE, CLAIMS } from './benchmark-claims.ts'
export type { ClusterMark } from './cluster-marks.ts'
export {
  type FoundPersona,
  type FoundPersonas,
  findPersonas,
  K_MAX,
  type PersonaSearchQuery,
} from './find-personas.ts'
export {
  type Advice,
  type AdviceKind,
  ADVICE_KINDS,
  focus,
  type Focus,
  type FocusQuery,
  type FocusStep,
  ROUNDS_MAX,
} from './focus.ts'
export type { Estimate } from './focus-draws.ts'
export { FOCUS_STEPS, type FocusStage } from './focus-gains.ts'
export type { Leak } from './focus-people.ts'
export {
  type Mark,
  type MarkDimension,
  matchPersonas,
  type Persona,
  type PersonaMatches,
  withPersonas,
} from './match-personas.ts'
export { personaSlug } from './persona-clauses.ts'
export { type PersonaDraft, withPersonaClauses } from './persona-draft.ts'
export {
  PERSONA_STAGES,
  type PersonaRow,
  personas,
  type PersonasQuery,
  type PersonasReport,
} from './personas.ts'
export type { Trait, TraitShare } from './trait-tally.ts'
export {
  type TraitRow,
  traits,
  type Traits,
  TRAITS_AGAINST,
  type TraitsAgainst,
  type TraitsQuery,
} from './traits.ts'
