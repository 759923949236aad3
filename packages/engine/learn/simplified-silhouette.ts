/** How well the cases fit the clusters that they were put into. */
import type { Clusters } from './k-modes.ts'
import { type CodeColumns, mismatches } from './mismatches.ts'

/**
 * How much nearer cases are to the mode of their own cluster than to the next, -1 to 1, as a mean over the cases: 1 where none
 * differs from its own, 0 where the next is as near; 0 of one cluster or of no cases.
 * Source: P. J. Rousseeuw, Journal of Computational and Applied Mathematics 20 (1987), 53–65, with the distance to the mode in
 * place of that to all cases of the cluster: L. Vendramin, R. J. G. B. Campello, E. R. Hruschka, Statistical Analysis and Data
 * Mining 3 (2010), 209–235.
 */
export function simplifiedSilhouette(columns: CodeColumns, { assignment, modes }: Clusters): number {
  if (modes.length < 2 || assignment.length === 0) return 0
  let sum = 0
  for (const [index, cluster] of assignment.entries()) {
    const own = mismatches(columns, index, modes[cluster]!)
    let next = Infinity
    for (const [other, mode] of modes.entries())
      if (other !== cluster) next = Math.min(next, mismatches(columns, index, mode))
    if (own !== next) sum += (next - own) / Math.max(own, next)
  }
  return sum / assignment.length
}
