/** What a rejection can contest: the clauses that a promotion rests on, and the facts that were judged. */
import type { Agreement, FieldRef, FitReason, LeadState, Reason, Value, Verdict } from '@baton/engine'
import { sayClauseName, sayFitClause, sayReason, sayTier } from '@baton/words'

export interface ContestableClause {
  readonly clause: string
  readonly title: string
  readonly text: string
}

/** The tier, each condition of it that was met, the points behind it, and the fit clauses that gave points. */
export function contestableClauses(
  agreement: Agreement,
  promotion: { readonly tier: string | null; readonly reason: Reason | null },
  verdict: Pick<Verdict, 'fitReasons'>,
  poured: readonly string[],
): readonly ContestableClause[] {
  const tier = agreement.tiers.find(({ id }) => id === promotion.tier)
  const conditions = promotion.reason === null ? [] : metLeaves(promotion.reason)
  const points = agreement.points.filter(({ id, give }) => give > 0 && poured.includes(id))
  return unique([
    ...conditions.map((reason) => ({
      clause: reason.clause,
      title: sayReason(reason).expected,
      text: `${sayClauseName(reason.clause)}: ${sayReason(reason).observed}`,
    })),
    ...verdict.fitReasons
      .filter(({ met, gives }) => met && gives > 0)
      .map((fit) => fitChoice(agreement, fit)),
    ...points.map(({ id, on, give, to }) => ({
      clause: id,
      title: sayClauseName(id),
      text: `${on} gives ${give} to ${to}`,
    })),
    ...(tier === undefined
      ? []
      : [{ clause: tier.clauseId, title: 'The tier as a whole', text: sayTier(tier) }]),
  ])
}

function fitChoice(agreement: Agreement, { clause }: FitReason): ContestableClause {
  const stated = agreement.fit.points.find(({ id }) => id === clause)
  return {
    clause,
    title: `Fit: ${sayClauseName(clause)}`,
    text: stated === undefined ? clause : sayFitClause(stated),
  }
}

function metLeaves(reason: Reason): readonly Reason[] {
  if (!reason.met) return []
  if (reason.kind === 'all' || reason.kind === 'any') return reason.reasons.flatMap(metLeaves)
  return [reason]
}

function unique(choices: readonly ContestableClause[]): readonly ContestableClause[] {
  return [...new Map(choices.map((choice) => [choice.clause, choice])).values()]
}

export interface ContestableFact {
  readonly field: FieldRef
  readonly value: Value | null
}

/** Facts that the agreement reads, with what is known now; known ones first. */
export function contestableFacts(
  judgedFields: readonly FieldRef[],
  state: Pick<LeadState, 'lead' | 'company'>,
): readonly ContestableFact[] {
  const facts = [...new Set(judgedFields)]
    .filter((field) => field.startsWith('lead.') || field.startsWith('company.'))
    .map((field) => {
      const [subject, name] = [field.slice(0, field.indexOf('.')), field.slice(field.indexOf('.') + 1)]
      return { field, value: state[subject as 'lead' | 'company'][name]?.[0] ?? null }
    })
  return facts.toSorted((a, b) => Number(a.value === null) - Number(b.value === null))
}

/** Text of an input in the type of the value that it replaces. */
export function asValueLike(present: Value | null, text: string): Value {
  const trimmed = text.trim()
  if (typeof present === 'boolean') return trimmed === 'true' || trimmed.toLowerCase() === 'yes'
  const isNumber = trimmed !== '' && Number.isFinite(Number(trimmed))
  if (typeof present === 'number' && isNumber) return Number(trimmed)
  if (present === null && isNumber) return Number(trimmed)
  return trimmed
}

export type Contested = 'clause' | 'fact' | 'timing' | 'effort'

/** The agreed reason that fits best what is contested; the first where none does. */
export function fittingReason(recycle: Agreement['recycle'], contested: Contested): string {
  // What is lost or overdue is not rejected: those reasons belong to the agreement's own doings.
  const offered = rejectionReasons(recycle)
  const wanted: Readonly<Record<Contested, (reason: Agreement['recycle'][number]) => boolean>> = {
    clause: ({ disqualify }) => !disqualify,
    fact: ({ disqualify }) => disqualify,
    timing: ({ id }) => /tim/.test(id),
    effort: ({ id }) => id === 'unreachable',
  }
  return (offered.find(wanted[contested]) ?? offered[0])?.id ?? ''
}

const NOT_SAID: readonly string[] = ['overdue', 'lost']

export function rejectionReasons(recycle: Agreement['recycle']): Agreement['recycle'] {
  return recycle.filter(({ id }) => !NOT_SAID.includes(id))
}
