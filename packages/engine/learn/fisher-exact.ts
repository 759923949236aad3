/** Whether two ways of parting the same cases go together. */

/**
 * Fisher's exact test, two-sided: the chance, with the margins as they are, of a table no likelier than this one.
 * Source: R. A. Fisher, Journal of the Royal Statistical Society 98 (1935), 39–82.
 *
 * @param table counts, two by two; time grows with their sum
 */
export function fisherExact([[a, b], [c, d]]: readonly [
  readonly [number, number],
  readonly [number, number],
]): number {
  const [row, column, n] = [a + b, a + c, a + b + c + d]
  const logs = logFactorials(n)
  const logChance = (cell: number) =>
    logs[row]! +
    logs[n - row]! +
    logs[column]! +
    logs[n - column]! -
    logs[n]! -
    logs[cell]! -
    logs[row - cell]! -
    logs[column - cell]! -
    logs[n - row - column + cell]!
  const observed = logChance(a)
  let p = 0
  for (let cell = Math.max(0, row + column - n); cell <= Math.min(row, column); cell++) {
    const chance = logChance(cell)
    if (chance <= observed + SLACK) p += Math.exp(chance)
  }
  return Math.min(1, p)
}

/** Tables that are equally likely differ in their last bits. */
const SLACK = 1e-7

/** Logarithms of the factorials of 0 to n. */
function logFactorials(n: number): Float64Array {
  const logs = new Float64Array(n + 1)
  for (let number = 2; number <= n; number++) logs[number] = logs[number - 1]! + Math.log(number)
  return logs
}
