/** One thing in an agreement that people turn, and how it is made so that its bounds hold its value. */
import type { ClauseId, WorkingSpan } from '../agreement/agreement.ts'
import type { DocumentPath } from './document-places.ts'

export interface KnobPlace {
  /** What verdicts cite: `points.demo-requested`, `mql.product/meter-intent`. */
  readonly clause: ClauseId
  /** Where the value stands in the document. */
  readonly path: DocumentPath
  /** What is turned: `give`, `limit-count`, `at-least`, `first-touch`; of choices, the field that is chosen for. */
  readonly what: string
}

export interface Bounds {
  readonly min: number
  readonly max: number
  readonly step: number
}

/** What a number counts: points of meters or fit, how often, days, or whatever its field counts. */
export type KnobUnit = 'points' | 'times' | 'days' | 'count'

export type Knob =
  | (KnobPlace & Bounds & { readonly kind: 'number'; readonly value: number; readonly unit: KnobUnit })
  /** From 0 to 1. */
  | (KnobPlace & Bounds & { readonly kind: 'percent'; readonly value: number })
  | (KnobPlace &
      Bounds & {
        readonly kind: 'duration'
        readonly value: number
        readonly unit: 'minutes' | 'hours' | 'days'
      })
  /** Some of several; never none. */
  | (KnobPlace & {
      readonly kind: 'choices'
      readonly value: readonly string[]
      readonly options: readonly string[]
    })

export function number(
  place: KnobPlace,
  unit: KnobUnit,
  value: number,
  { min = 0, max, step = 1 }: Partial<Bounds> & { readonly max: number },
): Knob {
  return { ...place, kind: 'number', unit, value, min: Math.min(min, value), max: Math.max(max, value), step }
}

export function percent(place: KnobPlace, value: number): Knob {
  return { ...place, kind: 'percent', value, min: 0, max: 1, step: 0.05 }
}

export function days(place: KnobPlace, value: number, { min = 1, max = 365 } = {}): Knob {
  return { ...place, kind: 'duration', unit: 'days', value, min, max: Math.max(max, value), step: 1 }
}

const MINUTE_MS = 60_000
const MINUTES_A_DAY = 1440

/** In the largest unit that says it whole. */
export function duration(place: KnobPlace, ms: number, bounds: { readonly min?: number } = {}): Knob {
  const minutes = ms / MINUTE_MS
  return minutes % MINUTES_A_DAY === 0
    ? days(place, minutes / MINUTES_A_DAY, bounds)
    : workingSpan(place, { count: minutes, unit: 'minutes' })
}

export function workingSpan(place: KnobPlace, { count, unit }: WorkingSpan): Knob {
  if (unit === 'days') return days(place, count, { max: 30 })
  const isHours = count % 60 === 0
  const [value, most] = isHours ? [count / 60, 48] : [count, 120]
  const parts = {
    unit: isHours ? 'hours' : 'minutes',
    value,
    min: 1,
    max: Math.max(most, value),
    step: 1,
  } as const
  return { ...place, kind: 'duration', ...parts }
}

/** Wide enough to try something, in steps that people count in: 10 where thousands are usual. */
export function widely(value: number, least: number, { min = 0, most = 1e12 } = {}): Bounds {
  const max = Math.max(least, value * 3)
  const power = 10 ** Math.max(0, Math.floor(Math.log10(max)) - 2)
  const step = value % power === 0 && min === 0 ? power : 1
  return { min: Math.min(min, value), max: Math.min(most, Math.ceil(max / power) * power), step }
}
