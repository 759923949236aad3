/** Time that somebody really spent: while the page is seen, and for half a minute after each sign of life. */

const IDLE_MS = 30_000

let spentMs = 0
/** Of the last sign of life; undefined while the page is not seen. */
let lastMs: number | undefined

export function signOfLife(nowMs: number): void {
  if (lastMs !== undefined) spentMs += Math.min(nowMs - lastMs, IDLE_MS)
  lastMs = nowMs
}

export function lookAway(nowMs: number): void {
  signOfLife(nowMs)
  lastMs = undefined
}

/** Whole seconds since it was last asked. */
export function takeSeconds(): number {
  const seconds = Math.round(spentMs / 1000)
  spentMs = 0
  return seconds
}
