import { useCallback, useSyncExternalStore } from 'react'

const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
/** Around a moment this near, seconds count. */
const NEAR_MS = 5 * MINUTE_MS

const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => {
    for (const each of listeners) each()
  }, SECOND_MS)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/**
 * The clock as it goes: by the minute, and by the second in the last five minutes before a moment. One timer for all; what
 * does not change is not drawn again.
 */
export function useTickingNow(towardsMs: number | null): number {
  const read = useCallback(() => {
    const now = Date.now()
    const left = towardsMs === null ? Number.POSITIVE_INFINITY : towardsMs - now
    const step = left > -SECOND_MS && left <= NEAR_MS ? SECOND_MS : MINUTE_MS
    // Aligned to the moment, and rounded so that a minute counts once it is full: before it as after it.
    const phase = towardsMs === null ? 0 : towardsMs % step
    const steps = (now - phase) / step
    return (left > 0 && towardsMs !== null ? Math.ceil(steps) : Math.floor(steps)) * step + phase
  }, [towardsMs])
  return useSyncExternalStore(subscribe, read)
}
