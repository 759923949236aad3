/** Traits of customers as a screen orders them, and the scale that lifts are drawn on. No React. */
import type { Trait } from '@baton/engine/reports'

/** Found in fewer than one of twenty findings like it by chance. */
export const BEYOND_CHANCE = 0.05

export type TraitPart = 'firm' | 'behaviour' | 'path'

/** How somebody came; every other fact is of the person or the company. Not from the engine, which screens load without. */
const PATH: ReadonlySet<string> = new Set(['source', 'medium', 'campaign', 'landing-page', 'form', 'content'])

export function partOfTrait(trait: Trait): TraitPart {
  if (trait.kind !== 'fact') return 'behaviour'
  return PATH.has(trait.dimension) ? 'path' : 'firm'
}

export function keyOfTrait(trait: Trait): string {
  switch (trait.kind) {
    case 'fact':
      return `${trait.dimension}=${trait.value}`
    case 'did':
      return `did ${trait.event}`
    case 'took':
      return `took ${trait.content}`
    default:
      return trait satisfies never
  }
}

interface Ratio {
  readonly ratio: number
  readonly low: number
  readonly high: number
}

/** A scale on which twice as often lies as far from as often as half as often does. */
export interface LiftScale {
  /** Its right end; the left one is 1 / top. */
  readonly top: number
  readonly ticks: readonly number[]
}

const TOPS = [2, 4, 8, 16] as const

/** Reaches the farthest ratio, and of intervals most: those that are wider are cut off at its ends. */
export function liftScale(lifts: readonly Ratio[]): LiftScale {
  const far = lifts.map(({ ratio }) => Math.abs(Math.log(ratio))).filter(Number.isFinite)
  const ends = lifts
    .flatMap(({ low, high }) => [Math.abs(Math.log(low)), Math.abs(Math.log(high))])
    .filter(Number.isFinite)
    .toSorted((a, b) => a - b)
  const most = Math.max(0, ...far, ends[Math.floor(ends.length * 0.8)] ?? 0)
  const top = TOPS.find((one) => most <= Math.log(one)) ?? TOPS[TOPS.length - 1]!
  // Of five doublings every second is told, for more would touch each other.
  const above = top === 16 ? [4, 16] : TOPS.filter((tick) => tick <= top)
  return { top, ticks: [...above.toReversed().map((tick) => 1 / tick), 1, ...above] }
}

/** Where a ratio lies on it, 0 to 1; beyond its ends at them. */
export function liftAt({ top }: LiftScale, ratio: number): number {
  if (ratio <= 0) return 0
  const at = 0.5 + Math.log(ratio) / (2 * Math.log(top))
  return Math.max(0, Math.min(1, at))
}

/** `½`, `1`, `4`: a tick of the scale. */
export function sayTick(tick: number): string {
  const below = Math.round(1 / tick)
  return tick >= 1 ? `${tick}` : below === 2 ? '½' : below === 4 ? '¼' : below === 8 ? '⅛' : `1/${below}`
}

/** `0.22`, `1.82`, `14`. */
export function sayLift(ratio: number): string {
  if (ratio < 0.005) return 'under 0.01'
  return ratio.toFixed(ratio >= 10 ? 0 : 2)
}

/** `0.012`, `under 0.001`. */
export function sayQ(q: number): string {
  if (q < 0.001) return 'under 0.001'
  return q.toFixed(q < 0.1 ? 3 : 2)
}
