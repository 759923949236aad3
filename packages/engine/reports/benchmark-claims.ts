/**
 * Figures that marketing texts quote. They are claims: none of them is known to be measured, by whom and on whom, so they are shown
 * as claims, and nothing in Baton is judged by them.
 */

export const CLAIM_SOURCE = 'claim in a marketing text, unverified'

/** Which number of one's own stands beside a claim. */
export type BenchmarkFigure =
  'never-customers' | 'openers' | 'content-leads' | 'content-cost' | 'webinar-among-sqls'

export interface Claim {
  readonly key: string
  /** Shares 0 to 1; `times`: how many times as many. Both ends are the same where it is one number. */
  readonly claimed: { readonly low: number; readonly high: number; readonly unit: 'share' | 'times' }
  readonly figure: BenchmarkFigure
  /** Whether one's own number asks the same; `related`: another question near to it. */
  readonly match: 'same' | 'related'
  readonly source: typeof CLAIM_SOURCE
}

function claim(
  key: string,
  [low, high]: readonly [number, number],
  unit: 'share' | 'times',
  figure: BenchmarkFigure,
  match: Claim['match'],
): Claim {
  return { key, claimed: { low, high, unit }, figure, match, source: CLAIM_SOURCE }
}

export const CLAIMS: readonly Claim[] = [
  // “79 % of marketing leads never convert into sales.”
  claim('leads-never-convert', [0.79, 0.79], 'share', 'never-customers', 'same'),
  // “A good open rate is 20 to 30 %.” Of mails; ours are people.
  claim('mail-open-rate', [0.2, 0.3], 'share', 'openers', 'related'),
  // “Content marketing brings three times as many leads as outbound marketing …”
  claim('content-leads', [3, 3], 'times', 'content-leads', 'same'),
  // “… at 62 % lower cost.”
  claim('content-cost', [0.62, 0.62], 'share', 'content-cost', 'same'),
  // “73 % of B2B marketers say that a webinar is the best way to win high-quality leads.” An opinion; ours is what people did.
  claim('webinars-favoured', [0.73, 0.73], 'share', 'webinar-among-sqls', 'related'),
]
