/** Folds what a group brought into the states of its leads, and collects what the ledger gets. */
import {
  advance,
  compareEvents,
  type Decision,
  foldEvent,
  foldOrdered,
  isLate,
  type LeadEvent,
  traceHistory,
} from '@baton/engine'
import type { AgreementInForce } from '../agreements/index.ts'
import { type AddedBy, decisionAfterRefold, type LedgerEntry } from '../decisions/index.ts'
import type { LeadRecord } from '../leads/index.ts'

export interface Cause {
  readonly id: string
  /** Milliseconds since 1970-01-01 UTC. */
  readonly at: number
}

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
    entries.push(...ledgerEntries(lead, decisions, inForce.version, 'fold'))
  }
  return entries
}

/** Folds the timers of a lead that are due before `now`. */
export function foldTimers(lead: LeadRecord, now: number, inForce: AgreementInForce): readonly LedgerEntry[] {
  const { state, decisions } = advance(inForce.compiled, lead.state, now)
  lead.state = state
  return ledgerEntries(lead, decisions, inForce.version, 'fold')
}

/**
 * Folds the whole history and the timers due before `now`. A lead without a ledger yet gets its decisions as they fell;
 * else at most one is added, and no effect is repeated.
 *
 * @param withdrawn an event that counts no more: the cause where nothing is left that could be one
 */
export function refold(
  lead: LeadRecord,
  history: readonly LeadEvent[],
  inForce: AgreementInForce,
  now: number,
  withdrawn: Cause | null = null,
): readonly LedgerEntry[] {
  const ordered = history.toSorted(compareEvents)
  const folded = foldOrdered(inForce.compiled, ordered, now)
  const isNews = lead.ledgerSeq === 0 || folded.state.stage !== lead.stage
  // Only what goes into the ledger needs its whole evidence.
  const { state, decisions } = isNews ? traceHistory(inForce.compiled, history, now) : folded
  const before = lead.stage
  const addedBy = lead.agreementVersion === inForce.version ? 'refold' : 'signing'
  lead.state = state
  lead.agreementVersion = inForce.version
  if (lead.ledgerSeq === 0) return ledgerEntries(lead, decisions, inForce.version, 'fold')
  const latest = ordered.at(-1)
  const cause = latest ? { id: latest.id, at: latest.occurredAt } : withdrawn
  const added = cause && decisionAfterRefold(before, state, decisions, cause)
  return ledgerEntries(lead, added ? [added] : [], inForce.version, addedBy)
}

function ledgerEntries(
  lead: LeadRecord,
  decisions: readonly Decision[],
  agreementVersion: number,
  addedBy: AddedBy,
): readonly LedgerEntry[] {
  lead.stage = lead.state.stage
  return decisions.map((decision) => {
    lead.ledgerSeq += 1
    const supersedes = addedBy !== 'fold'
    return { ...decision, leadId: lead.id, seq: lead.ledgerSeq, agreementVersion, addedBy, supersedes }
  })
}
