/** One agreement over the whole of history: how much it promotes, how well, to whom, and what it makes of the promises. */
import type { CompiledAgreement } from '../fold/compile-agreement.ts'
import { proportionInterval, type Proportion } from '../learn/proportion-interval.ts'
import { rateInterval, type Rate } from '../learn/count-interval.ts'
import type { Frame, ReplayRun } from '../replay/index.ts'
import { firstPromotions, type FirstPromotions } from './first-promotions.ts'
import { handoffsOf, type TeamLoad } from './handoffs.ts'
import { outcomeOf, type Outcomes } from './outcomes.ts'
import { mondayOf } from './weeks.ts'

/** A proportion of those whose outcome is known, and how many were left out because theirs is not. */
export interface Measured extends Proportion {
  /** Never worked by sales: nobody knows. */
  readonly unknown: number
  /** Worked, and nothing settled yet. */
  readonly open: number
}

export interface WeekOfPromotions {
  /** ISO date of its Monday, UTC. */
  readonly week: string
  readonly byTier: Readonly<Record<string, number>>
}

export interface Promised<What> {
  /** What the agreement promises; null: nothing. */
  readonly promised: number | null
  readonly observed: What
}

export interface ComparedSide {
  readonly hash: string
  /** Promotions; a lead can have several, one a cycle. */
  readonly promotions: number
  /** Leads that were promoted at least once. */
  readonly leads: number
  readonly byTier: Readonly<Record<string, number>>
  readonly byWeek: readonly WeekOfPromotions[]
  /** Of the leads promoted: how many became sales qualified, how many were won. */
  readonly precision: { readonly sql: Measured; readonly won: Measured }
  /** Of the leads that became sales qualified, or were won: how many had been promoted by then. */
  readonly recall: { readonly sql: Proportion; readonly won: Proportion }
  readonly load: readonly TeamLoad[]
  readonly promises: {
    /** Promotions a month of 365.25 / 12 days. */
    readonly mqlsPerMonth: Promised<Rate>
    readonly accepted: Promised<Measured>
    readonly firstTouchOnTime: Promised<Measured>
    readonly decidedOnTime: Promised<Measured>
  }
}

const DAYS_PER_MONTH = 365.25 / 12
const DAY_MS = 86_400_000

/** @param worked who was handed over in the history: only of them is it known that nobody called */
export function sideOf(
  frame: Frame,
  compiled: CompiledAgreement,
  run: ReplayRun,
  outcomes: Outcomes,
  worked: FirstPromotions,
): ComparedSide {
  const first = firstPromotions(run)
  const { promises, tiers } = compiled.agreement
  const handoffs = handoffsOf(frame, compiled, run, outcomes, worked)
  const { from, until } = spanOf(frame)
  const months = Math.max(1, (until - from) / DAY_MS) / DAYS_PER_MONTH
  const names = tiers.map(({ id }) => id)
  return {
    hash: compiled.hash,
    promotions: run.promotions.lead.length,
    leads: first.tier.reduce((sum, tier) => sum + (tier < 0 ? 0 : 1), 0),
    byTier: countByTier(names, run.promotions.tier),
    byWeek: weeksOf(run, names),
    precision: {
      sql: precision(first, outcomes, ['won', 'sql'], []),
      won: precision(first, outcomes, ['won'], ['sql']),
    },
    recall: { sql: recall(first, outcomes.sqlAt), won: recall(first, outcomes.wonAt) },
    load: handoffs.load,
    promises: {
      mqlsPerMonth: {
        promised: promises.marketing.mqlsPerMonth ?? null,
        observed: rateInterval(run.promotions.lead.length, months),
      },
      accepted: { promised: promises.marketing.accepted ?? null, observed: handoffs.accepted },
      firstTouchOnTime: {
        promised: promises.sales.firstTouchOnTime ?? null,
        observed: handoffs.firstTouchOnTime,
      },
      decidedOnTime: { promised: promises.sales.decidedOnTime ?? null, observed: handoffs.decidedOnTime },
    },
  }
}

/** From the first event to the moment that history is known up to. */
export function spanOf(frame: Frame): { readonly from: number; readonly until: number } {
  let first = Infinity
  for (const day of frame.day) if (day < first) first = day
  const from = first === Infinity ? frame.until : first * DAY_MS
  return { from, until: Math.max(from, frame.until) }
}

function countByTier(names: readonly string[], tiers: Uint16Array): Readonly<Record<string, number>> {
  const counts = names.map(() => 0)
  for (const tier of tiers) counts[tier]! += 1
  return Object.fromEntries(names.map((name, tier) => [name, counts[tier]!]))
}

function weeksOf({ promotions }: ReplayRun, names: readonly string[]): readonly WeekOfPromotions[] {
  const weeks = new Map<number, number[]>()
  for (const [row, at] of promotions.at.entries()) {
    const week = mondayOf(at)
    const counts = weeks.get(week) ?? names.map(() => 0)
    counts[promotions.tier[row]!]! += 1
    weeks.set(week, counts)
  }
  return [...weeks]
    .toSorted(([a], [b]) => a - b)
    .map(([week, counts]) => ({
      week: new Date(week * DAY_MS).toISOString().slice(0, 10),
      byTier: Object.fromEntries(names.map((name, tier) => [name, counts[tier]!])),
    }))
}

function precision(
  first: FirstPromotions,
  outcomes: Outcomes,
  good: readonly string[],
  stillOpen: readonly string[],
): Measured {
  let successes = 0
  let settled = 0
  let unknown = 0
  let open = 0
  for (let lead = 0; lead < first.tier.length; lead++) {
    if (first.tier[lead]! < 0) continue
    const outcome = outcomeOf(outcomes, lead)
    if (good.includes(outcome)) {
      successes += 1
      settled += 1
    } else if (outcome === 'unknown') unknown += 1
    else if (outcome === 'open' || stillOpen.includes(outcome)) open += 1
    else settled += 1
  }
  return { ...proportionInterval(successes, settled), unknown, open }
}

function recall(first: FirstPromotions, reachedAt: Float64Array): Proportion {
  let reached = 0
  let promoted = 0
  for (const [lead, at] of reachedAt.entries()) {
    if (at === Infinity) continue
    reached += 1
    if (first.at[lead]! <= at) promoted += 1
  }
  return proportionInterval(promoted, reached)
}
