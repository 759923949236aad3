/** What a report can be asked about: the values that each dimension takes, and since when something is known. */
import { CYCLE_DIMENSIONS, type Coded, type Journeys, LEAD_DIMENSIONS, NEVER } from './journeys.ts'

export interface Choices {
  /** First thing that is known of anybody, in ms; of nobody: the moment up to which is known. */
  readonly since: number
  /** Most frequent first, at most CHOICES; the empty name is what is not known. */
  readonly dimensions: Readonly<Record<string, readonly string[]>>
}

export const CHOICES = 200

export function choices({ leads, cycles, asOf }: Journeys): Choices {
  let since = NEVER
  for (const at of leads.seenAt) if (at < since) since = at
  const of = (name: string, coded: Coded) => [name, frequentNames(coded)] as const
  return {
    since: since === NEVER ? asOf : since,
    dimensions: Object.fromEntries([
      ...LEAD_DIMENSIONS.map((name) => of(name, leads.dimensions[name])),
      ...CYCLE_DIMENSIONS.map((name) => of(name, cycles.dimensions[name])),
    ]),
  }
}

function frequentNames({ codes, names }: Coded): readonly string[] {
  const counts = new Uint32Array(names.length)
  for (const code of codes) counts[code]! += 1
  return names
    .map((name, code) => ({ name, count: counts[code]! }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count)
    .slice(0, CHOICES)
    .map(({ name }) => name)
}
