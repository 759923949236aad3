/** Whom the rows of a file tell of, and how much of it is about people who are known. */
import { namesOf } from './known-people.ts'
import type { MappedEvent } from './map-row.ts'

interface Told {
  readonly names: readonly string[]
  rows: number
  readonly events: Record<string, number>
}

export interface ToldCounts {
  readonly newPeople: number
  readonly knownPeople: number
  /** Rows about people who are known, and what these tell. */
  readonly rows: number
  readonly events: Readonly<Record<string, number>>
}

/** Rows that name a person alike stand together. */
export class ToldPeople {
  readonly #told = new Map<string, Told>()

  hear(events: readonly MappedEvent[]): void {
    const names = namesOf(events[0]!.identity)
    const key = names.join('\n')
    let told = this.#told.get(key)
    if (!told) this.#told.set(key, (told = { names, rows: 0, events: {} }))
    told.rows += 1
    for (const { name } of events) told.events[name] = (told.events[name] ?? 0) + 1
  }

  names(): readonly string[] {
    return [...new Set([...this.#told.values()].flatMap(({ names }) => names))]
  }

  count(known: ReadonlyMap<string, unknown>): ToldCounts {
    const people = new Map<string, boolean>()
    const events: Record<string, number> = {}
    let rows = 0
    for (const told of this.#told.values()) {
      const isKnown = told.names.some((name) => known.has(name))
      const [first] = told.names
      if (first !== undefined) people.set(first, isKnown || people.get(first) === true)
      if (!isKnown) continue
      rows += told.rows
      for (const [name, count] of Object.entries(told.events)) events[name] = (events[name] ?? 0) + count
    }
    const knownPeople = [...people.values()].filter(Boolean).length
    return { newPeople: people.size - knownPeople, knownPeople, rows, events }
  }
}

/** What is left once others are taken away; what nothing is left of is not named. */
export function without(
  all: Readonly<Record<string, number>>,
  others: Readonly<Record<string, number>>,
): Record<string, number> {
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, count]) => {
      const left = count - (others[name] ?? 0)
      return left > 0 ? [[name, left]] : []
    }),
  )
}
