/** Volume against quality: what a run passes on, how good that is, and how many wins it can be expected to bring. */
import type { Proportion } from '../learn/proportion-interval.ts'
import { timeAt, type Frame, type ReplayRun } from '../replay/index.ts'
import { firstPromotions } from './first-promotions.ts'
import type { Outcomes } from './outcomes.ts'
import { precision, recall, type Measured } from './quality.ts'

export interface FrontierPoint {
  /** Promotions; a lead can have several, one a cycle. */
  readonly promotions: number
  /** Leads that were promoted at least once. */
  readonly leads: number
  /** Promotions a week of history. */
  readonly perWeek: number
  /** Of the leads promoted: how many became sales qualified, how many were won. */
  readonly precision: { readonly sql: Measured; readonly won: Measured }
  /** Of the leads won: how many had been promoted by then. */
  readonly wonCaught: Proportion
  /** Null when too few outcomes are settled to say, or too many are not known at all. */
  readonly winsPerWeek: ExpectedWins | null
}

/** Promoted leads a week by the share of them that is won, and by the bounds of that share. */
export interface ExpectedWins {
  readonly expected: number
  readonly low: number
  readonly high: number
}

const WEEK_MS = 7 * 86_400_000

/**
 * Where a run stands. Wins are expected of leads, not of promotions: who is passed on twice can be won once. Those whose
 * outcome is not settled, or not known, are taken to be like those whose is.
 *
 * @param run over all leads of the frame
 */
export function frontierPoint(frame: Frame, run: ReplayRun, outcomes: Outcomes): FrontierPoint {
  const first = firstPromotions(run)
  const leads = first.tier.reduce((sum, tier) => sum + (tier < 0 ? 0 : 1), 0)
  const weeks = weeksOf(frame)
  const won = precision(first, outcomes, ['won'], ['sql'])
  const ofLeads = (share: number) => (leads / weeks) * share
  return {
    promotions: run.promotions.lead.length,
    leads,
    perWeek: run.promotions.lead.length / weeks,
    precision: { sql: precision(first, outcomes, ['won', 'sql'], []), won },
    wonCaught: recall(first, outcomes.wonAt),
    winsPerWeek:
      won.tooFew || unknownShare(won) > UNKNOWN_SHARE_MAX
        ? null
        : { expected: ofLeads(won.rate), low: ofLeads(won.low), high: ofLeads(won.high) },
  }
}

/**
 * Who was passed on in history was chosen, and of who was not nobody knows the outcome: where more than so many are unknown,
 * those whose outcome is known say nothing about the others.
 */
export const UNKNOWN_SHARE_MAX = 0.3

function unknownShare({ n, unknown, open }: Measured): number {
  return unknown / Math.max(1, n + unknown + open)
}

/** Weeks from the first event to the moment that history is known up to, at least one. */
function weeksOf(frame: Frame): number {
  const { offsets, leads, until } = frame
  let first = until
  // A lead's first event is its earliest.
  for (let lead = 0; lead < leads.length; lead++)
    if (offsets[lead]! < offsets[lead + 1]!) first = Math.min(first, timeAt(frame, offsets[lead]!))
  return Math.max(1, (until - first) / WEEK_MS)
}

/** Sums of fractions that ought to be equal count as equal. */
const SLACK = 1e-9

/**
 * The point that fills what sales can take with the most expected wins: of more than that, only as much is worked, without
 * knowing which. Equal ones: the one with fewer handoffs. Null where of no point anything can be said.
 *
 * @param capacityPerWeek handoffs that sales can take in a week
 */
export function bestWithin<Point extends FrontierPoint>(
  points: readonly Point[],
  capacityPerWeek: number,
): Point | null {
  let best: Point | null = null
  let most = -Infinity
  for (const point of points) {
    if (!point.winsPerWeek) continue
    const worked = point.perWeek > capacityPerWeek ? capacityPerWeek / point.perWeek : 1
    const wins = point.winsPerWeek.expected * worked
    const isBetter =
      best === null || wins > most + SLACK || (wins > most - SLACK && point.perWeek < best.perWeek)
    if (!isBetter) continue
    best = point
    most = wins
  }
  return best
}
