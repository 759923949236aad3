export {
  type ComparedLead,
  compareRuns,
  type Comparison,
  ComparisonWith,
  type Judged,
  type MissedDeal,
} from './compare-runs.ts'
export type { TeamLoad, TimeInHand } from './handoffs.ts'
export type { Outcome } from './outcomes.ts'
export type { Measured } from './quality.ts'
export type { ComparedSide, Promised, WeekOfPromotions } from './side.ts'
