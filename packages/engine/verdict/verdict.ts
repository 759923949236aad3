/** What the agreement concludes about a lead at a moment, with its reasons as data. Words are made at the edge. */
import type { ClauseId, FieldRef, Grade, Matcher, Stage, Where } from '../agreement/agreement.ts'
import type { Trust, Value } from '../event.ts'
import type { Answer, HandoffState } from '../fold/lead-state.ts'
import type { Timer } from '../fold/timers.ts'

/** One condition met or not, with what was expected and observed, and the events that settled it. */
export type Reason =
  | {
      readonly kind: 'did'
      readonly clause: ClauseId
      readonly met: boolean
      readonly expected: {
        readonly event: string
        readonly where: Where
        readonly times: number
        readonly withinDays?: number
        readonly trust?: Trust
      }
      readonly observed: { readonly times: number }
      readonly events: readonly string[]
    }
  | {
      readonly kind: 'meter' | 'score'
      readonly clause: ClauseId
      readonly met: boolean
      readonly expected: { readonly meter?: string; readonly atLeast: number }
      readonly observed: { readonly level: number }
      readonly events: readonly string[]
    }
  | {
      readonly kind: 'grade'
      readonly clause: ClauseId
      readonly met: boolean
      readonly expected: { readonly grades: readonly Grade[] }
      readonly observed: { readonly grade: Grade; readonly fit: number }
      readonly events: readonly string[]
    }
  | {
      readonly kind: 'field'
      readonly clause: ClauseId
      readonly met: boolean
      readonly expected: { readonly where: Where }
      readonly observed: Readonly<Record<FieldRef, Value | null>>
      readonly events: readonly string[]
    }
  | {
      readonly kind: 'all' | 'any' | 'not'
      readonly clause: ClauseId
      readonly met: boolean
      readonly reasons: readonly Reason[]
      readonly events: readonly string[]
    }

export interface TierReason {
  readonly tier: string
  readonly clause: ClauseId
  readonly met: boolean
  readonly reason: Reason
}

/** One fit clause and what it gave: `unknown` names referenced fields without a value. */
export interface FitReason {
  readonly clause: ClauseId
  readonly where: Where
  readonly gives: number
  readonly met: boolean
  readonly unknown: readonly FieldRef[]
  readonly observed: Readonly<Record<FieldRef, Value | null>>
}

/** One pouring: what an event added to a meter, and why it added less than the clause gives. */
export interface Pour {
  readonly event: string
  readonly at: number
  readonly clause: ClauseId
  readonly meter: string
  readonly gives: number
  /** What was really added after clipping; 0 when the limit was used up. */
  readonly added: number
  readonly heldBack: 'limit' | 'full' | 'empty' | null
  /** Level of the meter after it. */
  readonly level: number
}

/** The smallest additions found that would make a tier hold: events still to happen, facts still to be true. */
export interface Remedy {
  readonly tier: string
  readonly events: readonly { readonly name: string; readonly times: number; readonly where: Where }[]
  readonly facts: readonly { readonly field: FieldRef; readonly matcher: Matcher }[]
}

export interface MeterReading {
  readonly meter: string
  readonly level: number
  readonly max: number
  readonly halfLifeDays: number | null
}

/** What is known about one criterion. `satisfied` is whether it counts on the day of the verdict. */
export interface CriterionReading {
  readonly criterion: string
  readonly answer: Answer | null
  readonly aged: boolean
  readonly satisfied: boolean
}

export interface Verdict {
  readonly asOf: number
  readonly stage: Stage
  readonly stageSince: number
  readonly tier: string | null
  readonly cycle: number
  /** Sum of the faded meters, unrounded; shown rounded. */
  readonly score: number
  readonly meters: readonly MeterReading[]
  readonly fit: number
  readonly grade: Grade
  readonly fitReasons: readonly FitReason[]
  readonly unknown: readonly FieldRef[]
  readonly disqualifiedBy: { readonly clause: ClauseId; readonly where: Where } | null
  readonly waiting: { readonly tier: string; readonly missing: readonly FieldRef[] } | null
  readonly missing: readonly FieldRef[]
  readonly restUntil: number | null
  /** Fits well (grade A or B) and sales does not have it: sales may open it by itself, engaged or not. */
  readonly isProspect: boolean
  /** The pass through sales under way; null while sales does not have the lead. */
  readonly handoff: HandoffState | null
  readonly criteria: readonly CriterionReading[]
  /** What happens next by itself, if nothing else does. */
  readonly nextTimer: Timer | null
  /** Every tier in the agreement's order: why it holds, or why not. */
  readonly tiers: readonly TierReason[]
  /** The unmet tier that is closest; null when one holds or none exists. */
  readonly nearestTier: string | null
}
