/**
 * Whether a definition has become a target: "when a measure becomes a target, it ceases to be a good measure"
 * (M. Strathern, European Review 5 (1997), 308, on C. Goodhart).
 */
import { countRatio, type CountRatio } from './count-ratio.ts'
import { difference, type Difference } from './difference.ts'
import type { Share } from './rate-ratio.ts'

/** What became of the promotions of one stretch of time. */
export interface DefinitionPeriod {
  readonly weeks: number
  /** Promotions to MQL. */
  readonly mqls: number
  /** Of the handoffs that sales decided: those it took. */
  readonly accepted: Share
  /** By promotion that a threshold decided: how far above it the lead was, as a share of the threshold. */
  readonly overshoots: readonly number[]
}

export type DefinitionAlarm =
  /** More are passed on, and sales takes fewer of them. */
  | { readonly kind: 'more-but-worse'; readonly volume: CountRatio; readonly acceptance: Difference }
  /** More of them clear the threshold by a hair: points are collected until it is reached, and no further. */
  | { readonly kind: 'bunching'; readonly justOver: Difference }

export type InflationMeasure = 'volume' | 'acceptance' | 'overshoot'

export interface DefinitionInflation {
  readonly alarms: readonly DefinitionAlarm[]
  /** What neither alarm nor silence can be read from. */
  readonly tooFew: readonly InflationMeasure[]
}

/** Overshoots up to this are by a hair. */
export const JUST_OVER = 0.05

/** Levels and thresholds are sums of fractions. */
const SLACK = 1e-9

/** An alarm is raised where the whole interval at 95 % says so, and never from too few cases. */
export function definitionInflation(before: DefinitionPeriod, after: DefinitionPeriod): DefinitionInflation {
  const volume = countRatio(
    { count: after.mqls, span: after.weeks },
    { count: before.mqls, span: before.weeks },
  )
  const acceptance = difference(after.accepted, before.accepted)
  const justOver = difference(shareJustOver(after), shareJustOver(before))
  const alarms: DefinitionAlarm[] = []
  const isMore = !volume.tooFew && volume.low > 1
  const isWorse = !acceptance.tooFew && acceptance.high < 0
  if (isMore && isWorse) alarms.push({ kind: 'more-but-worse', volume, acceptance })
  if (!justOver.tooFew && justOver.low > 0) alarms.push({ kind: 'bunching', justOver })
  const tooFew: InflationMeasure[] = []
  if (volume.tooFew) tooFew.push('volume')
  if (acceptance.tooFew) tooFew.push('acceptance')
  if (justOver.tooFew) tooFew.push('overshoot')
  return { alarms, tooFew }
}

function shareJustOver({ overshoots }: DefinitionPeriod): Share {
  const successes = overshoots.filter((overshoot) => overshoot <= JUST_OVER + SLACK).length
  return { successes, n: overshoots.length }
}
