/** Where people come from: how much each source brings, what it costs, and how good its leads truly are. */
import { isCampaignBurst, isTradeShow, isWebinarDay } from './calendar.ts'
import type { Span } from './calendar.ts'

export interface Source {
  readonly id: string
  readonly medium: string
  readonly campaigns: readonly string[]
  /** Mean hidden intent of the buyers it brings, 0 to 1. The truth that reports have to find. */
  readonly intent: number
  /** How many of its leads only collect content, relative to other sources. */
  readonly collectors: number
  /** What one lead costs, in euros. */
  readonly costPerLead: number
  readonly weight: number
}

export const SOURCES: readonly Source[] = [
  source('organic-search', 'organic', [], 0.5, 1, 70, 30),
  source('paid-search', 'cpc', ['brand-terms', 'workflow-analytics', 'competitor-terms'], 0.42, 0.9, 640, 17),
  source('social', 'social', ['ebook-push', 'always-on', 'benchmark-report'], 0.2, 2.6, 290, 15),
  source('direct', 'none', [], 0.53, 0.6, 0, 11),
  source('referral', 'referral', ['customer-referral', 'review-sites'], 0.64, 0.3, 180, 6),
  source('email', 'email', ['newsletter-forward', 'spring-nurture'], 0.34, 1.4, 40, 7),
  source('webinar-partner', 'partner', ['process-day', 'ops-roundtable'], 0.45, 1.1, 420, 3),
  source('outbound', 'sales', ['sdr-sequence-q', 'named-accounts'], 0.27, 0.1, 780, 8),
  source('trade-show', 'event', ['opsworld', 'process-summit'], 0.38, 0.8, 1300, 0.4),
]

/** Weights of the sources on one day: shows and webinars bring people when they take place, the burst is advertising. */
export function sourceWeights(day: number, span: Span): (readonly [Source, number])[] {
  return SOURCES.map((each) => [each, each.weight * boost(each.id, day, span)] as const)
}

/** Sources whose people are known by name before they ever see the website. */
export function knowsFromTheStart(source: Source): boolean {
  return source.id === 'outbound' || source.id === 'trade-show'
}

function boost(id: string, day: number, span: Span): number {
  if (id === 'trade-show') return isTradeShow(day) ? 220 : 0
  if (id === 'webinar-partner') return isWebinarDay(day) ? 9 : 0.7
  if (id === 'paid-search' || id === 'social') return isCampaignBurst(day, span) ? 2.4 : 1
  return 1
}

function source(
  id: string,
  medium: string,
  campaigns: readonly string[],
  intent: number,
  collectors: number,
  costPerLead: number,
  weight: number,
): Source {
  return { id, medium, campaigns, intent, collectors, costPerLead, weight }
}
