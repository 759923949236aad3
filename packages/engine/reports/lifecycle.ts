/**
 * The way of people as other schools draw it: pirate metrics (acquisition, activation, retention, referral, revenue), the
 * buyer's journey. Each is a list of rungs over the same ledger and the same acts, defined in the agreement's names; rungs are counted
 * one by one, because nobody has to pass one to reach another.
 */
import { type Proportion, proportionInterval } from '../learn/proportion-interval.ts'
import { Cells, type Counted } from './cells.ts'
import { cohortOf, type Member, stepsFrom } from './cohort.ts'
import { type Journeys, NEVER } from './journeys.ts'
import { firstWonAt } from './payments.ts'
import type { Lifecycle, Rung, RungStage, RungWhen } from './lifecycle-definitions.ts'
import { DAY_MS, daysBetween, type Filter, type Span } from './selection.ts'
import { type Spread, spreadOf } from './spread.ts'

export interface LifecycleQuery {
  /** When people came: were seen first, or could first be contacted, as the definition counts them. */
  readonly period: Span
  readonly filter: Filter
  readonly definition: Lifecycle
}

export interface RungCount {
  readonly key: string
  readonly name: string
  readonly reached: Counted
  /** Came too lately to have reached it whatever they do; in no number of this rung. */
  readonly immature: Counted
  /** Of all who came and are not immature. */
  readonly rate: Proportion
  /** From coming until reaching it, of those whose moment is kept; null where no moment is: of being active again. */
  readonly days: Spread | null
}

export interface LifecycleReport {
  readonly came: Counted
  readonly rungs: readonly RungCount[]
}

export function lifecycle(journeys: Journeys, query: LifecycleQuery, cells = new Cells()): LifecycleReport {
  const { period, filter, definition } = query
  const members = [...cohortOf(journeys, { period, entry: definition.entry, filter, by: null }).members]
  const came = cells.of('lifecycle', 'came')
  for (const { lead } of members) came.add(lead)
  return {
    came: came.counted(),
    rungs: definition.rungs.map((rung) => countRung(journeys, definition, rung, members, cells)),
  }
}

function countRung(
  journeys: Journeys,
  { entry }: Lifecycle,
  rung: Rung,
  members: readonly Member[],
  cells: Cells,
): RungCount {
  const reached = cells.of('lifecycle', rung.key, 'reached')
  const immature = cells.of('lifecycle', rung.key, 'immature')
  const tests = rung.any.map((when) => reachedBy(journeys, entry, when))
  const days: number[] = []
  for (const member of members) {
    if (isImmature(journeys, rung, member)) {
      immature.add(member.lead)
      continue
    }
    let at = NEVER
    for (const test of tests) at = Math.min(at, test(member))
    if (at === NEVER) continue
    reached.add(member.lead)
    days.push(Math.max(0, daysBetween(member.enteredAt, at)!))
  }
  const hasMoment = rung.any.every(({ kind }) => kind !== 'active-after')
  return {
    key: rung.key,
    name: rung.name,
    reached: reached.counted(),
    immature: immature.counted(),
    rate: proportionInterval(reached.count, members.length - immature.count),
    days: hasMoment ? spreadOf(days) : null,
  }
}

/** When a member came that far by one of the ways; NEVER. */
function reachedBy(
  journeys: Journeys,
  entry: Lifecycle['entry'],
  when: RungWhen,
): (member: Member) => number {
  switch (when.kind) {
    case 'stage':
      return stageReached(journeys, entry, when.stage)
    case 'did':
      return firstAct(journeys, when.events)
    case 'active-after':
      return ({ lead }) => activeAgain(journeys, lead, when)
    case 'renewed':
      return ({ lead }) => firstRenewal(journeys, lead)
    case 'referred': {
      const brought = firstAct(journeys, [REFERRAL])
      return (member) => Math.min(journeys.leads.advocateAt[member.lead]!, brought(member))
    }
    default:
      return when satisfies never
  }
}

const REFERRAL = 'Referral Made'

function stageReached(
  { leads }: Journeys,
  entry: Lifecycle['entry'],
  stage: RungStage,
): (member: Member) => number {
  if (stage === 'advocate') return ({ lead }) => leads.advocateAt[lead]!
  const step = stepsFrom(entry).indexOf(stage)
  // Whoever came as a lead has been a visitor.
  return ({ reached, enteredAt }) => (step < 0 ? enteredAt : reached[step]!)
}

function firstAct({ acts }: Journeys, events: readonly string[]): (member: Member) => number {
  const { codes, names } = acts.what
  const isWanted = Uint8Array.from(names, (name) => Number(events.includes(name)))
  return ({ lead }) => {
    let at = NEVER
    for (let row = acts.offsets[lead]!; row < acts.offsets[lead + 1]!; row++)
      if (isWanted[codes[row]!] === 1) at = Math.min(at, acts.at[row]!)
    return at
  }
}

function firstRenewal({ renewals }: Journeys, lead: number): number {
  const row = renewals.offsets[lead]!
  return row < renewals.offsets[lead + 1]! ? renewals.at[row]! : NEVER
}

type ActiveAfter = Extract<RungWhen, { kind: 'active-after' }>

function activeAgain(journeys: Journeys, lead: number, { days, since }: ActiveAfter): number {
  const from = beginOf(journeys, lead, since)
  const after = from + days * DAY_MS
  return from !== NEVER && journeys.leads.activeAt[lead]! >= after ? after : NEVER
}

function beginOf(journeys: Journeys, lead: number, since: ActiveAfter['since']): number {
  return since === 'contact' ? journeys.leads.contactAt[lead]! : firstWonAt(journeys, lead)
}

/** Time after the days of a rung in which somebody can show that they are still there. */
export const ACTIVE_AGAIN_DAYS = 30

/**
 * Whether nobody can say yet that a member was not active again: it is too short a time since the begin that its days count from,
 * or since it came, where that begin has not come. All such are left out, those who were active again already too: counting only the
 * quick ones would flatter the rate.
 */
function isImmature(journeys: Journeys, { any }: Rung, { lead, enteredAt }: Member): boolean {
  for (const when of any) {
    if (when.kind !== 'active-after') continue
    const begin = beginOf(journeys, lead, when.since)
    const from = begin === NEVER ? enteredAt : begin
    if (from + (when.days + ACTIVE_AGAIN_DAYS) * DAY_MS > journeys.asOf) return true
  }
  return false
}
