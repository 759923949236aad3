/** How far a case is from what is common among others, where all that is known are categories. */

/** By property the category of each case as a code; 0: not known. All of one length. */
export type CodeColumns = readonly Uint16Array[]

/** By property the code that is most frequent in a cluster; 0 where nothing is known of any of its cases. */
export type Mode = Uint16Array

/** Properties in which the case is known and not as the mode. */
export function mismatches(columns: CodeColumns, index: number, mode: Mode): number {
  let count = 0
  for (let column = 0; column < columns.length; column++) {
    const code = columns[column]![index]!
    if (code !== 0 && code !== mode[column]) count++
  }
  return count
}
