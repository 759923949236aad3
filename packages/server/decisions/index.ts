export { appendDecisions, decisionAfterRefold, type LedgerEntry } from './decision-rows.ts'
