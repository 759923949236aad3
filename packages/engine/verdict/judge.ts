/** The verdict on a lead at a moment: a reading of its state, with the reasons of every tier. Decides nothing. */
import { dayOf } from '../event.ts'
import type { CompiledAgreement } from '../fold/compile-agreement.ts'
import { fieldsOf } from '../fold/compile-agreement.ts'
import { factLookup, isKnown, missingFields } from '../fold/facts.ts'
import type { LeadState } from '../fold/lead-state.ts'
import { whereHolds } from '../fold/matches.ts'
import { levelOn, scoreOn } from '../fold/meters.ts'
import { hasAged, isSatisfied } from '../fold/sales-progress.ts'
import { nextTimer } from '../fold/timers.ts'
import { closeness, NO_TRACE, observedFacts, reasonFor, type Trace } from './reason-for.ts'
import type { CriterionReading, FitReason, MeterReading, TierReason, Verdict } from './verdict.ts'

/**
 * Reads a state as of a moment that is not before its last event, timers due until then folded.
 *
 * @param asOf milliseconds since 1970-01-01 UTC
 */
export function judge(
  compiled: CompiledAgreement,
  state: LeadState,
  asOf: number,
  trace: Trace = NO_TRACE,
): Verdict {
  const { agreement } = compiled
  const day = dayOf(asOf)
  const lookup = factLookup(state)
  const tiers = agreement.tiers.map(({ id, clauseId, condition }): TierReason => {
    const reason = reasonFor(compiled, state, condition, day, trace)
    return { tier: id, clause: clauseId, met: reason.met, reason }
  })
  const isOpen = state.stage === 'visitor' || state.stage === 'lead' || state.stage === 'recycled'
  const disqualifying = agreement.disqualify.find(({ id }) => id === state.disqualifiedBy)
  return {
    asOf,
    stage: state.stage,
    stageSince: state.stageSince,
    tier: state.tier,
    cycle: state.cycle,
    score: scoreOn(compiled, state, day),
    meters: agreement.meters.map(({ id, max, halfLifeDays }, meter): MeterReading => ({
      meter: id,
      level: levelOn(compiled, state, meter, day),
      max,
      halfLifeDays: halfLifeDays ?? null,
    })),
    fit: state.fit,
    grade: state.grade,
    fitReasons: fitReasons(compiled, state),
    unknown: [...compiled.judgedFields].filter((field) => !isKnown(lookup(field))).toSorted(),
    disqualifiedBy: state.disqualifiedBy
      ? { clause: state.disqualifiedBy, where: disqualifying?.where ?? [] }
      : null,
    waiting: state.waiting,
    missing: missingFields(compiled, lookup),
    restUntil: state.rest?.until ?? null,
    isProspect: isOpen && (state.grade === 'A' || state.grade === 'B'),
    handoff: state.handoff,
    criteria: criteriaReadings(compiled, state, day),
    nextTimer: nextTimer(state),
    tiers,
    nearestTier: nearestTier(tiers),
  }
}

function criteriaReadings(
  compiled: CompiledAgreement,
  { sales }: LeadState,
  day: number,
): readonly CriterionReading[] {
  return compiled.agreement.sql.criteria.map((criterion) => {
    const answer = sales.answers[criterion.id] ?? null
    return {
      criterion: criterion.id,
      answer,
      aged: answer !== null && hasAged(criterion, answer, day),
      satisfied: isSatisfied(criterion, sales.answers, day),
    }
  })
}

function fitReasons(compiled: CompiledAgreement, state: LeadState): readonly FitReason[] {
  const lookup = factLookup(state)
  return compiled.agreement.fit.points.map(({ id, where, give }) => ({
    clause: id,
    where,
    gives: give,
    met: whereHolds(where, lookup),
    unknown: fieldsOf(where).filter((field) => !isKnown(lookup(field))),
    observed: observedFacts(where, lookup),
  }))
}

function nearestTier(tiers: readonly TierReason[]): string | null {
  if (tiers.some((tier) => tier.met)) return null
  let nearest: TierReason | undefined
  for (const tier of tiers) if (!nearest || closeness(tier.reason) > closeness(nearest.reason)) nearest = tier
  return nearest?.tier ?? null
}
