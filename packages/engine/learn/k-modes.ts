/** Groups of cases that are alike in what is known of them, where that is categories and not numbers. */
import { type CodeColumns, mismatches, type Mode } from './mismatches.ts'
import { seededRandom } from './seeded-random.ts'
import { startingModes } from './starting-modes.ts'

export interface Clusters {
  /** By case the number of its cluster, 0 to k - 1. A cluster can be without cases where fewer than k kinds of them exist. */
  readonly assignment: Uint8Array
  readonly modes: readonly Mode[]
  /** Properties, summed over all cases, in which a case is known and not as the mode of its cluster. */
  readonly cost: number
  /** The cost after each pass of the best start; it never rises, and the last is the cost. */
  readonly costs: readonly number[]
}

/** Passes after which a start ends; few take more than ten. */
const PASSES_MAX = 100

/**
 * k-modes: cases go to the mode that they differ from in the fewest properties, modes to what is most frequent among their
 * cases, until nothing moves; of several starts the cheapest. What is not known of a case is neither a match nor a mismatch;
 * what is known of it and of no case of a cluster is a mismatch there. Ties go to the cluster a case is in, else to the lower
 * number, and to the lower code.
 * Source: Z. Huang, Data Mining and Knowledge Discovery 2 (1998), 283–304.
 *
 * Time grows with cases by properties by k by starts by passes.
 *
 * @param k clusters, 1 to 255
 * @param restarts starts, at least 1
 * @throws RangeError when k is not a whole number from 1 to 255, restarts is below 1, or columns differ in length
 */
export function kModes(
  columns: CodeColumns,
  { k, seed, restarts }: { readonly k: number; readonly seed: number; readonly restarts: number },
): Clusters {
  if (!Number.isInteger(k) || k < 1 || k > 255) throw new RangeError(`k is ${k}, expected 1 to 255`)
  if (!(restarts >= 1)) throw new RangeError(`restarts is ${restarts}, expected at least 1`)
  const n = columns[0]?.length ?? 0
  for (const [index, { length }] of columns.entries())
    if (length !== n) throw new RangeError(`column ${index} has ${length} cases, expected ${n}`)
  const random = seededRandom(seed)
  let best = settled(columns, startingModes(columns, k, random))
  for (let start = 1; start < restarts; start++) {
    const other = settled(columns, startingModes(columns, k, random))
    if (other.cost < best.cost) best = other
  }
  return best
}

function settled(columns: CodeColumns, modes: Mode[]): Clusters {
  const assignment = new Uint8Array(columns[0]?.length ?? 0)
  const costs: number[] = []
  for (let pass = 0; pass < PASSES_MAX; pass++) {
    const moved = assignToNearest(columns, modes, assignment)
    const cost = moveModes(columns, modes, assignment)
    const before = costs.at(-1)
    costs.push(cost)
    if (moved === 0 || cost === before) break
  }
  return { assignment, modes, cost: costs.at(-1)!, costs }
}

/** Writes the assignment; returns how many cases have changed their cluster. */
function assignToNearest(columns: CodeColumns, modes: readonly Mode[], assignment: Uint8Array): number {
  let moved = 0
  for (let index = 0; index < assignment.length; index++) {
    let nearest = assignment[index]!
    let fewest = mismatches(columns, index, modes[nearest]!)
    for (let cluster = 0; cluster < modes.length && fewest > 0; cluster++) {
      const count = mismatches(columns, index, modes[cluster]!)
      if (count < fewest) [nearest, fewest] = [cluster, count]
    }
    if (nearest !== assignment[index]) moved++
    assignment[index] = nearest
  }
  return moved
}

/** Writes the modes of the clusters that have cases; returns the cost of all. */
function moveModes(columns: CodeColumns, modes: readonly Mode[], assignment: Uint8Array): number {
  const sizes = new Uint32Array(modes.length)
  for (const cluster of assignment) sizes[cluster]!++
  let cost = 0
  for (const [column, codes] of columns.entries()) {
    const kinds = codes.reduce((most, code) => Math.max(most, code), 0) + 1
    const counts = new Uint32Array(kinds * modes.length)
    for (let index = 0; index < codes.length; index++) counts[assignment[index]! * kinds + codes[index]!]!++
    for (const [cluster, mode] of modes.entries()) {
      if (sizes[cluster] === 0) continue
      const own = counts.subarray(cluster * kinds, (cluster + 1) * kinds)
      let commonest = 0
      for (let code = 1; code < kinds; code++)
        if (own[code]! > (commonest === 0 ? 0 : own[commonest]!)) commonest = code
      mode[column] = commonest
      cost += sizes[cluster]! - own[0]! - (commonest === 0 ? 0 : own[commonest]!)
    }
  }
  return cost
}
