/** A lead as its writer holds it: the row's own columns, and the state from which the others follow. */
import type { LeadState, Stage } from '@baton/engine'

export type StrongKind = 'user' | 'external' | 'email'

/** Changed in place while a group is written, and forgotten when writing fails. */
export interface LeadRecord {
  readonly id: string
  /** The company that it is judged with: its own, or that of a lead merged into it. */
  companyId: string | null
  /** The company that its own events name, and those of its visitors. */
  ownCompanyId: string | null
  /** Rank of the trust that its own company was assigned with. */
  companyTrust: number | null
  /** The lead whose history this is part of: at the end of all joins and merges. */
  joinedTo: string | null
  /** The lead that this visitor turned out to be. */
  visitorOf: string | null
  readonly createdAt: number
  firstSeenAt: number
  /** Kinds of identity, besides anonymous ones, that name this lead. None: a visitor. */
  readonly strong: Set<StrongKind>
  /** Those of them that more than public events say. */
  readonly proven: Set<StrongKind>
  state: LeadState
  /** Of the last decision; `state.stage` once decisions are written. */
  stage: Stage
  ledgerSeq: number
  agreementVersion: number
  /** What the row holds; null before it is first written. */
  written: WrittenLead | null
}

export type WrittenLead = Pick<
  LeadRecord,
  | 'companyId'
  | 'ownCompanyId'
  | 'companyTrust'
  | 'joinedTo'
  | 'visitorOf'
  | 'firstSeenAt'
  | 'state'
  | 'ledgerSeq'
  | 'agreementVersion'
>

export function writtenNow(lead: LeadRecord): WrittenLead {
  const { companyId, ownCompanyId, companyTrust, joinedTo, visitorOf, firstSeenAt } = lead
  const { state, ledgerSeq, agreementVersion } = lead
  return {
    companyId,
    ownCompanyId,
    companyTrust,
    joinedTo,
    visitorOf,
    firstSeenAt,
    state,
    ledgerSeq,
    agreementVersion,
  }
}

/** How much of the row has to be written: nothing, the few columns that any activity moves, or all of it. */
export function changeOf(lead: LeadRecord): 'nothing' | 'activity' | 'all' {
  const { written, state } = lead
  if (written === null) return 'all'
  const same =
    written.companyId === lead.companyId &&
    written.ownCompanyId === lead.ownCompanyId &&
    written.companyTrust === lead.companyTrust &&
    written.joinedTo === lead.joinedTo &&
    written.visitorOf === lead.visitorOf &&
    written.firstSeenAt === lead.firstSeenAt &&
    written.ledgerSeq === lead.ledgerSeq &&
    written.agreementVersion === lead.agreementVersion
  if (same && written.state === state) return 'nothing'
  const before = written.state
  // Facts that did not change are the very same object after a fold, so what is shown of them is unchanged too.
  const sameConclusions =
    before.lead === state.lead &&
    before.company === state.company &&
    before.fit === state.fit &&
    before.grade === state.grade &&
    before.stage === state.stage &&
    before.stageSince === state.stageSince &&
    before.tier === state.tier &&
    before.cycle === state.cycle &&
    before.handoff === state.handoff &&
    before.rest === state.rest
  return same && sameConclusions ? 'activity' : 'all'
}

export function isKnownLead(lead: LeadRecord): boolean {
  return lead.strong.size > 0
}
