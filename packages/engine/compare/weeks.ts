/** Weeks from Monday to Sunday, UTC. */
import { dayOf } from '../event.ts'

/** 1970-01-01 was a Thursday. */
const THURSDAY = 3

/** Day number of the Monday of the week that a moment falls in. */
export function mondayOf(time: number): number {
  const day = dayOf(time)
  return day - ((((day + THURSDAY) % 7) + 7) % 7)
}
