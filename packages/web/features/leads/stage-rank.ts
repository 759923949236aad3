/** How far along each stage is, for marks that show progress. */
import type { Stage } from '@baton/engine'

export const STEPS = 6

const RANKS: Readonly<Record<Stage, number>> = {
  visitor: 0,
  lead: 1,
  mql: 2,
  sal: 3,
  sql: 4,
  opportunity: 5,
  customer: 6,
  advocate: 6,
  recycled: 1,
  disqualified: 0,
}

export function stageRank(stage: Stage): number {
  return RANKS[stage]
}
