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
import { type Filter, filterOf, firstCycles, isIn, type Span, unitCodes } from './selection.ts'

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
  const take = (member: Omit<Member, 'group'>): Member | null =>
    isIn(period, member.enteredAt) && passes(member.lead, member.cycle)
      ? { ...member, group: groups?.code(member.lead, member.cycle) ?? 0 }
      : null
  return {
    unit,
    groups: groups?.names ?? [''],
    members:
      unit === 'lead'
        ? leadMembers(journeys, entry, period, take)
        : cycleMembers(journeys, entry, period, take),
  }
}

type Take = (member: Omit<Member, 'group'>) => Member | null

function* leadMembers(journeys: Journeys, entry: EntryStage, period: Span, take: Take): Generator<Member> {
  const { leads, cycles } = journeys
  const first = firstCycles(journeys)
  const entered = entry === 'visitor' ? leads.seenAt : leads.contactAt
  for (let lead = 0; lead < leads.id.length; lead++) {
    const enteredAt = entered[lead]!
    if (leads.root[lead] !== lead || !isIn(period, enteredAt)) continue
    const way = WAY_OF_CYCLE.map((stage) => earliestReached(journeys, lead, stage))
    const reached =
      entry === 'visitor'
        ? [enteredAt, Math.min(leads.contactAt[lead]!, way[0]!), ...way]
        : [enteredAt, ...way]
    const last = cycles.offsets[lead + 1]! - 1
    const leftAt =
      way[4] !== NEVER ? NEVER : first[lead]! < 0 ? leftBeforeSales(journeys, lead) : cycles.endedAt[last]!
    const member = take({ lead, cycle: first[lead]!, enteredAt, reached, leftAt })
    if (member) yield member
  }
}

/** Known to be no buyer before sales ever had it; since when, its ledger does not keep. */
function leftBeforeSales({ leads, asOf }: Journeys, lead: number): number {
  return STAGES[leads.stage[lead]!] === 'disqualified' ? asOf : NEVER
}

function earliestReached(journeys: Journeys, lead: number, stage: WayStage): number {
  const { cycles } = journeys
  let at = NEVER
  for (let cycle = cycles.offsets[lead]!; cycle < cycles.offsets[lead + 1]!; cycle++)
    if (counts(journeys, cycle)) at = Math.min(at, reachedAt(cycles, cycle, stage))
  return at
}

function* cycleMembers(journeys: Journeys, entry: EntryStage, period: Span, take: Take): Generator<Member> {
  const { cycles } = journeys
  const stages = stepsFrom(entry) as readonly WayStage[]
  for (let cycle = 0; cycle < cycles.lead.length; cycle++) {
    // A stage is entered by being in it: what was passed over on the way was not.
    const enteredAt = enteredCycleAt(journeys, cycle, stages[0]!)
    if (!isIn(period, enteredAt) || !counts(journeys, cycle)) continue
    const reached = stages.map((stage, step) => (step === 0 ? enteredAt : reachedAt(cycles, cycle, stage)))
    const leftAt = cycles.wonAt[cycle] === NEVER ? cycles.endedAt[cycle]! : NEVER
    const member = take({ lead: cycles.lead[cycle]!, cycle, enteredAt, reached, leftAt })
    if (member) yield member
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
