/** Where a clause stands in the document, for taking it out. */
import type { Agreement } from '@baton/engine'
import type { DocumentPath } from '@baton/engine/edit'

/** Null: it is no entry of its own, or the agreement needs it. */
export function pathOfClause(agreement: Agreement, clause: string): DocumentPath | null {
  const tier = agreement.tiers.findIndex(({ clauseId }) => clauseId === clause)
  if (tier >= 0) return agreement.tiers.length > 1 ? ['mql', 'tiers', tier] : null
  const entries: readonly (readonly [clauses: readonly { readonly id: string }[], section: DocumentPath])[] =
    [
      [agreement.points, ['points']],
      [agreement.fit.points, ['fit', 'points']],
      [agreement.disqualify, ['disqualify']],
    ]
  for (const [clauses, section] of entries)
    if (clauses.some(({ id }) => id === clause)) return [...section, clause.slice(clause.indexOf('.') + 1)]
  return null
}
