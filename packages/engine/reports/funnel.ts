/**
 * The funnel, true to cohorts: of those who entered a stage in a period, how many came how far, each followed for the same
 * time. Whoever has not been followed that long yet is counted apart, and never as lost.
 */
import { type Proportion, proportionInterval } from '../learn/proportion-interval.ts'
import { type Cell, Cells, type Counted } from './cells.ts'
import { cohortOf, type CohortQuery, type EntryStage, type Member, stepsFrom } from './cohort.ts'
import { type Journeys, NEVER } from './journeys.ts'
import { DAY_MS } from './selection.ts'

export interface FunnelQuery extends CohortQuery {
  /** Days that each is followed after entering; null: up to now. */
  readonly followDays: number | null
}

export interface FunnelStep {
  readonly stage: EntryStage
  readonly reached: Counted
  /** Came this far and no further, and still can within the time they are followed. */
  readonly open: Counted
  /** Came this far and no further, and will not within that time. */
  readonly left: Counted
  /** Share of those who came to the step before, and of all who entered; null at the entry. */
  readonly ofBefore: Proportion | null
  readonly ofAll: Proportion | null
}

export interface FunnelGroup {
  /** Empty: not known; of the whole: null. */
  readonly name: string | null
  readonly entered: Counted
  /** Entered too lately to have been followed for the whole time; in no step. */
  readonly immature: Counted
  readonly steps: readonly FunnelStep[]
}

export interface Funnel {
  /** What is counted: people, or passes of people through sales. */
  readonly unit: 'lead' | 'cycle'
  readonly whole: FunnelGroup
  /** Largest first. Empty without a dimension. */
  readonly groups: readonly FunnelGroup[]
}

export function funnel(journeys: Journeys, query: FunnelQuery, cells = new Cells()): Funnel {
  const stages = stepsFrom(query.entry)
  const { unit, groups, members } = cohortOf(journeys, query)
  const whole = new GroupCount(cells, stages, null)
  const byGroup: GroupCount[] = []
  for (const member of members) {
    const steps = stepsOf(member, query.followDays, journeys.asOf)
    whole.add(member, steps)
    if (query.by === null) continue
    byGroup[member.group] ??= new GroupCount(cells, stages, groups[member.group]!)
    byGroup[member.group]!.add(member, steps)
  }
  return {
    unit,
    whole: whole.done(),
    groups: Object.values(byGroup)
      .map((group) => group.done())
      .toSorted((a, b) => b.entered.count - a.entered.count || (a.name! < b.name! ? -1 : 1)),
  }
}

/** How far a member came within the time it is followed; null: it has not been followed that long. */
interface StepsTaken {
  readonly furthest: number
  readonly isOpen: boolean
}

function stepsOf(
  { enteredAt, reached, leftAt }: Member,
  followDays: number | null,
  asOf: number,
): StepsTaken | null {
  const until = followDays === null ? asOf : enteredAt + followDays * DAY_MS
  if (until > asOf) return null
  let furthest = 0
  // Later stages never come before earlier ones, but some are reached at once.
  for (let step = 1; step < reached.length; step++) if (reached[step]! <= until) furthest = step
  const isLast = furthest === reached.length - 1
  return { furthest, isOpen: followDays === null && !isLast && leftAt === NEVER }
}

class GroupCount {
  readonly #name: string | null
  readonly #stages: readonly EntryStage[]
  readonly #entered: Cell
  readonly #immature: Cell
  readonly #reached: readonly Cell[]
  readonly #open: readonly Cell[]
  readonly #left: readonly Cell[]

  constructor(cells: Cells, stages: readonly EntryStage[], name: string | null) {
    const of = (...parts: readonly string[]) => cells.of('funnel', ...(name === null ? [] : [name]), ...parts)
    this.#name = name
    this.#stages = stages
    this.#entered = of('entered')
    this.#immature = of('immature')
    this.#reached = stages.map((stage) => of(stage, 'reached'))
    this.#open = stages.map((stage) => of(stage, 'open'))
    this.#left = stages.map((stage) => of(stage, 'left'))
  }

  add({ lead }: Member, steps: StepsTaken | null): void {
    this.#entered.add(lead)
    if (!steps) return this.#immature.add(lead)
    for (let step = 0; step <= steps.furthest; step++) this.#reached[step]!.add(lead)
    if (steps.furthest === this.#stages.length - 1) return
    if (steps.isOpen) this.#open[steps.furthest]!.add(lead)
    else this.#left[steps.furthest]!.add(lead)
  }

  done(): FunnelGroup {
    const counts = this.#reached.map(({ count }) => count)
    return {
      name: this.#name,
      entered: this.#entered.counted(),
      immature: this.#immature.counted(),
      steps: this.#stages.map((stage, step) => ({
        stage,
        reached: this.#reached[step]!.counted(),
        open: this.#open[step]!.counted(),
        left: this.#left[step]!.counted(),
        ofBefore: step === 0 ? null : proportionInterval(counts[step]!, counts[step - 1]!),
        ofAll: step === 0 ? null : proportionInterval(counts[step]!, counts[0]!),
      })),
    }
  }
}
