/** What other screens use of programs: those of one lead, and what followed a mail. */
export { FollowedTable } from './FollowedTable.tsx'
export { LeadProgramsSection } from './LeadProgramsSection.tsx'
