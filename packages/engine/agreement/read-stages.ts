/** The sections about the way to a customer: MQL tiers, handoff, SQL, recycling, promises. */
import type { Catalogue } from '../catalogue/catalogue.ts'
import type {
  Clock,
  Condition,
  Criterion,
  CriterionKind,
  FieldRef,
  Handoff,
  Matcher,
  Meter,
  Promises,
  RecycleReason,
  Sql,
  SqlNeed,
  Tier,
  WorkingHours,
} from './agreement.ts'
import {
  checkId,
  choiceOf,
  entriesOf,
  itemsOf,
  keysOf,
  numberOf,
  scalarOf,
  textOf,
  type Cursor,
} from '../document/document-cursor.ts'
import { conditionNamer, groupOf } from './read-conditions.ts'
import { dateOf, daysOf, durationOf, hoursOf, perMonthOf, shareOf, workingSpanOf } from './read-durations.ts'
import { cite } from './read-scoring.ts'
import { DAYS_OFF, dayRangeOf, isZoneName } from './working-hours.ts'
import { matcherOf, presenceOf, SUBJECT, whereOf } from './read-where.ts'

export interface MqlContext {
  readonly catalogue: Catalogue
  readonly meters: readonly Meter[]
  readonly hasFit: boolean
  readonly clocks: readonly Clock[]
}

export function mqlOf(
  cursor: Cursor,
  context: MqlContext,
): { readonly tiers: readonly Tier[]; readonly complete: readonly FieldRef[] } {
  const keys = keysOf(cursor, 'tiers and what a packet must contain', ['tiers', 'complete'], ['tiers'])
  const tiers: Tier[] = []
  for (const item of keys.tiers ? itemsOf(keys.tiers, 'a list of tiers') : []) {
    const tier = tierOf(item, context)
    if (!tier) continue
    if (tiers.some((other) => other.id === tier.id)) {
      item.reading.complain(item, 'duplicate', 'an id used once', 'rename one of the two', {
        found: `\`${tier.id}\``,
      })
    }
    tiers.push(tier)
  }
  return { tiers, complete: keys.complete ? presenceOf(keys.complete, context.catalogue) : [] }
}

function tierOf(cursor: Cursor, context: MqlContext): Tier | undefined {
  const keys = keysOf(cursor, 'a tier', ['id', 'clock', 'all', 'any'], ['id'])
  const id = keys.id && textOf(keys.id, 'a kebab-case id')
  if (id === undefined || !checkId(keys.id!, id)) return undefined
  const clauseId = `mql.${id}`
  const group = keys.all ?? keys.any
  if (!group || (keys.all && keys.any)) {
    const remedy = 'write one of them; nest the other inside'
    cursor.reading.complain(cursor, 'missing', 'either `all:` or `any:`', remedy, {
      found: group ? 'both' : 'neither',
    })
    return undefined
  }
  const naming = { ...context, name: conditionNamer(clauseId), counter: { conditions: 0 } }
  const condition = groupOf(
    group,
    keys.all ? 'all' : 'any',
    `${clauseId}/${keys.all ? 'all' : 'any'}`,
    naming,
  )
  const clock = keys.clock && clockOf(keys.clock, context.clocks)
  cite(cursor, clauseId)
  return condition && { id, clauseId, condition, ...(clock !== undefined && { clock }) }
}

function clockOf(cursor: Cursor, clocks: readonly Clock[]): string | undefined {
  const name = scalarOf(cursor)
  if (clocks.some((clock) => clock.id === name)) return name as string
  const known = clocks.map((clock) => clock.id).join(', ') || 'none'
  cursor.reading.complain(
    cursor,
    'unknown-reference',
    'a clock of this agreement',
    `define it under \`handoff.clocks\`, or use one of: ${known}`,
  )
  return undefined
}

export const NO_HANDOFF: Handoff = { clocks: [], route: [], onOverdue: 'notify' }

const HANDOFF_KEYS = ['clocks', 'hours', 'effort', 'route', 'on-overdue'] as const

export function handoffOf(cursor: Cursor | undefined, catalogue: Catalogue): Handoff {
  if (!cursor) return NO_HANDOFF
  const keys = keysOf(cursor, 'clocks, hours, effort, route and on-overdue', HANDOFF_KEYS)
  const effort = keys.effort && effortOf(keys.effort)
  return {
    clocks: keys.clocks ? clocksOf(keys.clocks) : [],
    route: keys.route ? routesOf(keys.route, catalogue) : [],
    onOverdue:
      (keys['on-overdue'] && choiceOf(keys['on-overdue'], ['reassign', 'recycle', 'notify'])) ?? 'notify',
    ...(keys.hours && { hours: workingHoursOf(keys.hours) }),
    ...(effort && { effort }),
  }
}

function clocksOf(cursor: Cursor): readonly Clock[] {
  const clocks: Clock[] = []
  for (const { key, value } of entriesOf(cursor, 'clocks by name')) {
    const keys = keysOf(value, 'a clock', ['first-touch', 'decide'], ['first-touch', 'decide'])
    const firstTouch = keys['first-touch'] && workingSpanOf(keys['first-touch'])
    const decide = keys.decide && workingSpanOf(keys.decide)
    checkId(value, key)
    cite(value, `handoff.clocks.${key}`)
    if (firstTouch && decide) clocks.push({ id: key, firstTouch, decide })
  }
  return clocks
}

/** `mon-fri: 09:00-18:00`, `sat: 10:00-14:00`; a day that is not named is off. */
export function workingHoursOf(cursor: Cursor): WorkingHours {
  const week = [...DAYS_OFF]
  let zone = 'UTC'
  let holidays: readonly string[] = []
  for (const { key, value } of entriesOf(cursor, 'a zone, working days and holidays')) {
    if (key === 'zone') zone = zoneOf(value) ?? zone
    else if (key === 'holidays')
      holidays = itemsOf(value, 'a list of dates').map((item) => dateOf(item) ?? '')
    else {
      const range = dayRangeOf(key)
      if (!range) {
        value.reading.complain(
          { ...value, node: null },
          'unknown-key',
          'zone, holidays, a day or a range of days',
          'write `mon-fri: 09:00-18:00`',
          {
            found: `\`${key}\``,
          },
        )
        continue
      }
      const hours = hoursOf(value)
      for (let day = range[0]; day <= range[1]; day++) week[day] = hours ?? null
    }
  }
  if (week.every((day) => day === null) && !cursor.reading.failed) {
    const remedy = 'write `mon-fri: 09:00-18:00`, or leave `hours` out: then clocks run day and night'
    cursor.reading.complain(cursor, 'missing', 'at least one working day', remedy, { found: 'none' })
  }
  return { zone, week, holidays: holidays.filter((date) => date !== '').toSorted() }
}

function zoneOf(cursor: Cursor): string | undefined {
  const zone = scalarOf(cursor)
  if (typeof zone === 'string' && isZoneName(zone)) return zone
  cursor.reading.complain(
    cursor,
    'bad-value',
    'an IANA time zone',
    'write one such as `Europe/Berlin` or `UTC`',
  )
  return undefined
}

function effortOf(cursor: Cursor): Handoff['effort'] {
  const keys = keysOf(
    cursor,
    'attempts, channels and within',
    ['attempts', 'channels', 'within'],
    ['attempts', 'channels', 'within'],
  )
  const count = { from: 1, to: 100, whole: true }
  const attempts = keys.attempts && numberOf(keys.attempts, 'a whole number from 1 to 100', count)
  const channels = keys.channels && numberOf(keys.channels, 'a whole number from 1 to 100', count)
  const withinMs = keys.within && durationOf(keys.within)
  if (attempts === undefined || channels === undefined || withinMs === undefined) return undefined
  return { attempts, channels, withinMs }
}

function routesOf(cursor: Cursor, catalogue: Catalogue): Handoff['route'] {
  return itemsOf(cursor, 'a list of routes').flatMap((item) => {
    const keys = keysOf(item, 'a route', ['to', 'where'], ['to'])
    const team = keys.to && teamOf(textOf(keys.to, 'a team'))
    const where = keys.where ? whereOf(keys.where, catalogue, SUBJECT) : []
    return team === undefined ? [] : [{ team, where }]
  })
}

/** `team emea` and `emea` are the same team. */
function teamOf(text: string | undefined): string | undefined {
  return text?.replace(/^team\s+(?=\S)/, '')
}

export const NO_SQL: Sql = { needs: [], criteria: [], satisfied: 0 }

const SQL_NEEDS: readonly SqlNeed[] = ['accepted', 'contacted', 'meeting-held', 'demo-seen', 'mql']

export function sqlOf(cursor: Cursor | undefined, context: MqlContext): Sql {
  if (!cursor) return NO_SQL
  const keys = keysOf(cursor, 'needs, criteria and satisfied', [
    'needs',
    'criteria',
    'satisfied',
    'all',
    'any',
  ])
  const needs = keys.needs
    ? itemsOf(keys.needs, 'a list of needs').map((item) => choiceOf(item, SQL_NEEDS))
    : []
  const criteria: Criterion[] = []
  for (const { key, value } of keys.criteria ? entriesOf(keys.criteria, 'criteria by name') : []) {
    const criterion = criterionOf(key, value)
    if (criterion) criteria.push(criterion)
  }
  const count = { from: 0, to: criteria.length, whole: true }
  const expected = `a whole number from 0 to ${criteria.length}, the number of criteria`
  const satisfied = keys.satisfied && numberOf(keys.satisfied, expected, count)
  const condition = sqlConditionOf(cursor, keys.all, keys.any, context)
  return {
    needs: needs.filter((need) => need !== undefined),
    criteria,
    satisfied: satisfied ?? criteria.length,
    ...(condition && { condition }),
  }
}

function sqlConditionOf(
  cursor: Cursor,
  all: Cursor | undefined,
  any: Cursor | undefined,
  context: MqlContext,
): Condition | undefined {
  if (all && any) {
    const remedy = 'write one of them; nest the other inside'
    cursor.reading.complain(cursor, 'bad-value', 'either `all:` or `any:`', remedy, { found: 'both' })
  }
  const group = all ?? any
  const naming = { ...context, name: conditionNamer('sql'), counter: { conditions: 0 } }
  return group && groupOf(group, all ? 'all' : 'any', all ? 'sql/all' : 'sql/any', naming)
}

const CRITERION_KINDS: readonly CriterionKind[] = ['money', 'choice', 'text', 'months', 'number', 'yes-no']

function criterionOf(id: string, cursor: Cursor): Criterion | undefined {
  const keys = keysOf(cursor, 'a criterion', ['ask', 'question', 'options', 'satisfied', 'fresh'], ['ask'])
  const ask = keys.ask && choiceOf(keys.ask, CRITERION_KINDS)
  checkId(cursor, id)
  cite(cursor, `sql.${id}`)
  const options = keys.options
    ? itemsOf(keys.options, 'a list of options').map((item) => textOf(item, 'an option') ?? '')
    : []
  if (ask === 'choice' && !keys.options) {
    cursor.reading.complain(cursor, 'missing', '`options` for a choice', 'add `options: [a, b]`', {
      found: 'nothing',
    })
  }
  if (!ask) return undefined
  const question = keys.question && textOf(keys.question, 'what to ask')
  const satisfied = keys.satisfied && criterionMatcherOf(keys.satisfied, id, ask, options)
  const freshDays = keys.fresh && daysOf(keys.fresh)
  return {
    id,
    clauseId: `sql.${id}`,
    ask,
    options,
    ...(question !== undefined && { question }),
    ...(satisfied && { satisfied }),
    ...(freshDays !== undefined && { freshDays }),
  }
}

function criterionMatcherOf(
  cursor: Cursor,
  name: string,
  ask: CriterionKind,
  options: readonly string[],
): Matcher | undefined {
  const type = ask === 'text' || ask === 'choice' ? 'text' : ask === 'yes-no' ? 'boolean' : 'number'
  return matcherOf(cursor, { name, type, about: '', ...(ask === 'choice' && { values: options }) })
}

export function recycleOf(cursor: Cursor | undefined): readonly RecycleReason[] {
  if (!cursor) return []
  return entriesOf(cursor, 'recycle reasons by name').map(({ key, value }) => {
    const keys = keysOf(value, 'a recycle reason', ['rest', 'keep', 'disqualify'])
    checkId(value, key)
    cite(value, `recycle.${key}`)
    const disqualify = keys.disqualify && scalarOf(keys.disqualify)
    if (keys.disqualify && typeof disqualify !== 'boolean') {
      value.reading.complain(keys.disqualify, 'wrong-type', '`true` or `false`', 'write `true`, or remove it')
    }
    if (disqualify !== true && !keys.rest) {
      value.reading.complain(value, 'missing', '`rest`, or `disqualify: true`', 'add `rest: 30 days`', {
        found: 'neither',
      })
    }
    return {
      id: key,
      disqualify: disqualify === true,
      restMs: (keys.rest && durationOf(keys.rest)) ?? 0,
      keep: (keys.keep && shareOf(keys.keep)) ?? 1,
    }
  })
}

export function promisesOf(cursor: Cursor | undefined): Promises {
  const keys = cursor ? keysOf(cursor, 'promises of both sides', ['marketing', 'sales']) : {}
  const marketing = keys.marketing ? keysOf(keys.marketing, "marketing's promises", ['mqls', 'accepted']) : {}
  const sales = keys.sales
    ? keysOf(keys.sales, "sales' promises", ['first-touch-on-time', 'decided-on-time'])
    : {}
  return {
    marketing: {
      ...optional('mqlsPerMonth', marketing.mqls && perMonthOf(marketing.mqls)),
      ...optional('accepted', marketing.accepted && shareOf(marketing.accepted)),
    },
    sales: {
      ...optional('firstTouchOnTime', sales['first-touch-on-time'] && shareOf(sales['first-touch-on-time'])),
      ...optional('decidedOnTime', sales['decided-on-time'] && shareOf(sales['decided-on-time'])),
    },
  }
}

function optional<Key extends string, Thing>(key: Key, value: Thing | undefined): { [key in Key]?: Thing } {
  return value === undefined ? {} : ({ [key]: value } as { [key in Key]?: Thing })
}
