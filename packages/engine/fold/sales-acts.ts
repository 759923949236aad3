/** Acts of sales and outcomes: what each changes in the lead's stage and in what sales knows. */
import type { Agreement, Criterion, RecycleReason, Stage } from '../agreement/agreement.ts'
import type { LeadEvent, Value } from '../event.ts'
import type { CompiledAgreement } from './compile-agreement.ts'
import { holds } from './conditions.ts'
import type { LeadState, SalesProgress } from './lead-state.ts'
import { asValue, matches } from './matches.ts'

export const NO_PROGRESS: SalesProgress = {
  accepted: false,
  contacted: false,
  meetingHeld: false,
  demoSeen: false,
  answers: {},
}

/** Stages on the way to a customer, in order. */
export const WAY: readonly Stage[] = [
  'visitor',
  'lead',
  'mql',
  'sal',
  'sql',
  'opportunity',
  'customer',
  'advocate',
]

/** A change of stage that an act brings about; `clauses` name the agreement's part in it. */
export interface Move {
  readonly to: Stage
  readonly clauses: readonly string[]
  readonly recycle?: RecycleReason
}

/** What sales knows after the event. */
export function salesProgress(
  progress: SalesProgress,
  event: LeadEvent,
  agreement: Agreement,
): SalesProgress {
  switch (event.name) {
    case 'Handoff Accepted':
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
      const answer = criterion && answerOf(criterion, event.properties.value)
      if (!criterion || answer === null || answer === undefined) return progress
      return { ...progress, answers: { ...progress.answers, [criterion.id]: answer } }
    }
    default:
      return progress
  }
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

const OPEN: readonly Stage[] = ['lead', 'mql', 'sal', 'sql', 'opportunity']

/** Where the event takes the lead by itself, apart from what the agreement concludes. */
export function moveBy(event: LeadEvent, state: LeadState, agreement: Agreement): Move | null {
  const { stage } = state
  const isCustomer = stage === 'customer' || stage === 'advocate'
  switch (event.name) {
    case 'Handoff Accepted':
      return WAY.indexOf(stage) < WAY.indexOf('sal') ? { to: 'sal', clauses: [] } : null
    case 'Handoff Rejected':
      return OPEN.includes(stage) || stage === 'recycled' ? rejection(event, stage, agreement) : null
    case 'Opportunity Opened':
      return isCustomer || stage === 'opportunity' ? null : { to: 'opportunity', clauses: [] }
    case 'Opportunity Won':
      return isCustomer ? null : { to: 'customer', clauses: [] }
    case 'Opportunity Lost':
      return OPEN.includes(stage) ? recycling('lost', agreement) : null
    case 'Referral Made':
      return stage === 'customer' ? { to: 'advocate', clauses: [] } : null
    default:
      return null
  }
}

/** A reason that disqualifies can be given of any open lead; the others send back what was handed over. */
function rejection(event: LeadEvent, stage: Stage, agreement: Agreement): Move | null {
  const { reason } = event.properties
  const move = recycling(typeof reason === 'string' ? reason : '', agreement)
  const wasHandedOver = stage === 'mql' || stage === 'sal' || stage === 'sql' || stage === 'opportunity'
  return move.to === 'disqualified' || wasHandedOver ? move : null
}

const REST_NOT_AGREED: RecycleReason = { id: '', disqualify: false, restMs: 0, keep: 1 }

function recycling(reason: string, agreement: Agreement): Move {
  const recycle = agreement.recycle.find(({ id }) => id === reason) ?? REST_NOT_AGREED
  const clauses = recycle.id === '' ? [] : [`recycle.${recycle.id}`]
  return { to: recycle.disqualify ? 'disqualified' : 'recycled', clauses, recycle }
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
  const met = criteria.filter((criterion) => isSatisfied(criterion, state.sales.answers))
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
      return state.cycle > 0
  }
}

export function isSatisfied(criterion: Criterion, answers: SalesProgress['answers']): boolean {
  const answer = answers[criterion.id]
  if (answer === undefined) return false
  return criterion.satisfied ? matches(criterion.satisfied, answer) : true
}
