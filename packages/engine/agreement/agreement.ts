/**
 * The agreement as data: what reading the YAML document yields. Immutable, without positions; every clause
 * carries the id that verdicts, decisions and rejections cite. Durations are milliseconds unless named days.
 */
import type { Fields, Trust, Value } from '../event.ts'

/** Where a lead stands. Display names are the agreement's. */
export type Stage =
  | 'visitor'
  | 'lead'
  | 'mql'
  | 'sal'
  | 'sql'
  | 'opportunity'
  | 'customer'
  | 'advocate'
  | 'recycled'
  | 'disqualified'

export const STAGES: readonly Stage[] = [
  'visitor',
  'lead',
  'mql',
  'sal',
  'sql',
  'opportunity',
  'customer',
  'advocate',
  'recycled',
  'disqualified',
]

export type Grade = 'A' | 'B' | 'C' | 'D'

/** Identifies one clause: `points.demo-requested`, `mql.hand-raiser`, `mql.hand-raiser/grade`. */
export type ClauseId = string

/** A catalogued field with its prefix: `lead.seniority`, `company.employees`, or an event property's bare name. */
export type FieldRef = string

/** Asks something of one value. An unknown value satisfies only `known: false` and `not`. */
export type Matcher =
  | { readonly kind: 'one-of'; readonly values: readonly Value[] }
  | { readonly kind: 'range'; readonly from?: number | string; readonly to?: number | string }
  | { readonly kind: 'starts'; readonly prefix: string }
  | { readonly kind: 'known'; readonly known: boolean }
  | { readonly kind: 'not'; readonly matcher: Matcher }

/** Several fields in one `where` all have to hold. */
export type Where = readonly { readonly field: FieldRef; readonly matcher: Matcher }[]

export type Condition =
  | {
      readonly kind: 'did'
      readonly id: ClauseId
      readonly event: string
      readonly where: Where
      readonly times: number
      /** Whole UTC days that count, today included; undefined counts all of history. */
      readonly withinDays?: number
      readonly trust?: Trust
    }
  | { readonly kind: 'meter'; readonly id: ClauseId; readonly meter: string; readonly atLeast: number }
  | { readonly kind: 'score'; readonly id: ClauseId; readonly atLeast: number }
  | { readonly kind: 'grade'; readonly id: ClauseId; readonly grades: readonly Grade[] }
  | { readonly kind: 'field'; readonly id: ClauseId; readonly where: Where }
  | { readonly kind: 'all' | 'any'; readonly id: ClauseId; readonly conditions: readonly Condition[] }
  | { readonly kind: 'not'; readonly id: ClauseId; readonly condition: Condition }

export interface Meter {
  readonly id: string
  /** Days after which half is left; undefined never fades. */
  readonly halfLifeDays?: number
  readonly max: number
}

export interface PointsClause {
  readonly id: ClauseId
  readonly on: string
  readonly where: Where
  readonly give: number
  readonly to: string
  /** At most `count` pourings in a window of `days` UTC days, opened by the first. */
  readonly limit?: { readonly count: number; readonly days: number }
  readonly trust?: Trust
}

export interface FitClause {
  readonly id: ClauseId
  readonly where: Where
  readonly give: number
}

export interface Fit {
  readonly points: readonly FitClause[]
  /** Least fit points of each grade; below C is D. */
  readonly grades: { readonly A: number; readonly B: number; readonly C: number }
}

export interface DisqualifyClause {
  readonly id: ClauseId
  readonly where: Where
}

export interface Tier {
  readonly id: string
  readonly clauseId: ClauseId
  /** Name of a handoff clock. */
  readonly clock?: string
  readonly condition: Condition
}

/** A length of working time: minutes within working hours, or working days. */
export interface WorkingSpan {
  readonly count: number
  readonly unit: 'minutes' | 'days'
}

export interface Clock {
  readonly id: string
  readonly firstTouch: WorkingSpan
  readonly decide: WorkingSpan
}

export interface WorkingHours {
  readonly zone: string
  /** Index 0 is Monday. Minutes of the day; null is a day off. */
  readonly week: readonly ({ readonly from: number; readonly to: number } | null)[]
  /** ISO dates. */
  readonly holidays: readonly string[]
}

export interface Route {
  /** Name of the team, without the word: `emea`. */
  readonly team: string
  readonly where: Where
}

export interface Handoff {
  readonly clocks: readonly Clock[]
  readonly hours?: WorkingHours
  /** What sales owes before it may say `unreachable`; attempts count that long after the handoff opened. */
  readonly effort?: { readonly attempts: number; readonly channels: number; readonly withinMs: number }
  readonly route: readonly Route[]
  readonly onOverdue: 'reassign' | 'recycle' | 'notify'
}

export type CriterionKind = 'money' | 'choice' | 'text' | 'months' | 'number' | 'yes-no'

export interface Criterion {
  readonly id: string
  readonly clauseId: ClauseId
  readonly ask: CriterionKind
  /** What to ask the lead, in words that can be said to it. */
  readonly question?: string
  readonly options: readonly string[]
  /** What satisfies it; undefined: any answer does. */
  readonly satisfied?: Matcher
  /** Days after which an answer no longer counts; undefined: it never ages. */
  readonly freshDays?: number
}

export type SqlNeed = 'accepted' | 'meeting-held' | 'contacted' | 'demo-seen' | 'mql'

export interface Sql {
  readonly needs: readonly SqlNeed[]
  readonly criteria: readonly Criterion[]
  /** How many criteria must be satisfied. */
  readonly satisfied: number
  /** What else must hold; an SQL asks for at least one need, criterion or condition, or nothing becomes one. */
  readonly condition?: Condition
}

export interface RecycleReason {
  readonly id: string
  readonly disqualify: boolean
  readonly restMs: number
  /** Share of every meter that is kept, 0 to 1. */
  readonly keep: number
}

export interface Promises {
  readonly marketing: { readonly mqlsPerMonth?: number; readonly accepted?: number }
  readonly sales: { readonly firstTouchOnTime?: number; readonly decidedOnTime?: number }
}

export interface Example {
  readonly name: string
  /** Facts; null says that a field is not known. Fields that `complete` asks for count as known unless null. */
  readonly lead: Fields
  readonly company: Fields
  readonly events: readonly {
    readonly name: string
    readonly agoMs: number
    readonly properties: Readonly<Record<string, Value>>
    readonly trust: Trust
  }[]
  readonly expect: {
    readonly stage?: Stage
    readonly tier?: string
    readonly grade?: Grade
    readonly score?: { readonly from?: number; readonly to?: number }
  }
}

export interface Agreement {
  readonly id: string
  readonly names: Readonly<Partial<Record<Stage, string>>>
  readonly meters: readonly Meter[]
  readonly points: readonly PointsClause[]
  readonly fit: Fit
  readonly disqualify: readonly DisqualifyClause[]
  readonly tiers: readonly Tier[]
  /** What a packet must contain before a lead can be promoted. */
  readonly complete: readonly FieldRef[]
  readonly handoff: Handoff
  readonly sql: Sql
  readonly recycle: readonly RecycleReason[]
  readonly promises: Promises
  readonly examples: readonly Example[]
}
