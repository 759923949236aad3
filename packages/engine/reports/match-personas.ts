/**
 * Which persona a lead is, and how sure that is. Each mark weighs for or against its persona:
 *
 * - a fact that is known: its weight for one of the mark's values, against for another value; unknown: nothing
 * - something done or taken before sales had the lead: its weight; not done: nothing, since it may still be
 *
 * s is the sum of a persona, 0 of being none of them. The confidence in a persona is exp(s) / (1 + Σ exp(s)) over all personas:
 * naive Bayes with equal odds beforehand for each of them and for none, where a weight is the natural logarithm of how many times
 * as often the mark is met among such people as among all. Weights that people choose make it an agreed reading of the marks and
 * not a probability. Source: P. Domingos, M. Pazzani, Machine Learning 29 (1997), 103–130, for how well the naive form chooses.
 */
import type { Coded, Journeys, LeadDimension, Moments } from './journeys.ts'
import { withSalesAt } from './with-sales.ts'

/** Everything but the persona itself. */
export type MarkDimension = Exclude<LeadDimension, 'persona'>

/** By what one is recognised. Weights are in nats, above 0. */
export type Mark =
  | {
      readonly kind: 'fact'
      readonly dimension: MarkDimension
      readonly values: readonly string[]
      readonly weight: number
    }
  | { readonly kind: 'did'; readonly event: string; readonly weight: number }
  | { readonly kind: 'took'; readonly content: string; readonly weight: number }

/** A kind of people, as somebody named it. */
export interface Persona {
  readonly id: string
  readonly name: string
  readonly marks: readonly Mark[]
}

export interface PersonaMatches {
  /** By lead the name of its persona; without a name: none. Codes are positions among the personas, from 1. */
  readonly persona: Coded
  /** By lead how sure that is, 0.5 to 1; 0 where it is none. */
  readonly confidence: Float32Array
}

/** Below it a lead is none of the personas. From one half on no other can be as likely. */
export const CONFIDENCE_FLOOR = 0.5

/** Time grows with leads by the dimensions that marks name by personas, and with acts where marks name any. */
export function matchPersonas(journeys: Journeys, personas: readonly Persona[]): PersonaMatches {
  const { leads, acts, contents } = journeys
  const size = personas.length
  const facts = factTables(journeys, personas)
  const did = momentTable(acts, personas, (mark) => (mark.kind === 'did' ? mark.event : null))
  const took = momentTable(contents, personas, (mark) => (mark.kind === 'took' ? mark.content : null))
  const until = did || took ? withSalesAt(journeys) : null
  const codes = new Uint16Array(leads.id.length)
  const confidence = new Float32Array(leads.id.length)
  const sums = new Float64Array(size)
  for (let lead = 0; lead < codes.length; lead++) {
    sums.fill(0)
    for (const { codes: values, table } of facts) {
      const at = values[lead]! * size
      if (at > 0) for (let one = 0; one < size; one++) sums[one]! += table[at + one]!
    }
    if (did) addMoments(acts, did, lead, until![lead]!, sums)
    if (took) addMoments(contents, took, lead, until![lead]!, sums)
    const best = bestOf(sums)
    if (best < 0) continue
    const sure = confidenceIn(sums, best)
    if (sure < CONFIDENCE_FLOOR) continue
    codes[lead] = best + 1
    confidence[lead] = sure
  }
  return { persona: { codes, names: ['', ...personas.map(({ name }) => name)] }, confidence }
}

/** Journeys in which the persona of a lead is what it matches, wherever no fact says what it is. */
export function withPersonas(journeys: Journeys, personas: readonly Persona[]): Journeys {
  const { dimensions } = journeys.leads
  const { persona: matched } = matchPersonas(journeys, personas)
  const names = [...dimensions.persona.names]
  const codeOf = matched.names.map((name) => {
    const known = names.indexOf(name)
    return known >= 0 ? known : names.push(name) - 1
  })
  const codes = Uint32Array.from(
    matched.codes,
    (code, lead) => dimensions.persona.codes[lead]! || codeOf[code]!,
  )
  const leads = { ...journeys.leads, dimensions: { ...dimensions, persona: { codes, names } } }
  return { ...journeys, leads }
}

/** Weights of each persona by code: `table[code * personas + persona]`. */
interface FactTable {
  readonly codes: Coded['codes']
  readonly table: Float64Array
}

function factTables({ leads }: Journeys, personas: readonly Persona[]): readonly FactTable[] {
  const size = personas.length
  const tables = new Map<MarkDimension, Float64Array>()
  for (const [one, { marks }] of personas.entries())
    for (const mark of marks) {
      if (mark.kind !== 'fact') continue
      const { names } = leads.dimensions[mark.dimension]
      let table = tables.get(mark.dimension)
      if (!table) tables.set(mark.dimension, (table = new Float64Array(names.length * size)))
      const values = new Set(mark.values)
      for (let code = 1; code < names.length; code++)
        table[code * size + one]! += values.has(names[code]!) ? mark.weight : -mark.weight
    }
  return [...tables].map(([dimension, table]) => ({ codes: leads.dimensions[dimension].codes, table }))
}

/** By code the personas that it weighs for; null where no mark names any of it. */
type MomentTable = readonly (readonly { readonly persona: number; readonly weight: number }[] | undefined)[]

function momentTable(
  { what }: Moments,
  personas: readonly Persona[],
  nameOf: (mark: Mark) => string | null,
): MomentTable | null {
  const table: { persona: number; weight: number }[][] = []
  for (const [persona, { marks }] of personas.entries())
    for (const mark of marks) {
      const code = what.names.indexOf(nameOf(mark) ?? '')
      if (code > 0) (table[code] ??= []).push({ persona, weight: mark.weight })
    }
  return table.length > 0 ? table : null
}

function addMoments(
  { offsets, at, what }: Moments,
  table: MomentTable,
  lead: number,
  until: number,
  sums: Float64Array,
): void {
  for (let row = offsets[lead]!; row < offsets[lead + 1]!; row++) {
    const weights = table[what.codes[row]!]
    if (weights && at[row]! <= until) for (const { persona, weight } of weights) sums[persona]! += weight
  }
}

/** -1: no persona has more for it than against it. */
function bestOf(sums: Float64Array): number {
  let best = -1
  let most = 0
  for (let one = 0; one < sums.length; one++)
    if (sums[one]! > most) {
      best = one
      most = sums[one]!
    }
  return best
}

/** exp(s) / (1 + Σ exp(s)), relative to the largest so that nothing overflows. */
function confidenceIn(sums: Float64Array, best: number): number {
  const most = sums[best]!
  let rest = Math.exp(-most)
  for (let one = 0; one < sums.length; one++) if (one !== best) rest += Math.exp(sums[one]! - most)
  return 1 / (1 + rest)
}
