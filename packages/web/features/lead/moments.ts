/** Moments of a history that the scrubber stops at. */

/** Distinct moments of events, rising. */
export function momentsOf(events: readonly { readonly occurredAt: number }[]): readonly number[] {
  return [...new Set(events.map((event) => event.occurredAt))].toSorted((a, b) => a - b)
}

/** The next moment in a direction; past the last event stands now, before the first one the first. */
export function stepMoment(moments: readonly number[], from: number, direction: 1 | -1, now: number): number {
  if (direction === 1) return moments.find((moment) => moment > from) ?? now
  return moments.findLast((moment) => moment < from) ?? moments[0] ?? now
}

/** The moment of an event within reach of a pointer, or the pointed moment itself. */
export function snapped(moments: readonly number[], pointed: number, reachMs: number): number {
  let best = pointed
  let distance = reachMs
  for (const moment of moments) {
    const away = Math.abs(moment - pointed)
    if (away <= distance) {
      best = moment
      distance = away
    }
  }
  return best
}
