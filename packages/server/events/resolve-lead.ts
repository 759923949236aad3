/**
 * Whose event is it? Identities rank user > external > email > anonymous; the highest that is known decides.
 *
 * - An identity that nobody has yet is attached to the lead that was found, unless that lead has another of its
 *   kind: two user ids are two people, whatever browser or address they share.
 * - An anonymous visitor that turns up together with a known lead is joined to it: its history counts there.
 * - Two known leads are never merged: the higher-ranked identity wins, the other stays where it is.
 * - What only public events say of an identity is a claim. An event that is believed more takes it for true where it fits
 *   what else the event says, and otherwise gives the identity to whom it names.
 *
 * Leads that people merged are told apart here as if they were not, so that taking a merge back finds each as it would be.
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
  const believed = knownBy(directory, event, strong)
  const owner = ownerByStrong(directory, strong, believed, visitor) ?? addLead()
  // One that is settled would speak for or against the next, so all are looked at first.
  const taken = strong.filter((identity) =>
    directory.leadOf(identity) === null
      ? canTake(owner, identity)
      : settles(directory, event, identity, owner, believed),
  )
  for (const identity of taken) directory.attach(identity, owner, event.trust)
  if (anonymous && !visitor) directory.attach(anonymous, owner, event.trust)
  return { owner, joined: visitor ? joinVisitor(directory, visitor, owner) : null }
}

/** Whose an identity is, as far as this event takes it for true; null: nobody's. */
type Believed = (identity: NamedIdentity) => LeadRecord | null

function knownBy(directory: Directory, event: CanonicalEvent, strong: readonly NamedIdentity[]): Believed {
  if (event.trust === 'public') return (identity) => directory.leadOf(identity)
  // Where claims contradict each other, the higher one wins as ever; only what is proven speaks against a claim.
  const fits = (lead: LeadRecord, claim: NamedIdentity) =>
    strong.every((other) => {
      if (other === claim) return true
      const has = directory.leadOf(other)
      if (has === null) return !proves(lead, other)
      return has === lead || directory.isClaim(other)
    })
  return (identity) => {
    const lead = directory.leadOf(identity)
    return lead && directory.isClaim(identity) && !fits(lead, identity) ? null : lead
  }
}

/** A claim is settled by an event that is believed more and says something besides: for its lead, or for another. */
function settles(
  directory: Directory,
  event: CanonicalEvent,
  identity: NamedIdentity,
  owner: LeadRecord,
  believed: Believed,
): boolean {
  if (event.trust === 'public' || !directory.isClaim(identity)) return false
  // A signed link proves by itself whose an address is.
  if (event.trust === 'server' && event.identities.length < 2) return false
  return believed(identity) === owner || (believed(identity) === null && canTake(owner, identity))
}

/** Null: a lead of its own. */
function ownerByStrong(
  directory: Directory,
  strong: readonly NamedIdentity[],
  believed: Believed,
  visitor: LeadRecord | null,
): LeadRecord | null {
  const highest = strong[0] && believed(strong[0])
  if (highest) return highest
  const unknown = strong.filter((identity) => believed(identity) === null)
  const takesAll = (lead: LeadRecord) => unknown.every((identity) => canTake(lead, identity))
  for (const identity of strong) {
    const lead = believed(identity)
    if (lead && takesAll(lead)) return lead
  }
  if (strong.some((identity) => believed(identity) !== null)) return null
  const person = visitor && directory.personOf(visitor)
  return person && takesOnlyNew(person, unknown) ? person : null
}

/** A person has one user id and one id in the sender's records, but may have several addresses. */
function canTake(lead: LeadRecord, [kind]: NamedIdentity): boolean {
  return kind === 'email' || kind === 'anonymous' || !lead.strong.has(kind)
}

/** Known by its browser alone, a lead takes on only kinds of identity that it lacks: another address may be another person. */
function takesOnlyNew(lead: LeadRecord, identities: readonly NamedIdentity[]): boolean {
  return identities.every((identity) => lacks(lead, identity))
}

/** Whether it is proven that this lead has another identity of that kind. */
function proves(lead: LeadRecord, [kind]: NamedIdentity): boolean {
  return kind !== 'anonymous' && lead.proven.has(kind)
}

function lacks(lead: LeadRecord, [kind]: NamedIdentity): boolean {
  return kind === 'anonymous' || !lead.strong.has(kind)
}

function joinVisitor(directory: Directory, visitor: LeadRecord, owner: LeadRecord): LeadRecord | null {
  if (visitor === owner || visitor.joinedTo !== null || isKnownLead(visitor)) return null
  visitor.visitorOf = owner.id
  visitor.joinedTo = directory.rootOf(owner).id
  directory.changedLeads.add(visitor)
  return visitor
}
