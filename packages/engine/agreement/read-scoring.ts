/** The sections that score: meters, points, fit and its grades, disqualification. */
import type { Catalogue } from '../catalogue/catalogue.ts'
import { TRUST_LEVELS } from '../event.ts'
import type { DisqualifyClause, Fit, FitClause, Meter, PointsClause } from './agreement.ts'
import { checkId, choiceOf, entriesOf, keysOf, numberOf, type Cursor } from '../document/document-cursor.ts'
import { eventOf, meterOf } from './read-conditions.ts'
import { daysOf, limitOf } from './read-durations.ts'
import { SUBJECT, whereOf } from './read-where.ts'

const POINTS = { from: -10_000, to: 10_000 }

export function metersOf(cursor: Cursor | undefined): readonly Meter[] {
  if (!cursor) return []
  const meters: Meter[] = []
  for (const { key, value } of entriesOf(cursor, 'meters by name')) {
    const keys = keysOf(value, 'a meter', ['half-life', 'max'], ['max'])
    const max = keys.max && numberOf(keys.max, 'a number of points above 0', { from: 1e-6, to: 1e6 })
    const halfLifeDays = keys['half-life'] && daysOf(keys['half-life'])
    if (!checkId(value, key)) continue
    cite(value, `meters.${key}`)
    meters.push({ id: key, max: max ?? 1, ...(halfLifeDays !== undefined && { halfLifeDays }) })
  }
  return meters
}

export function pointsOf(
  cursor: Cursor | undefined,
  meters: readonly Meter[],
  catalogue: Catalogue,
): readonly PointsClause[] {
  if (!cursor) return []
  const clauses: PointsClause[] = []
  for (const { key, value } of entriesOf(cursor, 'points clauses by name')) {
    const keys = keysOf(
      value,
      'a points clause',
      ['on', 'where', 'give', 'to', 'limit', 'trust'],
      ['on', 'give', 'to'],
    )
    checkId(value, key)
    cite(value, `points.${key}`)
    const on = keys.on && eventOf(keys.on, catalogue)
    const give = keys.give && numberOf(keys.give, 'a number of points', POINTS)
    const meter = keys.to && meterOf(keys.to, meters)
    const where = keys.where && on ? whereOf(keys.where, catalogue, { kind: 'event', event: on }) : []
    const limit = keys.limit && limitOf(keys.limit)
    const trust = keys.trust && choiceOf(keys.trust, TRUST_LEVELS)
    if (give === 0)
      value.reading.complain(keys.give!, 'unreachable', 'points other than 0', 'remove the clause')
    if (on === undefined || give === undefined || !meter) continue
    clauses.push({
      id: `points.${key}`,
      on,
      where,
      give,
      to: meter.id,
      ...(limit && { limit }),
      ...(trust && { trust }),
    })
  }
  return clauses
}

const NO_FIT: Fit = { points: [], grades: { A: 60, B: 40, C: 20 } }

export function fitOf(cursor: Cursor | undefined, catalogue: Catalogue): Fit {
  if (!cursor) return NO_FIT
  const keys = keysOf(cursor, 'fit points and grades', ['points', 'grades'], ['points', 'grades'])
  const points: FitClause[] = []
  for (const { key, value } of keys.points ? entriesOf(keys.points, 'fit clauses by name') : []) {
    const clause = keysOf(value, 'a fit clause', ['where', 'give'], ['where', 'give'])
    checkId(value, key)
    cite(value, `fit.${key}`)
    const where = clause.where ? whereOf(clause.where, catalogue, SUBJECT) : []
    const give = clause.give && numberOf(clause.give, 'a number of points', POINTS)
    if (where.length && give !== undefined) points.push({ id: `fit.${key}`, where, give })
  }
  return { points, grades: gradesOf(keys.grades, points) }
}

function gradesOf(cursor: Cursor | undefined, points: readonly FitClause[]): Fit['grades'] {
  const keys = cursor
    ? keysOf(cursor, 'the least points of each grade', ['A', 'B', 'C'], ['A', 'B', 'C'])
    : {}
  const least = (grade: Cursor | undefined) => (grade && numberOf(grade, 'a number of points', POINTS)) ?? 0
  const grades = { A: least(keys.A), B: least(keys.B), C: least(keys.C) }
  if (cursor && !(grades.A >= grades.B && grades.B >= grades.C)) {
    const found = `A ${grades.A}, B ${grades.B}, C ${grades.C}`
    cursor.reading.complain(cursor, 'bad-value', 'A not below B, B not below C', 'order them', { found })
  }
  const ceiling = points.reduce((sum, clause) => sum + Math.max(0, clause.give), 0)
  if (keys.A && grades.A > ceiling) {
    const remedy = 'lower it, or give more fit points'
    keys.A.reading.complain(keys.A, 'unreachable', `at most the most fit points, ${ceiling}`, remedy, {
      severity: 'warning',
    })
  }
  return grades
}

export function disqualifyOf(cursor: Cursor | undefined, catalogue: Catalogue): readonly DisqualifyClause[] {
  if (!cursor) return []
  const clauses: DisqualifyClause[] = []
  for (const { key, value } of entriesOf(cursor, 'disqualification clauses by name')) {
    const keys = keysOf(value, 'a disqualification clause', ['where'], ['where'])
    checkId(value, key)
    cite(value, `disqualify.${key}`)
    const where = keys.where ? whereOf(keys.where, catalogue, SUBJECT) : []
    if (where.length) clauses.push({ id: `disqualify.${key}`, where })
  }
  return clauses
}

/** Remembers where a clause stands in the document. */
export function cite(cursor: Cursor, id: string): void {
  cursor.reading.places[id] = cursor.reading.place(cursor.node, cursor.keyOffset)
}
