/**
 * Looks for kinds of people among those who were won, or became SQL: clusters of what is known of them (`learn/k-modes.ts`), each
 * told by what sets it apart from everybody who came in the same time. What is found is a suggestion that people name and edit.
 *
 * Clusters are found in the same people as their shares of won are counted in, which flatters them: what a persona is worth, the
 * report on later people says.
 */
import { CHOICE_CASES_MAX, chooseK } from '../learn/choose-k.ts'
import { kModes } from '../learn/k-modes.ts'
import { seededRandom } from '../learn/seeded-random.ts'
import { PROPORTION_FLOOR, proportionInterval, type Proportion } from '../learn/proportion-interval.ts'
import { Cells, type Counted } from './cells.ts'
import { cohortOf, stepsFrom } from './cohort.ts'
import { type ClusterMark, clusterMarks } from './cluster-marks.ts'
import { type Coded, type Journeys, NEVER } from './journeys.ts'
import { type MarkDimension, matchPersonas } from './match-personas.ts'
import type { Filter, Span } from './selection.ts'

export interface PersonaSearchQuery {
  /** Of coming: when the person could first be contacted. */
  readonly period: Span
  readonly filter: Filter
  /** Among whom kinds are looked for. */
  readonly among: 'sql' | 'customer'
  /** What people are told apart by, at least one; `content` is the topic that they came for. */
  readonly dimensions: readonly MarkDimension[]
  /** How many kinds, 2 to K_MAX; null: chosen by the silhouette. */
  readonly k: number | null
  readonly seed: number
}

export interface FoundPersona {
  /** Position in the answer, from 1. */
  readonly number: number
  readonly leads: Counted
  /** Of all among whom kinds were looked for. */
  readonly share: Proportion
  /** What sets it apart, heaviest first; they become the marks of a persona as they are. */
  readonly marks: readonly ClusterMark[]
  /** Everybody who came in the period and has these marks, by `matchPersonas` among the personas found. */
  readonly alike: Counted
  /** Of them those who were won. */
  readonly won: Proportion
}

export interface FoundPersonas {
  readonly among: Counted
  readonly came: Counted
  /** Fewer than two groups of the floor (20): no kinds were looked for. */
  readonly tooFew: boolean
  readonly k: number
  /** -1 to 1: how much nearer people are to their own kind than to the next (`learn/simplified-silhouette.ts`). */
  readonly silhouette: number
  /** False: people put together at random, value by value, fall into kinds as well as these do. */
  readonly isClear: boolean
  /** Largest first. */
  readonly found: readonly FoundPersona[]
}

export const K_MAX = 8
const RESTARTS = 5
/** Sets of people put together at random that those found are compared with: better than all of 39 is p = 1/40. */
const REFERENCES = 39
/** Commonest values of a dimension that are told apart; rarer ones make no kind. */
const VALUES_MAX = 1000

export function findPersonas(
  journeys: Journeys,
  query: PersonaSearchQuery,
  cells = new Cells(),
): FoundPersonas {
  const { came, people, isWon } = peopleOf(journeys, query)
  const base = {
    among: cells.of('find-personas', 'among'),
    came: cells.of('find-personas', 'came'),
  }
  for (const lead of people) base.among.add(lead)
  for (const lead of came) base.came.add(lead)
  const counted = { among: base.among.counted(), came: base.came.counted() }
  if (people.length < 2 * PROPORTION_FLOOR)
    return { ...counted, tooFew: true, k: 0, silhouette: 0, isClear: false, found: [] }
  const columns = query.dimensions.map((one) => denseCodes(journeys.leads.dimensions[one], people))
  const choice = chooseK(columns, { from: query.k ?? 2, to: query.k ?? K_MAX, seed: query.seed })
  const { k } = choice
  const { assignment } = kModes(columns, { k, seed: query.seed, restarts: RESTARTS })
  const { silhouette } = choice.scores.find((score) => score.k === k)!
  const clusters = Array.from({ length: k }, (_, cluster) =>
    people.filter((_, index) => assignment[index] === cluster),
  )
  return {
    ...counted,
    tooFew: false,
    k,
    silhouette,
    isClear: silhouette > silhouetteByChance(columns, k, query.seed),
    found: describe(journeys, query, { came, people, isWon, clusters }, cells),
  }
}

interface Searched {
  readonly came: readonly number[]
  readonly people: readonly number[]
  /** By lead. */
  readonly isWon: Uint8Array
  readonly clusters: readonly (readonly number[])[]
}

function peopleOf(
  journeys: Journeys,
  { period, filter, among }: PersonaSearchQuery,
): Omit<Searched, 'clusters'> {
  const [came, people]: [number[], number[]] = [[], []]
  const isWon = new Uint8Array(journeys.leads.id.length)
  const [step, won] = [stepsFrom('lead').indexOf(among), stepsFrom('lead').indexOf('customer')]
  const { members } = cohortOf(journeys, { period, filter, entry: 'lead', by: null })
  for (const { lead, reached } of members) {
    came.push(lead)
    if (reached[step] !== NEVER) people.push(lead)
    isWon[lead] = Number(reached[won] !== NEVER)
  }
  return { came, people, isWon }
}

/** Codes of some people by how common they are among them, from 1; what is rarer than the VALUES_MAX-th counts as not known. */
function denseCodes({ codes, names }: Coded, people: readonly number[]): Uint16Array {
  const counts = new Uint32Array(names.length)
  for (const lead of people) counts[codes[lead]!]! += 1
  const common = [...counts.keys()]
    .filter((code) => code > 0 && counts[code]! > 0)
    .toSorted((a, b) => counts[b]! - counts[a]! || a - b)
    .slice(0, VALUES_MAX)
  const dense = new Uint16Array(names.length)
  for (const [index, code] of common.entries()) dense[code] = index + 1
  return Uint16Array.from(people, (lead) => dense[codes[lead]!]!)
}

/**
 * The highest silhouette of people who have each value as often as those looked at, and no two values together more often than
 * chance has it. Few properties of few values give high ones to anybody, so no fixed bound would do. Source of the reference: R.
 * Tibshirani, G. Walther, T. Hastie, Journal of the Royal Statistical Society B 63 (2001), 411–423.
 */
function silhouetteByChance(columns: readonly Uint16Array[], k: number, seed: number): number {
  const random = seededRandom(seed)
  const size = Math.min(columns[0]!.length, CHOICE_CASES_MAX)
  let highest = -1
  for (let set = 0; set < REFERENCES; set++) {
    const drawn = columns.map((codes) => Uint16Array.from({ length: size }, () => codes[random.below(codes.length)]!)) // prettier-ignore
    highest = Math.max(highest, chooseK(drawn, { from: k, to: k, seed: seed + set }).scores[0]!.silhouette)
  }
  return highest
}

function describe(
  journeys: Journeys,
  { dimensions }: PersonaSearchQuery,
  { came, people, isWon, clusters }: Searched,
  cells: Cells,
): readonly FoundPersona[] {
  const sorted = clusters.filter(({ length }) => length > 0).toSorted((a, b) => b.length - a.length)
  const marks = sorted.map((cluster) => clusterMarks(journeys, { dimensions, cluster, all: came }))
  const { persona } = matchPersonas(
    journeys,
    marks.map((one, index) => ({ id: String(index + 1), name: String(index + 1), marks: one })),
  )
  const alike = sorted.map((_, index) => cells.of('find-personas', 'alike', String(index + 1)))
  const wins = sorted.map(() => 0)
  for (const lead of came) {
    const index = persona.codes[lead]! - 1
    if (index < 0) continue
    alike[index]!.add(lead)
    wins[index]! += isWon[lead]!
  }
  return sorted.map((cluster, index) => {
    const own = cells.of('find-personas', 'found', String(index + 1))
    for (const lead of cluster) own.add(lead)
    return {
      number: index + 1,
      leads: own.counted(),
      share: proportionInterval(cluster.length, people.length),
      marks: marks[index]!,
      alike: alike[index]!.counted(),
      won: proportionInterval(wins[index]!, alike[index]!.count),
    }
  })
}
