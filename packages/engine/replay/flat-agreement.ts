/** An agreement laid out for the loops of a replay: numbers in arrays, facts settled per profile. */
import type { WorkingSpan } from '../agreement/agreement.ts'
import type { CompiledAgreement } from '../fold/compile-agreement.ts'
import type { FadeTable } from '../fold/fade-table.ts'
import { disqualifyingClause, fitPoints, gradeOf, missingFields } from '../fold/facts.ts'
import { whereHolds, type FieldLookup } from '../fold/matches.ts'
import type { Condition, Grade } from '../agreement/agreement.ts'
import { PROGRESS } from './act-of-shape.ts'
import { conditionProgram, type ConditionProgram, type Term } from './condition-program.ts'
import type { LeadProfiles, Profile } from './lead-profiles.ts'

export interface FlatAgreement {
  readonly meters: FlatMeters
  readonly points: FlatPoints
  readonly dids: FlatDids
  /** Programs of the tiers in order, then of the SQL condition where there is one. */
  readonly programs: readonly FlatProgram[]
  readonly tierCount: number
  readonly profiles: ProfileTables
  readonly sql: FlatSql
  /** By recycle reason, and last what is done for a reason that was not agreed. */
  readonly reasons: readonly FlatReason[]
  /** The reason that a decision not taken in time goes back with; null: overdue leads stay. */
  readonly overdueReason: FlatReason | null
  /** By tier: when what is handed over is due. */
  readonly clocks: readonly FlatClock[]
  /** A person's hours as they are told, spelt alike when they are alike; null: the agreement's count. */
  readonly hoursOf: CompiledAgreement['hoursOf']
  /** Every event can promote, not only one that adds something. */
  readonly promotesByTime: boolean
}

/** When clocks run out that began at a moment, in the hours of whoever has the lead; Infinity where none runs. */
export interface FlatClock {
  readonly firstTouchDue: (startedAt: number, hours: string | null) => number
  readonly decideDue: (startedAt: number, hours: string | null) => number
}

export interface FlatMeters {
  readonly count: number
  readonly max: Float64Array
  /** Fade factors of all meters one after the other, and where each meter's begin and how many there are. */
  readonly factors: Float64Array
  readonly start: Int32Array
  readonly length: Int32Array
  /** What is left beyond the table: 0, or 1 for a meter that does not fade. */
  readonly beyond: Float64Array
}

export interface FlatPoints {
  readonly meter: Int32Array
  readonly give: Float64Array
  /** 0: no limit. */
  readonly limitCount: Int32Array
  readonly limitDays: Int32Array
}

export interface FlatDids {
  readonly times: Int32Array
  /** 0: all of history counts. */
  readonly withinDays: Int32Array
  /** Where a condition's latest days are kept. */
  readonly start: Int32Array
  readonly dayCount: number
}

export interface FlatProgram {
  readonly code: Float64Array
  /** Settled parts: profile * factCount + position. */
  readonly facts: Uint8Array
  readonly factCount: number
}

/** By profile. */
export interface ProfileTables {
  readonly isDisqualified: Uint8Array
  /** Terms of the tiers that can hold with these facts, from `termOffsets[profile]` on; none where data is missing. */
  readonly termOffsets: Uint32Array
  readonly terms: FlatTerms
  /** Least sum of all levels, not faded, that a term without `did` conditions asks for; Infinity where there is none. */
  readonly leastSum: Float64Array
  /** Bits of the `did` conditions that other terms ask for: without one of them, none of those holds. */
  readonly didBits: Int32Array
  /** The same of the SQL condition. */
  readonly sqlLeastSum: Float64Array
  readonly sqlDidBits: Int32Array
  /** By set of profiles: whether one of them can be promoted, the least of their least sums, whether one is disqualified. */
  readonly setAdmits: Uint8Array
  readonly setLeastSum: Float64Array
  readonly setDisqualifies: Uint8Array
}

export interface FlatTerms {
  readonly tier: Uint16Array
  /** Bits of `did` conditions that must have been satisfied at some time. */
  readonly dids: Int32Array
  /** A meter with a least level; -1: none. */
  readonly meter: Int32Array
  readonly level: Float64Array
  readonly score: Float64Array
}

export interface FlatSql {
  /** False: nothing becomes an SQL. */
  readonly isAgreed: boolean
  readonly progress: number
  readonly needsTier: boolean
  /** Its condition is all that is asked: neither sales nor a promotion has to come first. */
  readonly needsNoAct: boolean
  readonly satisfied: number
  readonly criteria: number
  /** Days that an answer counts after its own; -1: for ever. */
  readonly freshDays: Int32Array
  /** Position of its condition among the programs; -1: none. */
  readonly program: number
  readonly readsActivity: boolean
  readonly readsFacts: boolean
  readonly byTime: boolean
}

export interface FlatReason {
  readonly disqualifies: boolean
  readonly restMs: number
  readonly keep: number
}

/** Conditions with a greater position are not among the bits; they are checked when a tier's program is run. */
const DID_BITS = 31

export function flatAgreement(compiled: CompiledAgreement, profiles: LeadProfiles): FlatAgreement {
  const { agreement } = compiled
  const tiers = agreement.tiers.map(({ condition }) => conditionProgram(compiled, condition))
  const sql = agreement.sql.condition && conditionProgram(compiled, agreement.sql.condition)
  const judged = profiles.profiles.map((profile) => judgedProfile(compiled, profile))
  const flatten = ({ code, facts }: ConditionProgram): FlatProgram => ({
    code,
    factCount: facts.length,
    facts: Uint8Array.from(
      judged.flatMap((profile) => facts.map((part) => Number(factHolds(part, profile)))),
    ),
  })
  const reasons: FlatReason[] = agreement.recycle.map(({ disqualify, restMs, keep }) => {
    return { disqualifies: disqualify, restMs, keep }
  })
  reasons.push({ disqualifies: false, restMs: 0, keep: 1 })
  const overdue = agreement.recycle.findIndex(({ id }) => id === 'overdue')
  return {
    meters: flatMeters(compiled),
    points: flatPoints(compiled),
    dids: flatDids(compiled),
    programs: [...tiers, ...(sql ? [sql] : [])].map(flatten),
    tierCount: tiers.length,
    profiles: profileTables(judged, tiers, sql, profiles.sets),
    sql: flatSql(compiled, sql, tiers.length),
    reasons,
    overdueReason: agreement.handoff.onOverdue === 'recycle' ? reasons.at(overdue)! : null,
    clocks: agreement.tiers.map(({ clock }) => flatClock(compiled, clock)),
    hoursOf: compiled.hoursOf,
    promotesByTime: compiled.promotesByTime,
  }
}

function flatClock({ agreement, calendarOf }: CompiledAgreement, id: string | undefined): FlatClock {
  const clock = agreement.handoff.clocks.find((agreed) => agreed.id === id)
  const due = (span: WorkingSpan | undefined): FlatClock['decideDue'] =>
    span ? (startedAt, hours) => calendarOf(hours).dueAfter(startedAt, span) : () => Infinity
  return { firstTouchDue: due(clock?.firstTouch), decideDue: due(clock?.decide) }
}

function flatMeters({ agreement, fades }: CompiledAgreement): FlatMeters {
  const tables = agreement.meters.map(({ halfLifeDays }, meter) =>
    halfLifeDays === undefined ? [] : factorsOf(fades[meter]!),
  )
  const start = new Int32Array(tables.length)
  for (let meter = 1; meter < tables.length; meter++)
    start[meter] = start[meter - 1]! + tables[meter - 1]!.length
  return {
    count: agreement.meters.length,
    max: Float64Array.from(agreement.meters, ({ max }) => max),
    factors: Float64Array.from(tables.flat()),
    start,
    length: Int32Array.from(tables, ({ length }) => length),
    beyond: Float64Array.from(agreement.meters, ({ halfLifeDays }) => (halfLifeDays === undefined ? 1 : 0)),
  }
}

function factorsOf({ factor }: FadeTable): readonly number[] {
  const factors: number[] = []
  for (let day = 0, left = 1; left > 0; left = factor(++day)) factors.push(left)
  return factors
}

function flatPoints({ agreement, meterIndex }: CompiledAgreement): FlatPoints {
  const { points } = agreement
  return {
    meter: Int32Array.from(points, ({ to }) => meterIndex.get(to)!),
    give: Float64Array.from(points, ({ give }) => give),
    limitCount: Int32Array.from(points, ({ limit }) => limit?.count ?? 0),
    limitDays: Int32Array.from(points, ({ limit }) => limit?.days ?? 0),
  }
}

function flatDids({ dids }: CompiledAgreement): FlatDids {
  let dayCount = 0
  return {
    times: Int32Array.from(dids, ({ times }) => times),
    withinDays: Int32Array.from(dids, ({ withinDays }) => withinDays ?? 0),
    start: Int32Array.from(dids, ({ times }) => (dayCount += times) - times),
    dayCount,
  }
}

function flatSql(
  compiled: CompiledAgreement,
  program: ConditionProgram | undefined,
  position: number,
): FlatSql {
  const { needs, criteria, satisfied } = compiled.agreement.sql
  const bits = { accepted: PROGRESS.accepted, contacted: PROGRESS.contacted } as const
  const more = { 'meeting-held': PROGRESS.meetingHeld, 'demo-seen': PROGRESS.demoSeen, mql: 0 } as const
  return {
    isAgreed: needs.length > 0 || satisfied > 0 || program !== undefined,
    progress: needs.reduce((all, need) => all | { ...bits, ...more }[need], 0),
    needsTier: needs.includes('mql'),
    needsNoAct: satisfied === 0 && needs.length === 0 && program !== undefined,
    satisfied,
    criteria: criteria.length,
    freshDays: Int32Array.from(criteria, ({ freshDays }) => freshDays ?? -1),
    program: program ? position : -1,
    readsActivity: program?.readsActivity ?? false,
    readsFacts: program?.readsFacts ?? false,
    byTime: program?.canComeTrueByTime ?? false,
  }
}

interface JudgedProfile {
  readonly lookup: FieldLookup
  readonly grade: Grade
  readonly isDisqualified: boolean
  readonly isComplete: boolean
}

/** What facts come to is worked out by the code of the fold, once per profile. */
function judgedProfile(compiled: CompiledAgreement, profile: Profile): JudgedProfile {
  const lookup: FieldLookup = (ref) => profile.get(ref) ?? null
  return {
    lookup,
    grade: gradeOf(fitPoints(compiled, lookup), compiled.agreement.fit.grades),
    isDisqualified: disqualifyingClause(compiled, lookup) !== null,
    isComplete: missingFields(compiled, lookup).length === 0,
  }
}

function factHolds(condition: Condition, profile: JudgedProfile): boolean {
  switch (condition.kind) {
    case 'grade':
      return condition.grades.includes(profile.grade)
    case 'field':
      return whereHolds(condition.where, profile.lookup)
    case 'all':
      return condition.conditions.every((part) => factHolds(part, profile))
    case 'any':
      return condition.conditions.some((part) => factHolds(part, profile))
    case 'not':
      return !factHolds(condition.condition, profile)
    default:
      throw new Error(`a condition of kind ${condition.kind} does not read facts only`)
  }
}

function profileTables(
  judged: readonly JudgedProfile[],
  tiers: readonly ConditionProgram[],
  sql: ConditionProgram | undefined,
  sets: LeadProfiles['sets'],
): ProfileTables {
  const termOffsets = new Uint32Array(judged.length + 1)
  const terms: { readonly tier: number; readonly term: Term }[] = []
  for (const [position, profile] of judged.entries()) {
    if (profile.isComplete) {
      for (const [tier, program] of tiers.entries())
        for (const term of termsWith(profile, program)) terms.push({ tier, term })
    }
    termOffsets[position + 1] = terms.length
  }
  const tierNeeds = needsOf(
    judged.map((_, profile) =>
      terms.slice(termOffsets[profile], termOffsets[profile + 1]).map(({ term }) => term),
    ),
  )
  const sqlNeeds = needsOf(judged.map((profile) => (sql ? termsWith(profile, sql) : [])))
  const admits = (profile: number) => termOffsets[profile + 1]! > termOffsets[profile]!
  return {
    isDisqualified: Uint8Array.from(judged, ({ isDisqualified }) => Number(isDisqualified)),
    termOffsets,
    terms: {
      tier: Uint16Array.from(terms, ({ tier }) => tier),
      dids: Int32Array.from(terms, ({ term }) => didBits(term.dids)),
      meter: Int32Array.from(terms, ({ term }) => term.meters[0]?.meter ?? -1),
      level: Float64Array.from(terms, ({ term }) => term.meters[0]?.level ?? 0),
      score: Float64Array.from(terms, ({ term }) => term.score - SUM_SLACK),
    },
    ...tierNeeds,
    sqlLeastSum: sqlNeeds.leastSum,
    sqlDidBits: sqlNeeds.didBits,
    setAdmits: Uint8Array.from(sets, (set) => Number(set.some(admits))),
    setLeastSum: Float64Array.from(sets, (set) =>
      Math.min(...set.map((profile) => tierNeeds.leastSum[profile]!)),
    ),
    setDisqualifies: Uint8Array.from(sets, (set) =>
      Number(set.some((profile) => judged[profile]!.isDisqualified)),
    ),
  }
}

/** The sum is kept by adding and taking away, so its last bits differ from those of the score. */
const SUM_SLACK = 1e-6

/** What the terms of each profile need at the least before one of them can hold. */
function needsOf(termsOf: readonly (readonly Term[])[]): Pick<ProfileTables, 'leastSum' | 'didBits'> {
  const leastSumOf = ({ dids, score, meters }: Term) =>
    didBits(dids) === 0 ? Math.max(score, ...meters.map(({ level }) => level)) - SUM_SLACK : Infinity
  return {
    leastSum: Float64Array.from(termsOf, (terms) => Math.min(...terms.map(leastSumOf))),
    didBits: Int32Array.from(termsOf, (terms) => terms.reduce((bits, { dids }) => bits | didBits(dids), 0)),
  }
}

/** Terms whose facts a profile has. */
function termsWith(profile: JudgedProfile, { terms, facts }: ConditionProgram): readonly Term[] {
  return terms.filter((term) => term.facts.every((fact) => factHolds(facts[fact]!, profile)))
}

function didBits(dids: readonly number[]): number {
  return dids.reduce((bits, did) => (did < DID_BITS ? bits | (1 << did) : bits), 0)
}
