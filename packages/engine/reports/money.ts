/**
 * Money: what was spent to bring people, by where they came from, beside what became of them under a named model of attribution.
 *
 * Whose outcomes stand beside a period's spend is a choice, and the answer names it:
 *
 * - `happened`: outcomes that happened in the period, whenever the person came. It closes with the books of the period, but much of
 *   what it counts was paid for earlier.
 * - `cohort`: outcomes up to now of those who came in the period. Its money and its people belong together, but young cohorts have
 *   not had the time to buy: their costs fall for as long as people go on.
 *
 * People are counted, each outcome once: the first time that one came so far or further. Of merged leads only the one that stands.
 */
import { Conversion, type Rates, type Unconverted } from './amounts.ts'
import { Attribution, type AttributionModel } from './attribution.ts'
import { Cells } from './cells.ts'
import { type ChannelDimension, Channels } from './channels.ts'
import { type Journeys, NEVER } from './journeys.ts'
import { leadWay } from './lead-way.ts'
import { MoneyCount, type MoneyRow, type MoneyTotal, OUTCOMES } from './money-rows.ts'
import { type Payment, paymentsOf } from './payments.ts'
import { type Filter, filterOf, isIn, type Span } from './selection.ts'
import { isSpendTold, spendByChannel, type SpendRow } from './spend.ts'

export const MONEY_BASES = ['happened', 'cohort'] as const
export type MoneyBasis = (typeof MONEY_BASES)[number]

export interface MoneyQuery {
  readonly period: Span
  readonly basis: MoneyBasis
  readonly model: AttributionModel
  /** Of people. Spend is restricted by source and campaign only: with any other dimension no costs are given. */
  readonly filter: Filter
  readonly by: ChannelDimension
  readonly spend: readonly SpendRow[]
  /** Of the report, ISO 4217. */
  readonly currency: string
  readonly rates: Rates
  /** Share of revenue that is left after what it costs to deliver, 0 to 1; 1: not known, payback is of revenue. */
  readonly margin: number
  /** Months that the amount of a deal stands for; null: not known, and then there is no payback. */
  readonly amountMonths: number | null
}

export interface Money {
  readonly model: AttributionModel
  readonly basis: MoneyBasis
  readonly by: ChannelDimension
  readonly currency: string
  /** False: the filter names what spend cannot be told apart by, so no costs are given. */
  readonly isSpendTold: boolean
  /** Largest spend first, what is attributed to nothing last. They add up to the total. */
  readonly rows: readonly MoneyRow[]
  readonly total: MoneyTotal
  readonly unconverted: { readonly spend: Unconverted; readonly revenue: Unconverted }
}

export function money(journeys: Journeys, query: MoneyQuery, cells = new Cells()): Money {
  const { currency, rates, filter, by, model, basis } = query
  const channels = new Channels(by)
  const [spending, earning] = [new Conversion(currency, rates), new Conversion(currency, rates)]
  const spent = spendByChannel(journeys, query, channels, spending)
  const attribution = new Attribution(journeys, model, channels)
  const count = new MoneyCount(cells, channels)
  for (const member of countedMembers(journeys, query)) {
    const isCounted = countedMoments(query, member)
    for (const [step, outcome] of OUTCOMES.entries()) {
      const at = member.moments[step]!
      if (isCounted(at)) count.addOutcome(outcome, member.lead, attribution.creditsOf(member.lead, at))
    }
    const customerAt = member.moments[3]!
    if (customerAt === NEVER && !hasRenewed(journeys, member.lead)) continue
    for (const payment of paymentsOf(journeys, member.lead)) {
      if (!isCounted(payment.at)) continue
      // What brought the customer brought the renewals.
      const credits = attribution.creditsOf(member.lead, until(payment, customerAt))
      const isFirst = payment.kind === 'deal' && payment.at === customerAt
      count.addPayment(payment, isFirst, member.lead, credits, earning)
    }
  }
  const isTold = isSpendTold(filter)
  return {
    model,
    basis,
    by,
    currency,
    isSpendTold: isTold,
    ...count.done(spent, { ...query, isTold }),
    unconverted: { spend: spending.unconverted(), revenue: earning.unconverted() },
  }
}

function hasRenewed({ renewals: { offsets } }: Journeys, lead: number): boolean {
  return offsets[lead + 1]! > offsets[lead]!
}

function until({ kind, at }: Payment, customerAt: number): number {
  return kind === 'renewal' && customerAt !== NEVER ? customerAt : at
}

interface CountedMember {
  readonly lead: number
  readonly cameAt: number
  /** By outcome: the first time that it came so far or further; NEVER. */
  readonly moments: readonly number[]
}

/** Everybody of whom something may count in the report: by what the ledger says before the filter is asked. */
function* countedMembers(journeys: Journeys, query: MoneyQuery): Generator<CountedMember> {
  const { leads } = journeys
  const passes = filterOf(journeys, query.filter)
  const { first, reached } = leadWay(journeys)
  const [mqlAt, , sqlAt, , customerAt] = reached as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  for (let lead = 0; lead < leads.root.length; lead++) {
    const cameAt = leads.contactAt[lead]!
    if (cameAt === NEVER || leads.root[lead] !== lead) continue
    const moments = [cameAt, mqlAt[lead]!, sqlAt[lead]!, customerAt[lead]!]
    const hasPaid = moments[3] !== NEVER || hasRenewed(journeys, lead)
    const isCandidate =
      query.basis === 'cohort'
        ? isIn(query.period, cameAt)
        : hasPaid || moments.some((at) => isIn(query.period, at))
    if (isCandidate && passes(lead, first[lead]!)) yield { lead, cameAt, moments }
  }
}

/** Whether what happened to a member at a moment counts in the report. */
function countedMoments(
  { basis, period }: Pick<MoneyQuery, 'basis' | 'period'>,
  { cameAt }: CountedMember,
): (at: number) => boolean {
  if (basis === 'happened') return (at) => isIn(period, at)
  const isOfCohort = isIn(period, cameAt)
  return (at) => isOfCohort && at !== NEVER
}
