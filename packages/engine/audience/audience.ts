/** An audience: whom something is for, in the agreement's language and by stage, persona and segment. */
import type { Agreement, Condition, Meter, Stage } from '../agreement/agreement.ts'
import type { Catalogue } from '../catalogue/catalogue.ts'
import type { LeadState } from '../fold/lead-state.ts'

export type Audience =
  /** A leaf of the agreement's language: `did`, `meter`, `score`, `grade` or `field`. */
  | { readonly kind: 'holds'; readonly condition: Condition }
  | { readonly kind: 'stage'; readonly stages: readonly Stage[] }
  /** By name. */
  | { readonly kind: 'persona'; readonly personas: readonly string[] }
  /** By id. */
  | { readonly kind: 'segment'; readonly segment: string }
  | { readonly kind: 'all' | 'any'; readonly parts: readonly Audience[] }
  | { readonly kind: 'not'; readonly part: Audience }

/** Of the agreement in force: what an audience may refer to. */
export interface AudienceContext {
  readonly catalogue: Catalogue
  readonly meters: readonly Meter[]
  readonly hasFit: boolean
}

/** What audiences are read against under an agreement. */
export function audienceContext({
  agreement,
  catalogue,
}: {
  readonly agreement: Agreement
  readonly catalogue: Catalogue
}): AudienceContext {
  return { catalogue, meters: agreement.meters, hasFit: agreement.fit.points.length > 0 }
}

/** A lead as an audience sees it on a day. */
export interface Standing {
  /** Folded under the agreement compiled with what the audience watches, timers included. */
  readonly state: LeadState
  /** UTC day number. */
  readonly day: number
  /** By name; null: none that is known. */
  readonly persona: string | null
  /** Ids of those that it is in. */
  readonly segments: ReadonlySet<string>
}

/** The conditions that have to be watched from a lead's first event on, or their counts are not in its state. */
export function conditionsOf(audience: Audience): readonly Condition[] {
  return leavesOf(audience).flatMap((leaf) => (leaf.kind === 'holds' ? singleConditions(leaf.condition) : []))
}

function singleConditions(condition: Condition): readonly Condition[] {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.conditions.flatMap(singleConditions)
    case 'not':
      return singleConditions(condition.condition)
    default:
      return [condition]
  }
}

/** Ids of the segments that it names, each once. */
export function segmentsOf(audience: Audience): readonly string[] {
  return [...new Set(leavesOf(audience).flatMap((leaf) => (leaf.kind === 'segment' ? [leaf.segment] : [])))]
}

type Leaf = Exclude<Audience, { kind: 'all' | 'any' | 'not' }>

function leavesOf(audience: Audience): readonly Leaf[] {
  switch (audience.kind) {
    case 'all':
    case 'any':
      return audience.parts.flatMap(leavesOf)
    case 'not':
      return leavesOf(audience.part)
    default:
      return [audience]
  }
}

/** Nobody: what a segment stands for that is not defined, or that leads back to itself. */
const NOBODY: Audience = { kind: 'any', parts: [] }

/** The same audience with every segment spelt out, so that it can be asked of any moment of a history. */
export function spelledOut(audience: Audience, segments: ReadonlyMap<string, Audience>): Audience {
  switch (audience.kind) {
    case 'all':
    case 'any':
      return { kind: audience.kind, parts: audience.parts.map((part) => spelledOut(part, segments)) }
    case 'not':
      return { kind: 'not', part: spelledOut(audience.part, segments) }
    case 'segment': {
      const named = segments.get(audience.segment)
      if (!named) return NOBODY
      const others = new Map([...segments].filter(([id]) => id !== audience.segment))
      return spelledOut(named, others)
    }
    default:
      return audience
  }
}
