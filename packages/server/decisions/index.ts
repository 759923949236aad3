export { type AddedBy, appendDecisions, decisionAfterRefold, type LedgerEntry } from './decision-rows.ts'
