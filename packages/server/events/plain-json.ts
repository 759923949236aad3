/**
 * Turns anything that JSON.parse yields into what can be stored and read back the same: PostgreSQL refuses NUL and
 * lone surrogates, and a number that a double does not hold would be folded differently than it was stored.
 */
import type { EventRefusalCode } from '@baton/protocol'

export class NotPlain extends Error {
  readonly code: EventRefusalCode
  constructor(code: EventRefusalCode, detail: string) {
    super(detail)
    this.code = code
  }
}

const DEPTH_MAX = 32
/** Keys that reach into prototypes somewhere down the line. */
const DROPPED_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

/** Throws NotPlain naming the place. */
export function plainJson(value: unknown, place: string, depth = 0): unknown {
  if (typeof value === 'string') return plainText(value, place)
  if (typeof value === 'number') return plainNumber(value, place)
  if (value === null || typeof value === 'boolean') return value
  if (typeof value !== 'object') return undefined
  if (depth === DEPTH_MAX) throw new NotPlain('too_deep', `${place} is nested deeper than ${DEPTH_MAX}`)
  if (Array.isArray(value)) {
    return value.map((item, index) => plainJson(item, `${place}[${index}]`, depth + 1) ?? null)
  }
  const plain: Record<string, unknown> = {}
  for (const key of Object.keys(value)) {
    if (DROPPED_KEYS.has(key)) continue
    if (!isText(key)) plainText(key, `a name in ${place}`)
    const scalar = (value as Record<string, unknown>)[key]
    // Most values are text or small numbers: their place is spelt out only when something is wrong with them.
    if (typeof scalar === 'string' ? isText(scalar) : typeof scalar === 'boolean' || scalar === null) {
      plain[key] = scalar
      continue
    }
    const inner = plainJson((value as Record<string, unknown>)[key], `${place}.${key}`, depth + 1)
    if (inner !== undefined) plain[key] = inner
  }
  return plain
}

function isText(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed()
}

export function plainText(text: string, place: string): string {
  if (isText(text)) return text
  throw new NotPlain(
    'invalid_text',
    `${place} contains a character that is not text (NUL or half a surrogate pair)`,
  )
}

export function plainNumber(number: number, place: string): number {
  if (!Number.isFinite(number) || (Number.isInteger(number) && !Number.isSafeInteger(number))) {
    throw new NotPlain('invalid_number', `${place} is ${number}, which cannot be kept exactly`)
  }
  return number === 0 ? 0 : number
}
