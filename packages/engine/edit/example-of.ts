/** A golden lead out of a real one: what the agreement asks about it and nothing else, so that nobody is named. */
import type { Condition, FieldRef, Where } from '../agreement/agreement.ts'
import { findSubjectField } from '../catalogue/catalogue.ts'
import { dayOf, type LeadEvent, type Value } from '../event.ts'
import { type CompiledAgreement, fieldsOf } from '../fold/compile-agreement.ts'
import { factLookup } from '../fold/facts.ts'
import { foldHistory } from '../fold/fold-history.ts'
import { asksFor } from '../fold/matches.ts'
import { judge } from '../verdict/judge.ts'
import type { EditValue } from './written-value.ts'

/** As it is written into `examples:`. */
export interface KeptExample {
  readonly name: string
  readonly lead?: Readonly<Record<string, Value | null>>
  readonly company?: Readonly<Record<string, Value | null>>
  readonly events: readonly Readonly<Record<string, EditValue>>[]
  readonly expect: Readonly<Record<string, string>>
}

/** The latest that count: what lies farther back has faded. */
const EVENTS_MAX = 60

/**
 * The lead as it stood at a moment, expected to come out as the agreement judges it then. Facts are those that conditions ask
 * for; of personal ones only whether they are known. Events are those that a clause or a tier asks for, by how many days
 * before, with the properties that are asked for.
 *
 * @param name says what is special about it, without saying whose it is
 */
export function exampleOf(
  compiled: CompiledAgreement,
  events: readonly LeadEvent[],
  { asOf, name }: { readonly asOf: number; readonly name: string },
): KeptExample {
  const seen = events.filter(({ occurredAt }) => occurredAt <= asOf)
  const { state } = foldHistory(compiled, seen, asOf)
  const { stage, tier, grade } = judge(compiled, state, Math.max(asOf, state.through?.occurredAt ?? asOf))
  const { lead, company } = factsAsked(compiled, factLookup(state))
  const kept = seen.filter((event) => isAsked(compiled, event)).slice(-EVENTS_MAX)
  return {
    name,
    ...(Object.keys(lead).length > 0 && { lead }),
    ...(Object.keys(company).length > 0 && { company }),
    events: kept.map((event) => exampleEvent(compiled, event, asOf)),
    expect: { stage, ...(tier !== null && { tier }), grade },
  }
}

function factsAsked(
  { agreement, catalogue, judgedFields }: CompiledAgreement,
  lookup: (ref: FieldRef) => Value | null,
) {
  const asked = new Set([
    ...judgedFields,
    ...agreement.tiers.flatMap(({ condition }) => wheresIn(condition).flatMap(fieldsOf)),
  ])
  const facts = { lead: {} as Record<string, Value | null>, company: {} as Record<string, Value | null> }
  const put = (ref: FieldRef, value: Value | null) => {
    const [subject, name] = ref.split('.') as ['lead' | 'company', string]
    facts[subject][name] = value
  }
  for (const ref of asked) {
    const value = lookup(ref)
    if (value !== null && findSubjectField(catalogue, ref)?.personal !== true) put(ref, value)
  }
  // What a packet has to contain counts as known in an example, unless it says that it is not.
  for (const ref of agreement.complete) if (lookup(ref) === null) put(ref, null)
  return facts
}

/** Of facts, not of events. */
function wheresIn(condition: Condition): readonly Where[] {
  switch (condition.kind) {
    case 'field':
      return [condition.where]
    case 'all':
    case 'any':
      return condition.conditions.flatMap(wheresIn)
    case 'not':
      return wheresIn(condition.condition)
    default:
      return []
  }
}

interface Asking {
  readonly where: Where
}

/** Clauses and conditions that an event meets. */
function askingFor({ pointsByEvent, dids }: CompiledAgreement, event: LeadEvent): readonly Asking[] {
  const clauses = (pointsByEvent.get(event.name) ?? []).map(({ clause }) => clause)
  const conditions = dids.filter(({ event: name }) => name === event.name)
  return [...clauses, ...conditions].filter((one) => asksFor(one, event))
}

function isAsked(compiled: CompiledAgreement, event: LeadEvent): boolean {
  return event.colleague !== true && askingFor(compiled, event).length > 0
}

function exampleEvent(
  compiled: CompiledAgreement,
  event: LeadEvent,
  asOf: number,
): Record<string, EditValue> {
  const days = dayOf(asOf) - dayOf(event.occurredAt)
  const asked = new Set(askingFor(compiled, event).flatMap(({ where }) => fieldsOf(where)))
  const properties: Record<string, EditValue> = {}
  for (const field of asked) {
    const value = event.properties[field]
    if (value !== undefined && value !== null) properties[field] = value as EditValue
  }
  return {
    [event.name]: `${days} ${days === 1 ? 'day' : 'days'} ago`,
    ...(Object.keys(properties).length > 0 && { with: properties }),
    ...(event.trust !== 'server' && { trust: event.trust }),
  }
}
