/** From what an address asks to what the engine is asked: days of a time zone become moments, gaps are filled by habit. */
import type { Agreement } from '@baton/engine'
import type {
  Filter,
  KnownContent,
  Persona,
  Rates,
  ReportName,
  ReportQuery,
  Span,
  SpendRow,
} from '@baton/engine/reports'
import {
  dimensions,
  type LifecycleDefinitions,
  type MoneySettings,
  type ReportParameters,
} from '@baton/protocol'
import { isZone } from '@baton/zones'
import { bucketDays, dayAt, daysFromTo, daysLater, type Every, startOfDay } from '@baton/zones/days'
import { Refusal } from '../platform/http/refusal.ts'

export interface Days {
  /** ISO dates; the last day is part of it. */
  readonly from: string
  readonly to: string
}

export interface AskedReport {
  readonly zone: string
  readonly period: Days
  readonly compared: Days | null
  readonly query: ReportQuery
  /** The same of the compared period. */
  readonly before: ReportQuery | null
}

/** What reports are asked about besides the address. */
export interface AskedOf {
  readonly now: number
  readonly agreement: Agreement | null
  readonly money: MoneySettings
  readonly rates: Rates
  readonly spend: readonly SpendRow[]
  readonly lifecycles: LifecycleDefinitions
  readonly personas: readonly Persona[]
  readonly library: readonly KnownContent[]
}

const DAYS_BY_DEFAULT = 90
/** Nothing is asked about farther off than this. */
const YEARS_MAX_DAYS = 40 * 366

/** @throws Refusal `invalid_request` naming what cannot be, and what could */
export function askedReport(report: ReportName, parameters: ReportParameters, of: AskedOf): AskedReport {
  const zone = knownZone('zone', parameters.zone ?? of.agreement?.handoff.hours?.zone ?? 'UTC')
  const period = periodOf(parameters, zone, of.now)
  // Kinds of people that were found in two periods are not the same kinds: there is nothing to hold against each other.
  const compared = report === 'kinds' ? null : comparedOf(parameters.compare, period)
  return {
    zone,
    period,
    compared,
    query: queryOf(report, parameters, zone, period, of),
    before: compared && queryOf(report, parameters, zone, compared, of),
  }
}

function periodOf({ from, to }: ReportParameters, zone: string, now: number): Days {
  const last = to ?? dayAt(zone, now)
  const first = from ?? daysLater(last, 1 - DAYS_BY_DEFAULT)
  return orderedDays('from', first, last)
}

function orderedDays(name: string, from: string, to: string): Days {
  if (from > to)
    throw new Refusal('invalid_request', `${name} is ${from}, which is after the last day ${to}.`)
  if (daysFromTo(from, to) > YEARS_MAX_DAYS)
    throw new Refusal('invalid_request', `From ${from} to ${to} is more than forty years.`)
  return { from, to }
}

function knownZone(name: string, zone: string): string {
  if (isZone(zone)) return zone
  throw new Refusal('invalid_request', `${name} is “${zone}”, not a time zone such as Europe/Berlin.`)
}

/** As many days before, or the same days a year earlier. */
function comparedOf(compare: ReportParameters['compare'], { from, to }: Days): Days | null {
  if (compare === 'none') return null
  if (compare === 'year') return { from: yearEarlier(from), to: yearEarlier(to) }
  const days = daysFromTo(from, to) + 1
  return { from: daysLater(from, -days), to: daysLater(from, -1) }
}

function yearEarlier(day: string): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  // 29 February a year earlier is the 28th.
  const last = new Date(Date.UTC(year - 1, month, 0)).getUTCDate()
  return new Date(Date.UTC(year - 1, month - 1, Math.min(date, last))).toISOString().slice(0, 10)
}

function spanOf(zone: string, { from, to }: Days): Span {
  return { from: startOfDay(zone, from), to: startOfDay(zone, daysLater(to, 1)) }
}

function queryOf(
  report: ReportName,
  parameters: ReportParameters,
  zone: string,
  days: Days,
  of: AskedOf,
): ReportQuery {
  const { agreement, money } = of
  const period = spanOf(zone, days)
  const filter = filterOf(parameters)
  const by = parameters.by ?? null
  switch (report) {
    case 'funnel':
      return { report, period, entry: parameters.entry, filter, by, followDays: parameters.follow ?? null }
    case 'flow':
      return { report, period, entry: parameters.entry, filter, by: null }
    case 'statement':
      return { report, filter, ...sidesOf(parameters, zone, days) }
    case 'volume':
      return { report, period, filter, buckets: bucketsOf(zone, days, parameters.every) }
    case 'promises':
      return {
        report,
        period,
        filter,
        buckets: bucketsOf(zone, days, parameters.every),
        promised: agreement?.promises ?? { marketing: {}, sales: {} },
        ...calendarOf(zone, days),
      }
    case 'pace':
      return { report, period, filter, by, stage: parameters.stage }
    case 'judgement':
      return { report, period, filter, by, effort: agreement?.handoff.effort ?? null }
    case 'money':
      return { report, period, filter, ...moneyAsked(parameters, of) }
    case 'deals': {
      const buckets = bucketsOf(zone, days, parameters.every ?? 'month')
      return {
        report,
        period,
        filter,
        buckets,
        currency: money.currency,
        rates: of.rates,
        termMonths: money.amountMonths,
      }
    }
    case 'lifecycle':
      return { report, period, filter, definition: of.lifecycles[parameters.lifecycle] }
    case 'retention':
      return { report, filter, buckets: bucketsOf(zone, days, 'month') }
    case 'traits':
      return { report, period, filter, against: parameters.against }
    case 'personas':
      return { report, period, filter, personas: of.personas }
    case 'kinds':
      return { report, period, filter, ...kindsAsked(parameters) }
    case 'focus':
      return { report, period, filter, currency: money.currency, rates: of.rates, seed: SEED, rounds: ROUNDS }
    case 'benchmarks':
      return { report, period, filter, followDays: parameters.follow ?? DAYS_BY_DEFAULT }
    case 'content':
      return { report, period, filter, library: of.library }
    default:
      return report satisfies never
  }
}

/** So that the same question has the same answer. */
const SEED = 20_261_128
const ROUNDS = 1_000
/** Who people are, and what they came for; where they came from is no trait of theirs. */
const KIND_DIMENSIONS = ['industry', 'size', 'region', 'seniority', 'content'] as const

function moneyAsked({ model, basis, channel }: ReportParameters, { money, rates, spend }: AskedOf) {
  const { currency, margin, amountMonths } = money
  return { model, basis, by: channel, spend, currency, rates, margin, amountMonths }
}

function kindsAsked({ among, kinds }: ReportParameters) {
  return { among, dimensions: KIND_DIMENSIONS, k: kinds ?? null, seed: SEED }
}

function filterOf(parameters: ReportParameters): Filter {
  return Object.fromEntries(
    dimensions.flatMap((name) => (parameters[name] === undefined ? [] : [[name, parameters[name]]])),
  )
}

/** Weeks up to half a year, then months; days up to a fortnight. */
function bucketsOf(zone: string, { from, to }: Days, asked: Every | undefined): readonly number[] {
  const days = daysFromTo(from, to) + 1
  const every = asked ?? (days <= 14 ? 'day' : days <= 190 ? 'week' : 'month')
  return [
    ...bucketDays(from, to, every).map((day) => startOfDay(zone, day)),
    startOfDay(zone, daysLater(to, 1)),
  ]
}

/** Days that a forecast learns from before the period. */
const CALENDAR_DAYS = 70

function calendarOf(
  zone: string,
  { from, to }: Days,
): { readonly days: readonly number[]; readonly weekday: number } {
  const first = daysLater(from, -CALENDAR_DAYS)
  const days = [...bucketDays(first, to, 'day'), daysLater(to, 1)].map((day) => startOfDay(zone, day))
  return { days, weekday: (new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % 7 }
}

function sidesOf(parameters: ReportParameters, zone: string, days: Days) {
  const theirsZone = knownZone('theirsZone', parameters.theirsZone ?? zone)
  const theirsDays = orderedDays(
    'theirsFrom',
    parameters.theirsFrom ?? days.from,
    parameters.theirsTo ?? days.to,
  )
  return {
    ours: {
      figure: parameters.ours,
      period: spanOf(zone, days),
      periodElsewhere: spanOf(theirsZone, days),
      version: parameters.oursVersion ?? null,
      once: parameters.oursOnce,
    },
    theirs: {
      figure: parameters.theirs,
      period: spanOf(theirsZone, theirsDays),
      periodElsewhere: spanOf(zone, theirsDays),
      version: parameters.theirsVersion ?? null,
      once: parameters.theirsOnce,
    },
  }
}
