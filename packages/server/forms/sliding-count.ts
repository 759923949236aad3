/** How often something happened within the last while, in memory. What is long past is forgotten by itself. */
import { RecentCache } from '../platform/recent-cache.ts'

export interface Limit {
  readonly most: number
  readonly withinMs: number
}

export interface SlidingCount {
  /** Counts one more where none of the limits is reached; else counts nothing. */
  take(key: string, limits: readonly Limit[], now: number): boolean
  /** Takes the last one back. */
  giveBack(key: string): void
}

export function slidingCount(keysMax: number): SlidingCount {
  const times = new RecentCache<number[]>(keysMax)
  return {
    take(key, limits, now) {
      const longest = Math.max(...limits.map(({ withinMs }) => withinMs))
      const recent = (times.get(key) ?? []).filter((time) => now - time < longest)
      const isFull = limits.some(
        ({ most, withinMs }) => recent.filter((time) => now - time < withinMs).length >= most,
      )
      if (!isFull) recent.push(now)
      times.set(key, recent)
      return !isFull
    },
    giveBack(key) {
      times.get(key)?.pop()
    },
  }
}
