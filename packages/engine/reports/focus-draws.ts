/** The uncertainty of gains: bootstrap rounds over people, told as how many are in each state. */
import { multinomialDraw, normalDraw } from '../learn/multinomial-draw.ts'
import { percentileBounds } from '../learn/percentile-bounds.ts'
import { seededRandom, type SeededRandom } from '../learn/seeded-random.ts'
import { bestStep, CUSTOMER, FOCUS_STEPS, STATES, stepGains } from './focus-gains.ts'

export interface Estimate {
  readonly value: number
  /** Bounds of the interval at 95 %. */
  readonly low: number
  readonly high: number
}

interface DrawnStep {
  readonly ofLost: { readonly customers: Estimate; readonly revenue: Estimate | null }
  readonly ofRate: { readonly customers: Estimate; readonly revenue: Estimate | null }
  readonly best: number
}

export interface DrawnGains {
  readonly steps: readonly DrawnStep[]
  readonly deal: Estimate | null
}

/**
 * Percentile bootstrap at 95 %. The mean deal of a round is that of as many deals drawn with replacement as customers were drawn,
 * in the share that has a known amount; of more than DEALS_DRAWN of them a normal number with the error of the mean stands for it.
 */
export function drawGains(
  { states, deals }: { readonly states: Float64Array; readonly deals: Float64Array },
  { seed, rounds }: { readonly seed: number; readonly rounds: number },
): DrawnGains {
  const random = seededRandom(seed)
  const spread = spreadOf(deals)
  const column = () => new Float64Array(rounds)
  const drawn = FOCUS_STEPS.map(() => ({
    ofLost: { customers: column(), revenue: column() },
    ofRate: { customers: column(), revenue: column() },
  }))
  const means = column()
  const wins = FOCUS_STEPS.map(() => 0)
  const counts = new Float64Array(STATES)
  for (let round = 0; round < rounds; round++) {
    multinomialDraw(states, random, counts)
    const known = states[CUSTOMER]! > 0 ? deals.length / states[CUSTOMER]! : 0
    const mean = drawnMean(deals, Math.round(counts[CUSTOMER]! * known), spread, random)
    means[round] = mean
    const gains = stepGains(counts, 1)
    for (const [step, { lost, rate }] of gains.entries()) {
      const { ofLost, ofRate } = drawn[step]!
      ofLost.customers[round] = lost
      ofLost.revenue[round] = lost * mean
      ofRate.customers[round] = rate
      ofRate.revenue[round] = rate * mean
    }
    const best = bestStep(gains)
    if (best >= 0) wins[best]! += 1
  }
  const real = stepGains(states, 1)
  const hasDeals = deals.length > 0
  const estimate = (step: number, kind: 'ofLost' | 'ofRate', unit: 'customers' | 'revenue'): Estimate => {
    const { lost, rate } = real[step]!
    const value = (kind === 'ofLost' ? lost : rate) * (unit === 'customers' ? 1 : spread.mean)
    return { value, ...percentileBounds(drawn[step]![kind][unit].sort(), 0.95) }
  }
  const both = (step: number, kind: 'ofLost' | 'ofRate'): DrawnStep['ofLost'] => ({
    customers: estimate(step, kind, 'customers'),
    revenue: hasDeals ? estimate(step, kind, 'revenue') : null,
  })
  return {
    steps: FOCUS_STEPS.map((_, step) => ({
      ofLost: both(step, 'ofLost'),
      ofRate: both(step, 'ofRate'),
      best: wins[step]! / rounds,
    })),
    deal: hasDeals ? { value: spread.mean, ...percentileBounds(means.sort(), 0.95) } : null,
  }
}

interface Spread {
  readonly mean: number
  readonly deviation: number
}

/** Mean and standard deviation of all deals as they are; 0 without any. */
function spreadOf(deals: Float64Array): Spread {
  if (deals.length === 0) return { mean: 0, deviation: 0 }
  const mean = deals.reduce((sum, deal) => sum + deal, 0) / deals.length
  const variance = deals.reduce((sum, deal) => sum + (deal - mean) ** 2, 0) / deals.length
  return { mean, deviation: Math.sqrt(variance) }
}

/** Deals of a round up to which they are drawn one by one. */
const DEALS_DRAWN = 500

function drawnMean(
  deals: Float64Array,
  count: number,
  { mean, deviation }: Spread,
  random: SeededRandom,
): number {
  if (count === 0 || deals.length === 0) return mean
  if (count > DEALS_DRAWN) return mean + (deviation / Math.sqrt(count)) * normalDraw(random)
  let sum = 0
  for (let deal = 0; deal < count; deal++) sum += deals[random.below(deals.length)]!
  return sum / count
}
