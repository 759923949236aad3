/** Candidate against baseline over the same history: who is gained, who is lost, who moves, and what it does to both sides. */
import type { CompiledAgreement } from '../fold/compile-agreement.ts'
import type { Frame, ReplayRun } from '../replay/index.ts'
import { firstPromotions, type FirstPromotions } from './first-promotions.ts'
import { outcomeOf, outcomesOf, type Outcome, type Outcomes } from './outcomes.ts'
import { sideOf, spanOf, type ComparedSide, type SideContext } from './side.ts'
import { TeamsByPosition } from './teams-by-position.ts'

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

/** Both runs are over all leads of the frame. */
export function compareRuns(frame: Frame, baseline: Judged, candidate: Judged): Comparison {
  return new ComparisonWith(frame, baseline).of(candidate)
}

/**
 * One baseline, held against any number of candidates: what depends on the baseline alone is worked out once. The baseline
 * is what sales worked by: outcomes are told by it.
 */
export class ComparisonWith {
  readonly frame: Frame
  readonly outcomes: Outcomes
  readonly baseline: CompiledAgreement
  readonly #baseline: Judged
  readonly #before: FirstPromotions
  readonly #context: SideContext
  readonly #side: ComparedSide

  constructor(frame: Frame, baseline: Judged) {
    const sides = new Map(baseline.compiled.catalogue.events.map(({ name, side }) => [name, side]))
    this.frame = frame
    this.outcomes = outcomesOf(frame, baseline.run, (event) => sides.get(event))
    this.baseline = baseline.compiled
    this.#baseline = baseline
    this.#before = firstPromotions(baseline.run)
    this.#context = {
      frame,
      span: spanOf(frame),
      outcomes: this.outcomes,
      worked: this.#before,
      teams: new TeamsByPosition(frame),
    }
    this.#side = sideOf(this.#context, baseline.compiled, baseline.run)
  }

  of(candidate: Judged): Comparison {
    const { frame, outcomes } = this
    const after = firstPromotions(candidate.run)
    return {
      history: {
        leads: frame.leads.length,
        events: frame.offsets[frame.leads.length]!,
        ...this.#context.span,
      },
      baseline: this.#side,
      candidate: sideOf(this.#context, candidate.compiled, candidate.run),
      isChange: !samePromotions(this.#baseline, candidate),
      ...this.#moved(candidate, after),
      missedWon: missedDeals(frame, outcomes, this.#before, after),
    }
  }

  #moved(candidate: Judged, after: FirstPromotions): Moved {
    const moved = { added: [], dropped: [], earlier: [], later: [], retiered: [] } as Record<
      keyof Moved,
      ComparedLead[]
    >
    const before = this.#before
    const [tiersBefore, tiersAfter] = [tierIds(this.#baseline), tierIds(candidate)]
    for (let lead = 0; lead < before.tier.length; lead++) {
      const [tierBefore, tierAfter] = [before.tier[lead]!, after.tier[lead]!]
      // Of most leads neither says anything, and looking up what is not there is slow.
      if (tierBefore < 0 && tierAfter < 0) continue
      const was = tierBefore < 0 ? undefined : tiersBefore[tierBefore]
      const is = tierAfter < 0 ? undefined : tiersAfter[tierAfter]
      const kind = kindOf(was, is, before.at[lead]!, after.at[lead]!)
      if (!kind) continue
      moved[kind].push({
        lead: this.frame.leads[lead]!,
        candidate: is === undefined ? null : { tier: is, at: after.at[lead]! },
        baseline: was === undefined ? null : { tier: was, at: before.at[lead]! },
        outcome: outcomeOf(this.outcomes, lead),
      })
    }
    return moved
  }
}

type Moved = Pick<Comparison, 'added' | 'dropped' | 'earlier' | 'later' | 'retiered'>

function tierIds({ compiled }: Judged): readonly string[] {
  return compiled.agreement.tiers.map(({ id }) => id)
}

/** Undefined tiers: not promoted. */
function kindOf(
  was: string | undefined,
  is: string | undefined,
  wasAt: number,
  isAt: number,
): keyof Moved | null {
  if (is === undefined) return was === undefined ? null : 'dropped'
  if (was === undefined) return 'added'
  if (isAt !== wasAt) return isAt < wasAt ? 'earlier' : 'later'
  return is === was ? null : 'retiered'
}

function samePromotions(baseline: Judged, candidate: Judged): boolean {
  const a = baseline.run.promotions
  const b = candidate.run.promotions
  if (a.lead.length !== b.lead.length) return false
  const [tiersOfA, tiersOfB] = [tierIds(baseline), tierIds(candidate)]
  for (let row = 0; row < a.lead.length; row++) {
    const isSame =
      a.lead[row] === b.lead[row] &&
      a.at[row] === b.at[row] &&
      a.cycle[row] === b.cycle[row] &&
      tiersOfA[a.tier[row]!] === tiersOfB[b.tier[row]!]
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
  for (let lead = 0; lead < wonAt.length; lead++) {
    const at = wonAt[lead]!
    if (at === Infinity || after.at[lead]! <= at) continue
    missed.push({ lead: frame.leads[lead]!, wonAt: at, isNew: before.at[lead]! <= at })
  }
  return missed
}
