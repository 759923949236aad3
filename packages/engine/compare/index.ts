export { type AgreementEdit } from './agreement-edits.ts'
export { type CalibratedLead, targetOf } from './calibrated-lead.ts'
export { calibrate, type Calibration, type DisputedLead } from './calibration.ts'
export { type ClauseDisagreement } from './clause-disagreement.ts'
export {
  clauseEffect,
  type ClauseEffect,
  effectContext,
  type EffectContext,
  MINUTES_PER_ACT,
  type SalesWork,
} from './clause-effects.ts'
export {
  clauseOverlaps,
  type ClauseOverlap,
  clauseSuggestions,
  type ClauseSuggestion,
} from './clause-suggestions.ts'
export { type Clause, clausesOf, withoutClause } from './clauses.ts'
export {
  type ComparedLead,
  compareRuns,
  type Comparison,
  ComparisonWith,
  type Judged,
  type MissedDeal,
} from './compare-runs.ts'
export { bestWithin, type ExpectedWins, frontierPoint, type FrontierPoint } from './frontier.ts'
export type { TeamLoad, TimeInHand } from './handoffs.ts'
export type { Outcome } from './outcomes.ts'
export type { Measured } from './quality.ts'
export { type SmallestEdit } from './smallest-edit.ts'
export type { ComparedSide, Promised, WeekOfPromotions } from './side.ts'
export { frontierValues, type Threshold, thresholdsOf, withThreshold } from './thresholds.ts'
