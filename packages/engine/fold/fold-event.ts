/**
 * The fold: one event laid upon a lead's state. Pure and deterministic: the same events in fold order give the same
 * state and the same decisions on every machine. The rules are numbered in SPEC.md.
 */
import type { Agreement, Stage } from '../agreement/agreement.ts'
import { dayOf, type LeadEvent } from '../event.ts'
import type { Pour } from '../verdict/verdict.ts'
import type { CompiledAgreement } from './compile-agreement.ts'
import { holds, noteOccurrence } from './conditions.ts'
import {
  disqualifyingClause,
  factLookup,
  fitPoints,
  gradeOf,
  hasContact,
  missingFields,
  stateFacts,
} from './facts.ts'
import type { Decision, LeadState } from './lead-state.ts'
import { keepShare, levelOn, pour, scoreOn } from './meters.ts'
import { moveBy, NO_PROGRESS, salesProgress, sqlClauses, WAY } from './sales-acts.ts'

export interface Folded {
  readonly state: LeadState
  readonly decisions: readonly Decision[]
}

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
    restUntil: null,
    sales: NO_PROGRESS,
    lastActivityAt: null,
  }
}

/** Builds the next state step by step; each step sees what the steps before it left. */
interface Step {
  readonly compiled: CompiledAgreement
  readonly event: LeadEvent
  readonly day: number
  state: LeadState
  readonly decisions: Decision[]
  readonly onPour: ((pour: Pour) => void) | undefined
}

/**
 * Folds one event. The caller keeps fold order: an event that belongs before `state.through` is late, and the
 * lead has to be folded anew from its whole history.
 */
export function foldEvent(
  compiled: CompiledAgreement,
  state: LeadState,
  event: LeadEvent,
  onPour?: (pour: Pour) => void,
): Folded {
  const through = { occurredAt: event.occurredAt, seq: event.seq }
  const day = dayOf(event.occurredAt)
  const step: Step = { compiled, event, day, state: { ...state, through }, decisions: [], onPour }
  learnFacts(step)
  if (!event.colleague) {
    step.state = { ...step.state, ...pour(compiled, step.state, event, day, onPour) }
    step.state = { ...step.state, occurrences: noteOccurrence(compiled, step.state, event, day) }
    if (!compiled.notActivity.has(event.name))
      step.state = { ...step.state, lastActivityAt: event.occurredAt }
  }
  becomeLead(step)
  judgeDisqualification(step)
  if (!event.colleague) actOfSales(step)
  // What sent a lead back does not promote it again.
  if (step.state.stage !== 'recycled' || state.stage === 'recycled') tryPromotion(step)
  trySalesQualification(step)
  return { state: step.state, decisions: step.decisions }
}

/** True when the event belongs before what was folded already. */
export function isLate(state: LeadState, event: LeadEvent): boolean {
  if (!state.through) return false
  const { occurredAt, seq } = state.through
  return event.occurredAt < occurredAt || (event.occurredAt === occurredAt && event.seq < seq)
}

function learnFacts(step: Step): void {
  const { compiled, event, state } = step
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

function becomeLead(step: Step): void {
  const { state, event, compiled } = step
  const identified =
    state.identified ||
    (!event.colleague && event.identified === true) ||
    hasContact(state.lead, compiled.leadFields)
  if (identified !== state.identified) step.state = { ...state, identified }
  if (identified && state.stage === 'visitor') enter(step, 'lead', [])
}

const CAN_BE_DISQUALIFIED: ReadonlySet<Stage> = new Set(['lead', 'mql', 'sal', 'sql', 'recycled'])

function judgeDisqualification(step: Step): void {
  const { stage, disqualifiedBy } = step.state
  if (disqualifiedBy !== null && CAN_BE_DISQUALIFIED.has(stage)) enter(step, 'disqualified', [disqualifiedBy])
  if (disqualifiedBy === null && stage === 'disqualified') enter(step, 'lead', [])
}

function actOfSales(step: Step): void {
  const { event, compiled } = step
  const sales = salesProgress(step.state.sales, event, compiled.agreement)
  if (sales !== step.state.sales) step.state = { ...step.state, sales }
  const move = moveBy(event, step.state, compiled.agreement)
  if (!move) return
  enter(step, move.to, move.clauses)
  if (!move.recycle) return
  step.state = {
    ...step.state,
    meters: keepShare(compiled, step.state, move.recycle, event, step.onPour),
    restUntil: event.occurredAt + move.recycle.restMs,
    sales: NO_PROGRESS,
    tier: null,
    disqualifiedBy: move.to === 'disqualified' ? move.clauses[0]! : step.state.disqualifiedBy,
  }
}

/** Tiers in order, the first that holds wins; an incomplete packet waits for data. */
function tryPromotion(step: Step): void {
  const { compiled, event, day, state } = step
  const resting = state.restUntil !== null && event.occurredAt < state.restUntil
  const open = state.stage === 'lead' || (state.stage === 'recycled' && !resting)
  const tier = open
    ? compiled.agreement.tiers.find(({ condition }) => holds(compiled, state, condition, day))
    : undefined
  if (!tier) {
    if (state.waiting) step.state = { ...state, waiting: null }
    return
  }
  const missing = missingFields(compiled, factLookup(state))
  if (missing.length > 0) {
    step.state = { ...state, waiting: { tier: tier.id, missing } }
    return
  }
  step.state = {
    ...state,
    waiting: null,
    restUntil: null,
    tier: tier.id,
    cycle: state.cycle + 1,
    sales: NO_PROGRESS,
  }
  enter(step, 'mql', [tier.clauseId], settledBy(compiled, step.state, tier.condition))
}

function trySalesQualification(step: Step): void {
  const { stage } = step.state
  if (stage !== 'lead' && stage !== 'mql' && stage !== 'sal') return
  const clauses = sqlClauses(step.compiled, step.state, step.day)
  if (clauses) enter(step, 'sql', clauses)
}

/** Events kept for the `did` conditions of a tier: the evidence that a state still knows by itself. */
function settledBy(
  compiled: CompiledAgreement,
  state: LeadState,
  condition: Agreement['tiers'][number]['condition'],
): string[] {
  switch (condition.kind) {
    case 'did':
      return [...state.occurrences[compiled.didIndex.get(condition)!]!.events]
    case 'all':
    case 'any':
      return condition.conditions.flatMap((part) => settledBy(compiled, state, part))
    default:
      return []
  }
}

function enter(step: Step, to: Stage, clauses: readonly string[], evidence: readonly string[] = []): void {
  const { compiled, event, day, state } = step
  step.decisions.push({
    at: event.occurredAt,
    from: state.stage,
    to,
    skipped: skippedBetween(state.stage, to),
    tier: state.tier,
    cycle: state.cycle,
    clauses,
    causeEvent: event.id,
    evidence: [...new Set([...evidence, event.id])],
    score: scoreOn(compiled, state, day),
    grade: state.grade,
    meters: Object.fromEntries(
      compiled.agreement.meters.map(({ id }, meter) => [id, levelOn(compiled, state, meter, day)]),
    ),
  })
  step.state = { ...state, stage: to, stageSince: event.occurredAt }
}

/** Stages of the way that were passed over; stages beside the way (recycled, disqualified) count as being a lead. */
function skippedBetween(from: Stage, to: Stage): readonly Stage[] {
  const target = WAY.indexOf(to)
  const start = WAY.includes(from) ? WAY.indexOf(from) : WAY.indexOf('lead')
  return target < 0 ? [] : WAY.slice(start + 1, target).filter((stage) => stage !== 'lead')
}
