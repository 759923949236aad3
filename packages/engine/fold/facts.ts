/** Facts about a lead and its company: which statement stands, and what follows for fit and disqualification. */
import type { ClauseId, Fit, Grade } from '../agreement/agreement.ts'
import { trustRank, type Fields, type LeadEvent, type Value } from '../event.ts'
import type { CompiledAgreement, FieldRules } from './compile-agreement.ts'
import type { LeadState, Standing } from './lead-state.ts'
import { whereHolds, type FieldLookup } from './matches.ts'

type Standings = Readonly<Record<string, Standing>>

/**
 * Lays an event's statements over the standing ones. A later statement replaces an earlier one unless it is
 * believed less; a `first` field keeps its first statement unless a later one is believed more.
 */
export function stateFacts(
  standings: Standings,
  stated: Fields | undefined,
  event: LeadEvent,
  rules: FieldRules,
): Standings {
  if (!stated) return standings
  const rank = trustRank(event.trust)
  let result: Record<string, Standing> | null = null
  for (const name in stated) {
    if (!rules.known.has(name)) continue
    const before = standings[name]
    const value = stated[name] ?? null
    if (before && (rules.first.has(name) && before[0] !== null ? rank <= before[1] : rank < before[1]))
      continue
    if (before && before[0] === value && before[1] === rank) continue
    result ??= { ...standings }
    result[name] = [value, rank]
  }
  return result ?? standings
}

/** Reads `lead.seniority` or `company.employees` from a state. */
export function factLookup(state: Pick<LeadState, 'lead' | 'company'>): FieldLookup {
  return (ref) => {
    const subject = ref.startsWith('lead.') ? state.lead : state.company
    return subject[ref.slice(ref.indexOf('.') + 1)]?.[0] ?? null
  }
}

/** True once there is a way to reach the person. */
export function hasContact(lead: Standings, rules: FieldRules): boolean {
  for (const name of rules.contact) if (isKnown(lead[name]?.[0])) return true
  return false
}

export function isKnown(value: Value | null | undefined): boolean {
  return value !== null && value !== undefined && value !== ''
}

/** Fit points: the sum over the fit clauses that hold. */
export function fitPoints(compiled: CompiledAgreement, lookup: FieldLookup): number {
  let points = 0
  for (const clause of compiled.agreement.fit.points)
    if (whereHolds(clause.where, lookup)) points += clause.give
  return points
}

export function gradeOf(fit: number, grades: Fit['grades']): Grade {
  if (fit >= grades.A) return 'A'
  if (fit >= grades.B) return 'B'
  return fit >= grades.C ? 'C' : 'D'
}

/** The first disqualification clause that holds, or null. */
export function disqualifyingClause(compiled: CompiledAgreement, lookup: FieldLookup): ClauseId | null {
  return compiled.agreement.disqualify.find((clause) => whereHolds(clause.where, lookup))?.id ?? null
}

/** The fields that a packet must contain and that are not known. */
export function missingFields(compiled: CompiledAgreement, lookup: FieldLookup): readonly string[] {
  return compiled.agreement.complete.filter((field) => !isKnown(lookup(field)))
}
