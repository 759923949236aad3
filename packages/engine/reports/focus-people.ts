/** Where everybody who came in a period stands on the way to a deal, and what the deals brought. */
import { STAGES } from '../agreement/agreement.ts'
import type { Conversion } from './amounts.ts'
import type { Cell, Cells } from './cells.ts'
import { cohortOf, stepsFrom } from './cohort.ts'
import { QUIET_DAYS } from './flow.ts'
import { CUSTOMER, FOCUS_STEPS, lostAt, openAt, STATES } from './focus-gains.ts'
import { counts, ENDS, type End, type Journeys, NEVER } from './journeys.ts'
import { paymentsOf } from './payments.ts'
import { DAY_MS, type Filter, type Span } from './selection.ts'

/** How somebody left the way. `quiet`: was never handed over and did nothing for 90 days. */
export type Leak = Exclude<End, 'open' | 'won' | 'withdrawn'> | 'quiet'

export interface StepCells {
  readonly reached: Cell
  readonly onward: Cell
  readonly lost: Cell
  readonly open: Cell
  readonly leaks: ReadonlyMap<Leak, Cell>
}

export interface FocusPeople {
  readonly came: Cell
  /** By step. */
  readonly steps: readonly StepCells[]
  /** People by state. */
  readonly states: Float64Array
  /** What each customer paid for what was won, renewals not counted; of those of whom it is known. */
  readonly deals: Float64Array
  readonly withoutAmount: Cell
}

export interface FocusPeopleQuery {
  readonly period: Span
  readonly filter: Filter
}

export function focusPeople(
  journeys: Journeys,
  { period, filter }: FocusPeopleQuery,
  conversion: Conversion,
  cells: Cells,
): FocusPeople {
  const came = cells.of('focus', 'came')
  const withoutAmount = cells.of('focus', 'without amount')
  const leaks = FOCUS_STEPS.map(() => new Map<Leak, Cell>())
  const steps = FOCUS_STEPS.map((stage, step): StepCells => {
    const of = (part: string) => cells.of('focus', stage, part)
    return { reached: of('reached'), onward: of('onward'), lost: of('lost'), open: of('open'), leaks: leaks[step]! } // prettier-ignore
  })
  const states = new Float64Array(STATES)
  const deals: number[] = []
  const last = stepsFrom('lead').length - 1
  for (const { lead, reached } of cohortOf(journeys, { period, filter, entry: 'lead', by: null }).members) {
    came.add(lead)
    let furthest = 0
    for (let step = 1; step <= last; step++) if (reached[step] !== NEVER) furthest = step
    for (let step = 0; step <= Math.min(furthest, last - 1); step++) steps[step]!.reached.add(lead)
    for (let step = 0; step < furthest; step++) steps[step]!.onward.add(lead)
    if (furthest === last) {
      states[CUSTOMER]! += 1
      const paid = paidBy(journeys, lead, conversion)
      if (paid === null) withoutAmount.add(lead)
      else deals.push(paid)
      continue
    }
    const leak = leakOf(journeys, lead)
    states[leak === null ? openAt(furthest) : lostAt(furthest)]! += 1
    if (leak === null) steps[furthest]!.open.add(lead)
    else {
      steps[furthest]!.lost.add(lead)
      let cell = leaks[furthest]!.get(leak)
      if (!cell) leaks[furthest]!.set(leak, (cell = cells.of('focus', FOCUS_STEPS[furthest]!, 'lost', leak)))
      cell.add(lead)
    }
  }
  return { came, steps, states, deals: Float64Array.from(deals), withoutAmount }
}

/** Null: nothing that is known and could be converted. */
function paidBy(journeys: Journeys, lead: number, conversion: Conversion): number | null {
  let paid: number | null = null
  for (const { kind, amount, currency } of paymentsOf(journeys, lead)) {
    if (kind !== 'deal' || Number.isNaN(amount)) continue
    const value = conversion.take(amount, currency)
    if (value !== null) paid = (paid ?? 0) + value
  }
  return paid
}

/** How somebody who is no customer left, by the latest pass; null: it is open. Of those without a pass, by what they last did. */
function leakOf(journeys: Journeys, lead: number): Leak | null {
  const { leads, cycles, asOf } = journeys
  for (let cycle = cycles.offsets[lead + 1]! - 1; cycle >= cycles.offsets[lead]!; cycle--) {
    if (!counts(journeys, cycle)) continue
    const end = ENDS[cycles.end[cycle]!]!
    return end === 'open' || end === 'won' || end === 'withdrawn' ? null : end
  }
  if (STAGES[leads.stage[lead]!] === 'disqualified') return 'disqualified'
  const isQuiet = leads.activeAt[lead]! < asOf - QUIET_DAYS * DAY_MS
  return isQuiet && leads.waiting[lead] === 0 ? 'quiet' : null
}
