/** Everything in an agreement that people turn: numbers, durations, shares and choices, each with where it stands. */
import type { Agreement, ClauseId } from '../agreement/agreement.ts'
import type { Catalogue } from '../catalogue/catalogue.ts'
import { conditionKnobs, matcherKnobs, whereKnobs } from './condition-knobs.ts'
import { days, duration, type Knob, type KnobPlace, number, percent, widely, workingSpan } from './knob.ts'

export type { Knob, KnobUnit } from './knob.ts'

/**
 * In the order of the language. Its bounds always hold the value that it has; a value within them can be written, and is
 * refused by the reader only where other clauses make it unreachable.
 *
 * @param catalogue lists the values that choices offer beside those that are chosen
 */
export function knobsOf(agreement: Agreement, catalogue: Catalogue): readonly Knob[] {
  return [
    ...meterKnobs(agreement),
    ...pointsKnobs(agreement, catalogue),
    ...fitKnobs(agreement, catalogue),
    ...agreement.disqualify.flatMap(({ id, where }) =>
      whereKnobs(where, { clause: id, path: ['disqualify', nameIn(id), 'where'] }, catalogue, null),
    ),
    ...agreement.tiers.flatMap(({ condition }, index) =>
      conditionKnobs(condition, ['mql', 'tiers', index], agreement, catalogue),
    ),
    ...handoffKnobs(agreement),
    ...sqlKnobs(agreement, catalogue),
    ...recycleKnobs(agreement),
    ...promiseKnobs(agreement),
  ]
}

function meterKnobs({ meters }: Agreement): readonly Knob[] {
  return meters.flatMap(({ id, max, halfLifeDays }) => {
    const place = placeIn(`meters.${id}`, ['meters', id])
    return [
      number(place('max'), 'points', max, widely(max, 200, { min: 1, most: 1e6 })),
      ...(halfLifeDays === undefined ? [] : [days(place('half-life'), halfLifeDays)]),
    ]
  })
}

function pointsKnobs({ points }: Agreement, catalogue: Catalogue): readonly Knob[] {
  return points.flatMap(({ id, on, give, limit, where }) => {
    const path = ['points', nameIn(id)]
    const place = placeIn(id, path)
    const limits = limit && [
      number({ ...place('limit'), what: 'limit-count' }, 'times', limit.count, { min: 1, max: 20 }),
      number({ ...place('limit'), what: 'limit-days' }, 'days', limit.days, { min: 1, max: 90 }),
    ]
    return [
      giving(place('give'), give),
      ...(limits ?? []),
      ...whereKnobs(where, { clause: id, path: [...path, 'where'] }, catalogue, on),
    ]
  })
}

/** A clause that gives keeps giving, and one that takes keeps taking: giving nothing is no clause. */
function giving(place: KnobPlace, give: number): Knob {
  const bounds = give > 0 ? { min: 1, max: 100 } : { min: -100, max: -1 }
  return number(place, 'points', give, bounds)
}

function fitKnobs({ fit }: Agreement, catalogue: Catalogue): readonly Knob[] {
  if (fit.points.length === 0) return []
  const clauses = fit.points.flatMap(({ id, give, where }) => {
    const path = ['fit', 'points', nameIn(id)]
    return [
      giving(placeIn(id, path)('give'), give),
      ...whereKnobs(where, { clause: id, path: [...path, 'where'] }, catalogue, null),
    ]
  })
  const { A, B, C } = fit.grades
  const most = fit.points.reduce((sum, { give }) => sum + Math.max(0, give), 0)
  const place = (name: string) => ({
    ...placeIn('fit.grades', ['fit', 'grades'])(name),
    what: `grade-${name}`,
  })
  // Each grade stays between its neighbours.
  return [
    ...clauses,
    number(place('A'), 'points', A, { min: B, max: most }),
    number(place('B'), 'points', B, { min: C, max: A }),
    number(place('C'), 'points', C, { max: B }),
  ]
}

function handoffKnobs({ handoff: { clocks, effort } }: Agreement): readonly Knob[] {
  const spans = clocks.flatMap(({ id, firstTouch, decide }) => {
    const place = placeIn(`handoff.clocks.${id}`, ['handoff', 'clocks', id])
    return [workingSpan(place('first-touch'), firstTouch), workingSpan(place('decide'), decide)]
  })
  if (!effort) return spans
  const place = placeIn('handoff.effort', ['handoff', 'effort'])
  return [
    ...spans,
    number(place('attempts'), 'count', effort.attempts, { min: 1, max: 20 }),
    number(place('channels'), 'count', effort.channels, { min: 1, max: 6 }),
    duration(place('within'), effort.withinMs),
  ]
}

function sqlKnobs(agreement: Agreement, catalogue: Catalogue): readonly Knob[] {
  const { criteria, satisfied, condition } = agreement.sql
  const answers = criteria.flatMap(({ id, clauseId, satisfied: matcher, options, freshDays }) => {
    const path = ['sql', 'criteria', id]
    const asked = { clause: clauseId, path: [...path, 'satisfied'] }
    return [
      ...(matcher ? matcherKnobs(matcher, asked, 'satisfied', options) : []),
      ...(freshDays === undefined ? [] : [days(placeIn(clauseId, path)('fresh'), freshDays)]),
    ]
  })
  const place = placeIn('sql.satisfied', ['sql'])('satisfied')
  return [
    ...answers,
    ...(criteria.length > 0 ? [number(place, 'count', satisfied, { max: criteria.length })] : []),
    ...(condition ? conditionKnobs(condition, ['sql'], agreement, catalogue) : []),
  ]
}

function recycleKnobs({ recycle }: Agreement): readonly Knob[] {
  return recycle.flatMap(({ id, disqualify, restMs, keep }) => {
    if (disqualify) return []
    const place = placeIn(`recycle.${id}`, ['recycle', id])
    return [duration(place('rest'), restMs, { min: 0 }), percent(place('keep'), keep)]
  })
}

function promiseKnobs({ promises: { marketing, sales } }: Agreement): readonly Knob[] {
  const { mqlsPerMonth } = marketing
  const side = (name: string) => placeIn(`promises.${name}`, ['promises', name])
  const share = (place: KnobPlace, value: number | undefined) =>
    value === undefined ? [] : [percent(place, value)]
  return [
    ...(mqlsPerMonth === undefined
      ? []
      : [
          number(
            side('marketing')('mqls'),
            'count',
            mqlsPerMonth,
            widely(mqlsPerMonth, 200, { most: 9_999_999 }),
          ),
        ]),
    ...share(side('marketing')('accepted'), marketing.accepted),
    ...share(side('sales')('first-touch-on-time'), sales.firstTouchOnTime),
    ...share(side('sales')('decided-on-time'), sales.decidedOnTime),
  ]
}

function placeIn(clause: ClauseId, path: KnobPlace['path']): (what: string) => KnobPlace {
  return (what) => ({ clause, path: [...path, what], what })
}

function nameIn(id: ClauseId): string {
  return id.slice(id.indexOf('.') + 1)
}
