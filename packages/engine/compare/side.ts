/** One agreement over the whole of history: how much it promotes, how well, to whom, and what it makes of the promises. */
import type { CompiledAgreement } from '../fold/compile-agreement.ts'
import type { Proportion } from '../learn/proportion-interval.ts'
import { rateInterval, type Rate } from '../learn/count-interval.ts'
import type { Frame, ReplayRun } from '../replay/index.ts'
import { firstPromotions, type FirstPromotions } from './first-promotions.ts'
import { handoffsOf, type TeamLoad, type TimeInHand } from './handoffs.ts'
import type { Outcomes } from './outcomes.ts'
import { precision, recall, type Measured } from './quality.ts'
import type { TeamsByPosition } from './teams-by-position.ts'
import { mondayOf } from './weeks.ts'

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
  readonly inHand: TimeInHand
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

/** What every side of a comparison is told by. */
export interface SideContext {
  readonly frame: Frame
  readonly span: Span
  readonly outcomes: Outcomes
  /** Who was handed over in the history: only of them is it known that nobody called. */
  readonly worked: FirstPromotions
  readonly teams: TeamsByPosition
}

export function sideOf(
  { frame, span, outcomes, worked, teams }: SideContext,
  compiled: CompiledAgreement,
  run: ReplayRun,
): ComparedSide {
  const first = firstPromotions(run)
  const { promises, tiers } = compiled.agreement
  const handoffs = handoffsOf(frame, compiled, run, outcomes, worked, teams)
  const months = Math.max(1, (span.until - span.from) / DAY_MS) / DAYS_PER_MONTH
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
    inHand: handoffs.inHand,
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

/** Milliseconds since 1970-01-01 UTC. */
export interface Span {
  readonly from: number
  readonly until: number
}

/** From the first event to the moment that history is known up to. Reads every event. */
export function spanOf(frame: Frame): Span {
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
