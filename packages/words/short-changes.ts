/** Changes of one number or one choice, said without the rest of the clause. */
import type { AgreementChange, Condition, PointsClause } from '@baton/engine'
import { sayWorkingSpan } from './clauses.ts'
import { sayDeed } from './conditions.ts'
import { sayClauseName, sayField, sayId, sayStage } from './names.ts'
import { sayCounted, sayDuration, sayList, sayNumber, sayPercent, sayTimes } from './numbers.ts'
import { sayMatcher, sayWhere } from './where.ts'

type Changed = Extract<AgreementChange, { kind: 'changed' }>
type ChangedTo<Part extends Changed['part']> = Extract<Changed, { part: Part }>

/** Null where more than one thing of the clause is another one, or one that has no words of its own. */
export function sayShortChange(change: Changed): string | null {
  switch (change.part) {
    case 'meters':
      return sayMeterChange(change)
    case 'points':
      return sayPointsChange(change)
    case 'fit':
      return saidOnce(change, {
        give: (was, is) =>
          `${sayClauseName(change.clause)} now ${sayGiven(is)} fit points instead of ${sayInstead(was, is)}.`,
      })
    case 'grades':
      return saidOnce(change, { A: sayGrade('A'), B: sayGrade('B'), C: sayGrade('C') })
    case 'tiers':
      return sayTierChange(change)
    case 'condition':
      return sayConditionChange('An SQL', change.before, change.after)
    case 'clocks':
      return sayClockChange(change)
    case 'effort':
      return sayEffortChange(change)
    case 'criteria':
      return saidOnce(change, {
        satisfied: (was, is) =>
          `${sayId(change.after.id)} is now satisfied when it ${sayMatcher(is)}; before, when it ${sayMatcher(was)}.`,
        freshDays: (was, is) =>
          `${sayId(change.after.id)}: an answer now counts for ${sayCounted(is, 'day')} instead of ${sayNumber(was)}.`,
      })
    case 'recycle':
      return sayRecycleChange(change)
    case 'satisfied': {
      const { before, after } = change
      return `${sayCounted(after, 'criterion', 'criteria')} now ${after === 1 ? 'has' : 'have'} to be satisfied instead of ${before}.`
    }
    case 'promise':
      return `${sayPromise(change.after, 'now ')} instead of ${SHARES[change.before.what]?.number(change.before.value) ?? ''}.`
    case 'names':
      return `${sayStage(change.after.stage)} is now called “${change.after.name}” instead of “${change.before.name}”.`
    case 'id':
      return `It is now called ${change.after.id} instead of ${change.before.id}.`
    default:
      return null
  }
}

function sayMeterChange(change: ChangedTo<'meters'>): string | null {
  const name = sayId(change.after.id)
  return saidOnce(change, {
    max: (was, is) => `${name} now holds at most ${sayNumber(is)} instead of ${sayNumber(was)}.`,
    halfLifeDays: (was, is) =>
      `${name} now fades by half in ${sayCounted(is, 'day')} instead of ${sayNumber(was)}.`,
  })
}

function sayPointsChange(change: ChangedTo<'points'>): string | null {
  const { on, where, to } = change.after
  const act = `${on}${where.length > 0 ? ` where ${sayWhere(where)}` : ''}`
  return saidOnce(change, {
    give: (was, is) =>
      `${act} now ${sayGiven(is)} ${is < 0 ? 'from' : 'to'} ${sayField(to)} instead of ${sayInstead(was, is)}.`,
    limit: (was, is) => `${act} now counts ${sayLimited(is)} instead of ${sayLimited(was)}.`,
  })
}

function sayGiven(points: number): string {
  return points < 0 ? `takes ${sayNumber(-points)}` : `gives ${sayNumber(points)}`
}

/** Beside what it is now, the number says enough, unless it turned round. */
function sayInstead(was: number, is: number): string {
  if (was < 0 === is < 0) return sayNumber(Math.abs(was))
  return `${was < 0 ? 'taking' : 'giving'} ${sayNumber(Math.abs(was))}`
}

function sayLimited(limit: PointsClause['limit']): string {
  if (limit === undefined) return 'every time'
  return `at most ${sayTimes(limit.count)} ${limit.days === 1 ? 'a day' : `in ${sayCounted(limit.days, 'day')}`}`
}

function sayGrade(grade: string): (was: number, is: number) => string {
  return (was, is) => `Grade ${grade} now starts at ${sayNumber(is)} fit points instead of ${sayNumber(was)}.`
}

function sayClockChange(change: ChangedTo<'clocks'>): string | null {
  const clock = `On the ${change.after.id} clock`
  return saidOnce(change, {
    firstTouch: (was, is) =>
      `${clock} the first touch is now due within ${sayWorkingSpan(is)} instead of ${sayWorkingSpan(was)}.`,
    decide: (was, is) =>
      `${clock} the decision is now due within ${sayWorkingSpan(is)} instead of ${sayWorkingSpan(was)}.`,
  })
}

function sayEffortChange(change: ChangedTo<'effort'>): string | null {
  return saidOnce(change, {
    attempts: (was, is) => `Sales now owes a lead ${sayCounted(is, 'attempt')} instead of ${sayNumber(was)}.`,
    channels: (was, is) => `Sales now owes a lead ${sayCounted(is, 'channel')} instead of ${sayNumber(was)}.`,
    withinMs: (was, is) =>
      `Sales now owes a lead its attempts within ${sayDuration(is)} instead of ${sayDuration(was)}.`,
  })
}

function sayRecycleChange(change: ChangedTo<'recycle'>): string | null {
  const name = sayId(change.after.id)
  return saidOnce(change, {
    restMs: (was, is) => `${name}: leads now rest for ${sayDuration(is)} instead of ${sayDuration(was)}.`,
    keep: (was, is) =>
      `${name}: leads now keep ${sayPercent(is)} of their points instead of ${sayPercent(was)}.`,
  })
}

type Sayers<Value> = {
  readonly [Key in keyof Value]?: (was: NonNullable<Value[Key]>, is: NonNullable<Value[Key]>) => string
}

/** Null unless exactly one of the keys differs and has words. A limit that comes or goes has words: it counts every time. */
function saidOnce<Value extends object>(
  { before, after }: { readonly before: Value; readonly after: Value },
  sayers: Sayers<Value>,
): string | null {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])] as (keyof Value)[]
  const [key, more] = keys.filter((one) => !isSame(before[one], after[one]))
  const say = key === undefined || more !== undefined ? undefined : sayers[key]
  if (key === undefined || say === undefined) return null
  const [was, is] = [before[key], after[key]]
  if (key !== 'limit' && (was === undefined || is === undefined)) return null
  return say(was as NonNullable<typeof was>, is as NonNullable<typeof is>)
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

function sayTierChange({ before, after }: ChangedTo<'tiers'>): string | null {
  const name = sayId(after.id)
  if (before.clock === after.clock) return sayConditionChange(name, before.condition, after.condition)
  if (!isSame(before.condition, after.condition)) return null
  const clock = (id: string | undefined) => (id === undefined ? 'no clock' : `the ${id} clock`)
  return `${name} is now worked on ${clock(after.clock)} instead of ${clock(before.clock)}.`
}

/** One threshold, one list of grades, one deed or one fact among all the conditions. */
function sayConditionChange(name: string, before: Condition, after: Condition): string | null {
  if (!isSame(shapeOf(before), shapeOf(after))) return null
  const [was, is] = [partsIn(before), partsIn(after)]
  const [at, more] = is.flatMap((part, index) => (isSame(asked(part), asked(was[index]!)) ? [] : [index]))
  if (at === undefined || more !== undefined) return null
  const [old, now] = [was[at]!, is[at]!]
  const asks = `${name} now asks for`
  if (old.kind === 'score' && now.kind === 'score')
    return `${asks} a score of at least ${sayNumber(now.atLeast)} instead of ${sayNumber(old.atLeast)}.`
  if (old.kind === 'meter' && now.kind === 'meter' && old.meter === now.meter)
    return `${asks} ${sayField(now.meter)} of at least ${sayNumber(now.atLeast)} instead of ${sayNumber(old.atLeast)}.`
  if (old.kind === 'grade' && now.kind === 'grade')
    return `${asks} grade ${sayList(now.grades)} instead of ${sayList(old.grades)}.`
  if (old.kind === 'did' && now.kind === 'did' && old.event === now.event)
    return saidApart(asks, sayDeed(now), sayDeed(old))
  if (old.kind === 'field' && now.kind === 'field')
    return `${asks} ${sayWhere(now.where)} instead of ${sayWhere(old.where)}.`
  return null
}

/** Trust of the public is not said: then the words are the same. */
function saidApart(asks: string, now: string, old: string): string | null {
  return now === old ? null : `${asks} ${now} instead of ${old}.`
}

/** Without the id, which may be another one where a condition asks for something else. */
function asked(condition: Condition): unknown {
  return { ...condition, id: undefined }
}

/** How conditions are nested, whatever those ask that hold no others. What is negated counts as one. */
function shapeOf(condition: Condition): unknown {
  return condition.kind === 'all' || condition.kind === 'any'
    ? [condition.kind, ...condition.conditions.map(shapeOf)]
    : condition.kind
}

function partsIn(condition: Condition): readonly Condition[] {
  return condition.kind === 'all' || condition.kind === 'any'
    ? condition.conditions.flatMap(partsIn)
    : [condition]
}

interface Promised {
  readonly number: (value: number) => string
  readonly rest: string
}

const SHARES: Readonly<Record<string, Promised>> = {
  mqlsPerMonth: { number: sayNumber, rest: ' qualified leads a month' },
  accepted: { number: sayPercent, rest: ' of them accepted' },
  firstTouchOnTime: { number: sayPercent, rest: ' of first touches on time' },
  decidedOnTime: { number: sayPercent, rest: ' of decisions on time' },
}

/** `Marketing promises 120 qualified leads a month`, without a full stop. */
export function sayPromise({ side, what, value }: ChangedTo<'promise'>['after'], adverb = ''): string {
  const promised = SHARES[what]
  const said = promised ? promised.number(value) + promised.rest : `${what} ${value}`
  return `${side === 'marketing' ? 'Marketing' : 'Sales'} ${adverb}promises ${said}`
}
