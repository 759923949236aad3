/** How many times as often something happens with a thing as without it, and whether that can be chance. */
import { fishersExact } from './fishers-exact.ts'
import { type RateRatio, rateRatio, type Share } from './rate-ratio.ts'

export interface Lift extends RateRatio {
  /** Fisher's exact p, two-sided, of both shares being the same. */
  readonly p: number
}

/**
 * The ratio of two shares with Katz's interval, and Fisher's p. The two answer differently near their borders: an interval
 * that leaves out 1 by a hair can come with a p just above 0.05, which is the more careful of both.
 * Sources: those of {@link rateRatio} and {@link fishersExact}.
 */
export function lift(of: Share, against: Share): Lift {
  return { ...rateRatio(of, against), p: fishersExact(of, against) }
}
