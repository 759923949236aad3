/** Which rows of a list are chosen. Plain functions: the screen keeps the set. */

export type Chosen = ReadonlySet<string>

export function toggledIn(chosen: Chosen, id: string): Chosen {
  const next = new Set(chosen)
  if (!next.delete(id)) next.add(id)
  return next
}

/** All rows between two, both included, added to what is chosen. */
export function withRange(chosen: Chosen, ids: readonly string[], from: string, to: string): Chosen {
  const [a, b] = [ids.indexOf(from), ids.indexOf(to)]
  if (a < 0 || b < 0) return new Set(chosen).add(to)
  return new Set([...chosen, ...ids.slice(Math.min(a, b), Math.max(a, b) + 1)])
}

/** Everything, or nothing when everything was chosen. */
export function toggledAll(chosen: Chosen, ids: readonly string[]): Chosen {
  return ids.every((id) => chosen.has(id)) ? new Set() : new Set(ids)
}

/** Without what is no longer in the list. */
export function stillThere(chosen: Chosen, ids: readonly string[]): Chosen {
  const there = new Set(ids)
  const kept = [...chosen].filter((id) => there.has(id))
  return kept.length === chosen.size ? chosen : new Set(kept)
}
