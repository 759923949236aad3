/** Clauses of an agreement as whole sentences. */
import type {
  Clock,
  Criterion,
  DisqualifyClause,
  FitClause,
  Meter,
  PointsClause,
  RecycleReason,
  Tier,
  WorkingSpan,
} from '@baton/engine'
import { sayCondition, sayTrust } from './conditions.ts'
import { sayField, sayId } from './names.ts'
import { sayCounted, sayDuration, sayList, sayNumber, sayPercent, sayTimes } from './numbers.ts'
import { sayMatcher, sayValue, sayWhere } from './where.ts'

export function sayMeter(meter: Meter): string {
  const fades =
    meter.halfLifeDays === undefined
      ? 'never fades'
      : `fades by half every ${sayCounted(meter.halfLifeDays, 'day')}`
  return `${sayId(meter.id)} holds at most ${sayNumber(meter.max)} points and ${fades}.`
}

export function sayPointsClause(clause: PointsClause): string {
  const where = clause.where.length > 0 ? ` where ${sayWhere(clause.where)}` : ''
  const trust = clause.trust !== undefined && clause.trust !== 'public' ? `, ${sayTrust(clause.trust)},` : ''
  const act =
    clause.give < 0
      ? `takes ${sayNumber(-clause.give)} from ${sayField(clause.to)}`
      : `gives ${sayNumber(clause.give)} to ${sayField(clause.to)}`
  return `${clause.on}${where}${trust} ${act}${sayLimit(clause.limit)}.`
}

function sayLimit(limit: PointsClause['limit']): string {
  if (limit === undefined) return ''
  const span = limit.days === 1 ? 'a day' : `in ${sayCounted(limit.days, 'day')}`
  return `, at most ${sayTimes(limit.count)} ${span}`
}

export function sayFitClause(clause: FitClause): string {
  const points = sayCounted(Math.abs(clause.give), 'point')
  return `${clause.give < 0 ? `Minus ${points}` : points} when ${sayWhere(clause.where)}.`
}

export function sayGrades(grades: { readonly A: number; readonly B: number; readonly C: number }): string {
  return `Grade A from ${sayNumber(grades.A)} fit points, B from ${sayNumber(grades.B)}, C from ${sayNumber(grades.C)}; below that, D.`
}

export function sayDisqualifyClause(clause: DisqualifyClause): string {
  return `Out when ${sayWhere(clause.where)}.`
}

export function sayTier(tier: Tier): string {
  const clock = tier.clock === undefined ? '' : ` Sales works it on the ${tier.clock} clock.`
  return `${sayId(tier.id)}: ${sayCondition(tier.condition)}.${clock}`
}

export function sayComplete(fields: readonly string[]): string {
  return `Nobody is handed over before ${sayList(fields.map(sayField), 'and')} ${fields.length === 1 ? 'is' : 'are'} known.`
}

/** `15 minutes`, `4 hours`, `3 working days`. */
export function sayWorkingSpan({ count, unit }: WorkingSpan): string {
  if (unit === 'days') return sayCounted(count, 'working day')
  return count % 60 === 0 ? sayCounted(count / 60, 'hour') : sayCounted(count, 'minute')
}

export function sayHandoffClock(clock: Clock): string {
  return `On the ${clock.id} clock the first touch is due within ${sayWorkingSpan(clock.firstTouch)} and the decision within ${sayWorkingSpan(clock.decide)}.`
}

const ASKED: Readonly<Record<Criterion['ask'], string>> = {
  money: 'an amount of money',
  choice: 'one of the options',
  text: 'a few words',
  months: 'a number of months',
  number: 'a number',
  'yes-no': 'yes or no',
}

export function sayCriterion(criterion: Criterion): string {
  const asked =
    criterion.options.length > 0
      ? sayList(criterion.options.map((option) => sayValue(option)))
      : ASKED[criterion.ask]
  const satisfied =
    criterion.satisfied === undefined
      ? 'any answer satisfies it'
      : `satisfied when it ${sayMatcher(criterion.satisfied)}`
  const fresh =
    criterion.freshDays === undefined
      ? ''
      : `; an answer counts for ${sayCounted(criterion.freshDays, 'day')}`
  const question = criterion.question === undefined ? '' : ` (“${criterion.question}”)`
  return `${sayId(criterion.id)}${question} is answered with ${asked}; ${satisfied}${fresh}.`
}

export function sayRecycleReason(reason: RecycleReason): string {
  if (reason.disqualify) return `${sayId(reason.id)}: the lead is disqualified.`
  const rest = reason.restMs === 0 ? 'comes back at once' : `rests for ${sayDuration(reason.restMs)}`
  const keep = reason.keep === 1 ? 'keeps all its points' : `keeps ${sayPercent(reason.keep)} of its points`
  return `${sayId(reason.id)}: the lead ${rest} and ${keep}.`
}
