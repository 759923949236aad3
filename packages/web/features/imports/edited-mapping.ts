/** A mapping as it is edited: one column at a time, its meanings in groups, and what is wrong at each column. */
import type { ImportFile, ImportMapping, ImportTry } from '@baton/protocol'

export const IGNORE = 'ignore'

type Meaning = ImportFile['meanings'][number]
type Problem = ImportTry['problems'][number]

export interface MeaningGroup {
  /** Empty: stands before all groups. */
  readonly group: string
  readonly meanings: readonly Meaning[]
}

/** In the order in which the groups come first. */
export function meaningGroups(meanings: readonly Meaning[]): readonly MeaningGroup[] {
  const groups = new Map<string, Meaning[]>()
  for (const meaning of meanings) {
    const group = groups.get(meaning.group)
    if (group) group.push(meaning)
    else groups.set(meaning.group, [meaning])
  }
  return [...groups].map(([group, members]) => ({ group, meanings: members }))
}

export function withMeaning(mapping: ImportMapping, index: number, meaning: string): ImportMapping {
  return { ...mapping, columns: mapping.columns.with(index, meaning) }
}

/** Stages are another system's words: it has to be said whose. */
export function hasStages(columns: readonly string[]): boolean {
  return columns.some((meaning) => meaning === 'stage' || meaning.startsWith('stage-at.'))
}

/** With stages there is a system; without them there is none to name. */
export function mappingToSend(mapping: ImportMapping): ImportMapping {
  return { ...mapping, system: hasStages(mapping.columns) ? (mapping.system ?? 'hubspot') : mapping.system }
}

export interface PlacedProblems {
  /** By the place of the column. */
  readonly columns: ReadonlyMap<number, readonly string[]>
  readonly general: readonly string[]
}

/**
 * Where each problem stands. A column that was given another meaning since it was tried has none until it is tried again, and
 * of columns with one name those that are left out have none.
 */
export function placeProblems(
  problems: readonly Problem[],
  header: readonly string[],
  tried: readonly string[],
  now: readonly string[],
): PlacedProblems {
  const columns = new Map<number, readonly string[]>()
  const general: string[] = []
  for (const { column, message } of problems) {
    if (column === null) {
      general.push(message)
      continue
    }
    header.forEach((name, index) => {
      if (name !== column || tried[index] === IGNORE || tried[index] !== now[index]) return
      const before = columns.get(index) ?? []
      if (!before.includes(message)) columns.set(index, [...before, message])
    })
  }
  return { columns, general }
}

export function isSourceName(text: string): boolean {
  return /^[a-z0-9][a-z0-9-]{0,59}$/.test(text)
}

/** The id of the choice at a column, so that a problem can lead to it. */
export function columnControlId(index: number): string {
  return `meaning-${index}`
}
