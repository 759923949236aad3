/** When sales first had each lead: what it did from then on may be what sales brought about, and is no sign of who buys. */
import { figureAt } from './figures.ts'
import { counts, type Journeys, NEVER } from './journeys.ts'

/**
 * By lead the moment of the first assignment, acceptance or later stage of any of its passes that count; NEVER. What a lead did
 * at that very moment led to it, and still counts as before.
 */
export function withSalesAt(journeys: Journeys): Float64Array {
  const { cycles, leads } = journeys
  const at = new Float64Array(leads.id.length).fill(NEVER)
  for (let cycle = 0; cycle < cycles.lead.length; cycle++) {
    if (!counts(journeys, cycle)) continue
    const lead = cycles.lead[cycle]!
    at[lead] = Math.min(at[lead]!, figureAt(journeys, 'received', lead, cycle))
  }
  return at
}
