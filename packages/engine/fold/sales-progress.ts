/** What sales did and learnt about a lead, and whether that makes it sales qualified. */
import type { Agreement, Criterion } from '../agreement/agreement.ts'
import { dayOf, trustRank, type LeadEvent, type Value } from '../event.ts'
import type { CompiledAgreement } from './compile-agreement.ts'
import { holds } from './conditions.ts'
import type { Answer, LeadState, SalesProgress } from './lead-state.ts'
import { asValue, matches } from './matches.ts'

export const NO_PROGRESS: SalesProgress = {
  accepted: false,
  contacted: false,
  meetingHeld: false,
  demoSeen: false,
  answers: {},
}

/** A new pass begins without acts, but nobody has to be asked again what is known. */
export function resetActs(progress: SalesProgress): SalesProgress {
  return { ...NO_PROGRESS, answers: progress.answers }
}

/** What sales knows after the event. */
export function salesProgress(
  progress: SalesProgress,
  event: LeadEvent,
  agreement: Agreement,
): SalesProgress {
  switch (event.name) {
    case 'Handoff Accepted':
    case 'Prospect Opened':
      return { ...progress, accepted: true }
    case 'Touch Logged': {
      const outcome = event.properties.outcome
      return outcome === 'connected' || outcome === 'replied' ? { ...progress, contacted: true } : progress
    }
    case 'Call Received':
      return { ...progress, contacted: true }
    case 'Meeting Held':
      return { ...progress, contacted: true, meetingHeld: true }
    case 'Demo Attended':
      return { ...progress, demoSeen: true }
    case 'Criterion Answered': {
      const criterion = agreement.sql.criteria.find(({ id }) => id === event.properties.criterion)
      return criterion ? { ...progress, answers: answersAfter(progress.answers, criterion, event) } : progress
    }
    default:
      return progress
  }
}

/** The latest answer stands unless it is believed less; one that differs is remembered as contradicting. */
function answersAfter(
  answers: SalesProgress['answers'],
  criterion: Criterion,
  event: LeadEvent,
): SalesProgress['answers'] {
  const standing = answers[criterion.id]
  const rank = trustRank(event.trust)
  const isBelieved = !standing || rank >= standing.rank
  if (event.properties.value === null) {
    if (!standing || !isBelieved) return answers
    const { [criterion.id]: _takenBack, ...rest } = answers
    return rest
  }
  const value = answerOf(criterion, event.properties.value)
  if (value === null) return answers
  const contradicted = standing && standing.value !== value
  if (!isBelieved) {
    return contradicted ? { ...answers, [criterion.id]: { ...standing, contradicts: value } } : answers
  }
  const answer: Answer = {
    value,
    at: event.occurredAt,
    event: event.id,
    rank,
    contradicts: contradicted ? standing.value : (standing?.contradicts ?? null),
  }
  return { ...answers, [criterion.id]: answer }
}

/** The answer in the criterion's own type: `"12000"` answers a question about money with 12000. */
function answerOf(criterion: Criterion, property: unknown): Value | null {
  const value = asValue(property)
  if (value === null) return null
  if (criterion.ask === 'yes-no')
    return typeof value === 'boolean' ? value : value === 'yes' || value === 'true'
  if (criterion.ask === 'text' || criterion.ask === 'choice') return String(value)
  const amount = typeof value === 'number' ? value : Number(value)
  return Number.isFinite(amount) ? amount : null
}

/** The clauses by which the lead is sales qualified now; null where it is not. */
export function sqlClauses(
  compiled: CompiledAgreement,
  state: LeadState,
  day: number,
): readonly string[] | null {
  const { needs, criteria, satisfied, condition } = compiled.agreement.sql
  if (needs.length === 0 && satisfied === 0 && !condition) return null
  if (!needs.every((need) => needIsMet(need, state))) return null
  const met = criteria.filter((criterion) => isSatisfied(criterion, state.sales.answers, day))
  if (met.length < satisfied) return null
  if (condition && !holds(compiled, state, condition, day)) return null
  return [
    ...needs.map((need) => `sql.needs.${need}`),
    ...met.map((criterion) => criterion.clauseId),
    ...(condition ? [condition.id] : []),
  ]
}

export function needIsMet(need: Agreement['sql']['needs'][number], state: LeadState): boolean {
  switch (need) {
    case 'accepted':
      return state.sales.accepted
    case 'contacted':
      return state.sales.contacted
    case 'meeting-held':
      return state.sales.meetingHeld
    case 'demo-seen':
      return state.sales.demoSeen
    case 'mql':
      return state.tier !== null
  }
}

export function isSatisfied(criterion: Criterion, answers: SalesProgress['answers'], day: number): boolean {
  const answer = answers[criterion.id]
  if (!answer || hasAged(criterion, answer, day)) return false
  return criterion.satisfied ? matches(criterion.satisfied, answer.value) : true
}

/** An answer counts on the day it was given and as many days after as the agreement keeps it fresh. */
export function hasAged(criterion: Criterion, answer: Answer, day: number): boolean {
  return criterion.freshDays !== undefined && day - dayOf(answer.at) > criterion.freshDays
}
