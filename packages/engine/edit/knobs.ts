/** Everything in an agreement that people turn: numbers, durations, shares and choices, each with where it stands. */
import type { Agreement, ClauseId, Condition, Matcher, Where, WorkingSpan } from '../agreement/agreement.ts'
import { type Catalogue, findEvent, findSubjectField } from '../catalogue/catalogue.ts'
import type { DocumentPath } from './document-edit.ts'

interface KnobPlace {
  readonly clause: ClauseId
  readonly path: DocumentPath
  /** What is turned: `give`, `limit-count`, `at-least`, `first-touch`. */
  readonly what: string
}

interface Bounds {
  readonly min: number
  readonly max: number
  readonly step: number
}

export type Knob =
  | (KnobPlace & Bounds & { readonly kind: 'number'; readonly value: number })
  /** From 0 to 1. */
  | (KnobPlace & Bounds & { readonly kind: 'percent'; readonly value: number })
  | (KnobPlace &
      Bounds & {
        readonly kind: 'duration'
        readonly value: number
        readonly unit: 'minutes' | 'hours' | 'days'
      })
  /** Some of several; never none. */
  | (KnobPlace & {
      readonly kind: 'choices'
      readonly value: readonly string[]
      readonly options: readonly string[]
    })

/** In the order of the document. */
export function knobsOf(agreement: Agreement, catalogue: Catalogue): readonly Knob[] {
  return [
    ...meterKnobs(agreement),
    ...pointsKnobs(agreement, catalogue),
    ...fitKnobs(agreement, catalogue),
    ...agreement.disqualify.flatMap(({ id, where }) =>
      whereKnobs(where, { clause: id, path: ['disqualify', nameIn(id), 'where'] }, catalogue, null),
    ),
    ...tierKnobs(agreement, catalogue),
    ...handoffKnobs(agreement),
    ...sqlKnobs(agreement),
    ...recycleKnobs(agreement),
    ...promiseKnobs(agreement),
  ]
}

function meterKnobs({ meters }: Agreement): readonly Knob[] {
  return meters.flatMap(({ id, max, halfLifeDays }): readonly Knob[] => {
    const place = (what: string) => ({ clause: `meters.${id}`, path: ['meters', id, what], what })
    return [
      { ...place('max'), kind: 'number', value: max, ...bounds(max, 1, 200) },
      ...(halfLifeDays === undefined ? [] : [days(place('half-life'), halfLifeDays)]),
    ]
  })
}

function pointsKnobs({ points }: Agreement, catalogue: Catalogue): readonly Knob[] {
  return points.flatMap(({ id, on, give, limit, where }): readonly Knob[] => {
    const path = ['points', nameIn(id)]
    const limited = { clause: id, path: [...path, 'limit'], kind: 'number', min: 1, step: 1 } as const
    return [
      giving(id, [...path, 'give'], give),
      ...(limit
        ? [
            { ...limited, what: 'limit-count', value: limit.count, max: Math.max(20, limit.count) },
            { ...limited, what: 'limit-days', value: limit.days, max: Math.max(90, limit.days) },
          ]
        : []),
      ...whereKnobs(where, { clause: id, path: [...path, 'where'] }, catalogue, on),
    ]
  })
}

/** A clause that gives keeps giving, and one that takes keeps taking: giving nothing is no clause. */
function giving(clause: ClauseId, path: DocumentPath, give: number): Knob {
  const sides = give > 0 ? { min: 1, max: Math.max(100, give) } : { min: Math.min(-100, give), max: -1 }
  return { clause, path, what: 'give', kind: 'number', value: give, step: 1, ...sides }
}

function fitKnobs({ fit }: Agreement, catalogue: Catalogue): readonly Knob[] {
  const clauses = fit.points.flatMap(({ id, give, where }) => {
    const path = ['fit', 'points', nameIn(id)]
    return [
      giving(id, [...path, 'give'], give),
      ...whereKnobs(where, { clause: id, path: [...path, 'where'] }, catalogue, null),
    ]
  })
  if (fit.points.length === 0) return []
  const { A, B, C } = fit.grades
  const most = Math.max(A, ...[fit.points.reduce((sum, { give }) => sum + Math.max(0, give), 0)])
  // Each grade stays between its neighbours.
  const grade = (name: 'A' | 'B' | 'C', min: number, max: number): Knob => ({
    clause: 'fit.grades',
    path: ['fit', 'grades', name],
    what: `grade-${name}`,
    kind: 'number',
    value: fit.grades[name],
    min,
    max,
    step: 1,
  })
  return [...clauses, grade('A', B, most), grade('B', C, A), grade('C', Math.min(0, C), B)]
}

function tierKnobs(agreement: Agreement, catalogue: Catalogue): readonly Knob[] {
  return agreement.tiers.flatMap(({ condition }, index) =>
    conditionKnobs(condition, ['mql', 'tiers', index], agreement, catalogue),
  )
}

function conditionKnobs(
  condition: Condition,
  path: DocumentPath,
  agreement: Agreement,
  catalogue: Catalogue,
): readonly Knob[] {
  const clause = condition.id
  const number = (what: string, value: number, max: number): Knob => ({
    clause,
    path: [...path, what],
    what,
    kind: 'number',
    value,
    min: 1,
    max,
    step: 1,
  })
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.conditions.flatMap((part, index) =>
        conditionKnobs(part, [...path, condition.kind, index], agreement, catalogue),
      )
    case 'not':
      return conditionKnobs(condition.condition, [...path, 'not'], agreement, catalogue)
    case 'meter': {
      const { max } = agreement.meters.find(({ id }) => id === condition.meter)!
      return [number('at-least', condition.atLeast, max)]
    }
    case 'score':
      return [
        number(
          'score',
          condition.atLeast,
          agreement.meters.reduce((sum, { max }) => sum + max, 0),
        ),
      ]
    case 'grade':
      return [
        {
          clause,
          path: [...path, 'grade'],
          what: 'grade',
          kind: 'choices',
          value: condition.grades,
          options: ['A', 'B', 'C', 'D'],
        },
      ]
    case 'field':
      return whereKnobs(condition.where, { clause, path: [...path, 'field'] }, catalogue, null)
    case 'did':
      return [
        number('times', condition.times, Math.max(20, condition.times)),
        ...(condition.withinDays === undefined
          ? []
          : [days({ clause, path: [...path, 'within'], what: 'within' }, condition.withinDays)]),
        ...whereKnobs(condition.where, { clause, path: [...path, 'where'] }, catalogue, condition.event),
      ]
  }
}

/** @param event whose properties are asked; null: facts */
function whereKnobs(
  where: Where,
  { clause, path }: Omit<KnobPlace, 'what'>,
  catalogue: Catalogue,
  event: string | null,
): readonly Knob[] {
  return where.flatMap(({ field, matcher }) => {
    const known =
      event === null || field.includes('.')
        ? findSubjectField(catalogue, field)
        : findEvent(catalogue, event)?.fields.find(({ name }) => name === field)
    return matcherKnobs(matcher, { clause, path: [...path, field] }, field, known?.values ?? [])
  })
}

function matcherKnobs(
  matcher: Matcher,
  { clause, path }: Omit<KnobPlace, 'what'>,
  field: string,
  values: readonly string[],
): readonly Knob[] {
  switch (matcher.kind) {
    case 'range':
      return (['from', 'to'] as const).flatMap((end): readonly Knob[] => {
        const value = matcher[end]
        if (typeof value !== 'number') return []
        const other = matcher[end === 'from' ? 'to' : 'from']
        const { min, max, step } = bounds(value, 0, 100)
        const limits =
          typeof other === 'number'
            ? end === 'from'
              ? { min, max: Math.min(max, other), step }
              : { min: Math.max(min, other), max, step }
            : { min, max, step }
        return [{ clause, path: [...path, end], what: end, kind: 'number', value, ...limits }]
      })
    case 'one-of': {
      const chosen = matcher.values.filter((value) => typeof value === 'string')
      if (chosen.length < matcher.values.length || chosen.length === 0) return []
      const options = [...new Set([...values, ...chosen])]
      return [{ clause, path, what: field, kind: 'choices', value: chosen, options }]
    }
    case 'not':
      return matcherKnobs(matcher.matcher, { clause, path: [...path, 'not'] }, field, values)
    default:
      return []
  }
}

function handoffKnobs({ handoff }: Agreement): readonly Knob[] {
  const { clocks, effort } = handoff
  const span = (clock: string, what: string, { count, unit }: WorkingSpan): Knob => {
    const place = { clause: `handoff.clocks.${clock}`, path: ['handoff', 'clocks', clock, what], what }
    if (unit === 'days') return days(place, count, 30)
    const isHours = count % 60 === 0
    const value = isHours ? count / 60 : count
    return {
      ...place,
      kind: 'duration',
      value,
      unit: isHours ? 'hours' : 'minutes',
      min: 1,
      max: Math.max(isHours ? 48 : 120, value),
      step: 1,
    }
  }
  const owed = (what: 'attempts' | 'channels', value: number, max: number): Knob => ({
    clause: 'handoff.effort',
    path: ['handoff', 'effort', what],
    what,
    kind: 'number',
    value,
    min: 1,
    max: Math.max(max, value),
    step: 1,
  })
  return [
    ...clocks.flatMap(({ id, firstTouch, decide }) => [
      span(id, 'first-touch', firstTouch),
      span(id, 'decide', decide),
    ]),
    ...(effort
      ? [
          owed('attempts', effort.attempts, 20),
          owed('channels', effort.channels, 6),
          ...wholeDays(
            { clause: 'handoff.effort', path: ['handoff', 'effort', 'within'], what: 'within' },
            effort.withinMs,
          ),
        ]
      : []),
  ]
}

function sqlKnobs({ sql }: Agreement): readonly Knob[] {
  const { criteria, satisfied } = sql
  const answers = criteria.flatMap(({ id, clauseId, satisfied: matcher, options, freshDays }) => {
    const path = ['sql', 'criteria', id]
    return [
      ...(matcher
        ? matcherKnobs(matcher, { clause: clauseId, path: [...path, 'satisfied'] }, 'satisfied', options)
        : []),
      ...(freshDays === undefined
        ? []
        : [days({ clause: clauseId, path: [...path, 'fresh'], what: 'fresh' }, freshDays)]),
    ]
  })
  if (criteria.length === 0) return answers
  return [
    ...answers,
    {
      clause: 'sql.satisfied',
      path: ['sql', 'satisfied'],
      what: 'satisfied',
      kind: 'number',
      value: satisfied,
      min: 0,
      max: criteria.length,
      step: 1,
    },
  ]
}

function recycleKnobs({ recycle }: Agreement): readonly Knob[] {
  return recycle.flatMap(({ id, disqualify, restMs, keep }): readonly Knob[] => {
    if (disqualify) return []
    const place = (what: string) => ({ clause: `recycle.${id}`, path: ['recycle', id, what], what })
    return [
      ...wholeDays(place('rest'), restMs, 0),
      { ...place('keep'), kind: 'percent', value: keep, min: 0, max: 1, step: 0.05 },
    ]
  })
}

function promiseKnobs({ promises }: Agreement): readonly Knob[] {
  const { marketing, sales } = promises
  const share = (side: 'marketing' | 'sales', what: string, value: number | undefined): readonly Knob[] =>
    value === undefined
      ? []
      : [
          {
            clause: `promises.${side}`,
            path: ['promises', side, what],
            what,
            kind: 'percent',
            value,
            min: 0,
            max: 1,
            step: 0.05,
          },
        ]
  return [
    ...(marketing.mqlsPerMonth === undefined
      ? []
      : [
          {
            clause: 'promises.marketing',
            path: ['promises', 'marketing', 'mqls'],
            what: 'mqls',
            kind: 'number' as const,
            value: marketing.mqlsPerMonth,
            ...bounds(marketing.mqlsPerMonth, 0, 200),
          },
        ]),
    ...share('marketing', 'accepted', marketing.accepted),
    ...share('sales', 'first-touch-on-time', sales.firstTouchOnTime),
    ...share('sales', 'decided-on-time', sales.decidedOnTime),
  ]
}

const DAY_MS = 86_400_000

function days(place: KnobPlace, value: number, most = 365): Knob {
  return { ...place, kind: 'duration', unit: 'days', value, min: 1, max: Math.max(most, value), step: 1 }
}

/** None where it is no whole number of days. */
function wholeDays(place: KnobPlace, ms: number, min = 1): readonly Knob[] {
  return ms % DAY_MS === 0 ? [{ ...days(place, ms / DAY_MS), min } as Knob] : []
}

/** Wide enough to try something, in steps that people count in. */
function bounds(value: number, min: number, least: number): Bounds {
  const max = Math.max(least, value * 3)
  const power = 10 ** Math.max(0, Math.floor(Math.log10(max)) - 2)
  const isEven = value % power === 0
  return {
    min: Math.min(min, value),
    max: Math.ceil(max / power) * power,
    step: isEven && min === 0 ? power : 1,
  }
}

function nameIn(id: ClauseId): string {
  return id.slice(id.indexOf('.') + 1)
}
