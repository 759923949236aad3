/** An audience as the document that reads back as the same: for writing JSON or YAML from data. */
import type { Condition, Matcher, Where } from '../agreement/agreement.ts'
import type { Audience } from './audience.ts'

/** Plain JSON. */
export function audienceDocument(audience: Audience): unknown {
  switch (audience.kind) {
    case 'holds':
      return conditionDocument(audience.condition)
    case 'stage':
      return { stage: audience.stages }
    case 'persona':
      return { persona: audience.personas }
    case 'segment':
      return { segment: audience.segment }
    case 'all':
    case 'any':
      return { [audience.kind]: audience.parts.map(audienceDocument) }
    case 'not':
      return { not: audienceDocument(audience.part) }
  }
}

function conditionDocument(condition: Condition): unknown {
  switch (condition.kind) {
    case 'did': {
      const { event, where, times, withinDays, trust } = condition
      return {
        did: event,
        ...(where.length > 0 && { where: whereDocument(where) }),
        ...(times > 1 && { times }),
        ...(withinDays !== undefined && { within: `${withinDays} days` }),
        ...(trust && { trust }),
      }
    }
    case 'meter':
      return { meter: condition.meter, 'at-least': condition.atLeast }
    case 'score':
      return { score: condition.atLeast }
    case 'grade':
      return { grade: condition.grades }
    case 'field':
      return { field: whereDocument(condition.where) }
    case 'all':
    case 'any':
      return { [condition.kind]: condition.conditions.map(conditionDocument) }
    case 'not':
      return { not: conditionDocument(condition.condition) }
  }
}

function whereDocument(where: Where): unknown {
  return Object.fromEntries(where.map(({ field, matcher }) => [field, matcherDocument(matcher)]))
}

function matcherDocument(matcher: Matcher): unknown {
  switch (matcher.kind) {
    case 'one-of':
      return matcher.values.length === 1 ? matcher.values[0] : matcher.values
    case 'range': {
      const { from, to } = matcher
      return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) }
    }
    case 'starts':
      return { starts: matcher.prefix }
    case 'known':
      return { known: matcher.known }
    case 'not':
      return { not: matcherDocument(matcher.matcher) }
  }
}
