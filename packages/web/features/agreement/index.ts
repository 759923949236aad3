/** What other screens use of the agreement's: golden leads, and the table of versions. */
export { GoldenLeads } from './GoldenLeads.tsx'
export { VersionTable } from './VersionTable.tsx'
