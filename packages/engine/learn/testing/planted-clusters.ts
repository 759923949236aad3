/** Cases of which it is known which cluster they come from. */
import type { CodeColumns } from '../mismatches.ts'
import { seededRandom } from '../seeded-random.ts'

export interface Planted {
  readonly columns: CodeColumns
  /** By case the cluster it comes from. */
  readonly origin: readonly number[]
}

/** Ten properties of six categories: a cluster has its own in each, but for what is changed or not known. */
export function plantedClusters(
  n: number,
  {
    k,
    changed,
    unknown,
    seed,
  }: { readonly k: number; readonly changed: number; readonly unknown: number; readonly seed: number },
): Planted {
  const random = seededRandom(seed)
  const centres = Array.from({ length: k }, (_, cluster) =>
    Array.from({ length: 10 }, (_, column) => 1 + ((cluster * (1 + (column % 2)) + column) % 6)),
  )
  const origin = Array.from({ length: n }, () => random.below(k))
  const columns = Array.from({ length: 10 }, (_, column) =>
    Uint16Array.from(origin, (cluster) => {
      if (random.next() < unknown) return 0
      return random.next() < changed ? 1 + random.below(6) : centres[cluster]![column]!
    }),
  )
  return { columns, origin }
}
