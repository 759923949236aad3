/** A cohort: those who entered a stage in a period, each with the moments at which they came further. */
import { STAGES } from '../agreement/agreement.ts'
import {
  counts,
  type Dimension,
  type Journeys,
  NEVER,
  reachedAt,
  WAY_OF_CYCLE,
  type WayStage,
} from './journeys.ts'
import { leadWay } from './lead-way.ts'
import { type Filter, filterOf, isIn, type Span, unitCodes } from './selection.ts'

/** Where people are counted from. People enter `visitor` and `lead` once; each pass enters the others anew. */
export type EntryStage = 'visitor' | 'lead' | WayStage

export const ENTRY_STAGES: readonly EntryStage[] = ['visitor', 'lead', ...WAY_OF_CYCLE]

export function stepsFrom(entry: EntryStage): readonly EntryStage[] {
  return ENTRY_STAGES.slice(ENTRY_STAGES.indexOf(entry))
}

export interface CohortQuery {
  readonly period: Span
  readonly entry: EntryStage
  readonly filter: Filter
  readonly by: Dimension | null
}

export interface Member {
  readonly lead: number
  /** -1 where people are followed and not passes, and the lead has none. */
  readonly cycle: number
  readonly enteredAt: number
  /** By step of `stepsFrom(entry)`: when it came that far; NEVER. */
  readonly reached: readonly number[]
  /** Position among the names of the dimension that groups; 0 without one. */
  readonly group: number
  /** When it went off the way for good or for now; NEVER while it can still come further. */
  readonly leftAt: number
}

export interface Cohort {
  readonly unit: 'lead' | 'cycle'
  readonly groups: readonly string[]
  readonly members: Iterable<Member>
}

export function cohortOf(journeys: Journeys, { period, entry, filter, by }: CohortQuery): Cohort {
  const groups = by === null ? null : unitCodes(journeys, by)
  const passes = filterOf(journeys, filter)
  const unit = entry === 'visitor' || entry === 'lead' ? 'lead' : 'cycle'
  const groupOf: Group = (lead, cycle) => (passes(lead, cycle) ? (groups?.code(lead, cycle) ?? 0) : null)
  return {
    unit,
    groups: groups?.names ?? [''],
    members:
      unit === 'lead'
        ? leadMembers(journeys, entry, period, groupOf)
        : cycleMembers(journeys, entry, period, groupOf),
  }
}

/** Null: not in the cohort. */
type Group = (lead: number, cycle: number) => number | null

function* leadMembers(
  journeys: Journeys,
  entry: EntryStage,
  period: Span,
  groupOf: Group,
): Generator<Member> {
  const { leads, cycles } = journeys
  const { first, reached: way } = leadWay(journeys)
  const entered = entry === 'visitor' ? leads.seenAt : leads.contactAt
  for (let lead = 0; lead < leads.root.length; lead++) {
    const enteredAt = entered[lead]!
    if (enteredAt < period.from || enteredAt >= period.to || leads.root[lead] !== lead) continue
    const cycle = first[lead]!
    const group = groupOf(lead, cycle)
    if (group === null) continue
    const [mql, sal, sql, opportunity, customer] = [way[0]![lead]!, way[1]![lead]!, way[2]![lead]!, way[3]![lead]!, way[4]![lead]!] // prettier-ignore
    const reached =
      entry === 'visitor'
        ? [enteredAt, Math.min(leads.contactAt[lead]!, mql), mql, sal, sql, opportunity, customer]
        : [enteredAt, mql, sal, sql, opportunity, customer]
    const last = cycles.offsets[lead + 1]! - 1
    const leftAt =
      customer !== NEVER ? NEVER : cycle < 0 ? leftBeforeSales(journeys, lead) : cycles.endedAt[last]!
    yield { lead, cycle, enteredAt, reached, group, leftAt }
  }
}

/** Known to be no buyer before sales ever had it; since when, its ledger does not keep. */
function leftBeforeSales({ leads, asOf }: Journeys, lead: number): number {
  return STAGES[leads.stage[lead]!] === 'disqualified' ? asOf : NEVER
}

function* cycleMembers(
  journeys: Journeys,
  entry: EntryStage,
  period: Span,
  groupOf: Group,
): Generator<Member> {
  const { cycles } = journeys
  const stages = stepsFrom(entry) as readonly WayStage[]
  for (let cycle = 0; cycle < cycles.lead.length; cycle++) {
    // A stage is entered by being in it: what was passed over on the way was not.
    const enteredAt = enteredCycleAt(journeys, cycle, stages[0]!)
    if (!isIn(period, enteredAt) || !counts(journeys, cycle)) continue
    const reached = stages.map((stage, step) => (step === 0 ? enteredAt : reachedAt(cycles, cycle, stage)))
    const leftAt = cycles.wonAt[cycle] === NEVER ? cycles.endedAt[cycle]! : NEVER
    const lead = cycles.lead[cycle]!
    const group = groupOf(lead, cycle)
    if (group !== null) yield { lead, cycle, enteredAt, reached, leftAt, group }
  }
}

export function enteredCycleAt({ cycles }: Journeys, cycle: number, stage: WayStage): number {
  switch (stage) {
    case 'mql':
      return cycles.promotedAt[cycle]!
    case 'sal':
      return cycles.acceptedAt[cycle]!
    case 'sql':
      return cycles.sqlAt[cycle]!
    case 'opportunity':
      return cycles.opportunityAt[cycle]!
    case 'customer':
      return cycles.wonAt[cycle]!
    default:
      return stage satisfies never
  }
}
