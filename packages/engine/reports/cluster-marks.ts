/** What sets some people apart from all: values that are commoner among them, and that most of them have. */
import { proportionInterval, type Proportion } from '../learn/proportion-interval.ts'
import { rateRatio, type RateRatio } from '../learn/rate-ratio.ts'
import type { Journeys } from './journeys.ts'
import type { Mark, MarkDimension } from './match-personas.ts'

export type ClusterMark = Extract<Mark, { kind: 'fact' }> & {
  /** Share of those with one of the values among those of whom the dimension is known: of the cluster, and of all. */
  readonly inside: Proportion
  readonly among: Proportion
  readonly lift: RateRatio
}

export interface ClusterMarksQuery {
  readonly dimensions: readonly MarkDimension[]
  /** Positions of leads. */
  readonly cluster: readonly number[]
  readonly all: readonly number[]
}

/** A value counts towards a mark from so many people on. */
const VALUE_FLOOR = 5
/** A value is a part of the mark from this share of the cluster on; together they have to reach the other one. */
const VALUE_SHARE = 0.1
const MARK_SHARE = 0.5

/**
 * At most one mark a dimension: its values whose lift against all is above 1 with its whole interval. The weight is the natural
 * logarithm of the lift of all of them together, rounded to a tenth, at least 0.1.
 */
export function clusterMarks(
  journeys: Journeys,
  { dimensions, cluster, all }: ClusterMarksQuery,
): readonly ClusterMark[] {
  return dimensions
    .flatMap((dimension) => markOf(journeys, dimension, cluster, all) ?? [])
    .toSorted((a, b) => b.weight - a.weight)
}

function markOf(
  { leads }: Journeys,
  dimension: MarkDimension,
  cluster: readonly number[],
  all: readonly number[],
): ClusterMark | null {
  const { codes, names } = leads.dimensions[dimension]
  const inside = countsOf(codes, names.length, cluster)
  const among = countsOf(codes, names.length, all)
  const own = [...names.keys()]
    .filter((code) => code > 0 && inside.by[code]! >= VALUE_FLOOR)
    .filter((code) => inside.by[code]! >= VALUE_SHARE * inside.known)
    .filter((code) => rateRatio(shareOf(inside, [code]), shareOf(among, [code])).low > 1)
    .toSorted((a, b) => inside.by[b]! - inside.by[a]!)
  const [of, against] = [shareOf(inside, own), shareOf(among, own)]
  if (own.length === 0 || of.successes < MARK_SHARE * of.n) return null
  const lift = rateRatio(of, against)
  return {
    kind: 'fact',
    dimension,
    values: own.map((code) => names[code]!),
    weight: Math.max(0.1, Math.round(Math.log(lift.ratio) * 10) / 10),
    inside: proportionInterval(of.successes, of.n),
    among: proportionInterval(against.successes, against.n),
    lift,
  }
}

interface Counts {
  /** By code. */
  readonly by: Uint32Array
  readonly known: number
}

function countsOf(codes: ArrayLike<number>, kinds: number, people: readonly number[]): Counts {
  const by = new Uint32Array(kinds)
  for (const lead of people) by[codes[lead]!]! += 1
  return { by, known: people.length - by[0]! }
}

function shareOf({ by, known }: Counts, codes: readonly number[]): { successes: number; n: number } {
  return { successes: codes.reduce((sum, code) => sum + by[code]!, 0), n: known }
}
