/** Why a condition holds or not, as data: what was expected, what was observed, and which events settled it. */
import type { Condition, FieldRef, Where } from '../agreement/agreement.ts'
import type { Value } from '../event.ts'
import type { CompiledAgreement } from '../fold/compile-agreement.ts'
import { countedOccurrences } from '../fold/conditions.ts'
import { factLookup } from '../fold/facts.ts'
import type { LeadState } from '../fold/lead-state.ts'
import { whereHolds, type FieldLookup } from '../fold/matches.ts'
import { levelOn, scoreOn, TOLERANCE } from '../fold/meters.ts'
import type { Pour, Reason } from './verdict.ts'

/** What folding left beside the state: which events poured, and which event stated each standing fact. */
export interface Trace {
  readonly pours: readonly Pour[]
  readonly factEvents: ReadonlyMap<FieldRef, string>
}

export const NO_TRACE: Trace = { pours: [], factEvents: new Map() }

export function reasonFor(
  compiled: CompiledAgreement,
  state: LeadState,
  condition: Condition,
  day: number,
  trace: Trace,
): Reason {
  const clause = condition.id
  switch (condition.kind) {
    case 'did':
      return didReason(compiled, state, condition, day)
    case 'meter': {
      const level = levelOn(compiled, state, compiled.meterIndex.get(condition.meter)!, day)
      const { meter, atLeast } = condition
      const met = level >= atLeast - TOLERANCE
      const events = pouringEvents(trace, (pour) => pour.meter === meter)
      return { kind: 'meter', clause, met, expected: { meter, atLeast }, observed: { level }, events }
    }
    case 'score': {
      const level = scoreOn(compiled, state, day)
      const { atLeast } = condition
      const events = pouringEvents(trace, () => true)
      const met = level >= atLeast - TOLERANCE
      return { kind: 'score', clause, met, expected: { atLeast }, observed: { level }, events }
    }
    case 'grade': {
      const { grade, fit } = state
      const fields = compiled.agreement.fit.points.flatMap((points) => points.where.map(({ field }) => field))
      const met = condition.grades.includes(grade)
      const observed = { grade, fit }
      const events = statingEvents(trace, fields)
      return { kind: 'grade', clause, met, expected: { grades: condition.grades }, observed, events }
    }
    case 'field': {
      const { where } = condition
      const lookup = factLookup(state)
      const events = statingEvents(
        trace,
        where.map(({ field }) => field),
      )
      const observed = observedFacts(where, lookup)
      return { kind: 'field', clause, met: whereHolds(where, lookup), expected: { where }, observed, events }
    }
    case 'all':
    case 'any': {
      const reasons = condition.conditions.map((part) => reasonFor(compiled, state, part, day, trace))
      const met =
        condition.kind === 'all' ? reasons.every((part) => part.met) : reasons.some((part) => part.met)
      const deciding = met && condition.kind === 'any' ? reasons.filter((part) => part.met) : reasons
      const events = [...new Set(deciding.flatMap((part) => part.events))]
      return { kind: condition.kind, clause, met, reasons, events }
    }
    case 'not': {
      const reason = reasonFor(compiled, state, condition.condition, day, trace)
      return { kind: 'not', clause, met: !reason.met, reasons: [reason], events: reason.events }
    }
  }
}

function didReason(
  compiled: CompiledAgreement,
  state: LeadState,
  condition: Extract<Condition, { kind: 'did' }>,
  day: number,
): Reason {
  const { id, event, where, times, withinDays, trust } = condition
  const counted = countedOccurrences(compiled, state, condition, day)
  const kept = state.occurrences[compiled.didIndex.get(condition)!]!.events
  const expected = {
    event,
    where,
    times,
    ...(withinDays !== undefined && { withinDays }),
    ...(trust && { trust }),
  }
  const events = counted === 0 ? [] : kept.slice(-counted)
  return { kind: 'did', clause: id, met: counted >= times, expected, observed: { times: counted }, events }
}

export function observedFacts(where: Where, lookup: FieldLookup): Readonly<Record<FieldRef, Value | null>> {
  return Object.fromEntries(where.map(({ field }) => [field, lookup(field)]))
}

function pouringEvents(trace: Trace, counts: (pour: Pour) => boolean): readonly string[] {
  return [
    ...new Set(trace.pours.filter((pour) => pour.added !== 0 && counts(pour)).map((pour) => pour.event)),
  ]
}

function statingEvents(trace: Trace, fields: readonly FieldRef[]): readonly string[] {
  const events = fields.map((field) => trace.factEvents.get(field)).filter((event) => event !== undefined)
  return [...new Set(events)]
}

/** How near a reason is to being met, 0 to 1. Orders tiers for "why not yet"; nothing is decided by it. */
export function closeness(reason: Reason): number {
  if (reason.met) return 1
  switch (reason.kind) {
    case 'did':
      return Math.min(1, reason.observed.times / reason.expected.times)
    case 'meter':
    case 'score':
      return Math.max(0, Math.min(1, reason.observed.level / reason.expected.atLeast))
    case 'grade':
    case 'field':
    case 'not':
      return 0
    case 'all':
      return (
        reason.reasons.reduce((sum, part) => sum + closeness(part), 0) / Math.max(1, reason.reasons.length)
      )
    case 'any':
      return Math.max(0, ...reason.reasons.map(closeness))
  }
}
