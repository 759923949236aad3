/** What each clause does: whom it stood behind, whom nobody but it decided, and what sales made of those. */
import type { Agreement, ClauseId } from '../agreement/agreement.ts'
import type { CompiledAgreement } from '../fold/compile-agreement.ts'
import { matches } from '../fold/matches.ts'
import { rateRatio, type RateRatio } from '../learn/rate-ratio.ts'
import { PROPORTION_FLOOR } from '../learn/proportion-interval.ts'
import type { Frame, ReplayRun, Shape } from '../replay/index.ts'
import { withoutClause, type Clause } from './clauses.ts'
import { firstPromotions, type FirstPromotions } from './first-promotions.ts'
import { heldClauses, pointsByShape, type HeldClauses } from './held-clauses.ts'
import { outcomeOf, type Outcomes } from './outcomes.ts'

/** Minutes that an act takes sales: an assumption for adding acts up, stated and not measured. */
export const MINUTES_PER_ACT = { call: 10, email: 5, meeting: 45, other: 5 } as const

export interface SalesWork {
  /** Touches that were logged; a note is none. */
  readonly touches: number
  readonly meetings: number
  /** By MINUTES_PER_ACT. */
  readonly minutes: number
}

/** Leads are ids, in the order of the frame. */
export interface ClauseEffect extends Clause {
  /** Leads that are promoted, and those of them that it held for at their first promotion. */
  readonly promoted: number
  readonly held: number
  /** False when nothing in all of history met it: no event matched, no fact fitted, its tier promoted nobody. */
  readonly everHeld: boolean
  /** Whether the agreement can do without it; if not, nobody counts as decided by it. */
  readonly removable: boolean
  /** Promoted, and not without it. */
  readonly alone: readonly string[]
  /** Not promoted, and without it they were: what a gate and a deduction are for. */
  readonly keptOut: readonly string[]
  /** Leads that are promoted either way, at another moment or by another tier. */
  readonly moved: number
  /** Sales qualified or won: promoted leads that it held for against the others, of settled outcomes. */
  readonly lift: RateRatio
  /** Of `alone`, those won after they were promoted. */
  readonly wonAlone: readonly string[]
  /** What history holds of sales' acts on `alone` after they were promoted. */
  readonly workAlone: SalesWork
  /** True when it held for fewer promoted leads than the floor. */
  readonly tooFew: boolean
}

/** What the effects of all clauses of one agreement are told by. */
export interface EffectContext {
  readonly frame: Frame
  readonly agreement: Agreement
  readonly outcomes: Outcomes
  readonly first: FirstPromotions
  readonly held: HeldClauses
  /** Clauses that nothing in history met. */
  readonly neverHeld: ReadonlySet<ClauseId>
  /** By shape: what an act of it is to sales' work; null where it is none. */
  readonly acts: readonly (keyof typeof MINUTES_PER_ACT | 'held' | null)[]
}

/** @param run over all leads of the frame */
export function effectContext(
  frame: Frame,
  compiled: CompiledAgreement,
  run: ReplayRun,
  outcomes: Outcomes,
): EffectContext {
  return {
    frame,
    agreement: compiled.agreement,
    outcomes,
    first: firstPromotions(run),
    held: heldClauses(frame, compiled, run),
    neverHeld: neverHeldClauses(frame, compiled, run),
    acts: frame.shapes.map(actOf),
  }
}

/**
 * What a clause does.
 *
 * @param without the run of the agreement `withoutClause`, over all leads of the frame; null where that is null
 */
export function clauseEffect(
  context: EffectContext,
  clause: Clause,
  without: ReplayRun | null,
): ClauseEffect {
  const { frame, agreement, held, outcomes, neverHeld } = context
  const column = held.byClause.get(clause.clause)
  if (!column) throw new Error(`${clause.clause} is no clause of ${agreement.id}`)
  const count = column.reduce((sum, one) => sum + one, 0)
  const decided = without && decidedBy(context, clause, firstPromotions(without))
  const alone = decided?.alone ?? []
  return {
    ...clause,
    promoted: held.leads.length,
    held: count,
    everHeld: !neverHeld.has(clause.clause),
    removable: without !== null,
    alone: alone.map((row) => frame.leads[held.leads[row]!]!),
    keptOut: decided?.keptOut ?? [],
    moved: decided?.moved ?? 0,
    lift: liftOf(held, column, outcomes),
    // A customer is never promoted: who was promoted and won, was won afterwards.
    wonAlone: alone
      .map((row) => held.leads[row]!)
      .filter((lead) => outcomes.wonAt[lead] !== Infinity)
      .map((lead) => frame.leads[lead]!),
    workAlone: workOn(context, alone),
    tooFew: count < PROPORTION_FLOOR,
  }
}

interface Decided {
  /** Rows of the promoted leads. */
  readonly alone: readonly number[]
  readonly keptOut: readonly string[]
  readonly moved: number
}

function decidedBy(
  { frame, agreement, first, held }: EffectContext,
  { clause }: Clause,
  without: FirstPromotions,
): Decided {
  const tiers = agreement.tiers.map(({ id }) => id)
  const tiersWithout = withoutClause(agreement, clause)?.tiers.map(({ id }) => id) ?? tiers
  const alone: number[] = []
  let moved = 0
  for (const [row, lead] of held.leads.entries()) {
    const tier = tiersWithout[without.tier[lead]!]
    if (tier === undefined) alone.push(row)
    else if (without.at[lead] !== first.at[lead] || tier !== tiers[first.tier[lead]!]) moved += 1
  }
  const keptOut: string[] = []
  for (const [lead, tier] of without.tier.entries())
    if (tier >= 0 && first.tier[lead]! < 0) keptOut.push(frame.leads[lead]!)
  return { alone, keptOut, moved }
}

function liftOf({ leads }: HeldClauses, column: Uint8Array, outcomes: Outcomes): RateRatio {
  // Without it, with it.
  const settled = [0, 0]
  const good = [0, 0]
  for (const [row, lead] of leads.entries()) {
    const outcome = outcomeOf(outcomes, lead)
    if (outcome === 'unknown' || outcome === 'open') continue
    settled[column[row]!]! += 1
    if (outcome !== 'lost') good[column[row]!]! += 1
  }
  const [without, held] = [0, 1].map((side) => ({ successes: good[side]!, n: settled[side]! }))
  return rateRatio(held!, without!)
}

/** Every channel that a touch can have, and a meeting that took place. */
function actOf({ name, colleague, properties: { channel } }: Shape): EffectContext['acts'][number] {
  if (colleague) return null
  if (name === 'Meeting Held') return 'held'
  if (name !== 'Touch Logged' || channel === 'note') return null
  return channel === 'call' || channel === 'email' || channel === 'meeting' ? channel : 'other'
}

function workOn({ frame, held, acts }: EffectContext, rows: readonly number[]): SalesWork {
  let touches = 0
  let meetings = 0
  let minutes = 0
  for (const row of rows) {
    const end = frame.offsets[held.leads[row]! + 1]!
    for (let position = held.last[row]! + 1; position < end; position++) {
      const act = acts[frame.shape[position]!]
      if (!act) continue
      if (act === 'held') meetings += 1
      else touches += 1
      minutes += MINUTES_PER_ACT[act === 'held' ? 'meeting' : act]
    }
  }
  return { touches, meetings, minutes }
}

/**
 * Of a fit clause it is known only when a value that it asks for was never stated, of whomever; a condition is left to its
 * tier. So none is named that may have held.
 */
function neverHeldClauses(
  frame: Frame,
  compiled: CompiledAgreement,
  { promotions }: ReplayRun,
): ReadonlySet<ClauseId> {
  const { points, fit, tiers } = compiled.agreement
  const poured = new Set(pointsByShape(frame, compiled).flat())
  const promoted = new Set(promotions.tier)
  const stated = new Map(frame.facts.fields.map(({ ref, values }) => [ref, values]))
  return new Set([
    ...points.filter((_, index) => !poured.has(index)).map(({ id }) => id),
    ...fit.points
      .filter(({ where }) =>
        where.some(
          ({ field, matcher }) => !(stated.get(field) ?? [null]).some((value) => matches(matcher, value)),
        ),
      )
      .map(({ id }) => id),
    ...tiers.filter((_, index) => !promoted.has(index)).map(({ clauseId }) => clauseId),
  ])
}
