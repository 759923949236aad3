export { changedLeads } from './changed-leads.ts'
