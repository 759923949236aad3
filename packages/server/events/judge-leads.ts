/** Folds what a group brought into the states of its leads, and collects what the ledger gets. */
import { compareEvents, foldEvent, isLate, type LeadEvent, traceHistory } from '@baton/engine'
import type pg from 'pg'
import type { AgreementInForce } from '../agreements/index.ts'
import { decisionAfterRefold, type LedgerEntry } from '../decisions/index.ts'
import { leadHistories, type LeadRecord } from '../leads/index.ts'

/** True when laying these events on the state as it is would be wrong. Sorts them into fold order. */
export function needsRefold(lead: LeadRecord, events: LeadEvent[], inForce: AgreementInForce): boolean {
  events.sort(compareEvents)
  const [first] = events
  return lead.agreementVersion !== inForce.version || (first !== undefined && isLate(lead.state, first))
}

export function foldOnto(
  lead: LeadRecord,
  events: readonly LeadEvent[],
  inForce: AgreementInForce,
): readonly LedgerEntry[] {
  const entries: LedgerEntry[] = []
  for (const event of events) {
    const { state, decisions } = foldEvent(inForce.compiled, lead.state, event)
    lead.state = state
    for (const decision of decisions) {
      lead.ledgerSeq += 1
      entries.push({
        ...decision,
        leadId: lead.id,
        seq: lead.ledgerSeq,
        agreementVersion: inForce.version,
        kind: 'stage',
      })
    }
  }
  lead.stage = lead.state.stage
  return entries
}

/** Folds the whole history. A lead without a ledger yet gets its decisions as they fell; else at most one is added. */
export function refold(
  lead: LeadRecord,
  history: readonly LeadEvent[],
  inForce: AgreementInForce,
): readonly LedgerEntry[] {
  const { state, decisions } = traceHistory(inForce.compiled, history)
  lead.state = state
  lead.agreementVersion = inForce.version
  const common = { leadId: lead.id, agreementVersion: inForce.version }
  const through = state.through
  const cause = history.find((event) => event.seq === through?.seq)
  const late =
    cause && decisionAfterRefold(lead.stage, state, decisions, { id: cause.id, at: cause.occurredAt })
  const added = lead.ledgerSeq === 0 ? decisions : late ? [late] : []
  const kind = lead.ledgerSeq === 0 ? 'stage' : 'refold'
  lead.stage = state.stage
  return added.map((decision) => {
    lead.ledgerSeq += 1
    return { ...decision, ...common, seq: lead.ledgerSeq, kind }
  })
}

/**
 * A state keeps too little to name every event that a promotion rests on, so each promotion gets its evidence from the
 * lead's history. Promotions are rare beside events.
 */
export async function withEvidence(
  client: pg.ClientBase,
  entries: readonly LedgerEntry[],
  inForce: AgreementInForce,
): Promise<readonly LedgerEntry[]> {
  const promoted = new Set(entries.filter(isPromotion).map(({ leadId }) => leadId))
  if (promoted.size === 0) return entries
  const histories = await leadHistories(client, [...promoted])
  const evidence = new Map<string, readonly string[]>()
  for (const [leadId, history] of histories) {
    for (const decision of traceHistory(inForce.compiled, history).decisions) {
      evidence.set(`${leadId} ${decision.to} ${decision.causeEvent}`, decision.evidence)
    }
  }
  return entries.map((entry) => ({
    ...entry,
    evidence: evidence.get(`${entry.leadId} ${entry.to} ${entry.causeEvent}`) ?? entry.evidence,
  }))
}

function isPromotion({ to, kind }: LedgerEntry): boolean {
  return to === 'mql' && kind === 'stage'
}
