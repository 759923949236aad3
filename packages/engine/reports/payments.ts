/** What a lead paid: the deals that it won, and what it renewed. */
import { leadWay } from './lead-way.ts'
import { counts, type Journeys, nameOf, NEVER } from './journeys.ts'

export interface Payment {
  readonly kind: 'deal' | 'renewal'
  readonly at: number
  /** NaN: not said. */
  readonly amount: number
  /** ISO 4217; empty: not said. */
  readonly currency: string
}

/**
 * Deals in order of their passes, then renewals in order of time.
 *
 * @param lead one that stands for itself
 */
export function* paymentsOf(journeys: Journeys, lead: number): Generator<Payment> {
  const { cycles, renewals } = journeys
  for (let cycle = cycles.offsets[lead]!; cycle < cycles.offsets[lead + 1]!; cycle++) {
    const at = cycles.wonAt[cycle]!
    if (at === NEVER || !counts(journeys, cycle)) continue
    yield { kind: 'deal', at, amount: cycles.amount[cycle]!, currency: nameOf(cycles.currency, cycle) }
  }
  for (let row = renewals.offsets[lead]!; row < renewals.offsets[lead + 1]!; row++)
    yield {
      kind: 'renewal',
      at: renewals.at[row]!,
      amount: renewals.amount[row]!,
      currency: nameOf(renewals.currency, row),
    }
}

/** When a lead became a customer; NEVER. */
export function firstWonAt(journeys: Journeys, lead: number): number {
  return leadWay(journeys).reached.at(-1)![lead]!
}
