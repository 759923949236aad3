export { type AddedBy, appendDecisions, decisionAfterRefold, type LedgerEntry } from './decision-rows.ts'
export { cyclesWithPackets, type PacketRow, writePackets } from './packet-rows.ts'
