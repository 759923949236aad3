/** What people turn in conditions and in what `where` asks. */
import type { Agreement, ClauseId, Condition, Matcher, Where } from '../agreement/agreement.ts'
import { type Catalogue, findEvent, findSubjectField } from '../catalogue/catalogue.ts'
import type { DocumentPath } from './document-places.ts'
import { days, type Knob, number, widely } from './knob.ts'

export interface ClausePlace {
  readonly clause: ClauseId
  readonly path: DocumentPath
}

/** @param path of the map that the condition is */
export function conditionKnobs(
  condition: Condition,
  path: DocumentPath,
  agreement: Agreement,
  catalogue: Catalogue,
): readonly Knob[] {
  const clause = condition.id
  const place = (what: string) => ({ clause, path: [...path, what], what })
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
      return [number(place('at-least'), 'points', condition.atLeast, { max })]
    }
    case 'score': {
      const max = agreement.meters.reduce((sum, meter) => sum + meter.max, 0)
      return [number(place('score'), 'points', condition.atLeast, { max })]
    }
    case 'grade':
      return [{ ...place('grade'), kind: 'choices', value: condition.grades, options: ['A', 'B', 'C', 'D'] }]
    case 'field':
      return whereKnobs(condition.where, { clause, path: [...path, 'field'] }, catalogue, null)
    case 'did':
      return [
        number(place('times'), 'times', condition.times, { min: 1, max: 20 }),
        ...(condition.withinDays === undefined ? [] : [days(place('within'), condition.withinDays)]),
        ...whereKnobs(condition.where, { clause, path: [...path, 'where'] }, catalogue, condition.event),
      ]
  }
}

/** @param event whose properties are asked; null: facts about lead and company */
export function whereKnobs(
  where: Where,
  { clause, path }: ClausePlace,
  catalogue: Catalogue,
  event: string | null,
): readonly Knob[] {
  return where.flatMap(({ field, matcher }) => {
    const known =
      event === null
        ? findSubjectField(catalogue, field)
        : findEvent(catalogue, event)?.fields.find(({ name }) => name === field)
    return matcherKnobs(matcher, { clause, path: [...path, field] }, field, known?.values ?? [])
  })
}

/** @param values that are known of the field, beside those that are asked for */
export function matcherKnobs(
  matcher: Matcher,
  { clause, path }: ClausePlace,
  field: string,
  values: readonly string[],
): readonly Knob[] {
  switch (matcher.kind) {
    case 'range':
      return (['from', 'to'] as const).flatMap((end) => {
        const value = matcher[end]
        const other = matcher[end === 'from' ? 'to' : 'from']
        return typeof value === 'number' ? [endKnob({ clause, path }, end, value, other)] : []
      })
    case 'one-of': {
      const chosen = matcher.values.filter((value) => typeof value === 'string')
      if (chosen.length < matcher.values.length || chosen.length === 0) return []
      const options = [...new Set([...values, ...chosen])]
      return [{ clause, path, what: field, kind: 'choices', value: chosen, options }]
    }
    case 'not':
      return matcherKnobs(matcher.matcher, { clause, path: [...path, 'not'] }, field, values)
    case 'starts':
    case 'known':
      return []
  }
}

/** Neither end goes past the other. */
function endKnob(
  { clause, path }: ClausePlace,
  end: 'from' | 'to',
  value: number,
  other: number | string | undefined,
): Knob {
  const { min, max, step } = widely(value, 100)
  const bounds =
    typeof other !== 'number'
      ? { min, max, step }
      : end === 'from'
        ? { min, max: Math.min(max, other), step }
        : { min: Math.max(min, other), max, step }
  return number({ clause, path: [...path, end], what: end }, 'count', value, bounds)
}
