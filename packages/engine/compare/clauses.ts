/** The clauses of an agreement that decide who is promoted, and the agreement without one of them. */
import type { Agreement, ClauseId, Condition, Tier } from '../agreement/agreement.ts'

/** One that can be taken out: points, fit points, a tier, or a direct condition of a tier. */
export interface Clause {
  readonly clause: ClauseId
  readonly kind: 'points' | 'fit' | 'tier' | 'condition'
  /** Id of the tier that it is, or belongs to. */
  readonly tier: string | null
  /** Points that it gives, below 0 where it takes them; null: it gives none. */
  readonly gives: number | null
}

/** In the order of the agreement: points, fit points, then each tier with its conditions. */
export function clausesOf({ points, fit, tiers }: Agreement): readonly Clause[] {
  const giving =
    (kind: 'points' | 'fit') =>
    ({ id, give }: { readonly id: ClauseId; readonly give: number }): Clause => {
      return { clause: id, kind, tier: null, gives: give }
    }
  return [
    ...points.map(giving('points')),
    ...fit.points.map(giving('fit')),
    ...tiers.flatMap(({ id: tier, clauseId, condition }): readonly Clause[] => [
      { clause: clauseId, kind: 'tier', tier, gives: null },
      ...directConditions(condition).map(({ id }): Clause => {
        return { clause: id, kind: 'condition', tier, gives: null }
      }),
    ]),
  ]
}

/** What a tier lists under `all` or `any`. */
export function directConditions(condition: Condition): readonly Condition[] {
  return condition.kind === 'all' || condition.kind === 'any' ? condition.conditions : []
}

/**
 * The agreement as if the clause had never been agreed: points and fit points are not given, a tier promotes nobody, a
 * condition under `all` is taken to hold, one under `any` is no way any more. Null where nothing would be left: of the only
 * tier, of a tier's only condition, and of what is no such clause.
 */
export function withoutClause(agreement: Agreement, clause: ClauseId): Agreement | null {
  const { points, fit, tiers } = agreement
  const isOther = ({ id }: { readonly id: ClauseId }) => id !== clause
  if (!points.every(isOther)) return { ...agreement, points: points.filter(isOther) }
  if (!fit.points.every(isOther)) return { ...agreement, fit: { ...fit, points: fit.points.filter(isOther) } }
  if (tiers.some(({ clauseId }) => clauseId === clause))
    return tiers.length === 1
      ? null
      : { ...agreement, tiers: tiers.filter(({ clauseId }) => clauseId !== clause) }
  const tier = tiers.find(({ condition }) => !directConditions(condition).every(isOther))
  const reduced = tier && withoutCondition(tier, clause)
  return reduced ? { ...agreement, tiers: tiers.map((other) => (other === tier ? reduced : other)) } : null
}

function withoutCondition(tier: Tier, clause: ClauseId): Tier | null {
  const { condition } = tier
  if (condition.kind !== 'all' && condition.kind !== 'any') return null
  const conditions = condition.conditions.filter(({ id }) => id !== clause)
  return conditions.length === 0 ? null : { ...tier, condition: { ...condition, conditions } }
}
