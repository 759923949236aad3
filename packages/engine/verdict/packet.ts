/** What sales is handed with a lead: who it is, why now, what it did and read, and what nobody knows yet. */
import type { Condition, FieldRef, Grade, Stage } from '../agreement/agreement.ts'
import { dayOf, type Fields, type LeadEvent, type Value } from '../event.ts'
import { fieldsOf, type CompiledAgreement } from '../fold/compile-agreement.ts'
import { factLookup, isKnown } from '../fold/facts.ts'
import { foldOrder } from '../fold/fold-history.ts'
import type { Decision, LeadState } from '../fold/lead-state.ts'
import { traceHistory, type TracedHistory } from './explain-history.ts'
import { reasonFor } from './reason-for.ts'
import type { Reason } from './verdict.ts'

export interface PacketEvent {
  readonly id: string
  readonly name: string
  readonly occurredAt: number
  readonly properties: LeadEvent['properties']
  /** Points that it really added, limits and full meters considered. */
  readonly added: number
}

export interface PacketContent {
  readonly event: string
  readonly name: string
  readonly title: string
  readonly occurredAt: number
}

export interface Packet {
  readonly at: number
  readonly cycle: number
  readonly tier: string | null
  readonly stage: Stage
  readonly score: number
  readonly grade: Grade
  readonly fit: number
  readonly meters: Readonly<Record<string, number>>
  /** What is known about the person and the company. */
  readonly lead: Fields
  readonly company: Fields
  /** Why the tier holds; null where sales took the lead up by itself. */
  readonly reason: Reason | null
  /** The events that mattered most, in order of time. */
  readonly events: readonly PacketEvent[]
  /** What it read and watched, newest first. */
  readonly content: readonly PacketContent[]
  /** Fields that the agreement asks for and nobody knows. */
  readonly unknown: readonly FieldRef[]
  /** Criteria that nobody has answered. */
  readonly openCriteria: readonly string[]
}

/**
 * The packet of a promotion, or of what sales took up by itself, as it stood at that moment.
 *
 * @param history the lead's events in any order; what came after the decision does not count
 */
export function packetOf(
  compiled: CompiledAgreement,
  history: readonly LeadEvent[],
  decision: Decision,
): Packet {
  const { at, cycle, tier, to, score, grade, meters } = decision
  const counted = countedEvents(history, decision)
  const traced = traceHistory(compiled, counted, decision.timer ? at + 1 : undefined)
  const { state } = traced
  const reason = tierReason(compiled, traced, decision)
  const evidence = new Set([...decision.evidence, ...(reason?.events ?? [])])
  return {
    at,
    cycle,
    tier,
    stage: to,
    score,
    grade,
    fit: state.fit,
    meters,
    lead: knownFacts(state.lead),
    company: knownFacts(state.company),
    reason,
    events: mostImportant(counted, traced, evidence),
    content: contentOf(counted),
    unknown: unknownFields(compiled, state),
    openCriteria: compiled.agreement.sql.criteria
      .map(({ id }) => id)
      .filter((id) => state.sales.answers[id] === undefined),
  }
}

/** Up to the cause; what a timer decided saw everything until it ran out. */
function countedEvents(
  history: readonly LeadEvent[],
  { causeEvent, timer, at }: Decision,
): readonly LeadEvent[] {
  const ordered = foldOrder(history)
  const cause = ordered.findIndex(({ id }) => id === causeEvent)
  if (timer || cause < 0) return ordered.filter(({ occurredAt }) => occurredAt <= at)
  return ordered.slice(0, cause + 1)
}

function tierReason(compiled: CompiledAgreement, traced: TracedHistory, decision: Decision): Reason | null {
  const tier = compiled.agreement.tiers.find(({ id }) => id === decision.tier)
  return tier ? reasonFor(compiled, traced.state, tier.condition, dayOf(decision.at), traced) : null
}

function knownFacts(standings: LeadState['lead']): Fields {
  const facts: Record<string, Value> = {}
  for (const name of Object.keys(standings).toSorted()) {
    const value = standings[name]![0]
    if (value !== null && isKnown(value)) facts[name] = value
  }
  return facts
}

const EVENTS_KEPT = 10

/** Evidence first, then by points, the newest among equals. */
function mostImportant(
  counted: readonly LeadEvent[],
  { pours }: TracedHistory,
  evidence: ReadonlySet<string>,
): readonly PacketEvent[] {
  const added = new Map<string, number>()
  // What going back takes away is no deed of the lead's.
  for (const pour of pours)
    if (!pour.clause.startsWith('recycle.')) added.set(pour.event, (added.get(pour.event) ?? 0) + pour.added)
  const pointsOf = ({ id }: LeadEvent) => added.get(id) ?? 0
  const isEvidence = ({ id }: LeadEvent) => Number(evidence.has(id))
  const ranked = counted
    .map((event, position) => ({ event, position }))
    .filter(({ event }) => evidence.has(event.id) || pointsOf(event) > 0)
    .toSorted(
      (a, b) =>
        isEvidence(b.event) - isEvidence(a.event) ||
        pointsOf(b.event) - pointsOf(a.event) ||
        b.position - a.position,
    )
  return ranked
    .slice(0, EVENTS_KEPT)
    .toSorted((a, b) => a.position - b.position)
    .map(({ event }) => {
      const { id, name, occurredAt, properties } = event
      return { id, name, occurredAt, properties, added: pointsOf(event) }
    })
}

const CONTENT: readonly string[] = ['Content Downloaded', 'Webinar Attended', 'Video Watched']
const CONTENT_KEPT = 10

function contentOf(counted: readonly LeadEvent[]): readonly PacketContent[] {
  return counted
    .toReversed()
    .flatMap(({ id, name, occurredAt, properties: { title }, colleague }) =>
      CONTENT.includes(name) && !colleague && typeof title === 'string' && title !== ''
        ? [{ event: id, name, title, occurredAt }]
        : [],
    )
    .slice(0, CONTENT_KEPT)
}

function unknownFields(compiled: CompiledAgreement, state: LeadState): readonly FieldRef[] {
  const lookup = factLookup(state)
  const asked = compiled.agreement.tiers.flatMap(({ condition }) => askedFields(condition))
  return [...new Set([...compiled.judgedFields, ...asked])]
    .filter((field) => !isKnown(lookup(field)))
    .toSorted()
}

function askedFields(condition: Condition): readonly FieldRef[] {
  switch (condition.kind) {
    case 'field':
      return fieldsOf(condition.where)
    case 'all':
    case 'any':
      return condition.conditions.flatMap(askedFields)
    case 'not':
      return askedFields(condition.condition)
    default:
      return []
  }
}
