/** What became of the people of each persona: how many came, and how far they went. */
import { proportionInterval, type Proportion } from '../learn/proportion-interval.ts'
import { type Cell, Cells, type Counted } from './cells.ts'
import { cohortOf, stepsFrom } from './cohort.ts'
import { type Journeys, NEVER } from './journeys.ts'
import { matchPersonas, type Persona } from './match-personas.ts'
import type { Filter, Span } from './selection.ts'

export interface PersonasQuery {
  readonly personas: readonly Persona[]
  /** Of coming: when the person could first be contacted. */
  readonly period: Span
  readonly filter: Filter
}

export const PERSONA_STAGES = ['mql', 'sql', 'customer'] as const
export type PersonaStage = (typeof PERSONA_STAGES)[number]

export interface PersonaRow {
  /** Null: none of the personas. */
  readonly id: string | null
  readonly name: string
  readonly leads: Counted
  /** Mean over the leads; null without any, and of none. */
  readonly confidence: number | null
  /** Came so far or further up to now; of those young some still will. */
  readonly reached: Readonly<Record<PersonaStage, { readonly leads: Counted; readonly share: Proportion }>>
}

export interface PersonasReport {
  readonly all: PersonaRow
  /** In the order that the personas were given in; those who are none of them come last. */
  readonly rows: readonly PersonaRow[]
}

export function personas(journeys: Journeys, query: PersonasQuery, cells = new Cells()): PersonasReport {
  const { persona, confidence } = matchPersonas(journeys, query.personas)
  const all = new PersonaCount(cells, 'all')
  const none = new PersonaCount(cells, 'none')
  const counts = [none, ...query.personas.map(({ id }) => new PersonaCount(cells, 'persona', id))]
  const steps = PERSONA_STAGES.map((stage) => stepsFrom('lead').indexOf(stage))
  const { members } = cohortOf(journeys, { ...query, entry: 'lead', by: null })
  for (const { lead, reached } of members) {
    const isReached = steps.map((step) => reached[step] !== NEVER)
    all.add(lead, isReached, confidence[lead]!)
    counts[persona.codes[lead]!]!.add(lead, isReached, confidence[lead]!)
  }
  return {
    all: all.done(null, '', false),
    rows: [
      ...query.personas.map(({ id, name }, index) => counts[index + 1]!.done(id, name, true)),
      none.done(null, '', false),
    ],
  }
}

class PersonaCount {
  readonly #leads: Cell
  readonly #reached: readonly Cell[]
  #confidence = 0

  constructor(cells: Cells, ...parts: readonly string[]) {
    this.#leads = cells.of('personas', ...parts, 'leads')
    this.#reached = PERSONA_STAGES.map((stage) => cells.of('personas', ...parts, stage))
  }

  add(lead: number, isReached: readonly boolean[], confidence: number): void {
    this.#leads.add(lead)
    this.#confidence += confidence
    for (const [index, cell] of this.#reached.entries()) if (isReached[index]) cell.add(lead)
  }

  done(id: string | null, name: string, isPersona: boolean): PersonaRow {
    const leads = this.#leads.counted()
    const reached = PERSONA_STAGES.map((stage, index) => {
      const cell = this.#reached[index]!.counted()
      return [stage, { leads: cell, share: proportionInterval(cell.count, leads.count) }] as const
    })
    return {
      id,
      name,
      leads,
      confidence: isPersona && leads.count > 0 ? this.#confidence / leads.count : null,
      reached: Object.fromEntries(reached) as PersonaRow['reached'],
    }
  }
}
