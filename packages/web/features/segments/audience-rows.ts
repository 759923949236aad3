/** An audience as rows that people turn: what a new row asks, and a group with one part changed. */
import type { Condition, Value, Where } from '@baton/engine'
import type { Audience } from '@baton/engine/audience'

export const ROW_KINDS = [
  'did',
  'score',
  'grade',
  'field',
  'meter',
  'stage',
  'persona',
  'segment',
  'group',
] as const
export type RowKind = (typeof ROW_KINDS)[number]

export type AudienceGroup = Extract<Audience, { kind: 'all' | 'any' }>

/** What rows can name. */
export interface Named {
  readonly events: readonly string[]
  readonly fields: readonly string[]
  readonly meters: readonly string[]
  readonly personas: readonly string[]
  readonly segments: readonly { readonly id: string; readonly name: string }[]
}

/** Ids are given when the document is read again. */
const id = ''
const holds = (condition: Condition): Audience => ({ kind: 'holds', condition })

/** The kinds of row that there is something for to name. */
export function kindsOf({ meters, personas, segments }: Named): readonly RowKind[] {
  const has = { meter: meters.length, persona: personas.length, segment: segments.length }
  return ROW_KINDS.filter((kind) => (kind in has ? has[kind as keyof typeof has] > 0 : true))
}

export function newRow(kind: RowKind, { events, fields, meters, personas, segments }: Named): Audience {
  switch (kind) {
    case 'did':
      return holds({ kind, id, event: events[0]!, where: [], times: 1, withinDays: 30 })
    case 'score':
      return holds({ kind, id, atLeast: 20 })
    case 'grade':
      return holds({ kind, id, grades: ['A', 'B'] })
    case 'field':
      return holds({ kind, id, where: [{ field: fields[0]!, matcher: { kind: 'known', known: true } }] })
    case 'meter':
      return holds({ kind, id, meter: meters[0]!, atLeast: 10 })
    case 'stage':
      return { kind, stages: ['lead'] }
    case 'persona':
      return { kind, personas: [personas[0]!] }
    case 'segment':
      return { kind, segment: segments[0]!.id }
    case 'group':
      return { kind: 'any', parts: [holds({ kind: 'score', id, atLeast: 20 })] }
    default:
      return kind satisfies never
  }
}

export function rowKindOf(audience: Exclude<Audience, { kind: 'not' }>): RowKind {
  if (audience.kind === 'all' || audience.kind === 'any') return 'group'
  if (audience.kind !== 'holds') return audience.kind
  const { kind } = audience.condition
  return kind === 'all' || kind === 'any' || kind === 'not' ? 'group' : kind
}

/** The whole as one group: a single condition is a group of one. */
export function asGroup(audience: Audience): AudienceGroup {
  return audience.kind === 'all' || audience.kind === 'any' ? audience : { kind: 'all', parts: [audience] }
}

export function withPart(group: AudienceGroup, index: number, part: Audience | null): AudienceGroup {
  const parts = group.parts.flatMap((one, at) => (at === index ? (part ?? []) : one))
  return { ...group, parts }
}

/** Whether a row says the opposite, and of what. */
export function unwrapped(part: Audience): {
  readonly isNot: boolean
  readonly row: Exclude<Audience, { kind: 'not' }>
} {
  let isNot = false
  let row = part
  for (; row.kind === 'not'; row = row.part) isNot = !isNot
  return { isNot, row }
}

export function wrapped(row: Audience, isNot: boolean): Audience {
  return isNot ? { kind: 'not', part: row } : row
}

/** How a single field is asked in a row; anything else is left to the text. */
export type FieldTest = 'is' | 'at-least' | 'known' | 'unknown'

export interface FieldRow {
  readonly field: string
  readonly test: FieldTest
  readonly value: string
}

export function fieldRowOf(where: Where): FieldRow | null {
  const [only, ...more] = where
  if (!only || more.length > 0) return null
  const { field, matcher } = only
  if (matcher.kind === 'known') return { field, test: matcher.known ? 'known' : 'unknown', value: '' }
  if (matcher.kind === 'one-of') return { field, test: 'is', value: matcher.values.join(', ') }
  if (matcher.kind === 'range' && matcher.from !== undefined && matcher.to === undefined)
    return { field, test: 'at-least', value: String(matcher.from) }
  return null
}

export function whereOf({ field, test, value }: FieldRow): Where {
  switch (test) {
    case 'known':
    case 'unknown':
      return [{ field, matcher: { kind: 'known', known: test === 'known' } }]
    case 'at-least':
      return [{ field, matcher: { kind: 'range', from: Number(value) || 0 } }]
    case 'is': {
      const values = value.split(',').map((part) => valueOf(part.trim()))
      return [{ field, matcher: { kind: 'one-of', values: values.filter((one) => one !== '') } }]
    }
    default:
      return test satisfies never
  }
}

function valueOf(text: string): Value {
  if (text === 'true' || text === 'false') return text === 'true'
  return text !== '' && Number.isFinite(Number(text)) ? Number(text) : text
}
