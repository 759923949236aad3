/** Figures of repeated measurements: the median, and how far they lie apart. */

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** Half the distance between the slowest and the fastest, as a share of the median. */
export function spread(values: readonly number[]): number {
  return (Math.max(...values) - Math.min(...values)) / 2 / median(values)
}

export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)))
        .join('  '),
    )
    .join('\n')
}

/** What `--events` asks for: `10m`, `500k`, a number. Ends the bench when it is something else. */
export function eventsAsked(otherwise: string): number {
  return countAsked('--events', otherwise)
}

/** The same of another option. */
export function countAsked(option: string, otherwise: string): number {
  const at = process.argv.indexOf(option)
  const asked = at < 0 ? otherwise : (process.argv[at + 1] ?? '')
  const [, count, unit] = /^(\d+)([mk]?)$/i.exec(asked) ?? []
  const result = Number(count) * (unit === '' ? 1 : unit?.toLowerCase() === 'm' ? 1_000_000 : 1000)
  if (result >= 1000) return result
  console.error(
    `${option} takes a number of at least 1k, such as 10m or 500k; found ${JSON.stringify(asked)}.`,
  )
  process.exit(1)
}
