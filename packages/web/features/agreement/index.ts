/** What other screens use of the agreement's: golden leads, and the table of versions. */
export { VersionTable } from './VersionTable.tsx'
