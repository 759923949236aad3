/** How long each case was watched, and whether what was waited for happened at the end of it. */

export interface TimesToEvent {
  /** By case: time until it happened, or until the case was last seen; any unit, 0 or more. */
  readonly durations: ArrayLike<number>
  /** By case: whether it happened; where it did not, the case is censored. */
  readonly happened: ArrayLike<number | boolean>
}

export interface SortedTimes {
  /** Durations of all cases, ascending. */
  readonly all: Float64Array
  /** Durations of those where it happened, ascending. */
  readonly events: Float64Array
}

/** @throws RangeError when the two differ in length, or a duration is below 0 or not finite */
export function sortedTimes({ durations, happened }: TimesToEvent): SortedTimes {
  if (durations.length !== happened.length)
    throw new RangeError(`${happened.length} cases say whether it happened, expected ${durations.length}`)
  const all = new Float64Array(durations.length)
  const events = new Float64Array(durations.length)
  let count = 0
  for (let index = 0; index < all.length; index++) {
    const duration = durations[index]!
    if (!(duration >= 0 && duration < Infinity))
      throw new RangeError(`duration ${index} is ${duration}, expected a finite number from 0`)
    all[index] = duration
    if (happened[index]) events[count++] = duration
  }
  return { all: all.sort(), events: events.slice(0, count).sort() }
}
