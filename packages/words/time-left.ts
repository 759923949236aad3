/** Time until something is due, as a clock beside it says it. */

const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** Below this a clock counts seconds. */
export const SECONDS_BELOW_MS = 5 * MINUTE_MS

/** `in 2 d 3 h`, `in 1 h 05 min`, `in 12 min`, `in 4:59`; past: `12 min over`, `3 h over`. */
export function sayTimeLeft(leftMs: number): string {
  if (leftMs <= 0) return `${sayShortDuration(-leftMs)} over`
  if (leftMs >= SECONDS_BELOW_MS) return `in ${sayShortDuration(leftMs)}`
  const seconds = Math.floor(leftMs / SECOND_MS)
  return `in ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** `2 d 3 h`, `1 h 05 min`, `12 min`, `40 s`: the two largest units. */
export function sayShortDuration(durationMs: number): string {
  if (durationMs >= DAY_MS) {
    const hours = Math.floor((durationMs % DAY_MS) / HOUR_MS)
    return `${Math.floor(durationMs / DAY_MS)} d${hours === 0 ? '' : ` ${hours} h`}`
  }
  if (durationMs >= HOUR_MS) {
    const minutes = Math.floor((durationMs % HOUR_MS) / MINUTE_MS)
    return `${Math.floor(durationMs / HOUR_MS)} h${minutes === 0 ? '' : ` ${String(minutes).padStart(2, '0')} min`}`
  }
  if (durationMs >= MINUTE_MS) return `${Math.floor(durationMs / MINUTE_MS)} min`
  return `${Math.floor(durationMs / SECOND_MS)} s`
}
