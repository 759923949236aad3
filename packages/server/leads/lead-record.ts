/** A lead as its writer holds it: the row's own columns, and the state from which the others follow. */
import type { LeadState } from '@baton/engine'

export type StrongKind = 'user' | 'external' | 'email'

/** Changed in place while a group is written, and forgotten when writing fails. */
export interface LeadRecord {
  readonly id: string
  companyId: string | null
  companyTrust: number | null
  joinedTo: string | null
  readonly createdAt: number
  firstSeenAt: number
  /** Kinds of identity, besides anonymous ones, that name this lead. None: a visitor. */
  readonly strong: Set<StrongKind>
  state: LeadState
  /** Of the last decision; `state.stage` once decisions are written. */
  stage: string
  ledgerSeq: number
  agreementVersion: number
}

export function isKnownLead(lead: LeadRecord): boolean {
  return lead.strong.size > 0
}
