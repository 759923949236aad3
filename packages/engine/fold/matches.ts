/** Whether values are what a `where` asks for. */
import type { Matcher, Where } from '../agreement/agreement.ts'
import { trustRank, type LeadEvent, type Trust, type Value } from '../event.ts'

/** Looks up the value of a field; null when it is not known. */
export type FieldLookup = (field: string) => Value | null

export function whereHolds(where: Where, lookup: FieldLookup): boolean {
  for (const { field, matcher } of where) if (!matches(matcher, lookup(field))) return false
  return true
}

/** Whether an event of the right name is what a clause asks for: its properties, and how far it is believed. */
export function asksFor(
  { where, trust }: { readonly where: Where; readonly trust?: Trust },
  event: Pick<LeadEvent, 'trust' | 'properties'>,
): boolean {
  if (trust && trustRank(event.trust) < trustRank(trust)) return false
  return whereHolds(where, (field) => asValue(event.properties[field]))
}

/** An unknown value satisfies only `known: false` and `not`. Texts are compared without regard to case. */
export function matches(matcher: Matcher, value: Value | null): boolean {
  switch (matcher.kind) {
    case 'one-of':
      return value !== null && matcher.values.some((wanted) => sameValue(wanted, value))
    case 'range':
      return value !== null && inRange(matcher, value)
    case 'starts':
      return typeof value === 'string' && fold(value).startsWith(fold(matcher.prefix))
    case 'known':
      return (value !== null) === matcher.known
    case 'not':
      return !matches(matcher.matcher, value)
  }
}

function sameValue(wanted: Value, value: Value): boolean {
  if (typeof wanted === 'string' && typeof value === 'string') return fold(wanted) === fold(value)
  return wanted === value
}

/** Both ends belong to the range. Dates are compared as ISO 8601 text, which sorts as time does. */
function inRange(range: Extract<Matcher, { kind: 'range' }>, value: Value): boolean {
  if (typeof value === 'boolean') return false
  for (const bound of [range.from, range.to]) {
    if (bound !== undefined && typeof bound !== typeof value) return false
  }
  if (range.from !== undefined && value < range.from) return false
  // A day as upper bound includes all its moments.
  const upper =
    typeof value === 'string' && typeof range.to === 'string' ? value.slice(0, range.to.length) : value
  return range.to === undefined || upper <= range.to
}

function fold(text: string): string {
  return text.toLowerCase()
}

/** A property as a value that matchers understand: scalars only, anything else is unknown. */
export function asValue(property: unknown): Value | null {
  if (typeof property === 'string' || typeof property === 'boolean') return property
  return typeof property === 'number' && Number.isFinite(property) ? property : null
}
