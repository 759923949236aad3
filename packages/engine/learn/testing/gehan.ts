/**
 * Weeks in remission of 42 children with leukemia, 21 on 6-MP and 21 on a placebo: E. J. Freireich et al., Blood 21 (1963),
 * 699–716, as in E. A. Gehan, Biometrika 52 (1965), 203–223.
 */
import type { TimesToEvent } from '../times-to-event.ts'

const ON_6MP = '6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+'
const ON_PLACEBO = '1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23'

export const ON_6MP_TIMES = timesOf(ON_6MP)
export const ON_PLACEBO_TIMES = timesOf(ON_PLACEBO)

/** A + marks the censored. */
export function timesOf(text: string): TimesToEvent {
  const cases = text.split(' ')
  return { durations: cases.map(parseFloat), happened: cases.map((one) => !one.endsWith('+')) }
}
