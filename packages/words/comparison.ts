/** A comparison of two agreements as lines of text, in the manner of a plan: what is added, dropped, moved, and what it does. */
import type { ComparedLead, ComparedSide, Comparison, Measured } from '@baton/engine/compare'
import type { Proportion } from '@baton/engine'
import { sayTeam } from './names.ts'
import { sayCount, sayCounted, sayDate, sayList, sayPercent } from './numbers.ts'

export interface ComparedNames {
  /** What the two agreements are called: `version 3`, `candidate.yaml`. */
  readonly baseline: string
  readonly candidate: string
  /** Who a lead is, by id. */
  readonly lead: (id: string) => string
}

/** Most leads that are listed of each kind. */
const LISTED = 10

export function* sayComparison(
  comparison: Comparison,
  names: ComparedNames,
  listed = LISTED,
): Generator<string> {
  const { history } = comparison
  yield `${names.candidate} against ${names.baseline}, over ${sayCounted(history.leads, 'lead')} and ${sayCounted(history.events, 'event')} (${sayDate(history.from)} to ${sayDate(history.until)})`
  yield ''
  if (!comparison.isChange) {
    yield 'No change: the same leads, promoted at the same moments.'
    return
  }
  yield* sayMoved(comparison, names, listed)
  yield* saySides(comparison.baseline, comparison.candidate, names)
  yield* sayMissed(comparison, names, listed)
  yield ''
  yield sayTotals(comparison)
}

/** What one agreement alone comes to. */
export function* sayAlone(
  { history, candidate }: Pick<Comparison, 'history' | 'candidate'>,
  name: string,
): Generator<string> {
  yield `${name}, over ${sayCounted(history.leads, 'lead')} and ${sayCounted(history.events, 'event')} (${sayDate(history.from)} to ${sayDate(history.until)})`
  yield ''
  for (const [label, , said] of sideRows(candidate, candidate)) yield `  ${label.padEnd(32)}${said}`
}

const KINDS = [
  ['added', '+', 'added'],
  ['dropped', '-', 'dropped'],
  ['earlier', '~', 'earlier'],
  ['later', '~', 'later'],
  ['retiered', '~', 'in another tier'],
] as const

function* sayMoved(comparison: Comparison, names: ComparedNames, listed: number): Generator<string> {
  for (const [kind, sign, word] of KINDS) {
    const leads = comparison[kind]
    if (leads.length === 0) continue
    yield `${sign} ${sayCounted(leads.length, 'lead')} ${word}${sayShift(kind, leads)}: ${sayTiers(leads)}`
    yield `    ${sayOutcomes(leads)}`
    for (const lead of leads.slice(0, listed)) yield `    ${sign} ${sayLead(lead, names)}`
    if (leads.length > listed) yield `      and ${sayCount(leads.length - listed)} more`
    yield ''
  }
}

function sayTiers(leads: readonly ComparedLead[]): string {
  const counts = new Map<string, number>()
  for (const { candidate, baseline } of leads) {
    const tier = (candidate ?? baseline)!.tier
    counts.set(tier, (counts.get(tier) ?? 0) + 1)
  }
  return [...counts].map(([tier, count]) => `${sayCount(count)} ${tier}`).join(', ')
}

const DAY_MS = 86_400_000

function sayShift(kind: string, leads: readonly ComparedLead[]): string {
  if (kind !== 'earlier' && kind !== 'later') return ''
  const days = leads
    .map(({ candidate, baseline }) => Math.abs(candidate!.at - baseline!.at) / DAY_MS)
    .toSorted((a, b) => a - b)
  const median = days[days.length >> 1]!
  return median < 1
    ? ', by less than a day in the middle'
    : `, by ${sayCounted(Math.round(median), 'day')} in the middle`
}

const OUTCOMES = [
  ['won', 'won'],
  ['sql', 'sales qualified'],
  ['lost', 'turned down or lost'],
  ['open', 'still open'],
  ['unknown', 'never worked, so nobody knows'],
] as const

function sayOutcomes(leads: readonly ComparedLead[]): string {
  const said = OUTCOMES.flatMap(([outcome, word]) => {
    const count = leads.filter((lead) => lead.outcome === outcome).length
    return count > 0 ? [`${sayCount(count)} ${word}`] : []
  })
  return `What became of them: ${sayList(said, 'and')}.`
}

function sayLead({ lead, candidate, baseline, outcome }: ComparedLead, names: ComparedNames): string {
  const at = (promotion: { tier: string; at: number }) => `${promotion.tier} on ${sayDate(promotion.at)}`
  const moved = candidate && baseline ? `${at(baseline)} → ${at(candidate)}` : at((candidate ?? baseline)!)
  return `${names.lead(lead)}: ${moved} (${outcome})`
}

function* saySides(baseline: ComparedSide, candidate: ComparedSide, names: ComparedNames): Generator<string> {
  const rows = [['', names.baseline, names.candidate], ...sideRows(baseline, candidate)] as const
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]!.length)))
  for (const [label, was, is] of rows) {
    yield `  ${label.padEnd(widths[0]!)}   ${was.padEnd(widths[1]!)}   ${is}`.trimEnd()
  }
}

function* sideRows(a: ComparedSide, b: ComparedSide): Generator<readonly [string, string, string]> {
  const row = (label: string, say: (side: ComparedSide) => string) => [label, say(a), say(b)] as const
  yield row('promotions', ({ promotions }) => sayCount(promotions))
  for (const tier of new Set([...Object.keys(a.byTier), ...Object.keys(b.byTier)]))
    yield row(`  ${tier}`, ({ byTier }) => (tier in byTier ? sayCount(byTier[tier]!) : 'no such tier'))
  yield row('leads promoted', ({ leads }) => sayCount(leads))
  yield row('became sales qualified', ({ precision }) => sayMeasured(precision.sql))
  yield row('were won', ({ precision }) => sayMeasured(precision.won))
  yield row('sales qualified it caught', ({ recall }) => sayProportion(recall.sql))
  yield row('won deals it caught', ({ recall }) => sayProportion(recall.won))
  for (const team of new Set([...a.load, ...b.load].map((load) => load.team))) {
    yield row(`for ${team === null ? 'nobody named' : sayTeam(team)}, a week`, ({ load }) => {
      const own = load.find((one) => one.team === team)
      return own ? `${own.perWeek.toFixed(1)}, at most ${sayCount(own.busiest.handoffs)}` : 'none'
    })
  }
  yield row('MQLs a month', ({ promises: { mqlsPerMonth } }) => {
    const { rate, low, high } = mqlsPerMonth.observed
    const owed = mqlsPerMonth.promised === null ? '' : `, promised ${sayCount(mqlsPerMonth.promised)}`
    return `${rate.toFixed(1)} (${low.toFixed(1)} to ${high.toFixed(1)})${owed}`
  })
  const promised = ['accepted', 'firstTouchOnTime', 'decidedOnTime'] as const
  const labels = {
    accepted: 'accepted by sales',
    firstTouchOnTime: 'first touch on time',
    decidedOnTime: 'decided on time',
  }
  for (const name of promised) {
    yield row(labels[name], ({ promises }) => {
      const { promised: owed, observed } = promises[name]
      return `${sayMeasured(observed)}${owed === null ? '' : `, promised ${sayPercent(owed)}`}`
    })
  }
}

/** `43 % (38 to 48) of 1,204`, or that it is too few to say. */
export function sayProportion({ successes, n, rate, low, high, tooFew }: Proportion): string {
  if (n === 0) return 'nobody to tell by'
  if (tooFew) return `${successes} of ${n}, too few to say`
  const percent = (share: number) => (100 * share).toFixed(rate < 0.1 ? 1 : 0)
  return `${sayPercent(rate)} (${percent(low)} to ${percent(high)}) of ${sayCount(n)}`
}

function sayMeasured(measured: Measured): string {
  const { unknown, open } = measured
  const left = [
    ...(unknown > 0 ? [`${sayCount(unknown)} unknown`] : []),
    ...(open > 0 ? [`${sayCount(open)} open`] : []),
  ]
  return `${sayProportion(measured)}${left.length > 0 ? `; ${left.join(', ')}` : ''}`
}

function* sayMissed({ missedWon }: Comparison, names: ComparedNames, listed: number): Generator<string> {
  if (missedWon.length === 0) return
  const costs = missedWon.filter(({ isNew }) => isNew)
  yield ''
  yield `Won deals that ${names.candidate} would have missed: ${sayCount(missedWon.length)}, ${sayCount(costs.length)} of them caught by ${names.baseline}`
  const byWeight = [...costs, ...missedWon.filter(({ isNew }) => !isNew)]
  for (const { lead, wonAt, isNew } of byWeight.slice(0, listed))
    yield `  ${isNew ? '!' : ' '} ${names.lead(lead)}, won on ${sayDate(wonAt)}${isNew ? '' : ' (missed by both)'}`
  if (byWeight.length > listed) yield `    and ${sayCount(byWeight.length - listed)} more`
}

function sayTotals({ added, dropped, earlier, later, retiered, candidate, baseline }: Comparison): string {
  const moved = earlier.length + later.length + retiered.length
  const passes = candidate.promotions - baseline.promotions
  const more = `${passes >= 0 ? '+' : '−'}${sayCount(Math.abs(passes))}`
  return `Plan: ${sayCount(added.length)} to add, ${sayCount(dropped.length)} to drop, ${sayCount(moved)} to move; ${more} promotions in all.`
}
