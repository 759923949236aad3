/**
 * The fold: one event laid upon a lead's state. Pure and deterministic: the same events in fold order give the same
 * state and the same decisions on every machine. The rules are numbered in SPEC.md.
 */
import type { Stage } from '../agreement/agreement.ts'
import { dayOf, type LeadEvent } from '../event.ts'
import type { Pour } from '../verdict/verdict.ts'
import type { CompiledAgreement } from './compile-agreement.ts'
import { noteOccurrence } from './conditions.ts'
import { disqualifyingClause, factLookup, fitPoints, gradeOf, hasContact, stateFacts } from './facts.ts'
import type { Folded, LeadState } from './lead-state.ts'
import { pour } from './meters.ts'
import { tryPromotion, trySalesQualification } from './promotion.ts'
import { actOfSales } from './sales-acts.ts'
import { NO_PROGRESS } from './sales-progress.ts'
import { enter, type Step } from './step.ts'
import { advance } from './timers.ts'

export function initialState(compiled: CompiledAgreement): LeadState {
  const { agreement } = compiled
  const fit = fitPoints(compiled, () => null)
  return {
    through: null,
    lead: {},
    company: {},
    identified: false,
    meters: agreement.meters.map(() => ({ level: 0, day: 0 })),
    limits: agreement.points.map(() => null),
    occurrences: compiled.dids.map(() => ({ days: [], events: [] })),
    fit,
    grade: gradeOf(fit, agreement.fit.grades),
    disqualifiedBy: null,
    stage: 'visitor',
    stageSince: 0,
    tier: null,
    cycle: 0,
    waiting: null,
    rest: null,
    handoff: null,
    opportunity: null,
    sales: NO_PROGRESS,
    lastActivityAt: null,
  }
}

/**
 * Folds one event, after the timers that are due before it. The caller keeps fold order: an event that belongs before
 * `state.through` is late, and the lead has to be folded anew from its whole history.
 */
export function foldEvent(
  compiled: CompiledAgreement,
  state: LeadState,
  event: LeadEvent,
  onPour?: (pour: Pour) => void,
): Folded {
  const { state: before, decisions } = advance(compiled, state, event.occurredAt, onPour)
  const step: Step = {
    compiled,
    at: event.occurredAt,
    day: dayOf(event.occurredAt),
    cause: event.id,
    timer: null,
    onPour,
    state: { ...before, through: { occurredAt: event.occurredAt, seq: event.seq } },
    decisions: [...decisions],
  }
  learnFacts(step, event)
  if (!event.colleague) noteAct(step, event)
  becomeLead(step, event)
  judgeDisqualification(step)
  if (!event.colleague) actOfSales(step, event)
  // What sent a lead back does not promote it again.
  const sentBack = step.state.stage === 'recycled' && before.stage !== 'recycled'
  if (!sentBack && !wasTriedAlready(compiled, before, step.state)) tryPromotion(step)
  trySalesQualification(step)
  return { state: step.state, decisions: step.decisions }
}

/**
 * Levels and counts only fall as time passes, so what held no tier at the event before holds none now, unless something is
 * new. Most events are nothing to the agreement, and this is all that they cost.
 */
function wasTriedAlready(compiled: CompiledAgreement, before: LeadState, after: LeadState): boolean {
  return (
    before.stage === 'lead' &&
    after.stage === 'lead' &&
    !compiled.promotesByTime &&
    before.waiting === null &&
    before.meters === after.meters &&
    before.occurrences === after.occurrences &&
    before.lead === after.lead &&
    before.company === after.company &&
    before.disqualifiedBy === after.disqualifiedBy
  )
}

/** True when the event belongs before what was folded already. */
export function isLate(state: LeadState, event: LeadEvent): boolean {
  if (!state.through) return false
  const { occurredAt, seq } = state.through
  return event.occurredAt < occurredAt || (event.occurredAt === occurredAt && event.seq < seq)
}

function learnFacts(step: Step, event: LeadEvent): void {
  const { compiled, state } = step
  const lead = event.colleague ? state.lead : stateFacts(state.lead, event.lead, event, compiled.leadFields)
  const company = stateFacts(state.company, event.company, event, compiled.companyFields)
  if (lead === state.lead && company === state.company) return
  const lookup = factLookup({ lead, company })
  const fit = fitPoints(compiled, lookup)
  step.state = {
    ...state,
    lead,
    company,
    fit,
    grade: gradeOf(fit, compiled.agreement.fit.grades),
    disqualifiedBy: rejectedBySales(state) ? state.disqualifiedBy : disqualifyingClause(compiled, lookup),
  }
}

/** Sales' word that a lead is not a fit stands until a disqualification is taken back, whatever facts arrive. */
function rejectedBySales(state: LeadState): boolean {
  return state.disqualifiedBy?.startsWith('recycle.') ?? false
}

/** What the lead did: points, occurrences, activity. */
function noteAct(step: Step, event: LeadEvent): void {
  const { compiled, day } = step
  const { meters, limits } = pour(compiled, step.state, event, day, step.onPour)
  const occurrences = noteOccurrence(compiled, step.state, event, day)
  const lastActivityAt = compiled.notActivity.has(event.name) ? step.state.lastActivityAt : event.occurredAt
  step.state = { ...step.state, meters, limits, occurrences, lastActivityAt }
}

function becomeLead(step: Step, event: LeadEvent): void {
  const { state, compiled } = step
  const identified =
    state.identified ||
    (!event.colleague && event.identified === true) ||
    hasContact(state.lead, compiled.leadFields)
  if (identified !== state.identified) step.state = { ...state, identified }
  if (identified && state.stage === 'visitor') enter(step, 'lead', [])
}

const CAN_BE_DISQUALIFIED: ReadonlySet<Stage> = new Set(['lead', 'mql', 'sal', 'sql', 'recycled'])

function judgeDisqualification(step: Step): void {
  const { stage, disqualifiedBy, rest } = step.state
  if (disqualifiedBy !== null && CAN_BE_DISQUALIFIED.has(stage)) {
    enter(step, 'disqualified', [disqualifiedBy])
    step.state = { ...step.state, handoff: null, tier: null, waiting: null }
  }
  if (disqualifiedBy === null && stage === 'disqualified') {
    // Who was resting goes on resting.
    const isResting = rest !== null && step.at < rest.until
    if (!isResting) step.state = { ...step.state, rest: null }
    enter(step, isResting ? 'recycled' : 'lead', [])
  }
}
