/** What says who somebody is wherever it is written: addresses, numbers, ids; and names, which are not theirs alone. */

/** Stands for what said who somebody was. */
export const ERASED = 'erased'

export interface Identifiers {
  /** Nobody else's: looked for everywhere. Lower case, the longest first. */
  readonly unique: readonly string[]
  /** Others may be called the same: looked for only in what is about this lead. */
  readonly names: readonly string[]
}

const SHORTEST_UNIQUE = 5
const SHORTEST_NAME = 2

export function identifiersOf(unique: Iterable<string>, names: Iterable<string>): Identifiers {
  return { unique: tidy(unique, SHORTEST_UNIQUE), names: tidy(names, SHORTEST_NAME) }
}

function tidy(texts: Iterable<string>, shortest: number): readonly string[] {
  return [...new Set([...texts].map((text) => text.trim().toLowerCase()))]
    .filter((text) => text.length >= shortest)
    .toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1))
}

/** The text with every identifier replaced, whatever its case, also where it is encoded for an address. */
export function withoutIdentifiers(text: string, { unique, names }: Identifiers): string {
  let result = text
  for (const one of unique)
    for (const spelt of new Set([one, encodeURIComponent(one)])) result = withoutText(result, spelt)
  for (const name of names) result = withoutWord(result, name)
  return result
}

/** As a word of its own: who is called Al is not in every word that has these letters. */
function withoutWord(text: string, name: string): string {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
  return text.replace(new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'giu'), ERASED)
}

function withoutText(text: string, part: string): string {
  const needle = part.toLowerCase()
  const low = text.toLowerCase()
  // Letters whose lower case has another length would shift the places.
  if (low.length !== text.length) return low.includes(needle) ? ERASED : text
  let result = ''
  let from = 0
  for (let at = low.indexOf(needle); at !== -1; at = low.indexOf(needle, from)) {
    result += text.slice(from, at) + ERASED
    from = at + needle.length
  }
  return result + text.slice(from)
}
