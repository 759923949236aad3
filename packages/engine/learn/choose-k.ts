/** How many clusters the cases fall into. */
import { kModes } from './k-modes.ts'
import type { CodeColumns } from './mismatches.ts'
import { seededRandom } from './seeded-random.ts'
import { simplifiedSilhouette } from './simplified-silhouette.ts'

export interface KChoice {
  /** The k of the highest silhouette, of equal ones the lowest. */
  readonly k: number
  readonly scores: readonly { readonly k: number; readonly silhouette: number }[]
  /** Cases that were looked at. */
  readonly n: number
}

/** More cases than this are not needed to tell how many clusters there are; they are drawn. */
export const CHOICE_CASES_MAX = 2000

/** Starts by k. */
const RESTARTS = 5

/**
 * Clusters at most 2,000 of the cases for each k, and takes the one of the highest silhouette. Some k is always the highest: a
 * silhouette of 0.25 or less says that there are no clusters worth the name (L. Kaufman, P. J. Rousseeuw, Finding Groups in
 * Data (1990), 88).
 *
 * @param from lowest k, at least 2, since of one cluster there is no silhouette
 * @param to highest k, at most 255
 * @throws RangeError when the bounds are not such
 */
export function chooseK(
  columns: CodeColumns,
  { from, to, seed }: { readonly from: number; readonly to: number; readonly seed: number },
): KChoice {
  if (!(from >= 2 && from <= to)) throw new RangeError(`k from ${from} to ${to}, expected from 2 upwards`)
  const sample = sampled(columns, seed)
  const scores = Array.from({ length: to - from + 1 }, (_, step) => {
    const k = from + step
    return { k, silhouette: simplifiedSilhouette(sample, kModes(sample, { k, seed, restarts: RESTARTS })) }
  })
  const best = scores.reduce((best, score) => (score.silhouette > best.silhouette ? score : best))
  return { k: best.k, scores, n: sample[0]?.length ?? 0 }
}

/** Drawn without replacement, kept in their order. */
function sampled(columns: CodeColumns, seed: number): CodeColumns {
  const n = columns[0]?.length ?? 0
  if (n <= CHOICE_CASES_MAX) return columns
  const random = seededRandom(seed)
  const chosen: number[] = []
  // Each case is taken with the chance that fills what is left of the sample from what is left of the cases.
  for (let index = 0; chosen.length < CHOICE_CASES_MAX; index++)
    if (random.below(n - index) < CHOICE_CASES_MAX - chosen.length) chosen.push(index)
  return columns.map((column) => Uint16Array.from(chosen, (index) => column[index]!))
}
