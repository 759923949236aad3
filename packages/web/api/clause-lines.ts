/** Which lines of the document a clause stands on, and which clause a line belongs to. */
import type { Place } from '@baton/engine'

export interface LineSpan {
  /** From 1, both inclusive. */
  readonly from: number
  readonly to: number
}

/** The lines of a clause: the engine's place, or for a whole key such as `handoff.hours` the lines of that key. */
export function linesOf(
  clause: string,
  places: Readonly<Record<string, Place>>,
  document: readonly string[],
): LineSpan | null {
  const place = places[clause]
  if (place !== undefined) return { from: place.line, to: place.endLine }
  const path = clause.split('.')
  // What the file leaves to the default is said by the section that could have said otherwise.
  return keyLines(path, document) ?? keyLines(path.slice(0, -1), document)
}

/** The lines of a nested key, by indentation. */
export function keyLines(path: readonly string[], document: readonly string[]): LineSpan | null {
  if (path.length === 0) return null
  let from = 0
  let to = document.length
  let depth = -1
  for (const key of path) {
    const at = document.findIndex((line, index) => {
      if (index < from || index >= to) return false
      return indentOf(line) > depth && line.trimStart().startsWith(`${key}:`)
    })
    if (at < 0) return null
    depth = indentOf(document[at]!)
    from = at
    to = endOf(document, at, to)
    // The key's own line has been used; what is below it is one level deeper.
    if (key !== path.at(-1)) from = at + 1
  }
  return { from: from + 1, to }
}

function endOf(document: readonly string[], at: number, limit: number): number {
  const depth = indentOf(document[at]!)
  let end = at + 1
  for (let index = at + 1; index < limit; index++) {
    const line = document[index]!
    if (line.trim() === '' || line.trimStart().startsWith('#')) continue
    if (indentOf(line) <= depth) break
    end = index + 1
  }
  return end
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length
}

/** The clause whose lines are the fewest around a line; null between clauses. */
export function clauseAt(line: number, spans: ReadonlyMap<string, LineSpan>): string | null {
  let best: string | null = null
  let size = Infinity
  for (const [clause, span] of spans) {
    const length = span.to - span.from
    if (line >= span.from && line <= span.to && length < size) {
      best = clause
      size = length
    }
  }
  return best
}
