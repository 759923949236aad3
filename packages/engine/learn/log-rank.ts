/** Whether it takes as long in one group of cases as in the others. */
import { chiSquareTail } from './chi-square-tail.ts'
import { PROPORTION_FLOOR } from './proportion-interval.ts'
import { squareOverVariance } from './square-over-variance.ts'
import { sortedTimes, type SortedTimes, type TimesToEvent } from './times-to-event.ts'

export interface LogRankGroup {
  readonly n: number
  /** Cases to which it happened, and how many that would be if it took as long in all groups. */
  readonly observed: number
  readonly expected: number
}

export interface LogRank {
  readonly groups: readonly LogRankGroup[]
  readonly chiSquare: number
  /** Degrees of freedom: groups that can be compared, less one; 0 where there is nothing to compare. */
  readonly degrees: number
  /** Chance of a chi-square at least as large if it took as long in all groups; 1 where nothing is compared. */
  readonly p: number
  /** True when any group is below the floor: say so, and show no figure. */
  readonly tooFew: boolean
}

/**
 * Log-rank test of any number of groups, with the exact variance of ties.
 * Sources: N. Mantel, Cancer Chemotherapy Reports 50 (1966), 163–170; R. Peto, J. Peto, Journal of the Royal Statistical
 * Society A 135 (1972), 185–207; J. D. Kalbfleisch, R. L. Prentice, The Statistical Analysis of Failure Time Data (1980),
 * 17–18, for more than two groups.
 *
 * Time is that of sorting the cases, and grows with the times at which it happened by the square of the groups.
 *
 * @throws RangeError when a group's durations and outcomes differ in length, or a duration is below 0 or not finite
 */
export function logRank(groups: readonly TimesToEvent[]): LogRank {
  const times = groups.map((group) => sortedTimes(group))
  const { expected, variance } = ifAllWereEqual(times)
  const excess = times.map(({ events }, group) => events.length - expected[group]!)
  const { square, rank } = squareOverVariance(excess, variance)
  return {
    groups: times.map(({ all, events }, group) => ({
      n: all.length,
      observed: events.length,
      expected: expected[group]!,
    })),
    chiSquare: square,
    degrees: rank,
    p: chiSquareTail(square, rank),
    tooFew: times.some(({ all }) => all.length < PROPORTION_FLOOR),
  }
}

/** By group the events to expect, and how they vary together: at each time hypergeometric, given how many are at risk. */
function ifAllWereEqual(times: readonly SortedTimes[]): {
  readonly expected: readonly number[]
  readonly variance: readonly number[][]
} {
  const expected = times.map(() => 0)
  const variance = times.map(() => times.map(() => 0))
  const gone = times.map(() => 0)
  const events = pooledEvents(times)
  for (let next = 0, first = 0; first < events.length; first = next) {
    const at = events[first]!
    while (next < events.length && events[next] === at) next++
    const count = next - first
    let all = 0
    for (const [group, own] of times.entries()) {
      while (own.all[gone[group]!]! < at) gone[group]!++
      all += own.all.length - gone[group]!
    }
    const shares = times.map((own, group) => (own.all.length - gone[group]!) / all)
    const spread = all > 1 ? (count * (all - count)) / (all - 1) : 0
    for (const [group, share] of shares.entries()) {
      expected[group]! += count * share
      for (const [other, otherShare] of shares.entries())
        variance[group]![other]! += spread * share * ((group === other ? 1 : 0) - otherShare)
    }
  }
  return { expected, variance }
}

/** Times at which it happened in any group, ascending. */
function pooledEvents(times: readonly SortedTimes[]): Float64Array {
  const events = new Float64Array(times.reduce((sum, own) => sum + own.events.length, 0))
  let filled = 0
  for (const own of times) {
    events.set(own.events, filled)
    filled += own.events.length
  }
  return events.sort()
}
