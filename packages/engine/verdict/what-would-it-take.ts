/**
 * What would it take: the smallest additions that would make a tier hold. Events still to happen are tried by folding
 * them, so an answer is true by construction; facts are only asked for where nothing is known yet, because a company
 * does not grow to please a clause.
 */
import type { Condition, Matcher, Tier, Where } from '../agreement/agreement.ts'
import { dayOf, type LeadEvent, type Value } from '../event.ts'
import type { CompiledAgreement, DidCondition } from '../fold/compile-agreement.ts'
import { holds } from '../fold/conditions.ts'
import { factLookup, isKnown, missingFields } from '../fold/facts.ts'
import { foldEvent } from '../fold/fold-event.ts'
import type { LeadState } from '../fold/lead-state.ts'
import { matches } from '../fold/matches.ts'
import type { Remedy } from './verdict.ts'

/** More of one event than this is not a remedy that anybody would act on. */
const MAX_EVENTS = 12
/** Kinds of event tried together. */
const MAX_CANDIDATES = 16

interface Candidate {
  readonly name: string
  readonly where: Where
  readonly event: LeadEvent
}

type Fact = Remedy['facts'][number]

/** Remedies for every tier that can still be reached, smallest first. */
export function whatWouldItTake(
  compiled: CompiledAgreement,
  state: LeadState,
  asOf: number,
): readonly Remedy[] {
  const open = state.stage === 'visitor' || state.stage === 'lead' || state.stage === 'recycled'
  if (!open || state.disqualifiedBy !== null) return []
  const remedies = compiled.agreement.tiers
    .map((tier) => remedyFor(compiled, state, tier, asOf))
    .filter((remedy) => remedy !== null)
  return remedies.toSorted((a, b) => sizeOf(a) - sizeOf(b))
}

function sizeOf(remedy: Remedy): number {
  return remedy.facts.length + remedy.events.reduce((sum, { times }) => sum + times, 0)
}

function remedyFor(compiled: CompiledAgreement, state: LeadState, tier: Tier, asOf: number): Remedy | null {
  const facts = factsNeeded(compiled, state, tier, asOf)
  if (!facts) return null
  const informed = withFacts(compiled, state, facts, asOf)
  const events = eventsNeeded(compiled, informed, tier, asOf)
  return events && { tier: tier.id, events, facts }
}

/** The fewest unknown facts without which the tier cannot hold, whatever happens; null where none suffice. */
function factsNeeded(
  compiled: CompiledAgreement,
  state: LeadState,
  tier: Tier,
  asOf: number,
): readonly Fact[] | null {
  const always = packetFacts(compiled, state)
  const base = withFacts(compiled, state, always, asOf)
  const useful = usefulFacts(compiled, base, tier)
  for (const chosen of subsetsBySize(useful)) {
    const facts = chosen.flat()
    const informed = withFacts(compiled, base, facts, asOf)
    if (informed.disqualifiedBy === null && couldHold(compiled, informed, tier.condition, dayOf(asOf))) {
      return [...always, ...facts]
    }
  }
  return null
}

function packetFacts(compiled: CompiledAgreement, state: LeadState): readonly Fact[] {
  const fields = [...missingFields(compiled, factLookup(state))]
  const contact = [...compiled.leadFields.contact].map((name) => `lead.${name}`)
  if (!state.identified && contact[0] && !fields.some((field) => contact.includes(field)))
    fields.unshift(contact[0])
  return fields.map((field) => ({ field, matcher: { kind: 'known', known: true } }))
}

/** Sets of facts that a fit clause or a field condition of the tier asks for and nothing is known of. */
function usefulFacts(
  compiled: CompiledAgreement,
  state: LeadState,
  tier: Tier,
): readonly (readonly Fact[])[] {
  const lookup = factLookup(state)
  const wheres = [
    ...compiled.agreement.fit.points.filter(({ give }) => give > 0).map(({ where }) => where),
    ...fieldConditionsOf(tier.condition),
  ]
  const unmet = wheres
    .map((where) => where.filter(({ field, matcher }) => !matches(matcher, lookup(field))))
    .filter((facts) => facts.length > 0 && facts.every(({ field }) => !isKnown(lookup(field))))
  return unmet.slice(0, 8)
}

function fieldConditionsOf(condition: Condition): readonly Where[] {
  if (condition.kind === 'field') return [condition.where]
  return condition.kind === 'all' || condition.kind === 'any'
    ? condition.conditions.flatMap(fieldConditionsOf)
    : []
}

/** Whether the condition would hold if everything that events can bring about had happened. */
function couldHold(
  compiled: CompiledAgreement,
  state: LeadState,
  condition: Condition,
  day: number,
): boolean {
  switch (condition.kind) {
    case 'did':
    case 'meter':
    case 'score':
      return true
    case 'all':
      return condition.conditions.every((part) => couldHold(compiled, state, part, day))
    case 'any':
      return condition.conditions.some((part) => couldHold(compiled, state, part, day))
    default:
      return holds(compiled, state, condition, day)
  }
}

/** The fewest events after which the tier holds: mixtures of up to three, then many of one, then many of one and one more. */
function eventsNeeded(
  compiled: CompiledAgreement,
  state: LeadState,
  tier: Tier,
  asOf: number,
): Remedy['events'] | null {
  const satisfied = (after: LeadState) => holds(compiled, after, tier.condition, dayOf(asOf))
  if (satisfied(state)) return []
  const candidates = candidatesFor(compiled, tier, asOf)
  const fold = (before: LeadState, { event }: Candidate) => foldEvent(compiled, before, event).state
  let layer: { readonly state: LeadState; readonly chosen: readonly number[] }[] = [{ state, chosen: [] }]
  for (let size = 1; size <= 3; size++) {
    const next: typeof layer = []
    for (const { state: before, chosen } of layer) {
      for (let index = chosen.at(-1) ?? 0; index < candidates.length; index++) {
        const after = fold(before, candidates[index]!)
        const all = [...chosen, index]
        if (satisfied(after)) return counted(all, candidates)
        next.push({ state: after, chosen: all })
      }
    }
    layer = next
  }
  const starts = [
    { state, chosen: [] as readonly number[] },
    ...candidates.map((candidate, index) => ({ state: fold(state, candidate), chosen: [index] })),
  ]
  let best: readonly number[] | null = null
  for (const start of starts) {
    for (const [index, candidate] of candidates.entries()) {
      let after = start.state
      for (
        let times = 1;
        times <= MAX_EVENTS && (!best || start.chosen.length + times < best.length);
        times++
      ) {
        after = fold(after, candidate)
        if (satisfied(after)) best = [...start.chosen, ...Array.from({ length: times }, () => index)]
      }
    }
  }
  return best && counted(best, candidates)
}

function counted(chosen: readonly number[], candidates: readonly Candidate[]): Remedy['events'] {
  const times = new Map<number, number>()
  for (const index of chosen) times.set(index, (times.get(index) ?? 0) + 1)
  return [...times].map(([index, count]) => ({
    name: candidates[index]!.name,
    times: count,
    where: candidates[index]!.where,
  }))
}

/** Events that some `did` of the tier asks for or that pour, each in its plainest form; the most generous first. */
function candidatesFor(compiled: CompiledAgreement, tier: Tier, asOf: number): readonly Candidate[] {
  const points = compiled.agreement.points.filter(({ give }) => give > 0).toSorted((a, b) => b.give - a.give)
  const asked = didsIn(tier.condition).map(({ event, where }) => ({ name: event, where }))
  const poured = points.map(({ on, where }) => ({ name: on, where }))
  const candidates = new Map<string, Candidate>()
  for (const { name, where } of [...asked, ...poured]) {
    const properties = propertiesFor(where)
    const key = JSON.stringify([name, where])
    if (!properties || candidates.has(key) || compiled.notActivity.has(name)) continue
    const event = {
      id: `if ${candidates.size}`,
      seq: Infinity,
      name,
      occurredAt: asOf,
      trust: 'server',
      properties,
    } as const
    candidates.set(key, { name, where, event })
  }
  return [...candidates.values()].slice(0, MAX_CANDIDATES)
}

function didsIn(condition: Condition): readonly DidCondition[] {
  if (condition.kind === 'did') return [condition]
  return condition.kind === 'all' || condition.kind === 'any' ? condition.conditions.flatMap(didsIn) : []
}

/** Properties that satisfy a `where`, or null where none can be named. */
function propertiesFor(where: Where): Readonly<Record<string, Value>> | null {
  const properties: Record<string, Value> = {}
  for (const { field, matcher } of where) {
    const value = valueFor(matcher)
    if (value === undefined) return null
    if (value !== null) properties[field] = value
  }
  return properties
}

/** A value that satisfies the matcher; null where not knowing does; undefined where neither is easily said. */
function valueFor(matcher: Matcher): Value | null | undefined {
  switch (matcher.kind) {
    case 'one-of':
      return matcher.values[0]
    case 'range':
      return matcher.from ?? matcher.to
    case 'starts':
      return matcher.prefix
    case 'known':
      return matcher.known ? undefined : null
    case 'not':
      return matches(matcher, null) ? null : undefined
  }
}

/** The state as it would be if somebody had stated the facts. */
function withFacts(
  compiled: CompiledAgreement,
  state: LeadState,
  facts: readonly Fact[],
  asOf: number,
): LeadState {
  if (facts.length === 0) return state
  const stated = { lead: {} as Record<string, Value>, company: {} as Record<string, Value> }
  for (const { field, matcher } of facts) {
    const subject = field.startsWith('lead.') ? stated.lead : stated.company
    subject[field.slice(field.indexOf('.') + 1)] = valueFor(matcher) ?? '?'
  }
  const event: LeadEvent = {
    id: 'if known',
    seq: Infinity,
    name: 'Lead Identified',
    occurredAt: asOf,
    trust: 'server',
    properties: {},
    ...stated,
  }
  return foldEvent(compiled, state, event).state
}

/** Subsets in order of size, the empty one first. */
function* subsetsBySize<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  const subsets = Array.from({ length: 2 ** items.length }, (_, bits) =>
    items.filter((_, index) => bits & (1 << index)),
  )
  yield* subsets.toSorted((a, b) => a.length - b.length)
}
