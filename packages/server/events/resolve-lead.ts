/**
 * Whose event is it? Identities rank user > external > email > anonymous; the highest that is known decides.
 *
 * - An identity that nobody has yet is attached to the lead that was found, unless that lead has another of its
 *   kind: two user ids are two people, whatever browser or address they share.
 * - An anonymous visitor that turns up together with a known lead is joined to it: its history counts there.
 * - Two known leads are never merged: the higher-ranked identity wins, the other stays where it is.
 */
import { isKnownLead, type LeadRecord } from '../leads/index.ts'
import type { CanonicalEvent, NamedIdentity } from './canonical-event.ts'
import type { Directory } from './directory.ts'

export interface Resolved {
  /** Whom the event is stored under. */
  readonly owner: LeadRecord
  /** The visitor that this event joined to the owner. */
  readonly joined: LeadRecord | null
}

export function resolveLead(
  directory: Directory,
  event: CanonicalEvent,
  addLead: () => LeadRecord,
): Resolved {
  if (event.leadId !== null) return { owner: directory.lead(event.leadId), joined: null }
  const strong = event.identities.filter(([kind]) => kind !== 'anonymous')
  const anonymous = event.identities.find(([kind]) => kind === 'anonymous')
  const visitor = anonymous ? directory.leadOf(anonymous) : null
  if (strong.length === 0) {
    const owner = visitor ?? addLead()
    if (!visitor && anonymous) directory.attach(anonymous, owner, event.trust)
    return { owner, joined: null }
  }
  const owner = ownerByStrong(directory, strong, visitor) ?? addLead()
  for (const identity of strong) {
    if (directory.leadOf(identity) === null && canTake(owner, identity))
      directory.attach(identity, owner, event.trust)
  }
  if (anonymous && !visitor) directory.attach(anonymous, owner, event.trust)
  return { owner, joined: visitor ? joinVisitor(directory, visitor, owner) : null }
}

/** Null: a lead of its own. */
function ownerByStrong(
  directory: Directory,
  strong: readonly NamedIdentity[],
  visitor: LeadRecord | null,
): LeadRecord | null {
  const highest = strong[0] && directory.leadOf(strong[0])
  if (highest) return highest
  const unknown = strong.filter((identity) => directory.leadOf(identity) === null)
  const takesAll = (lead: LeadRecord) => unknown.every((identity) => canTake(lead, identity))
  for (const identity of strong) {
    const lead = directory.leadOf(identity)
    if (lead && takesAll(lead)) return lead
  }
  if (strong.some((identity) => directory.leadOf(identity) !== null)) return null
  const root = visitor && directory.rootOf(visitor)
  return root && takesOnlyNew(root, unknown) ? root : null
}

/** A person has one user id and one id in the sender's records, but may have several addresses. */
function canTake(lead: LeadRecord, [kind]: NamedIdentity): boolean {
  return kind === 'email' || kind === 'anonymous' || !lead.strong.has(kind)
}

/** Known by its browser alone, a lead takes on only kinds of identity that it lacks: another address may be another person. */
function takesOnlyNew(lead: LeadRecord, identities: readonly NamedIdentity[]): boolean {
  return identities.every(([kind]) => kind === 'anonymous' || !lead.strong.has(kind))
}

function joinVisitor(directory: Directory, visitor: LeadRecord, owner: LeadRecord): LeadRecord | null {
  if (visitor === owner || visitor.joinedTo !== null || isKnownLead(visitor)) return null
  visitor.joinedTo = owner.id
  directory.changedLeads.add(visitor)
  return visitor
}
