/**
 * What Northbeam spends to bring people, month by month. A source costs what its leads cost (`SOURCES`), with the noise of real
 * budgets; how that is spread over its campaigns has nothing to do with what they bring. One is the trap that a report on money has to
 * find: it takes most of the money of its source and brings no more than the others.
 */
import { arrivalWeight, type Span } from './calendar.ts'
import { randomOf } from './random.ts'
import type { SimulationOptions } from './simulate.ts'
import { SOURCES, sourceWeights } from './sources.ts'

export interface SimulatedSpend {
  readonly source: string
  /** Empty: the source has none. */
  readonly campaign: string
  /** First and last day, both included: `2026-03-01`, `2026-03-31`. */
  readonly from: string
  readonly to: string
  /** In whole cents. */
  readonly amount: number
  readonly currency: 'EUR'
}

/** Bids on the names of rivals: dear, and hardly anybody who searches for them wants to change. */
export const EXPENSIVE_CAMPAIGN = 'competitor-terms'

/** Of the money of its source, for each part that another campaign has. */
const EXPENSIVE_PARTS = 5

const SPEND_STREAM = 67
const DAY_MS = 86_400_000

/** Rows by month, then in order of the sources. The first and the last month have the days that the story has of them. */
export function spendOf({
  seed,
  until,
  leads = 3000,
  months = 18,
}: SimulationOptions): readonly SimulatedSpend[] {
  const untilDay = until / DAY_MS
  const span: Span = { fromDay: untilDay - Math.floor(months * 30.4375), untilDay }
  const expected = leadsExpected(span, leads)
  return monthsOf(span).flatMap((month, monthIndex) =>
    SOURCES.flatMap(({ id, campaigns, costPerLead }, sourceIndex) => {
      const brought = expected(month, id)
      if (costPerLead === 0 || brought === 0) return []
      const random = randomOf(seed, SPEND_STREAM, monthIndex, sourceIndex)
      const budget = brought * costPerLead * random.between(0.88, 1.12)
      return spread(budget, campaigns).map(([campaign, amount]) => ({
        source: id,
        campaign,
        from: dateOf(month.fromDay),
        to: dateOf(month.untilDay - 1),
        amount: Math.round(amount * 100) / 100,
        currency: 'EUR' as const,
      }))
    }),
  )
}

/** How many leads a source is to bring in a part of the story. */
function leadsExpected(span: Span, leads: number): (part: Span, source: string) => number {
  let total = 0
  for (let day = span.fromDay; day < span.untilDay; day++) total += arrivalWeight(day, span)
  return (part, source) => {
    let brought = 0
    for (let day = part.fromDay; day < part.untilDay; day++) {
      const weights = sourceWeights(day, span)
      const own = weights.find(([{ id }]) => id === source)![1]
      const all = weights.reduce((sum, [, weight]) => sum + weight, 0)
      brought += (leads * (arrivalWeight(day, span) / total) * own) / all
    }
    return brought
  }
}

function spread(budget: number, campaigns: readonly string[]): readonly (readonly [string, number])[] {
  if (campaigns.length === 0) return [['', budget]]
  const parts = campaigns.map((campaign) => (campaign === EXPENSIVE_CAMPAIGN ? EXPENSIVE_PARTS : 1))
  const all = parts.reduce((sum, part) => sum + part, 0)
  return campaigns.map((campaign, index) => [campaign, (budget * parts[index]!) / all] as const)
}

/** Calendar months of UTC, as far as they lie in the span. */
function monthsOf({ fromDay, untilDay }: Span): readonly Span[] {
  const months: Span[] = []
  for (let day = fromDay; day < untilDay;) {
    const date = new Date(day * DAY_MS)
    const next = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1) / DAY_MS
    months.push({ fromDay: day, untilDay: Math.min(next, untilDay) })
    day = next
  }
  return months
}

function dateOf(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10)
}
