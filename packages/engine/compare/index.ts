export {
  type ComparedLead,
  compareRuns,
  type Comparison,
  type Judged,
  type MissedDeal,
} from './compare-runs.ts'
export type { TeamLoad } from './handoffs.ts'
export type { Outcome } from './outcomes.ts'
export type { ComparedSide, Measured, Promised, WeekOfPromotions } from './side.ts'
