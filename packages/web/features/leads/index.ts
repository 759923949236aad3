/** What other screens use of the leads: their marks, and the way back to the list. */
export { GradeMark } from './GradeMark.tsx'
export { lastLeadList } from './last-list.ts'
export { StageChip, StageMark } from './StageChip.tsx'
