/**
 * Two arms of a split compared at any time, as often as anybody likes: the test that it may stop is right at every look.
 *
 * Leads are given to an arm at random, so that while both do equally well, whose next success it is says the drawing alone: the
 * one's with the chance of its share. Against that stand all other chances, mixed by a beta distribution about the share. The ratio
 * of the two likelihoods is a martingale of mean 1 while both are equal, and so exceeds 1 / α with a probability of at most α over
 * all looks together (Ville's inequality). It needs no approximation, and who did nothing yet weighs nothing.
 *
 * Sources: H. Robbins, Annals of Mathematical Statistics 41 (1970), 1397–1409, for the mixture; R. Johari, L. Pekelis, D. Walsh,
 * Always Valid Inference, Operations Research 70 (2022), 1806–1821 (arXiv:1512.04922), for p values that are valid at every look.
 */
import { logGamma } from './log-gamma.ts'
import { PROPORTION_FLOOR, proportionInterval, type Proportion } from './proportion-interval.ts'
import type { Share } from './rate-ratio.ts'

export interface SequentialComparison {
  readonly of: Proportion
  readonly against: Proportion
  /** Rate of the one by rate of the other; null while the other is 0. */
  readonly ratio: number | null
  /** Bounds of the ratio that hold at every look together; a bound is null where there is none yet. */
  readonly low: number | null
  readonly high: number | null
  /** Always valid: at most α of all comparisons of equals ever fall to α or below. */
  readonly p: number
  /** It can be told by now which does better; later looks may be left out. */
  readonly mayStop: boolean
  readonly better: 'of' | 'against' | null
  /** True when either side is below the floor: say so, and show no figure. */
  readonly tooFew: boolean
}

/**
 * How narrowly the mixture lies about the share, in successes: it decides soonest where one arm does about half as well again. Any
 * value is valid.
 */
const MIXED_OVER = 20

/**
 * @param share planned share of the leads that go to the one, 0 to 1
 * @param alpha of comparisons of equals, how many may ever be told apart; for the pairs of more than two arms, divided by their number
 */
export function sequentialComparison(
  of: Share,
  against: Share,
  { share = 0.5, alpha = 0.05 }: { readonly share?: number; readonly alpha?: number } = {},
): SequentialComparison {
  const [one, other] = [of.successes, against.successes]
  const mixture = logMixture(one, other, share)
  const p = Math.min(1, Math.exp(logLikelihood(one, other, share) - mixture))
  const sides = { of: proportionInterval(one, of.n), against: proportionInterval(other, against.n) }
  const tooFew = of.n < PROPORTION_FLOOR || against.n < PROPORTION_FLOOR
  const mayStop = p <= alpha && !tooFew
  // A chance is left out once what is seen is 1 / α times as likely by the mixture.
  const isLeftOut = (chance: number) => mixture - logLikelihood(one, other, chance) >= -Math.log(alpha)
  const ratioOf = (chance: number) => ((chance / (1 - chance)) * (1 - share)) / share
  const most = one + other === 0 ? share : one / (one + other)
  return {
    ...sides,
    ratio: sides.against.rate === 0 ? null : sides.of.rate / sides.against.rate,
    low: one === 0 ? null : ratioOf(edge(most, 0, isLeftOut)),
    high: other === 0 ? null : ratioOf(edge(most, 1, isLeftOut)),
    p,
    mayStop,
    better: mayStop ? (most > share ? 'of' : 'against') : null,
    tooFew,
  }
}

/** ln of the likelihood of who had the successes, in whatever order, if each is the one's with a chance. */
function logLikelihood(one: number, other: number, chance: number): number {
  const term = (count: number, of: number) => (count === 0 ? 0 : count * Math.log(of))
  return term(one, chance) + term(other, 1 - chance)
}

/** The same mixed over chances. */
function logMixture(one: number, other: number, share: number): number {
  const [a, b] = [MIXED_OVER * share, MIXED_OVER * (1 - share)]
  return logBeta(a + one, b + other) - logBeta(a, b)
}

function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b)
}

const HALVINGS = 60

/** Between what is kept and an end that is left out, where the one becomes the other. */
function edge(kept: number, end: number, isLeftOut: (chance: number) => boolean): number {
  let [inside, outside] = [kept, end]
  for (let halving = 0; halving < HALVINGS; halving++) {
    const middle = (inside + outside) / 2
    if (isLeftOut(middle)) outside = middle
    else inside = middle
  }
  return inside
}
