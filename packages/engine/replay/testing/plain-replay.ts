/** The slow twins of a replay: histories put together row by row, and judged by `foldHistory`. */
import type { CompiledAgreement } from '../../fold/compile-agreement.ts'
import { foldHistory } from '../../fold/fold-history.ts'
import type { LeadEvent } from '../../event.ts'
import type { Stage } from '../../agreement/agreement.ts'
import { STAGES } from '../../agreement/agreement.ts'
import type { FrameEvent } from '../frame-builder.ts'
import type { Frame } from '../frame.ts'
import type { ReplayRun } from '../replay-run.ts'

/** A stored row whose properties and facts are data. */
export interface Row extends FrameEvent {
  readonly properties: LeadEvent['properties']
  readonly leadFacts?: LeadEvent['lead'] | null
  readonly companyFacts?: LeadEvent['company'] | null
}

export interface Member {
  readonly id: string
  readonly company: string | null
}

/** A lead's own events, and what other leads of its company stated about the company. */
export function plainHistory(rows: readonly Row[], { id, company }: Member): readonly LeadEvent[] {
  return rows.flatMap((row): LeadEvent[] => {
    const { seq, name, occurredAt, trust, properties, identified, leadFacts, companyFacts } = row
    const named = { id: String(seq), seq, name, occurredAt, trust }
    if (row.lead === id) {
      return [
        {
          ...named,
          properties,
          identified,
          lead: leadFacts ?? undefined,
          company: companyFacts ?? undefined,
        },
      ]
    }
    const isColleague = companyFacts && company !== null && row.company === company
    return isColleague ? [{ ...named, properties: {}, company: companyFacts, colleague: true }] : []
  })
}

/** What a replay says about one lead, with names instead of positions. */
export interface LeadConclusion {
  readonly promotions: readonly {
    readonly at: number
    readonly tier: string
    readonly cycle: number
    readonly cause: string
    readonly byTimer: boolean
  }[]
  readonly stage: Stage
  readonly sqlAt: number
  readonly opportunityAt: number
  readonly customerAt: number
}

export function plainConclusion(
  compiled: CompiledAgreement,
  history: readonly LeadEvent[],
  until: number,
): LeadConclusion {
  const { state, decisions } = foldHistory(compiled, history, until)
  const stages = decisions.filter(({ kind }) => kind === 'stage')
  const reached = (stage: Stage) => stages.find(({ to }) => to === stage)?.at ?? Infinity
  return {
    promotions: stages
      .filter(({ to }) => to === 'mql')
      .map(({ at, tier, cycle, causeEvent, timer }) => ({
        at,
        tier: tier!,
        cycle,
        cause: causeEvent,
        byTimer: timer !== null,
      })),
    stage: state.stage,
    sqlAt: reached('sql'),
    opportunityAt: reached('opportunity'),
    customerAt: reached('customer'),
  }
}

/** By lead of the run's range. */
export function conclusions(
  frame: Frame,
  { agreement }: CompiledAgreement,
  { from, to, promotions, stage, sqlAt, opportunityAt, customerAt }: ReplayRun,
): readonly LeadConclusion[] {
  const byLead: LeadConclusion['promotions'][number][][] = Array.from({ length: to - from }, () => [])
  for (const [row, lead] of promotions.lead.entries()) {
    byLead[lead - from]!.push({
      at: promotions.at[row]!,
      tier: agreement.tiers[promotions.tier[row]!]!.id,
      cycle: promotions.cycle[row]!,
      cause: String(frame.seq[promotions.event[row]!]!),
      byTimer: promotions.byTimer[row] === 1,
    })
  }
  return byLead.map((promotions, row) => ({
    promotions,
    stage: STAGES[stage[row]!]!,
    sqlAt: sqlAt[row]!,
    opportunityAt: opportunityAt[row]!,
    customerAt: customerAt[row]!,
  }))
}
