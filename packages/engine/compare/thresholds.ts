/** The thresholds of an agreement: every number of points that a tier asks for, and the agreement with another one. */
import type { Agreement, ClauseId, Condition } from '../agreement/agreement.ts'

export interface Threshold {
  readonly clause: ClauseId
  /** Id of the tier that asks for it. */
  readonly tier: string
  readonly kind: 'score' | 'meter'
  readonly value: number
  /** The most that can be reached: max of the meter, or of all of them together. */
  readonly top: number
}

/** In the order of the agreement, however deep they are nested. */
export function thresholdsOf({ tiers, meters }: Agreement): readonly Threshold[] {
  const most = meters.reduce((sum, { max }) => sum + max, 0)
  return tiers.flatMap(({ id: tier, condition }) =>
    conditionsWithin(condition)
      .filter((part) => part.kind === 'meter' || part.kind === 'score')
      .map((part) => ({
        clause: part.id,
        tier,
        kind: part.kind,
        value: part.atLeast,
        top: part.kind === 'score' ? most : meters.find(({ id }) => id === part.meter)!.max,
      })),
  )
}

/** A condition and all that are nested in it, outer ones first. */
export function conditionsWithin(condition: Condition): readonly Condition[] {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return [condition, ...condition.conditions.flatMap(conditionsWithin)]
    case 'not':
      return [condition, ...conditionsWithin(condition.condition)]
    default:
      return [condition]
  }
}

/**
 * The agreement with another threshold there.
 *
 * @throws Error when no tier has a threshold of that id
 */
export function withThreshold(agreement: Agreement, clause: ClauseId, value: number): Agreement {
  let isThere = false
  const changed = withConditions(agreement, (condition) => {
    if (condition.id !== clause || (condition.kind !== 'meter' && condition.kind !== 'score'))
      return condition
    isThere = true
    return { ...condition, atLeast: value }
  })
  if (!isThere) throw new Error(`${clause} is no threshold of ${agreement.id}`)
  return changed
}

/** The agreement with the conditions of its tiers exchanged, from the innermost outward; others stay the same objects. */
export function withConditions(agreement: Agreement, change: (condition: Condition) => Condition): Agreement {
  return {
    ...agreement,
    tiers: agreement.tiers.map((tier) => ({ ...tier, condition: changedWithin(tier.condition, change) })),
  }
}

function changedWithin(condition: Condition, change: (condition: Condition) => Condition): Condition {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return change({
        ...condition,
        conditions: condition.conditions.map((part) => changedWithin(part, change)),
      })
    case 'not':
      return change({ ...condition, condition: changedWithin(condition.condition, change) })
    default:
      return change(condition)
  }
}

/** Steps that people count in. */
const ROUND = [1, 2, 2.5, 5, 10]

/**
 * Values to try a threshold at: round numbers above 0 up to the most that can be reached, the present one among them.
 * Rising.
 *
 * @param count at most so many, from 2 on
 */
export function frontierValues({ value, top }: Threshold, count = 25): readonly number[] {
  if (top <= 0) return [value]
  const least = top / (count - 1)
  const power = 10 ** Math.floor(Math.log10(least))
  const step = ROUND.map((times) => times * power).find((step) => step >= least * (1 - 1e-9))!
  const steps = Math.floor(top / step + 1e-9)
  const values = new Set([value])
  for (let index = 1; index <= steps; index++) values.add(Number((index * step).toPrecision(12)))
  return [...values].toSorted((a, b) => a - b)
}
