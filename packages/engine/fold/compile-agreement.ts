/** Prepares an agreement for folding: look-ups by event name, fade tables, positions instead of names. */
import type { Agreement, Condition, FieldRef, PointsClause, Where } from '../agreement/agreement.ts'
import { agreementHash } from '../agreement/agreement-hash.ts'
import type { Catalogue } from '../catalogue/catalogue.ts'
import { canComeTrueByTime } from './conditions.ts'
import { questionOf } from './did-question.ts'
import { fadeTable, type FadeTable } from './fade-table.ts'
import { personalHours, type PersonalHours } from './personal-hours.ts'
import { workingCalendar, type WorkingCalendar, type Zones } from './working-time.ts'

export type DidCondition = Extract<Condition, { kind: 'did' }>

export interface CompiledPoints {
  readonly clause: PointsClause
  /** Position among the points clauses, and so among a state's limits. */
  readonly index: number
  /** Position of the meter. */
  readonly meter: number
}

export interface CompiledAgreement extends PersonalHours {
  readonly agreement: Agreement
  readonly hash: string
  readonly catalogue: Catalogue
  readonly fades: readonly FadeTable[]
  /** When handoff clocks run out by the agreement's own hours. */
  readonly calendar: WorkingCalendar
  readonly meterIndex: ReadonlyMap<string, number>
  readonly pointsByEvent: ReadonlyMap<string, readonly CompiledPoints[]>
  /**
   * Every `did` condition of every tier and of the SQL section, then what else is watched, each question of it once; a state keeps
   * occurrences in this order.
   */
  readonly dids: readonly DidCondition[]
  readonly didIndex: ReadonlyMap<DidCondition, number>
  /** The same by what is asked, for conditions that were read from another document. */
  readonly didByQuestion: ReadonlyMap<string, number>
  readonly didsByEvent: ReadonlyMap<string, readonly number[]>
  /** Fields that fit or disqualification ask for. */
  readonly judgedFields: ReadonlySet<FieldRef>
  readonly leadFields: FieldRules
  readonly companyFields: FieldRules
  /** Whether a tier can come to hold without anything new. */
  readonly promotesByTime: boolean
  /** Events that are not the lead's own acts. */
  readonly notActivity: ReadonlySet<string>
}

export interface FieldRules {
  readonly known: ReadonlySet<string>
  readonly contact: ReadonlySet<string>
  readonly first: ReadonlySet<string>
}

/**
 * @param zones offsets of time zones, for the hours in which handoff clocks run
 * @param watched conditions that decide nothing in the agreement and are asked of its leads all the same: their counts are kept
 *   behind its own, so that watching one more at the end moves none of the others
 */
export function compileAgreement(
  agreement: Agreement,
  catalogue: Catalogue,
  zones: Zones,
  watched: readonly Condition[] = [],
): CompiledAgreement {
  const meterIndex = new Map(agreement.meters.map((meter, index) => [meter.id, index]))
  const calendar = workingCalendar(agreement.handoff.hours, zones)
  const { dids, didIndex, didByQuestion } = counted(
    [...agreement.tiers.map((tier) => tier.condition), agreement.sql.condition].flatMap(didsOf),
    watched.flatMap(didsOf),
  )
  return {
    agreement,
    hash: agreementHash(agreement),
    catalogue,
    fades: agreement.meters.map((meter) => fadeTable(meter.halfLifeDays)),
    calendar,
    ...personalHours(calendar, agreement.handoff.hours?.holidays ?? [], zones),
    meterIndex,
    pointsByEvent: groupBy(
      agreement.points.map((clause, index) => ({ clause, index, meter: meterIndex.get(clause.to)! })),
      (points) => points.clause.on,
    ),
    dids,
    didIndex,
    didByQuestion,
    didsByEvent: groupBy(
      dids.map((_, index) => index),
      (index) => dids[index]!.event,
    ),
    judgedFields: new Set(
      [...agreement.fit.points, ...agreement.disqualify].flatMap(({ where }) => fieldsOf(where)),
    ),
    leadFields: rulesOf(catalogue.lead),
    companyFields: rulesOf(catalogue.company),
    promotesByTime: agreement.tiers.some(({ condition }) => canComeTrueByTime(condition)),
    notActivity: new Set(
      catalogue.events.filter((event) => event.side !== 'engagement').map((event) => event.name),
    ),
  }
}

/** The agreement's own one by one, behind them each further question once. */
function counted(
  own: readonly DidCondition[],
  watched: readonly DidCondition[],
): Pick<CompiledAgreement, 'dids' | 'didIndex' | 'didByQuestion'> {
  const dids = [...own]
  const didIndex = new Map(own.map((did, index) => [did, index]))
  const didByQuestion = new Map<string, number>()
  for (const [index, did] of own.toReversed().entries())
    didByQuestion.set(questionOf(did), own.length - 1 - index)
  for (const did of watched) {
    const question = questionOf(did)
    const known = didByQuestion.get(question)
    didByQuestion.set(question, known ?? dids.length)
    didIndex.set(did, known ?? dids.length)
    if (known === undefined) dids.push(did)
  }
  return { dids, didIndex, didByQuestion }
}

function didsOf(condition: Condition | undefined): readonly DidCondition[] {
  if (!condition) return []
  switch (condition.kind) {
    case 'did':
      return [condition]
    case 'all':
    case 'any':
      return condition.conditions.flatMap(didsOf)
    case 'not':
      return didsOf(condition.condition)
    default:
      return []
  }
}

export function fieldsOf(where: Where): readonly FieldRef[] {
  return where.map((condition) => condition.field)
}

function rulesOf(fields: Catalogue['lead']): FieldRules {
  const named = (holds: (field: Catalogue['lead'][number]) => boolean | undefined) =>
    new Set(fields.filter(holds).map((field) => field.name))
  return {
    known: named(() => true),
    contact: named((field) => field.contact),
    first: named((field) => field.first),
  }
}

function groupBy<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group) group.push(item)
    else groups.set(keyOf(item), [item])
  }
  return groups
}
