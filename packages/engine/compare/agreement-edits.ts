/** Single edits of an agreement that could change whom it passes on, each of one value of one clause. */
import type { Agreement, ClauseId, Condition, Grade } from '../agreement/agreement.ts'
import { dayOf, type LeadEvent } from '../event.ts'
import type { CompiledAgreement } from '../fold/compile-agreement.ts'
import { holds } from '../fold/conditions.ts'
import { factLookup, missingFields } from '../fold/facts.ts'
import { foldEvent, initialState } from '../fold/fold-event.ts'
import type { LeadState } from '../fold/lead-state.ts'
import { levelOn, scoreOn } from '../fold/meters.ts'
import { promotes } from './calibrated-lead.ts'
import { withoutClause } from './clauses.ts'
import {
  conditionsWithin,
  thresholdsOf,
  withConditions,
  withThreshold,
  type Threshold,
} from './thresholds.ts'

/** From and to are what the clause asks for or gives; points of 0 are the clause taken out. */
export type AgreementEdit = {
  readonly clause: ClauseId
  readonly agreement: Agreement
} & (
  | { readonly kind: 'threshold' | 'points' | 'fit'; readonly from: number; readonly to: number }
  | { readonly kind: 'grades'; readonly from: readonly Grade[]; readonly to: readonly Grade[] }
)

/** How far an edit goes, as a share of what it changes; one grade is a quarter of the four. */
export function sizeOf(edit: AgreementEdit): number {
  if (edit.kind === 'grades') return 1 / GRADES.length
  return Math.abs(edit.to - edit.from) / Math.max(Math.abs(edit.from), 1e-9)
}

const GRADES: readonly Grade[] = ['A', 'B', 'C', 'D']

/** Points that are given are tried at these times themselves. */
const TIMES = [0, 0.5, 1.5]

/** Points clauses and fit clauses given nothing, half, and half as much again. */
export function pointsEdits(agreement: Agreement): readonly AgreementEdit[] {
  const { points, fit } = agreement
  const clauses = [
    ...points.map(({ id, give }) => ({ kind: 'points' as const, id, give })),
    ...fit.points.map(({ id, give }) => ({ kind: 'fit' as const, id, give })),
  ]
  return clauses.flatMap(({ kind, id, give }) =>
    TIMES.map((times) => ({
      kind,
      clause: id,
      from: give,
      to: give * times,
      agreement: times === 0 ? withoutClause(agreement, id)! : withGiven(agreement, id, give * times),
    })),
  )
}

function withGiven(agreement: Agreement, clause: ClauseId, give: number): Agreement {
  const changed = <Given extends { readonly id: ClauseId }>(given: Given): Given =>
    given.id === clause ? { ...given, give } : given
  const { points, fit } = agreement
  return { ...agreement, points: points.map(changed), fit: { ...fit, points: fit.points.map(changed) } }
}

/** Every list of grades in a tier without its lowest, and with the next lower one: nobody asks for A and C, and not B. */
export function gradeEdits(agreement: Agreement): readonly AgreementEdit[] {
  return agreement.tiers
    .flatMap(({ condition }) => conditionsWithin(condition))
    .filter((condition) => condition.kind === 'grade')
    .flatMap(({ id, grades }) =>
      neighbours(grades).map((to) => ({
        kind: 'grades' as const,
        clause: id,
        from: grades,
        to,
        agreement: withConditions(agreement, (condition) =>
          condition.id === id && condition.kind === 'grade' ? { ...condition, grades: to } : condition,
        ),
      })),
    )
}

function neighbours(grades: readonly Grade[]): readonly (readonly Grade[])[] {
  const lowest = GRADES.findLastIndex((grade) => grades.includes(grade))
  const next = GRADES[lowest + 1]
  const fewer = grades.filter((grade) => grade !== GRADES[lowest])
  return [...(fewer.length > 0 ? [fewer] : []), ...(next === undefined ? [] : [[...grades, next]])]
}

/**
 * Every threshold at the round values on both sides of where it decides about one of the leads. Where that is, is read off
 * a fold that the threshold itself never promotes in: the level at which nothing but it is missing.
 *
 * @param histories events of each lead, in fold order
 */
export function thresholdEdits(
  agreement: Agreement,
  histories: readonly (readonly LeadEvent[])[],
  compile: (agreement: Agreement) => CompiledAgreement,
): readonly AgreementEdit[] {
  return thresholdsOf(agreement).flatMap((threshold) => {
    const { clause, value: from, top } = threshold
    const unit = unitOf(top)
    const tier = agreement.tiers.find(({ id }) => id === threshold.tier)!
    const isNegated = isUnderNot(tier.condition, clause)
    const at = (value: number) => compile(withThreshold(agreement, clause, value))
    const extremes = isNegated
      ? { open: at(Infinity), shut: at(-Infinity) }
      : { open: at(-Infinity), shut: at(Infinity) }
    const values = new Set<number>()
    for (const history of histories) {
      const level = decidingLevel(threshold, extremes, isNegated, history)
      if (level === null) continue
      const below = Math.floor(level / unit + 1e-9)
      for (const units of [below, below + 1]) values.add(Number((units * unit).toPrecision(12)))
    }
    return [...values]
      .filter((to) => to > 0 && to <= top && to !== from && Math.abs(to - from) <= MOST_MOVED * from)
      .toSorted((a, b) => a - b)
      .map((to) => ({
        kind: 'threshold' as const,
        clause,
        from,
        to,
        agreement: withThreshold(agreement, clause, to),
      }))
  })
}

/** What fits some thirty leads by moving a threshold farther fits these leads only. */
const MOST_MOVED = 0.5

/** Whole points; finer ones, to a hundredth of the decade, where only few can be reached. */
function unitOf(top: number): number {
  return Math.min(1, 10 ** Math.floor(Math.log10(top)) / 100)
}

interface OpenAndShut {
  /** The agreement with the threshold at a value that lets everybody through its tier, and at one that lets nobody. */
  readonly open: CompiledAgreement
  readonly shut: CompiledAgreement
}

/** The last value at which the threshold promotes the lead, going up; under a `not`, going down. Null: it decides nothing. */
function decidingLevel(
  { clause, tier: id }: Threshold,
  { open, shut }: OpenAndShut,
  isNegated: boolean,
  history: readonly LeadEvent[],
): number | null {
  const position = shut.agreement.tiers.findIndex((tier) => tier.id === id)
  const [openTier, shutTier] = [open, shut].map(({ agreement }) => agreement.tiers[position]!.condition)
  const condition = conditionsWithin(shutTier!).find((part) => part.id === clause)!
  let deciding: number | null = null
  let state = initialState(shut)
  for (const event of history) {
    const folded = foldEvent(shut, state, event)
    // From here on something else passed it on, whatever the threshold.
    if (promotes(folded)) return deciding
    state = folded.state
    const day = dayOf(event.occurredAt)
    if (!isOpen(shut, state, event.occurredAt) || !holds(open, state, openTier!, day)) continue
    const level = levelFor(shut, state, condition, day)
    if (deciding === null || (isNegated ? level < deciding : level > deciding)) deciding = level
  }
  return deciding
}

/** Whether reaching it speaks against the tier: it stands below an odd number of `not`. */
function isUnderNot(condition: Condition, clause: ClauseId): boolean {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.conditions.some((part) => isUnderNot(part, clause))
    case 'not': {
      const isWithin = conditionsWithin(condition.condition).some(({ id }) => id === clause)
      return isWithin && !isUnderNot(condition.condition, clause)
    }
    default:
      return false
  }
}

function isOpen(compiled: CompiledAgreement, state: LeadState, at: number): boolean {
  const isResting = state.rest !== null && at < state.rest.until
  return (
    (state.stage === 'lead' || (state.stage === 'recycled' && !isResting)) &&
    missingFields(compiled, factLookup(state)).length === 0
  )
}

function levelFor(compiled: CompiledAgreement, state: LeadState, condition: Condition, day: number): number {
  return condition.kind === 'meter'
    ? levelOn(compiled, state, compiled.meterIndex.get(condition.meter)!, day)
    : scoreOn(compiled, state, day)
}
