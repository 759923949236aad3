/** What one agreement says otherwise than another, a sentence a change. */
import type { AgreementChange, Condition } from '@baton/engine'
import {
  sayComplete,
  sayCriterion,
  sayDisqualifyClause,
  sayFitClause,
  sayGrades,
  sayHandoffClock,
  sayMeter,
  sayPointsClause,
  sayRecycleReason,
  sayTier,
} from './clauses.ts'
import { sayCondition } from './conditions.ts'
import { sayClauseName, sayField, sayId, sayStage, sayTeam } from './names.ts'
import { sayCounted, sayDuration, sayList, sayNumber, sayPercent } from './numbers.ts'
import { sayWhere } from './where.ts'

/** `Demo Requested now gives 40 to intent instead of 50.` */
export function sayAgreementChange(change: AgreementChange): string {
  switch (change.kind) {
    case 'added':
      return `New: ${sayPart(change, change.after)}`
    case 'removed':
      return `Gone: ${sayPart(change, change.before)}`
    case 'moved':
      return `${nameOf(change)} stands at another place among its like.`
    case 'changed': {
      const short = sayShort(change)
      if (short !== null) return short
      const [is, was] = [sayPart(change, change.after), sayPart(change, change.before)]
      return is === was ? `${nameOf(change)} is changed.` : `Now: ${is} Before: ${was}`
    }
  }
}

type Changed = Extract<AgreementChange, { kind: 'changed' }>

/** Where only a number or a choice is another one: that alone. Null: the whole clause has to be said. */
function sayShort(change: Changed): string | null {
  switch (change.part) {
    case 'meters':
      return shortest(change.before, change.after, {
        max: (was, is) =>
          `${sayId(change.after.id)} now holds at most ${sayNumber(is)} instead of ${sayNumber(was)}.`,
        halfLifeDays: (was, is) =>
          `${sayId(change.after.id)} now fades by half in ${sayCounted(is, 'day')} instead of ${was}.`,
      })
    case 'points':
      return shortest(change.before, change.after, {
        give: (was, is) =>
          is < 0
            ? `${sayEvent(change)} now takes ${sayNumber(-is)} from ${sayField(change.after.to)} instead of ${sayNumber(-was)}.`
            : `${sayEvent(change)} now gives ${sayNumber(is)} to ${sayField(change.after.to)} instead of ${sayNumber(was)}.`,
      })
    case 'fit':
      return shortest(change.before, change.after, {
        give: (was, is) =>
          `${sayClauseName(change.clause)} now gives ${sayNumber(is)} fit points instead of ${sayNumber(was)}.`,
      })
    case 'grades':
      return shortest(change.before, change.after, {
        A: (was, is) => `Grade A now starts at ${sayNumber(is)} fit points instead of ${sayNumber(was)}.`,
        B: (was, is) => `Grade B now starts at ${sayNumber(is)} fit points instead of ${sayNumber(was)}.`,
        C: (was, is) => `Grade C now starts at ${sayNumber(is)} fit points instead of ${sayNumber(was)}.`,
      })
    case 'tiers':
      return sayTierChange(change)
    case 'recycle':
      return shortest(change.before, change.after, {
        restMs: (was, is) =>
          `${sayId(change.after.id)}: leads now rest for ${sayDuration(is)} instead of ${sayDuration(was)}.`,
        keep: (was, is) =>
          `${sayId(change.after.id)}: leads now keep ${sayPercent(is)} of their points instead of ${sayPercent(was)}.`,
      })
    case 'satisfied':
      return `${sayCounted(change.after, 'criterion', 'criteria')} now have to be satisfied instead of ${change.before}.`
    case 'promise':
      return `${sayPromise(change.after)} instead of ${sayPromised(change.before)}.`
    case 'names':
      return `${sayStage(change.after.stage)} is now called “${change.after.name}” instead of “${change.before.name}”.`
    case 'id':
      return `It is now called ${change.after.id} instead of ${change.before.id}.`
    default:
      return null
  }
}

type Sayers<Part> = { readonly [Key in keyof Part]?: (was: number, is: number) => string }

/** Null unless exactly one of the keys differs, and nothing else. */
function shortest<Part extends object>(before: Part, after: Part, sayers: Sayers<Part>): string | null {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])] as (keyof Part)[]
  const differing = keys.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
  const [key] = differing
  if (key === undefined || differing.length > 1) return null
  const [was, is] = [before[key], after[key]]
  return typeof was === 'number' && typeof is === 'number' ? (sayers[key]?.(was, is) ?? null) : null
}

/** One threshold or one list of grades. */
function sayTierChange({ before, after }: Extract<Changed, { part: 'tiers' }>): string | null {
  if (before.clock !== after.clock) return null
  const [was, is] = [partsIn(before.condition), partsIn(after.condition)]
  if (was.length !== is.length) return null
  const differing = is.flatMap((part, index) =>
    JSON.stringify(part) === JSON.stringify(was[index]) ? [] : [index],
  )
  const [at] = differing
  if (at === undefined || differing.length > 1) return null
  const [old, now] = [was[at]!, is[at]!]
  const name = sayId(after.id)
  if (old.kind === 'score' && now.kind === 'score')
    return `${name} now asks for a score of at least ${sayNumber(now.atLeast)} instead of ${sayNumber(old.atLeast)}.`
  if (old.kind === 'meter' && now.kind === 'meter' && old.meter === now.meter)
    return `${name} now asks for ${sayField(now.meter)} of at least ${sayNumber(now.atLeast)} instead of ${sayNumber(old.atLeast)}.`
  if (old.kind === 'grade' && now.kind === 'grade')
    return `${name} now asks for grade ${sayList(now.grades)} instead of ${sayList(old.grades)}.`
  return null
}

/** The conditions that hold no others. */
function partsIn(condition: Condition): readonly Condition[] {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.conditions.flatMap(partsIn)
    default:
      return [condition]
  }
}

function sayEvent({ after }: Extract<Changed, { part: 'points' }>): string {
  return `${after.on}${after.where.length > 0 ? ` where ${sayWhere(after.where)}` : ''}`
}

type PromisePart = Extract<Changed, { part: 'promise' }>['after']

const PROMISES: Readonly<Record<string, (value: number) => string>> = {
  mqlsPerMonth: (value) => `${sayNumber(value)} qualified leads a month`,
  accepted: (value) => `${sayPercent(value)} of them accepted`,
  firstTouchOnTime: (value) => `${sayPercent(value)} of first touches on time`,
  decidedOnTime: (value) => `${sayPercent(value)} of decisions on time`,
}

function sayPromised({ what, value }: PromisePart): string {
  return PROMISES[what]?.(value) ?? `${what} ${value}`
}

function sayPromise(promise: PromisePart): string {
  return `${promise.side === 'marketing' ? 'Marketing' : 'Sales'} now promises ${sayPromised(promise)}`
}

function nameOf(change: AgreementChange): string {
  if (change.part === 'examples' && 'after' in change) return `Golden lead “${change.after.name}”`
  if (change.part === 'routes' && 'after' in change) return `The route to ${sayTeam(change.after.team)}`
  return sayClauseName(change.clause)
}

/** What a clause says, whole. */
function sayPart({ part }: AgreementChange, value: unknown): string {
  const said = SAYERS[part] as (value: unknown) => string
  return said(value)
}

type Values = {
  readonly [Part in AgreementChange['part']]: Extract<AgreementChange, { part: Part; kind: 'added' }>['after']
}

const SAYERS: { readonly [Part in keyof Values]: (value: Values[Part]) => string } = {
  id: ({ id }) => `It is called ${id}.`,
  names: ({ stage, name }) => `${sayStage(stage)} is called “${name}”.`,
  meters: sayMeter,
  points: sayPointsClause,
  fit: sayFitClause,
  grades: sayGrades,
  disqualify: sayDisqualifyClause,
  tiers: sayTier,
  complete: (fields) =>
    fields.length === 0 ? 'Nothing has to be known before a handoff.' : sayComplete(fields),
  clocks: sayHandoffClock,
  hours: ({ zone }) => `Working hours in ${zone}.`,
  effort: ({ attempts, channels, withinMs }) =>
    `Sales owes a lead ${sayCounted(attempts, 'attempt')} over ${sayCounted(channels, 'channel')} within ${sayDuration(withinMs)}.`,
  routes: ({ team, where }) =>
    `Handed to ${sayTeam(team)}${where.length > 0 ? ` when ${sayWhere(where)}` : ''}.`,
  overdue: (what) =>
    ({
      reassign: 'An overdue handoff is given to somebody else.',
      recycle: 'An overdue handoff is recycled.',
      notify: 'An overdue handoff is reported and stays where it is.',
    })[what],
  needs: (needs) => (needs.length === 0 ? 'An SQL needs no act.' : `An SQL needs ${sayList(needs, 'and')}.`),
  criteria: sayCriterion,
  satisfied: (count) => `${sayCounted(count, 'criterion', 'criteria')} have to be satisfied.`,
  condition: (condition) => `An SQL also asks that ${sayCondition(condition)}.`,
  recycle: sayRecycleReason,
  promise: (promise) => `${sayPromise(promise)}.`,
  examples: ({ name }) => `Golden lead “${name}”.`,
}
