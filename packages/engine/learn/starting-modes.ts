/** Where a search for clusters sets out from. */
import { type CodeColumns, mismatches, type Mode } from './mismatches.ts'
import type { SeededRandom } from './seeded-random.ts'

/**
 * Cases of the sample, the first drawn evenly, each other the more likely the more it differs from the nearest drawn before.
 * Source: D. Arthur, S. Vassilvitskii, k-means++, SODA (2007), 1027–1035, with mismatches, which are squares already, for the
 * squared distance.
 */
export function startingModes(columns: CodeColumns, k: number, random: SeededRandom): Mode[] {
  const n = columns[0]?.length ?? 0
  const modeOf = (index: number) => Uint16Array.from(columns, (column) => column[index] ?? 0)
  const modes = [modeOf(random.below(n))]
  const nearest = new Float64Array(n).fill(Infinity)
  while (modes.length < k) {
    let total = 0
    for (let index = 0; index < n; index++) {
      nearest[index] = Math.min(nearest[index]!, mismatches(columns, index, modes.at(-1)!))
      total += nearest[index]!
    }
    // The last of them where all cases are as one of those drawn.
    let left = random.next() * total
    let drawn = 0
    while (drawn < n - 1 && (left -= nearest[drawn]!) >= 0) drawn++
    modes.push(modeOf(drawn))
  }
  return modes
}
