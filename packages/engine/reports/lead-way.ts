/**
 * How far each lead came, over all of its passes: worked out once for the same journeys, because most reports ask it of
 * everybody.
 */
import { counts, type Journeys, NEVER, WAY_OF_CYCLE } from './journeys.ts'

export interface LeadWay {
  /** By lead: its first cycle that counts; -1 where there is none. */
  readonly first: Int32Array
  /** By stage of WAY_OF_CYCLE, by lead: when it first came so far or further in a pass that counts. */
  readonly reached: readonly Float64Array[]
}

/** The same passes and the same leads that stand for themselves, whatever else is laid upon the journeys. */
const known = new WeakMap<Journeys['cycles'], LeadWay>()

export function leadWay(journeys: Journeys): LeadWay {
  const before = known.get(journeys.cycles)
  if (before) return before
  const made = makeLeadWay(journeys)
  known.set(journeys.cycles, made)
  return made
}

function makeLeadWay(journeys: Journeys): LeadWay {
  const { cycles, leads } = journeys
  const first = new Int32Array(leads.id.length).fill(-1)
  const reached = WAY_OF_CYCLE.map(() => new Float64Array(leads.id.length).fill(NEVER))
  const columns = [cycles.promotedAt, cycles.acceptedAt, cycles.sqlAt, cycles.opportunityAt, cycles.wonAt]
  for (let cycle = cycles.lead.length - 1; cycle >= 0; cycle--) {
    if (!counts(journeys, cycle)) continue
    const lead = cycles.lead[cycle]!
    // From the last to the first, so that the first stays.
    first[lead] = cycle
    let at = NEVER
    for (let stage = columns.length - 1; stage >= 0; stage--) {
      at = Math.min(at, columns[stage]![cycle]!)
      if (at < reached[stage]![lead]!) reached[stage]![lead] = at
    }
  }
  return { first, reached }
}
