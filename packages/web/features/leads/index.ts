/** What other screens use of the leads: their marks and words, and the way back to the list. */
export { Defined } from './Defined.tsx'
export { GradeMark } from './GradeMark.tsx'
export { lastLeadList } from './last-list.ts'
export { NoLeadsYet } from './NoLeadsYet.tsx'
export { LeadLines } from './LeadCells.tsx'
export { StageChip, StageMark } from './StageChip.tsx'
export { useInDialect, useNamesOfStages, useStageNames, useWords } from './use-stage-names.ts'
