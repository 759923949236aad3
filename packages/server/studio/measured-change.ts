/** A comparison in the form that people read and that is kept: counts, and the first of those that it names. */
import type { ComparedLead, Comparison, MissedDeal } from '@baton/engine/compare'
import type { Effect, MissedDeals, MovedLeads } from '@baton/protocol'

const DAY_MS = 86_400_000

/** An effect but for the version that it was held against, and when. */
export type MeasuredChange = Omit<Effect, 'against' | 'measuredAt'>

/** @param listed most leads of each kind */
export function measuredChange(
  { history, baseline, candidate, isChange, ...rest }: Comparison,
  listed: number,
): MeasuredChange {
  const { added, dropped, earlier, later, retiered, missedWon } = rest
  return {
    history,
    baseline,
    candidate,
    isChange,
    moved: {
      added: movedLeads(added, listed),
      dropped: movedLeads(dropped, listed),
      earlier: movedLeads(earlier, listed),
      later: movedLeads(later, listed),
      retiered: movedLeads(retiered, listed),
    },
    missedWon: missedDeals(missedWon, listed),
  }
}

/** Leads whose outcome says the most stand first, the latest promotion before earlier ones. */
const WEIGHT = { won: 0, sql: 1, lost: 2, open: 3, unknown: 4 } as const

function movedLeads(leads: readonly ComparedLead[], listed: number): MovedLeads {
  const outcomes = { won: 0, sql: 0, lost: 0, open: 0, unknown: 0 }
  const byTier: Record<string, number> = {}
  const days: number[] = []
  for (const { outcome, candidate, baseline } of leads) {
    outcomes[outcome] += 1
    const { tier } = (candidate ?? baseline)!
    byTier[tier] = (byTier[tier] ?? 0) + 1
    if (candidate && baseline && candidate.at !== baseline.at)
      days.push(Math.abs(candidate.at - baseline.at) / DAY_MS)
  }
  days.sort((a, b) => a - b)
  const at = ({ candidate, baseline }: ComparedLead) => (candidate ?? baseline)!.at
  return {
    count: leads.length,
    byTier,
    outcomes,
    medianDays: days.length === 0 ? null : days[days.length >> 1]!,
    leads: leads.toSorted((a, b) => WEIGHT[a.outcome] - WEIGHT[b.outcome] || at(b) - at(a)).slice(0, listed),
  }
}

function missedDeals(deals: readonly MissedDeal[], listed: number): MissedDeals {
  return {
    count: deals.length,
    isNew: deals.filter((deal) => deal.isNew).length,
    deals: deals.toSorted((a, b) => Number(b.isNew) - Number(a.isNew) || b.wonAt - a.wonAt).slice(0, listed),
  }
}
