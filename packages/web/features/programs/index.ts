/** What other screens use of programs: those of one lead. */
export { LeadProgramsSection } from './LeadProgramsSection.tsx'
