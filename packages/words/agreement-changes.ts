/** What one agreement says otherwise than another, a sentence a change. */
import { type AgreementChange, type ChangedPart, sayHoursLine } from '@baton/engine'
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
import { sayClauseName, sayId, sayStage, sayTeam } from './names.ts'
import { sayCounted, sayDate, sayDuration, sayList } from './numbers.ts'
import { sayPromise, sayShortChange } from './short-changes.ts'
import { sayWhere } from './where.ts'

/**
 * `Demo Requested now gives 40 to intent instead of 50.` Where more than one thing of a clause is another one, the whole clause
 * is said, as it is now and as it was before.
 */
export function sayAgreementChange(change: AgreementChange): string {
  switch (change.kind) {
    case 'added':
      return `New: ${sayPart(change, change.after)}`
    case 'removed':
      return `Gone: ${sayPart(change, change.before)}`
    case 'moved':
      return change.behind === null
        ? `${nameOf(change, change.after)} now comes first.`
        : `${nameOf(change, change.after)} now comes after ${lowered(nameOf(change, change.behind))}.`
    case 'changed': {
      const short = sayShortChange(change)
      if (short !== null) return short
      const [is, was] = [sayPart(change, change.after), sayPart(change, change.before)]
      return is === was ? `${nameOf(change, change.after)} is changed.` : `Now: ${is} Before: ${was}`
    }
  }
}

type Values = {
  readonly [Part in ChangedPart]: Extract<AgreementChange, { part: Part; kind: 'added' }>['after']
}

/** What a part is called, without what it says. */
function nameOf({ part, clause }: AgreementChange, value: Values[ChangedPart]): string {
  switch (part) {
    case 'examples':
      return `Golden lead “${(value as Values['examples']).name}”`
    case 'routes':
      return `The route to ${sayTeam((value as Values['routes']).team)}`
    case 'tiers':
      return `Tier ${sayId((value as Values['tiers']).id).toLowerCase()}`
    case 'points':
      return sayClauseName((value as Values['points']).id)
    case 'hours':
      return 'Working hours'
    default:
      return sayClauseName(clause)
  }
}

/** In the middle of a sentence. */
function lowered(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1)
}

/** What a clause says, whole. */
function sayPart({ part }: AgreementChange, value: Values[ChangedPart]): string {
  return (SAYERS[part] as (value: Values[ChangedPart]) => string)(value)
}

const OVERDUE: Readonly<Record<Values['overdue'], string>> = {
  reassign: 'An overdue handoff is given to somebody else.',
  recycle: 'An overdue handoff is recycled.',
  notify: 'An overdue handoff is reported and stays where it is.',
}

const SAYERS: { readonly [Part in ChangedPart]: (value: Values[Part]) => string } = {
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
  hours: (hours) => {
    const off = hours.holidays.map((day) => sayDate(Date.parse(day)))
    return `Clocks run ${sayHoursLine(hours)}${off.length > 0 ? `, not on ${sayList(off, 'and')}` : ''}.`
  },
  effort: ({ attempts, channels, withinMs }) =>
    `Sales owes a lead ${sayCounted(attempts, 'attempt')} over ${sayCounted(channels, 'channel')} within ${sayDuration(withinMs)}.`,
  routes: ({ team, where }) =>
    `Handed to ${sayTeam(team)}${where.length > 0 ? ` when ${sayWhere(where)}` : ''}.`,
  overdue: (what) => OVERDUE[what],
  needs: (needs) => (needs.length === 0 ? 'An SQL needs no act.' : `An SQL needs ${sayList(needs, 'and')}.`),
  criteria: sayCriterion,
  satisfied: (count) => `${sayCounted(count, 'criterion', 'criteria')} have to be satisfied.`,
  condition: (condition) => `An SQL also asks that ${sayCondition(condition)}.`,
  recycle: sayRecycleReason,
  promise: (promise) => `${sayPromise(promise)}.`,
  examples: ({ name }) => `Golden lead “${name}”.`,
}
