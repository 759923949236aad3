/** The identity of an agreement's meaning: however it is spelt, laid out or commented, equal meaning has an equal hash. */
import type { Agreement } from './agreement.ts'
import { sha256 } from './sha256.ts'

/** SHA-256 of the canonical form, in hexadecimal. */
export function agreementHash(agreement: Agreement): string {
  return sha256(canonicalForm(withoutOrder(agreement)))
}

/**
 * Order that means nothing is removed. It means something for tiers and routes (the first that holds wins), for
 * points (they pour in turn, and a full meter clips), and for examples (they are shown so).
 */
function withoutOrder(agreement: Agreement): unknown {
  return {
    ...agreement,
    meters: byId(agreement.meters),
    fit: { ...agreement.fit, points: byId(agreement.fit.points) },
    disqualify: byId(agreement.disqualify),
    complete: agreement.complete.toSorted(),
    handoff: { ...agreement.handoff, clocks: byId(agreement.handoff.clocks) },
    sql: { ...agreement.sql, needs: agreement.sql.needs.toSorted(), criteria: byId(agreement.sql.criteria) },
    recycle: byId(agreement.recycle),
  }
}

function byId<Item extends { readonly id: string }>(items: readonly Item[]): readonly Item[] {
  return items.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
}

/**
 * A part of an agreement as JSON, the keys of every object sorted, undefined left out, and the members of a matcher's list
 * sorted: equal meaning, equal text.
 */
export function canonicalForm(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalForm).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const object = value as Readonly<Record<string, unknown>>
  const parts = Object.keys(object)
    .filter((key) => object[key] !== undefined)
    .toSorted()
    .map((key) => `${JSON.stringify(key)}:${canonicalForm(sortedIfSet(object, key))}`)
  return `{${parts.join(',')}}`
}

/** The lists of `one-of` and of `where` are sets. */
function sortedIfSet(object: Readonly<Record<string, unknown>>, key: string): unknown {
  const value = object[key]
  if (!Array.isArray(value)) return value
  const isSet = key === 'where' || (key === 'values' && object.kind === 'one-of')
  return isSet ? value.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) : value
}
