/** Matchers and `where` as the second half of a sentence: `is director, vp or c-level`. */
import type { Matcher, Value, Where } from '@baton/engine'
import { sayField } from './names.ts'
import { sayDate, sayList, sayNumber } from './numbers.ts'

/** A single value: numbers grouped, dates readable, truth as yes or no, text as it is. */
export function sayValue(value: Value | null): string {
  if (value === null) return 'unknown'
  if (typeof value === 'number') return sayNumber(value)
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? sayDate(Date.parse(value)) : value
}

/** What a matcher asks of a value, as a predicate. */
export function sayMatcher(matcher: Matcher): string {
  switch (matcher.kind) {
    case 'one-of':
      return `is ${sayList(matcher.values.map(sayValue))}`
    case 'range':
      return `is ${sayRange(matcher.from, matcher.to)}`
    case 'starts':
      return `starts with “${matcher.prefix}”`
    case 'known':
      return matcher.known ? 'is known' : 'is not known'
    case 'not':
      return sayNegated(matcher.matcher)
  }
}

function sayNegated(matcher: Matcher): string {
  switch (matcher.kind) {
    case 'one-of':
      return matcher.values.length === 1
        ? `is not ${sayValue(matcher.values[0]!)}`
        : `is none of ${sayList(matcher.values.map(sayValue))}`
    case 'range':
      return `is not ${sayRange(matcher.from, matcher.to)}`
    case 'starts':
      return `does not start with “${matcher.prefix}”`
    case 'known':
      return matcher.known ? 'is not known' : 'is known'
    case 'not':
      return sayMatcher(matcher.matcher)
  }
}

function sayRange(from: number | string | undefined, to: number | string | undefined): string {
  const dated = typeof (from ?? to) === 'string'
  if (from !== undefined && to !== undefined) return `between ${sayValue(from)} and ${sayValue(to)}`
  if (from !== undefined) return `${dated ? 'on or after' : 'at least'} ${sayValue(from)}`
  if (to !== undefined) return `${dated ? 'on or before' : 'at most'} ${sayValue(to)}`
  return 'anything'
}

/** Several fields that all have to hold: `page group is pricing and minutes is at least 20`. */
export function sayWhere(where: Where): string {
  return sayList(
    where.map((part) => `${sayField(part.field)} ${sayMatcher(part.matcher)}`),
    'and',
  )
}
