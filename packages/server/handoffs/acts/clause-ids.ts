/** Every clause of an agreement that a rejection can contest. */
import type { Agreement, Condition } from '@baton/engine'

export function clauseIds({ points, fit, disqualify, tiers, sql, handoff }: Agreement): ReadonlySet<string> {
  const conditions = [...tiers.map(({ condition }) => condition), ...(sql.condition ? [sql.condition] : [])]
  return new Set([
    ...points.map(({ id }) => id),
    ...fit.points.map(({ id }) => id),
    ...disqualify.map(({ id }) => id),
    ...tiers.map(({ clauseId }) => clauseId),
    ...sql.criteria.map(({ clauseId }) => clauseId),
    ...handoff.clocks.map(({ id }) => `handoff.clocks.${id}`),
    ...conditions.flatMap(idsOf),
  ])
}

function idsOf(condition: Condition): readonly string[] {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return [condition.id, ...condition.conditions.flatMap(idsOf)]
    case 'not':
      return [condition.id, ...idsOf(condition.condition)]
    default:
      return [condition.id]
  }
}
