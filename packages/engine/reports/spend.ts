/** What was spent within a period, by channel. */
import type { Conversion } from './amounts.ts'
import { type Channels, mediumOfSpend, plainName } from './channels.ts'
import type { Journeys } from './journeys.ts'
import type { Filter, Span } from './selection.ts'

export interface SpendRow {
  readonly source: string
  /** Empty: the source as a whole. */
  readonly campaign: string
  /** Milliseconds since 1970-01-01 UTC; `to` is no part of it, and greater than `from`. */
  readonly from: number
  readonly to: number
  readonly amount: number
  readonly currency: string
}

/** Part of a row's amount that falls into a period: it was spent evenly over its days. */
export function spentWithin({ from, to, amount }: SpendRow, period: Span): number {
  const overlap = Math.min(to, period.to) - Math.max(from, period.from)
  return overlap <= 0 ? 0 : amount * Math.min(1, overlap / (to - from))
}

export interface SpendQuery {
  readonly period: Span
  readonly filter: Filter
  readonly spend: readonly SpendRow[]
}

/**
 * By channel: what was spent on it within the period, up to now; what lies ahead is not spent yet. A channel without a row in the
 * period is not in it. Of a filter only source and campaign can be asked of spend.
 */
export function spendByChannel(
  journeys: Journeys,
  { period, filter, spend }: SpendQuery,
  channels: Channels,
  conversion: Conversion,
): ReadonlyMap<number, number> {
  const until = { from: period.from, to: Math.min(period.to, journeys.asOf) }
  const mediumOf = channels.by === 'medium' ? mediumOfSpend(journeys) : () => ''
  const passes = spendFilter(filter)
  const spent = new Map<number, number>()
  for (const row of spend) {
    const part = spentWithin(row, until)
    if (Math.min(row.to, until.to) <= Math.max(row.from, until.from) || !passes(row)) continue
    const amount = conversion.take(part, row.currency)
    if (amount === null) continue
    const { source, campaign } = row
    const channel = channels.code({ source, campaign, medium: mediumOf(source, campaign) })
    spent.set(channel, (spent.get(channel) ?? 0) + amount)
  }
  return spent
}

/** Whether spend can be told apart by all that the filter names; if not, no cost can be given. */
export function isSpendTold(filter: Filter): boolean {
  return Object.keys(filter).every((dimension) => dimension === 'source' || dimension === 'campaign')
}

function spendFilter({ source, campaign }: Filter): (row: SpendRow) => boolean {
  const sources = source && new Set(source.map(plainName))
  const campaigns = campaign && new Set(campaign.map(plainName))
  return (row) =>
    (sources?.has(plainName(row.source)) ?? true) && (campaigns?.has(plainName(row.campaign)) ?? true)
}
