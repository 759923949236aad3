/** Conditions of a tier: what a lead must have done, scored or be. Each gets an id made from what it asks. */
import { findEvent, type Catalogue } from '../catalogue/catalogue.ts'
import { TRUST_LEVELS } from '../event.ts'
import type { ClauseId, Condition, Grade, Meter } from './agreement.ts'
import {
  choiceOf,
  entriesOf,
  isList,
  itemsOf,
  keysOf,
  numberOf,
  scalarOf,
  textOf,
  type Cursor,
} from '../document/document-cursor.ts'
import { nearestName } from '../document/nearest-name.ts'
import { daysOf } from './read-durations.ts'
import { SUBJECT, whereOf } from './read-where.ts'

export const HEADS = ['did', 'meter', 'score', 'grade', 'field', 'all', 'any', 'not'] as const
const MAX_CONDITIONS = 200
export const MAX_TIMES = 100

export interface ConditionContext {
  readonly catalogue: Catalogue
  readonly meters: readonly Meter[]
  readonly hasFit: boolean
  /** Makes an id unique within its tier: `mql.hand-raiser/grade`. */
  readonly name: (suggestion: string) => ClauseId
  readonly counter: { conditions: number }
}

/** Names conditions after what they ask, so that reordering them or moving a threshold keeps their ids. */
export function conditionNamer(prefix: ClauseId): (suggestion: string) => ClauseId {
  const taken = new Map<string, number>()
  return (suggestion) => {
    const slug = suggestion
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
    const count = (taken.get(slug) ?? 0) + 1
    taken.set(slug, count)
    return `${prefix}/${slug}${count > 1 ? `-${count}` : ''}`
  }
}

export function conditionOf(cursor: Cursor, context: ConditionContext): Condition | undefined {
  if (++context.counter.conditions > MAX_CONDITIONS) {
    cursor.reading.complain(
      cursor,
      'too-large',
      `at most ${MAX_CONDITIONS} conditions in a tier`,
      'split the tier',
    )
    return undefined
  }
  const head = headOf(cursor, HEADS)
  const condition = head && READERS[head](cursor, context)
  if (condition) cursor.reading.places[condition.id] = cursor.reading.place(cursor.node, cursor.keyOffset)
  return condition
}

/** The one of the heads that a condition is written with; complains where there is none, or more than one. */
export function headOf<Head extends string>(cursor: Cursor, known: readonly Head[]): Head | undefined {
  const keys = entriesOf(cursor, `a condition: one of ${known.join(', ')}`).map((entry) => entry.key)
  const heads = known.filter((head) => keys.includes(head))
  if (heads.length === 1) return heads[0]
  const found = keys.length ? keys.map((key) => `\`${key}\``).join(', ') : 'nothing'
  const near = heads.length === 0 && keys[0] ? nearestName(keys[0], known) : undefined
  const remedy = near ? `did you mean \`${near}\`?` : 'write one condition per entry'
  if (keys.length)
    cursor.reading.complain(cursor, 'bad-value', `exactly one of ${known.join(', ')}`, remedy, { found })
  return undefined
}

/** `all:` or `any:` over a list of conditions. */
export function groupOf(
  cursor: Cursor,
  kind: 'all' | 'any',
  id: ClauseId,
  context: ConditionContext,
): Condition | undefined {
  const items = itemsOf(cursor, 'a list of conditions')
  if (isList(cursor) && items.length === 0) {
    cursor.reading.complain(cursor, 'bad-value', 'at least one condition', 'add a condition')
  }
  const conditions = items
    .map((item) => conditionOf(item, context))
    .filter((condition) => condition !== undefined)
  return { kind, id, conditions }
}

type ConditionReader = (cursor: Cursor, context: ConditionContext) => Condition | undefined

const READERS: Readonly<Record<(typeof HEADS)[number], ConditionReader>> = {
  did: (cursor, context) => {
    const keys = keysOf(cursor, 'a condition', ['did', 'where', 'times', 'within', 'trust'])
    const event = eventOf(keys.did!, context.catalogue)
    if (event === undefined) return undefined
    const withinDays = keys.within && daysOf(keys.within)
    const trust = keys.trust && choiceOf(keys.trust, TRUST_LEVELS)
    return {
      kind: 'did',
      id: context.name(`did-${event}`),
      event,
      where: keys.where ? whereOf(keys.where, context.catalogue, { kind: 'event', event }) : [],
      times: (keys.times && numberOf(keys.times, `a whole number from 1 to ${MAX_TIMES}`, TIMES)) ?? 1,
      ...(withinDays !== undefined && { withinDays }),
      ...(trust !== undefined && { trust }),
    }
  },
  meter: (cursor, context) => {
    const keys = keysOf(cursor, 'a condition', ['meter', 'at-least'], ['at-least'])
    const meter = meterOf(keys.meter!, context.meters)
    const atLeast = keys['at-least'] && numberOf(keys['at-least'], 'a number of points')
    if (!meter || atLeast === undefined) return undefined
    if (atLeast > meter.max) {
      const remedy = `lower it, or raise the meter's max above ${meter.max}`
      cursor.reading.complain(
        keys['at-least']!,
        'unreachable',
        `at most the meter's max, ${meter.max}`,
        remedy,
      )
    }
    return { kind: 'meter', id: context.name(`meter-${meter.id}`), meter: meter.id, atLeast }
  },
  score: (cursor, context) => {
    const keys = keysOf(cursor, 'a condition', ['score'])
    const atLeast = numberOf(keys.score!, 'a number of points')
    if (atLeast === undefined) return undefined
    const ceiling = context.meters.reduce((sum, meter) => sum + meter.max, 0)
    if (atLeast > ceiling) {
      const remedy = 'lower it, or raise the max of a meter'
      cursor.reading.complain(
        keys.score!,
        'unreachable',
        `at most the sum of the meters' max, ${ceiling}`,
        remedy,
      )
    }
    return { kind: 'score', id: context.name('score'), atLeast }
  },
  grade: (cursor, context) => {
    const value = keysOf(cursor, 'a condition', ['grade']).grade!
    const items = isList(value) ? itemsOf(value, 'a list of grades') : [value]
    const grades = items.map((item) => choiceOf(item, GRADES)).filter((grade) => grade !== undefined)
    if (!context.hasFit) {
      value.reading.complain(value, 'unreachable', '`fit` points to grade by', 'add a `fit:` section')
    }
    return { kind: 'grade', id: context.name('grade'), grades: [...new Set(grades)].sort() }
  },
  field: (cursor, context) => {
    const keys = keysOf(cursor, 'a condition', ['field'])
    const where = whereOf(keys.field!, context.catalogue, SUBJECT)
    const name = `field-${where.map((condition) => condition.field).join('-')}`
    return where.length ? { kind: 'field', id: context.name(name), where } : undefined
  },
  all: (cursor, context) =>
    groupOf(keysOf(cursor, 'a condition', ['all']).all!, 'all', context.name('all'), context),
  any: (cursor, context) =>
    groupOf(keysOf(cursor, 'a condition', ['any']).any!, 'any', context.name('any'), context),
  not: (cursor, context) => {
    const id = context.name('not')
    const condition = conditionOf(keysOf(cursor, 'a condition', ['not']).not!, context)
    return condition && { kind: 'not', id, condition }
  },
}

const TIMES = { from: 1, to: MAX_TIMES, whole: true }
const GRADES: readonly Grade[] = ['A', 'B', 'C', 'D']

/** The name of a catalogued event; complains where there is none. */
export function eventOf(cursor: Cursor, catalogue: Catalogue): string | undefined {
  const name = textOf(cursor, 'the name of an event')
  return name !== undefined && checkEvent(cursor, name, catalogue) ? name : undefined
}

export function checkEvent(cursor: Cursor, name: string, catalogue: Catalogue): boolean {
  if (findEvent(catalogue, name)) return true
  const near = nearestName(
    name,
    catalogue.events.map((event) => event.name),
  )
  const remedy = near ? `did you mean \`${near}\`?` : 'add the event to the catalogue'
  cursor.reading.complain(cursor, 'not-catalogued', 'a catalogued event', remedy, { found: `\`${name}\`` })
  return false
}

/** The meter that a document names; complains where there is none. */
export function meterOf(cursor: Cursor, meters: readonly Meter[]): Meter | undefined {
  const id = scalarOf(cursor)
  const meter = meters.find((candidate) => candidate.id === id)
  if (meter) return meter
  const ids = meters.map((candidate) => candidate.id)
  const near = typeof id === 'string' ? nearestName(id, ids) : undefined
  const remedy = near
    ? `did you mean \`${near}\`?`
    : `define it under \`meters\`, or use one of: ${ids.join(', ') || 'none'}`
  cursor.reading.complain(cursor, 'unknown-reference', 'a meter of this agreement', remedy)
  return undefined
}
