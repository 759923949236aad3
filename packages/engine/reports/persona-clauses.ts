/** The marks of a persona as fit clauses of an agreement: which fields they ask, for which values, and what each gives. */
import type { Mark, MarkDimension } from './match-personas.ts'

/** The catalogued field of each dimension that is a fact; of form and content there is none, they are what somebody did. */
export const FIELD_OF_MARK: Partial<Readonly<Record<MarkDimension, string>>> = {
  industry: 'company.industry',
  size: 'company.employees',
  region: 'company.region',
  country: 'company.country',
  seniority: 'lead.seniority',
  source: 'lead.source',
  medium: 'lead.medium',
  campaign: 'lead.campaign',
  'landing-page': 'lead.landing_page',
}

/** What a `where` asks of a field: one of some values, or a number within bounds. */
export type Asked = readonly string[] | { readonly from?: number; readonly to?: number }

export interface PersonaClause {
  /** Below `fit.points`, in kebab case and at most 60 characters. */
  readonly name: string
  readonly where: Readonly<Record<string, Asked>>
  readonly give: number
}

export interface PersonaClauses {
  readonly clauses: readonly PersonaClause[]
  /** Marks that are no facts, of which no fit clause can be made. */
  readonly left: readonly Mark[]
}

/**
 * A clause for each fact mark; of sizes that do not lie side by side one each, of which only one can hold. The weights share out
 * the total in whole points, at least 1 each, so that somebody with every mark of the persona has the total.
 *
 * @param slug of the persona, in kebab case
 * @param total points for all marks together, at least as many as there are marks
 */
export function personaClauses(slug: string, marks: readonly Mark[], total: number): PersonaClauses {
  const facts = marks.flatMap((mark) => {
    if (mark.kind !== 'fact') return []
    const [field, asked] = [FIELD_OF_MARK[mark.dimension], askedOf(mark)]
    return field !== undefined && asked.length > 0 ? [{ mark, field, asked }] : []
  })
  const used = new Set<string>()
  const points = sharedOut(facts.map(({ mark }) => mark.weight), total) // prettier-ignore
  const clauses = facts.flatMap(({ mark, field, asked }, index) =>
    asked.map((one) => ({
      name: unused(`persona-${slug}-${mark.dimension}`, used),
      where: { [field]: one },
      give: points[index]!,
    })),
  )
  return { clauses, left: marks.filter((mark) => !facts.some((fact) => fact.mark === mark)) }
}

type FactMark = Extract<Mark, { kind: 'fact' }>

/** In kebab case, without what an id cannot hold; `other` where nothing is left. */
export function personaSlug(name: string, other: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
  return plain.replace(/^-|-$/g, '').slice(0, 30).replace(/-$/, '') || other
}

function unused(name: string, used: Set<string>): string {
  let free = name
  for (let number = 2; used.has(free); number++) free = `${name}-${number}`
  used.add(free)
  return free
}

/** Whole numbers of at least 1 whose sum is the total: the largest remainders are rounded up. */
function sharedOut(weights: readonly number[], total: number): readonly number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0)
  const spare = Math.max(0, total - weights.length)
  const exact = weights.map((weight) => 1 + (spare * weight) / sum)
  const whole = exact.map(Math.floor)
  const left = weights.length > 0 ? total - whole.reduce((all, points) => all + points, 0) : 0
  const byRemainder = [...exact.keys()].toSorted((a, b) => exact[b]! - whole[b]! - (exact[a]! - whole[a]!))
  for (const index of byRemainder.slice(0, Math.max(0, left))) whole[index]! += 1
  return whole
}

function askedOf({ dimension, values }: FactMark): readonly Asked[] {
  if (dimension === 'size') return rangesOf(values)
  return values.length > 0 ? [values] : []
}

interface Range {
  readonly from: number
  readonly to: number
}

/** Bands of employees as they are named in reports, those side by side as one. */
function rangesOf(names: readonly string[]): readonly Asked[] {
  const bands = names.flatMap((name) => bandOf(name) ?? []).toSorted((a, b) => a.from - b.from)
  const joined: Range[] = []
  for (const band of bands) {
    const last = joined.at(-1)
    if (last && band.from <= last.to + 1) joined[joined.length - 1] = { from: last.from, to: band.to }
    else joined.push(band)
  }
  return joined.map(({ from, to }) => (to === Infinity ? { from } : { from, to }))
}

/** `50 to 249`, `5,000 and more`. */
function bandOf(name: string): Range | null {
  const [, from, to] = /^([\d,]+) (?:to ([\d,]+)|and more)$/.exec(name) ?? []
  if (from === undefined) return null
  const numberOf = (text: string) => Number(text.replaceAll(',', ''))
  return { from: numberOf(from), to: to === undefined ? Infinity : numberOf(to) }
}
