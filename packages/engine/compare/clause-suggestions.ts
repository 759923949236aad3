/** Clauses that an agreement could do without, and clauses that say the same twice. */
import type { Agreement, ClauseId } from '../agreement/agreement.ts'
import { PROPORTION_FLOOR } from '../learn/proportion-interval.ts'
import type { RateRatio } from '../learn/rate-ratio.ts'
import type { ClauseEffect } from './clause-effects.ts'
import type { HeldClauses } from './held-clauses.ts'

/** Two points clauses of one meter, by the promoted leads that they held for. */
export interface ClauseOverlap {
  readonly clauses: readonly [ClauseId, ClauseId]
  readonly both: number
  readonly either: number
  /**
   * `both` of `either`, 0 to 1; 0 where neither held for anybody.
   * Source: P. Jaccard, New Phytologist 11 (1912), 37–50.
   */
  readonly overlap: number
}

export type ClauseSuggestion =
  | {
      readonly kind: 'retire'
      readonly clause: ClauseId
      readonly reason:
        | { readonly kind: 'never-held' }
        /** It held for so many, and nobody is promoted or not because of it; some are at another moment or by another tier. */
        | { readonly kind: 'decided-nobody'; readonly held: number; readonly moved: number }
        /** Leads that it speaks for become sales qualified less often than those it does not. */
        | { readonly kind: 'held-by-worse'; readonly lift: RateRatio }
    }
  | {
      readonly kind: 'merge'
      readonly clauses: readonly [ClauseId, ClauseId]
      readonly reason: Pick<ClauseOverlap, 'both' | 'either' | 'overlap'> & { readonly kind: 'same-leads' }
    }

/** Of every two points clauses of the same meter, in the order of the agreement. */
export function clauseOverlaps({ points }: Agreement, { byClause }: HeldClauses): readonly ClauseOverlap[] {
  return points.flatMap((one, index) =>
    points
      .slice(index + 1)
      .filter(({ to }) => to === one.to)
      .map((other) => overlapOf(one.id, other.id, byClause)),
  )
}

function overlapOf(one: ClauseId, other: ClauseId, byClause: HeldClauses['byClause']): ClauseOverlap {
  const [a, b] = [byClause.get(one)!, byClause.get(other)!]
  let both = 0
  let either = 0
  for (let row = 0; row < a.length; row++) {
    both += a[row]! & b[row]!
    either += a[row]! | b[row]!
  }
  return { clauses: [one, other], both, either, overlap: either === 0 ? 0 : both / either }
}

/** Clauses that hold for nearly the same leads say nearly the same. */
const SAME_LEADS = 0.9

/** Retirements in the order of the effects, each clause once; then mergers. */
export function clauseSuggestions(
  effects: readonly ClauseEffect[],
  overlaps: readonly ClauseOverlap[],
): readonly ClauseSuggestion[] {
  const retired = effects.flatMap((effect): readonly ClauseSuggestion[] => {
    const reason = reasonToRetire(effect)
    return reason ? [{ kind: 'retire', clause: effect.clause, reason }] : []
  })
  const merged = overlaps
    .filter(({ both, overlap }) => both >= PROPORTION_FLOOR && overlap >= SAME_LEADS)
    .map(({ clauses, both, either, overlap }): ClauseSuggestion => {
      return { kind: 'merge', clauses, reason: { kind: 'same-leads', both, either, overlap } }
    })
  return [...retired, ...merged]
}

type Retirement = Extract<ClauseSuggestion, { kind: 'retire' }>['reason']

function reasonToRetire(effect: ClauseEffect): Retirement | null {
  const { removable, everHeld, held, tooFew, moved, lift } = effect
  if (!removable) return null
  const decidesNobody = effect.alone.length === 0 && effect.keptOut.length === 0
  if (decidesNobody && !everHeld) return { kind: 'never-held' }
  if (decidesNobody && !tooFew) return { kind: 'decided-nobody', held, moved }
  if (speaksFor(effect) && !lift.tooFew && lift.high < 1) return { kind: 'held-by-worse', lift }
  return null
}

/**
 * Whether holding is an argument for a lead. A deduction ought to hold for worse leads, and without a condition of a tier
 * that promotes worse ones it would promote still more.
 */
function speaksFor({ kind, gives }: ClauseEffect): boolean {
  return kind === 'tier' || (gives !== null && gives > 0)
}
