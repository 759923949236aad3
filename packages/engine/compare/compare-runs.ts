/** Candidate against baseline over the same history: who is gained, who is lost, who moves, and what it does to both sides. */
import type { CompiledAgreement } from '../fold/compile-agreement.ts'
import type { Frame, ReplayRun } from '../replay/index.ts'
import { firstPromotions, type FirstPromotions } from './first-promotions.ts'
import { outcomeOf, outcomesOf, type Outcome, type Outcomes } from './outcomes.ts'
import { sideOf, spanOf, type ComparedSide } from './side.ts'

/** A lead by its first promotion under either agreement; null where it has none. */
export interface ComparedLead {
  /** Id of the lead. */
  readonly lead: string
  readonly candidate: { readonly tier: string; readonly at: number } | null
  readonly baseline: { readonly tier: string; readonly at: number } | null
  readonly outcome: Outcome
}

export interface MissedDeal {
  readonly lead: string
  readonly wonAt: number
  /** True when the baseline had promoted the lead by then: this deal the change would cost. */
  readonly isNew: boolean
}

export interface Comparison {
  readonly history: {
    readonly leads: number
    readonly events: number
    /** Milliseconds since 1970-01-01 UTC. */
    readonly from: number
    readonly until: number
  }
  readonly baseline: ComparedSide
  readonly candidate: ComparedSide
  /** False when both promote the same leads at the same moments by tiers of the same name. */
  readonly isChange: boolean
  readonly added: readonly ComparedLead[]
  readonly dropped: readonly ComparedLead[]
  readonly earlier: readonly ComparedLead[]
  readonly later: readonly ComparedLead[]
  /** Promoted at the same moment, by another tier. */
  readonly retiered: readonly ComparedLead[]
  /** Won leads that the candidate would not have promoted by the time they were won. */
  readonly missedWon: readonly MissedDeal[]
}

export interface Judged {
  readonly compiled: CompiledAgreement
  readonly run: ReplayRun
}

/** Both runs are over all leads of the frame. The baseline is what sales worked by: outcomes are told by it. */
export function compareRuns(frame: Frame, baseline: Judged, candidate: Judged): Comparison {
  const sides = new Map(baseline.compiled.catalogue.events.map(({ name, side }) => [name, side]))
  const outcomes = outcomesOf(frame, baseline.run, (event) => sides.get(event))
  const before = firstPromotions(baseline.run)
  const after = firstPromotions(candidate.run)
  const moved = movedLeads(frame, baseline, candidate, before, after, outcomes)
  return {
    history: {
      leads: frame.leads.length,
      events: frame.offsets[frame.leads.length]!,
      ...spanOf(frame),
    },
    baseline: sideOf(frame, baseline.compiled, baseline.run, outcomes, before),
    candidate: sideOf(frame, candidate.compiled, candidate.run, outcomes, before),
    isChange: !samePromotions(baseline, candidate),
    ...moved,
    missedWon: missedDeals(frame, outcomes, before, after),
  }
}

type Moved = Pick<Comparison, 'added' | 'dropped' | 'earlier' | 'later' | 'retiered'>

function movedLeads(
  frame: Frame,
  baseline: Judged,
  candidate: Judged,
  before: FirstPromotions,
  after: FirstPromotions,
  outcomes: Outcomes,
): Moved {
  const moved = { added: [], dropped: [], earlier: [], later: [], retiered: [] } as Record<
    keyof Moved,
    ComparedLead[]
  >
  for (const [lead, id] of frame.leads.entries()) {
    const one: ComparedLead = {
      lead: id,
      candidate: promotionOf(candidate, after, lead),
      baseline: promotionOf(baseline, before, lead),
      outcome: outcomeOf(outcomes, lead),
    }
    const kind = kindOf(one)
    if (kind) moved[kind].push(one)
  }
  return moved
}

function promotionOf(
  { compiled }: Judged,
  first: FirstPromotions,
  lead: number,
): { readonly tier: string; readonly at: number } | null {
  const tier = compiled.agreement.tiers[first.tier[lead]!]
  return tier ? { tier: tier.id, at: first.at[lead]! } : null
}

function kindOf({ candidate, baseline }: ComparedLead): keyof Moved | null {
  if (!candidate) return baseline ? 'dropped' : null
  if (!baseline) return 'added'
  if (candidate.at !== baseline.at) return candidate.at < baseline.at ? 'earlier' : 'later'
  return candidate.tier === baseline.tier ? null : 'retiered'
}

function samePromotions(baseline: Judged, candidate: Judged): boolean {
  const a = baseline.run.promotions
  const b = candidate.run.promotions
  if (a.lead.length !== b.lead.length) return false
  const tierOf = ({ compiled }: Judged, tier: number) => compiled.agreement.tiers[tier]!.id
  for (let row = 0; row < a.lead.length; row++) {
    const isSame =
      a.lead[row] === b.lead[row] &&
      a.at[row] === b.at[row] &&
      a.cycle[row] === b.cycle[row] &&
      tierOf(baseline, a.tier[row]!) === tierOf(candidate, b.tier[row]!)
    if (!isSame) return false
  }
  return true
}

function missedDeals(
  frame: Frame,
  { wonAt }: Outcomes,
  before: FirstPromotions,
  after: FirstPromotions,
): readonly MissedDeal[] {
  const missed: MissedDeal[] = []
  for (const [lead, at] of wonAt.entries()) {
    if (at === Infinity || after.at[lead]! <= at) continue
    missed.push({ lead: frame.leads[lead]!, wonAt: at, isNew: before.at[lead]! <= at })
  }
  return missed
}
