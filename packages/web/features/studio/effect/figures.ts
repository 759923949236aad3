/** Arithmetic of what the studio shows. */
import type { ComparedSide } from '@baton/engine/compare'
import type { ComparedLine } from '@baton/protocol'

const WEEK_MS = 7 * 86_400_000

export function weeksOf({ from, until }: ComparedLine['history']): number {
  return Math.max(1, (until - from) / WEEK_MS)
}

export function promotionsAWeek({ promotions }: ComparedSide, history: ComparedLine['history']): number {
  return promotions / weeksOf(history)
}

/** `+2.7`, `−0.4`, `±0`. */
export function signed(value: number, digits = 0): string {
  const text = Math.abs(value).toFixed(digits)
  if (Number(text) === 0) return '±0'
  return `${value > 0 ? '+' : '−'}${text}`
}

export interface WeekByTier {
  /** ISO date of its Monday. */
  readonly week: string
  readonly baseline: Readonly<Record<string, number>>
  readonly candidate: Readonly<Record<string, number>>
}

const DAY_MS = 86_400_000

/** Every week from the first promotion of either to the last, those without any included. */
export function weeksOfBoth(baseline: ComparedSide, candidate: ComparedSide): readonly WeekByTier[] {
  const was = new Map(baseline.byWeek.map(({ week, byTier }) => [week, byTier]))
  const is = new Map(candidate.byWeek.map(({ week, byTier }) => [week, byTier]))
  const known = [...was.keys(), ...is.keys()].map((week) => Date.parse(week))
  const weeks: WeekByTier[] = []
  for (let at = Math.min(...known); at <= Math.max(...known); at += 7 * DAY_MS) {
    const week = new Date(at).toISOString().slice(0, 10)
    weeks.push({ week, baseline: was.get(week) ?? {}, candidate: is.get(week) ?? {} })
  }
  return weeks
}

/** Tiers of either, in the order of the candidate, then those that only the baseline has. */
export function tiersOfBoth(baseline: ComparedSide, candidate: ComparedSide): readonly string[] {
  return [...new Set([...Object.keys(candidate.byTier), ...Object.keys(baseline.byTier)])]
}
