/**
 * Where to focus: at which step of the funnel a tenth would bring the most, how sure that is, and what would change it. The
 * gains are those of `focus-gains.ts`; by `lost` the steps are compared.
 *
 * People who came in the period are counted, each where it came furthest. Intervals are of bootstrap rounds over people: as all
 * that counts of a person is its state, a round draws how many are in each state.
 */
import { type Proportion, PROPORTION_FLOOR, proportionInterval } from '../learn/proportion-interval.ts'
import { type Rates, Conversion, type Unconverted } from './amounts.ts'
import { Cells, type Counted } from './cells.ts'
import { type DrawnGains, drawGains, type Estimate } from './focus-draws.ts'
import { bestStep, conversionOfTie, FOCUS_STEPS, type FocusStage, type StepGain, stepGains } from './focus-gains.ts' // prettier-ignore
import { focusPeople, type FocusPeople, type Leak } from './focus-people.ts'
import type { Journeys, WayStage } from './journeys.ts'
import type { Filter, Span } from './selection.ts'

export interface FocusQuery {
  /** Of coming: when the person could first be contacted. */
  readonly period: Span
  readonly filter: Filter
  /** Of the report, ISO 4217. */
  readonly currency: string
  readonly rates: Rates
  readonly seed: number
  /** Of the bootstrap, 100 to ROUNDS_MAX. */
  readonly rounds: number
}

export interface FocusStep {
  readonly from: FocusStage
  readonly to: WayStage
  readonly reached: Counted
  readonly onward: Counted
  readonly lost: Counted
  /** Can still go on; in no conversion. */
  readonly open: Counted
  /** Of those who went on or were lost. */
  readonly conversion: Proportion
  /** How those lost left, most frequent first. */
  readonly leaks: readonly { readonly how: Leak; readonly leads: Counted }[]
  /** A tenth of those lost go on instead. `revenue`: null where no amount is known. */
  readonly ofLost: { readonly customers: Estimate; readonly revenue: Estimate | null }
  /** The conversion rises by a tenth of itself. */
  readonly ofRate: { readonly customers: Estimate; readonly revenue: Estimate | null }
  /** Share of bootstrap rounds in which a tenth of those lost is worth most at this step, 0 to 1. */
  readonly best: number
}

/** Lead to MQL: more of them, and better ones; MQL to SQL: their being worked; from SQL on: their being won. */
export const ADVICE_KINDS = ['more-and-better-mqls', 'work-mqls', 'convert-sqls', 'too-few-to-say'] as const
export type AdviceKind = (typeof ADVICE_KINDS)[number]

export interface Advice {
  readonly kind: AdviceKind
  /** Why nothing is said: too few customers or too few decided at the step, or two steps too close. */
  readonly unsaid: 'customers' | 'decided' | 'close' | null
  /** Where a tenth of those lost is worth most; null: nothing is lost, or nobody won. */
  readonly step: FocusStage | null
  /** In revenue where amounts are known, else in customers. */
  readonly unit: 'revenue' | 'customers'
  readonly gain: Estimate | null
  /** Share of bootstrap rounds in which this step is the best. */
  readonly certainty: number
  readonly runnerUp: { readonly step: FocusStage; readonly gain: Estimate } | null
  /** From this conversion of `step` on, all others as they are, the runner-up would be the best. */
  readonly whatWouldChange: { readonly step: FocusStage; readonly conversionNeeded: number } | null
}

export interface Focus {
  readonly came: Counted
  readonly customers: number
  readonly currency: string
  /** Mean of what a customer's deals brought; null where none is known. */
  readonly deal: Estimate | null
  readonly withoutAmount: Counted
  readonly unconverted: Unconverted
  readonly rounds: number
  readonly steps: readonly FocusStep[]
  readonly advice: Advice
}

export const ROUNDS_MAX = 10_000
/** A step is called the best when it is in so many rounds. */
export const CERTAIN = 0.8

/** @throws RangeError when rounds are not a whole number from 100 to ROUNDS_MAX */
export function focus(journeys: Journeys, query: FocusQuery, cells = new Cells()): Focus {
  const { rounds, seed, currency } = query
  if (!Number.isInteger(rounds) || rounds < 100 || rounds > ROUNDS_MAX)
    throw new RangeError(`rounds is ${rounds}, expected a whole number from 100 to ${ROUNDS_MAX}`)
  const conversion = new Conversion(currency, query.rates)
  const people = focusPeople(journeys, query, conversion, cells)
  const drawn = drawGains(people, { seed, rounds })
  const steps = FOCUS_STEPS.map((from, step) => stepOf(people, drawn, from, step))
  return {
    came: people.came.counted(),
    customers: people.deals.length + people.withoutAmount.count,
    currency,
    deal: drawn.deal,
    withoutAmount: people.withoutAmount.counted(),
    unconverted: conversion.unconverted(),
    rounds,
    steps,
    advice: adviceOf(people, steps),
  }
}

const NEXT = ['mql', 'sal', 'sql', 'opportunity', 'customer'] as const satisfies readonly WayStage[]

function stepOf(people: FocusPeople, drawn: DrawnGains, from: FocusStage, step: number): FocusStep {
  const { reached, onward, lost, open, leaks } = people.steps[step]!
  return {
    from,
    to: NEXT[step]!,
    reached: reached.counted(),
    onward: onward.counted(),
    lost: lost.counted(),
    open: open.counted(),
    conversion: proportionInterval(onward.count, onward.count + lost.count),
    leaks: [...leaks]
      .map(([how, cell]) => ({ how, leads: cell.counted() }))
      .toSorted((a, b) => b.leads.count - a.leads.count || (a.how < b.how ? -1 : 1)),
    ...drawn.steps[step]!,
  }
}

function adviceOf({ states, deals, withoutAmount }: FocusPeople, steps: readonly FocusStep[]): Advice {
  const gains = stepGains(states, 1)
  const best = bestStep(gains)
  const unit = deals.length > 0 ? 'revenue' : 'customers'
  const gainOf = (step: number) => steps[step]!.ofLost.revenue ?? steps[step]!.ofLost.customers
  if (best < 0)
    return {
      kind: 'too-few-to-say', unsaid: 'customers', step: null, unit, gain: null, certainty: 0, runnerUp: null, whatWouldChange: null,
    } // prettier-ignore
  const second = bestStep(gains.map((gain, step) => (step === best ? { ...gain, lost: 0 } : gain)))
  const unsaid = unsaidOf(deals.length + withoutAmount.count, gains[best]!, steps[best]!)
  const step = FOCUS_STEPS[best]!
  return {
    kind: unsaid === null ? kindOf(steps[best]!) : 'too-few-to-say',
    unsaid,
    step,
    unit,
    gain: gainOf(best),
    certainty: steps[best]!.best,
    runnerUp: second < 0 ? null : { step: FOCUS_STEPS[second]!, gain: gainOf(second) },
    whatWouldChange:
      second < 0 ? null : { step, conversionNeeded: conversionOfTie(gains[best]!, gains[second]!.lost) },
  }
}

function unsaidOf(customers: number, { decided }: StepGain, { best }: FocusStep): Advice['unsaid'] {
  if (customers < PROPORTION_FLOOR) return 'customers'
  if (decided < PROPORTION_FLOOR) return 'decided'
  return best < CERTAIN ? 'close' : null
}

/** Where MQLs do not become SAL the leaks tell whose it is: mostly turned down, they were not good enough; else not worked. */
function kindOf({ from, lost, leaks }: FocusStep): AdviceKind {
  switch (from) {
    case 'lead':
      return 'more-and-better-mqls'
    case 'mql': {
      const turnedDown = leaks.filter(({ how }) => how === 'rejected' || how === 'disqualified')
      const count = turnedDown.reduce((sum, { leads }) => sum + leads.count, 0)
      return count > lost.count / 2 ? 'more-and-better-mqls' : 'work-mqls'
    }
    case 'sal':
      return 'work-mqls'
    case 'sql':
    case 'opportunity':
      return 'convert-sqls'
    default:
      return from satisfies never
  }
}
