/** What one agreement says otherwise than another, clause by clause: data for words. */
import type { Agreement, ClauseId, Stage } from './agreement.ts'
import { canonicalForm } from './agreement-hash.ts'

/** What a clause consists of, by the section that it stands in. */
interface Parts {
  readonly id: { readonly id: string }
  readonly names: { readonly stage: Stage; readonly name: string }
  readonly meters: Agreement['meters'][number]
  readonly points: Agreement['points'][number]
  readonly fit: Agreement['fit']['points'][number]
  readonly grades: Agreement['fit']['grades']
  readonly disqualify: Agreement['disqualify'][number]
  readonly tiers: Agreement['tiers'][number]
  readonly complete: Agreement['complete']
  readonly clocks: Agreement['handoff']['clocks'][number]
  readonly hours: NonNullable<Agreement['handoff']['hours']>
  readonly effort: NonNullable<Agreement['handoff']['effort']>
  readonly routes: Agreement['handoff']['route'][number]
  readonly overdue: Agreement['handoff']['onOverdue']
  readonly needs: Agreement['sql']['needs']
  readonly criteria: Agreement['sql']['criteria'][number]
  readonly satisfied: number
  readonly condition: NonNullable<Agreement['sql']['condition']>
  readonly recycle: Agreement['recycle'][number]
  readonly promise: { readonly side: 'marketing' | 'sales'; readonly what: string; readonly value: number }
  readonly examples: Agreement['examples'][number]
}

/** What a change is about. */
export type ChangedPart = keyof Parts

/** The section of the document that a part stands in. */
export type ChangedSection = keyof typeof SECTIONS

/** One clause, or what of it stands apart, as a promise does; `clause` is what `sayAgreement` and verdicts cite. */
export type AgreementChange = {
  [Part in ChangedPart]: {
    readonly part: Part
    readonly section: ChangedSection
    readonly clause: ClauseId
  } & (
    | { readonly kind: 'added'; readonly after: Parts[Part] }
    | { readonly kind: 'removed'; readonly before: Parts[Part] }
    | { readonly kind: 'changed'; readonly before: Parts[Part]; readonly after: Parts[Part] }
    /** The same clause at another place among its like, where order is a rule; `behind` null: it stands first. */
    | { readonly kind: 'moved'; readonly after: Parts[Part]; readonly behind: Parts[Part] | null }
  )
}[ChangedPart]

const SECTIONS = {
  agreement: ['id'],
  names: ['names'],
  meters: ['meters'],
  points: ['points'],
  fit: ['fit', 'grades'],
  disqualify: ['disqualify'],
  mql: ['tiers', 'complete'],
  handoff: ['clocks', 'hours', 'effort', 'routes', 'overdue'],
  sql: ['needs', 'criteria', 'satisfied', 'condition'],
  recycle: ['recycle'],
  promises: ['promise'],
  examples: ['examples'],
} as const satisfies Readonly<Record<string, readonly ChangedPart[]>>

/**
 * What is new or changed in the order of `after`, then what is gone, then what has moved. None exactly when both have the same
 * hash: the order of meters, fit, criteria and other sets says nothing, the order of points, tiers, routes and examples does.
 */
export function agreementChanges(before: Agreement, after: Agreement): readonly AgreementChange[] {
  const [was, is] = [partsOf(before), partsOf(after)]
  const removed = was
    .filter(({ key }) => !is.some((one) => one.key === key))
    .map((one) => changeOf('removed', one, { before: one.value }))
  const others = is.flatMap((one) => {
    const old = was.find(({ key }) => key === one.key)
    if (!old) return [changeOf('added', one, { after: one.value })]
    if (canonicalForm(old.value) !== canonicalForm(one.value))
      return [changeOf('changed', one, { before: old.value, after: one.value })]
    return []
  })
  return [...others, ...removed, ...movedAmong(was, is)]
}

interface PartOf {
  readonly part: ChangedPart
  readonly clause: ClauseId
  /** Names it among all parts of an agreement. */
  readonly key: string
  readonly value: Parts[ChangedPart]
}

function changeOf(kind: AgreementChange['kind'], { part, clause }: PartOf, values: object): AgreementChange {
  return { part, section: sectionOf(part), clause, kind, ...values } as AgreementChange
}

function sectionOf(part: ChangedPart): ChangedSection {
  const [section] = Object.entries(SECTIONS).find(([, parts]) =>
    (parts as readonly ChangedPart[]).includes(part),
  )!
  return section as ChangedSection
}

/** Parts whose order among each other is a rule. */
const ORDERED: readonly ChangedPart[] = ['points', 'tiers', 'routes', 'examples']

function movedAmong(was: readonly PartOf[], is: readonly PartOf[]): readonly AgreementChange[] {
  return ORDERED.flatMap((part) => {
    const keys = (parts: readonly PartOf[], others: readonly PartOf[]) =>
      parts
        .filter((one) => one.part === part && others.some(({ key }) => key === one.key))
        .map(({ key }) => key)
    const [old, now] = [keys(was, is), keys(is, was)]
    const staying = longestRising(now.map((key) => old.indexOf(key)))
    return now
      .filter((key) => !staying.has(old.indexOf(key)))
      .map((key) => {
        const like = is.filter((one) => one.part === part)
        const at = like.findIndex((one) => one.key === key)
        return changeOf('moved', like[at]!, { after: like[at]!.value, behind: like[at - 1]?.value ?? null })
      })
  })
}

/** The most of the numbers that stand in rising order already: all others have moved. */
function longestRising(numbers: readonly number[]): ReadonlySet<number> {
  let best: readonly number[] = []
  const ending: (readonly number[])[] = []
  for (const [index, number] of numbers.entries()) {
    const before = ending
      .slice(0, index)
      .filter((run) => run.at(-1)! < number)
      .reduce<readonly number[]>((longest, run) => (run.length > longest.length ? run : longest), [])
    ending.push([...before, number])
    if (ending[index]!.length > best.length) best = ending[index]!
  }
  return new Set(best)
}

function partsOf(agreement: Agreement): readonly PartOf[] {
  const { fit, handoff, sql, promises } = agreement
  const one = <Part extends ChangedPart>(
    part: Part,
    clause: ClauseId,
    value: Parts[Part],
    key = clause,
  ): PartOf => ({
    part,
    clause,
    key: `${part} ${key}`,
    value,
  })
  return [
    one('id', 'agreement', { id: agreement.id }),
    ...Object.entries(agreement.names)
      .filter(([, name]) => name !== undefined)
      .map(([stage, name]) => one('names', `names.${stage}`, { stage: stage as Stage, name })),
    ...agreement.meters.map((meter) => one('meters', `meters.${meter.id}`, meter)),
    ...agreement.points.map((clause) => one('points', clause.id, clause)),
    ...fit.points.map((clause) => one('fit', clause.id, clause)),
    one('grades', 'fit.grades', fit.grades),
    ...agreement.disqualify.map((clause) => one('disqualify', clause.id, clause)),
    ...agreement.tiers.map((tier) => one('tiers', tier.clauseId, tier)),
    one('complete', 'mql.complete', agreement.complete.toSorted()),
    ...handoff.clocks.map((clock) => one('clocks', `handoff.clocks.${clock.id}`, clock)),
    ...(handoff.hours ? [one('hours', 'handoff.hours', handoff.hours)] : []),
    ...(handoff.effort ? [one('effort', 'handoff.effort', handoff.effort)] : []),
    ...numbered(handoff.route, ({ team }) => team).map(({ item, key }) =>
      one('routes', 'handoff.route', item, key),
    ),
    one('overdue', 'handoff.on-overdue', handoff.onOverdue),
    one('needs', 'sql.needs', sql.needs.toSorted()),
    ...sql.criteria.map((criterion) => one('criteria', criterion.clauseId, criterion)),
    one('satisfied', 'sql.satisfied', sql.satisfied),
    ...(sql.condition ? [one('condition', `sql.${sql.condition.kind}`, sql.condition, 'sql.condition')] : []),
    ...agreement.recycle.map((reason) => one('recycle', `recycle.${reason.id}`, reason)),
    ...(['marketing', 'sales'] as const).flatMap((side) =>
      Object.entries(promises[side])
        .filter(([, value]) => value !== undefined)
        .map(([what, value]) => one('promise', `promises.${side}`, { side, what, value }, `${side} ${what}`)),
    ),
    ...numbered(agreement.examples, ({ name }) => name).map(({ item, key }) =>
      one('examples', `examples.${item.name}`, item, key),
    ),
  ]
}

/** The same twice is told apart by which one it is. */
function numbered<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): readonly { readonly item: Item; readonly key: string }[] {
  const seen = new Map<string, number>()
  return items.map((item) => {
    const key = keyOf(item)
    const count = (seen.get(key) ?? 0) + 1
    seen.set(key, count)
    return { item, key: `${key} ${count}` }
  })
}
