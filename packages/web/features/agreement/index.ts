/** What other screens use of the agreement's: golden leads. */
export { GoldenLeads } from './GoldenLeads.tsx'
