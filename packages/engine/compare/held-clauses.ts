/** Which clauses stood behind each lead's first promotion. */
import type { ClauseId, Condition } from '../agreement/agreement.ts'
import { dayOf } from '../event.ts'
import type { CompiledAgreement } from '../fold/compile-agreement.ts'
import { holds } from '../fold/conditions.ts'
import { foldOrdered } from '../fold/fold-history.ts'
import { asksFor, whereHolds } from '../fold/matches.ts'
import { leadEvents, timeAt, type Frame, type ReplayRun } from '../replay/index.ts'
import { directConditions } from './clauses.ts'
import { factsAt } from './facts-at.ts'

export interface HeldClauses {
  /** Positions of the promoted leads in the frame, rising. */
  readonly leads: Uint32Array
  /** By one of `leads`: position of the last event that its promotion could rest on. */
  readonly last: Uint32Array
  /** By clause, as `clausesOf` names them: for each of `leads` 1 where it held. */
  readonly byClause: ReadonlyMap<ClauseId, Uint8Array>
}

/**
 * Of every promoted lead, as of its first promotion: points clauses that an event of it matched by then, whether or not a
 * limit let them pour; fit clauses that its facts satisfied; the tier that promoted it, and those of its conditions that
 * held. Points clauses are matched once per shape.
 *
 * @param run over all leads of the frame
 */
export function heldClauses(frame: Frame, compiled: CompiledAgreement, run: ReplayRun): HeldClauses {
  const rows = firstRows(run)
  const { points, fit, tiers } = compiled.agreement
  const byClause = new Map<ClauseId, Uint8Array>()
  const column = (clause: ClauseId) => {
    const held = new Uint8Array(rows.length)
    byClause.set(clause, held)
    return held
  }
  const poured = points.map(({ id }) => column(id))
  const fits = fit.points.map(({ id }) => column(id))
  const promoted = tiers.map(({ clauseId, condition }) => ({
    tier: column(clauseId),
    conditions: directConditions(condition).map(({ id }) => column(id)),
  }))
  const pours = pointsByShape(frame, compiled)
  const lastOf = new Uint32Array(rows.length)
  for (const [index, row] of rows.entries()) {
    const promotion = promotionAt(frame, run, row)
    const { lead, last, tier } = promotion
    lastOf[index] = last
    for (let position = frame.offsets[lead]!; position <= last; position++)
      for (const clause of pours[frame.shape[position]!]!) poured[clause]![index] = 1
    const lookup = factsAt(frame, compiled, lead, last)
    for (const [clause, { where }] of fit.points.entries())
      if (whereHolds(where, lookup)) fits[clause]![index] = 1
    promoted[tier]!.tier[index] = 1
    for (const [part, met] of conditionsMet(frame, compiled, promotion).entries())
      if (met) promoted[tier]!.conditions[part]![index] = 1
  }
  return { leads: Uint32Array.from(rows, (row) => run.promotions.lead[row]!), last: lastOf, byClause }
}

/** Rows of the first promotion of each lead. */
function firstRows({ promotions: { lead } }: ReplayRun): readonly number[] {
  const rows: number[] = []
  for (let row = 0; row < lead.length; row++) if (row === 0 || lead[row] !== lead[row - 1]) rows.push(row)
  return rows
}

interface FirstPromotion {
  readonly lead: number
  readonly at: number
  /** Position of the last event that it could rest on. */
  readonly last: number
  readonly tier: number
  readonly isByTimer: boolean
}

function promotionAt(frame: Frame, { promotions }: ReplayRun, row: number): FirstPromotion {
  const lead = promotions.lead[row]!
  const at = promotions.at[row]!
  const isByTimer = promotions.byTimer[row] === 1
  let last = promotions.event[row]!
  // The end of a rest promotes after all that happened by then; an event promotes by itself.
  if (isByTimer) while (last + 1 < frame.offsets[lead + 1]! && timeAt(frame, last + 1) <= at) last++
  return { lead, at, last, tier: promotions.tier[row]!, isByTimer }
}

/** By shape: positions of the points clauses that its events match. */
export function pointsByShape(
  { shapes }: Frame,
  { pointsByEvent }: CompiledAgreement,
): readonly (readonly number[])[] {
  return shapes.map((shape) =>
    shape.colleague
      ? []
      : (pointsByEvent.get(shape.name) ?? [])
          .filter(({ clause }) => asksFor(clause, shape))
          .map(({ index }) => index),
  )
}

/** Which direct conditions of the tier held as it promoted. Of `all` they all did; of `any` it takes folding to know. */
function conditionsMet(
  frame: Frame,
  compiled: CompiledAgreement,
  { lead, at, last, tier, isByTimer }: FirstPromotion,
): readonly boolean[] {
  const { condition } = compiled.agreement.tiers[tier]!
  const conditions = directConditions(condition)
  if (condition.kind === 'all' || conditions.length === 1) return conditions.map(() => true)
  const events = leadEvents(frame, lead).slice(0, last - frame.offsets[lead]! + 1)
  const { state } = foldOrdered(compiled, events, isByTimer ? at + 1 : undefined)
  return conditions.map((part: Condition) => holds(compiled, state, part, dayOf(at)))
}
