/**
 * What the facts of a range of leads come to under an agreement's conditions. A profile is a combination of values that
 * no condition tells apart from others; there are few. Which ones there are depends on the fields that conditions ask
 * and what they ask of them, not on points, grades or thresholds.
 */
import type { Condition, FieldRef, Matcher, Where } from '../agreement/agreement.ts'
import { trustRank, type Value } from '../event.ts'
import type { CompiledAgreement } from '../fold/compile-agreement.ts'
import { hasContact, isKnown } from '../fold/facts.ts'
import { matches } from '../fold/matches.ts'
import type { Frame } from './frame.ts'
import { firstFact } from './lead-events.ts'

export interface LeadProfiles {
  /** Where each lead's fact-stating events begin among `after`, and after the last where they end. */
  readonly offsets: Uint32Array
  /** Profile after each fact-stating event, in the order of the frame. Before the first it is 0: nothing is known. */
  readonly after: Uint32Array
  /** Position among `sets` of the profiles that the lead goes through. */
  readonly setOf: Uint32Array
  readonly sets: readonly (readonly number[])[]
  readonly profiles: readonly Profile[]
  /** By profile: 1 when there is a way to reach the person. */
  readonly hasContact: Uint8Array
}

/** Field to a value that stands for all that conditions do not tell apart from it; null: not known. */
export type Profile = ReadonlyMap<FieldRef, Value | null>

/** What is asked of a field's value: a matcher, or just whether it is known. */
type Question = Matcher | 'known'

type Questions = ReadonlyMap<FieldRef, readonly Question[]>

/** Says what the profiles depend on: equal texts, equal profiles. */
export function profilesKey(compiled: CompiledAgreement): string {
  const { leadFields, companyFields } = compiled
  return JSON.stringify([[...questionsOf(compiled)], [...leadFields.first], [...companyFields.first]])
}

function questionsOf(compiled: CompiledAgreement): Questions {
  const { fit, disqualify, complete, tiers, sql } = compiled.agreement
  const questions = new Map<FieldRef, Question[]>()
  const ask = (field: FieldRef, question: Question) => {
    const asked = questions.get(field)
    if (asked) asked.push(question)
    else questions.set(field, [question])
  }
  const wheres = [
    ...fit.points.map(({ where }) => where),
    ...disqualify.map(({ where }) => where),
    ...tiers.flatMap(({ condition }) => wheresOf(condition)),
    ...(sql.condition ? wheresOf(sql.condition) : []),
  ]
  for (const { field, matcher } of wheres.flat()) ask(field, matcher)
  for (const field of complete) ask(field, 'known')
  for (const name of compiled.leadFields.contact) ask(`lead.${name}`, 'known')
  return questions
}

function wheresOf(condition: Condition): readonly Where[] {
  switch (condition.kind) {
    case 'field':
      return [condition.where]
    case 'all':
    case 'any':
      return condition.conditions.flatMap(wheresOf)
    case 'not':
      return wheresOf(condition.condition)
    default:
      return []
  }
}

/** @param from first lead of the range; `to`: one past the last */
export function leadProfiles(
  frame: Frame,
  compiled: CompiledAgreement,
  from: number,
  to: number,
): LeadProfiles {
  const asked = askedFields(frame, compiled)
  const table = new ProfileTable(asked)
  const standing = new StandingFacts(asked)
  const ranks = Uint8Array.from(frame.shapes, ({ trust }) => trustRank(trust))
  const { event, field, value } = frame.facts
  const offsets = new Uint32Array(to - from + 1)
  const setOf = new Uint32Array(to - from)
  const sets = new ProfileSets()
  const after = new Uint32Array(
    countOfEvents(event, firstFact(frame, frame.offsets[from]!), firstFact(frame, frame.offsets[to]!)),
  )
  let fact = firstFact(frame, frame.offsets[from]!)
  let stating = 0
  for (let lead = from; lead < to; lead++) {
    const end = frame.offsets[lead + 1]!
    let profile = 0
    standing.clear()
    let set = 0
    for (; fact < event.length && event[fact]! < end; stating++) {
      const position = event[fact]!
      const rank = ranks[frame.shape[position]!]!
      const before = profile
      profile = table.afterAny(profile)
      for (; event[fact] === position; fact++) {
        const at = asked.positionOf[field[fact]!]!
        if (at < 0 || !standing.stands(at, value[fact]!, rank)) continue
        profile = table.after(profile, at, asked.fields[at]!.groupOf[value[fact]!]!)
      }
      if (profile !== before) set = sets.with(set, profile)
      after[stating] = profile
    }
    offsets[lead - from + 1] = stating
    setOf[lead - from] = set
  }
  const { profiles } = table
  return { offsets, after, setOf, sets: sets.sets, profiles, hasContact: contactsOf(profiles, compiled) }
}

function contactsOf(profiles: readonly Profile[], { leadFields }: CompiledAgreement): Uint8Array {
  const contact = [...leadFields.contact]
  return Uint8Array.from(profiles, (profile) => {
    const lead = Object.fromEntries(
      contact.map((name) => [name, [profile.get(`lead.${name}`) ?? null, 0] as const]),
    )
    return Number(hasContact(lead, leadFields))
  })
}

function countOfEvents(event: Uint32Array, from: number, to: number): number {
  let count = 0
  for (let fact = from; fact < to; fact++) if (fact === from || event[fact] !== event[fact - 1]) count++
  return count
}

interface AskedField {
  readonly ref: FieldRef
  /** The first statement stands unless a later one is believed more. */
  readonly isFirst: boolean
  /** Group of each of the field's values: values of one group answer every question alike. */
  readonly groupOf: Uint32Array
  /** One value of each group. */
  readonly examples: readonly (Value | null)[]
}

interface AskedFields {
  readonly fields: readonly AskedField[]
  /** Position among `fields` of each of the frame's fields; -1 where nothing asks for it. */
  readonly positionOf: Int32Array
}

function askedFields(frame: Frame, compiled: CompiledAgreement): AskedFields {
  const questions = questionsOf(compiled)
  const fields: AskedField[] = []
  const positionOf = Int32Array.from(frame.facts.fields, ({ ref, values }) => {
    const asked = questions.get(ref)
    if (!asked) return -1
    const rules = ref.startsWith('lead.') ? compiled.leadFields : compiled.companyFields
    const isFirst = rules.first.has(ref.slice(ref.indexOf('.') + 1))
    return fields.push({ ref, isFirst, ...groupsOf(values, asked) }) - 1
  })
  return { fields, positionOf }
}

function groupsOf(
  values: readonly (Value | null)[],
  questions: readonly Question[],
): Pick<AskedField, 'groupOf' | 'examples'> {
  const byAnswers = new Map<string, number>()
  const examples: (Value | null)[] = []
  const groupOf = Uint32Array.from(values, (value) => {
    const answers = questions
      .map((question) => Number(question === 'known' ? isKnown(value) : matches(question, value)))
      .join('')
    const group = byAnswers.get(answers)
    if (group !== undefined) return group
    byAnswers.set(answers, examples.length)
    return examples.push(value) - 1
  })
  return { groupOf, examples }
}

/** Which statements of one lead stand; the rules are those of `stateFacts`. */
class StandingFacts {
  readonly #isFirst: Uint8Array
  /** Rank of the trust of the standing statement; -1 before any. */
  readonly #rank: Int8Array
  readonly #isValue: Uint8Array

  constructor({ fields }: AskedFields) {
    this.#isFirst = Uint8Array.from(fields, ({ isFirst }) => Number(isFirst))
    this.#rank = new Int8Array(fields.length)
    this.#isValue = new Uint8Array(fields.length)
  }

  clear(): void {
    this.#rank.fill(-1)
    this.#isValue.fill(0)
  }

  /** Lays a statement over the standing one; false when that one stays. Value 0 is null. */
  stands(field: number, value: number, rank: number): boolean {
    const before = this.#rank[field]!
    const isKept = this.#isFirst[field] === 1 && this.#isValue[field] === 1
    if (isKept ? rank <= before : rank < before) return false
    this.#rank[field] = rank
    this.#isValue[field] = value === 0 ? 0 : 1
    return true
  }
}

/** Profiles, and how one follows from another when a field gets a value of another group. */
class ProfileTable {
  readonly profiles: Profile[] = []
  readonly #asked: AskedFields
  readonly #groups: Int32Array[] = []
  readonly #byKey = new Map<string, number>()
  /** Position of each field's groups among all groups. */
  readonly #firstGroup: readonly number[]
  readonly #groupCount: number
  /** Next profile by profile and group; -1 where it was not needed yet. */
  #next: Int32Array
  #afterAny = -1

  constructor(asked: AskedFields) {
    this.#asked = asked
    let groups = 0
    this.#firstGroup = asked.fields.map(({ examples }) => (groups += examples.length) - examples.length)
    this.#groupCount = groups
    this.#next = new Int32Array(0)
    const unknown = asked.fields.map(({ groupOf }) => groupOf[0]!)
    // Conditions are judged when facts are stated: before any, not even an unknown field disqualifies.
    this.#profile(Int32Array.from([0, ...unknown]))
  }

  /** The profile once anything was stated at all. */
  afterAny(profile: number): number {
    if (profile !== 0) return profile
    if (this.#afterAny < 0) {
      const groups = this.#groups[0]!.slice()
      groups[0] = 1
      this.#afterAny = this.#profile(groups)
    }
    return this.#afterAny
  }

  after(profile: number, field: number, group: number): number {
    const place = profile * this.#groupCount + this.#firstGroup[field]! + group
    const known = this.#next[place]!
    if (known >= 0) return known
    const groups = this.#groups[profile]!.slice()
    groups[field + 1] = group
    const next = this.#profile(groups)
    this.#next[place] = next
    return next
  }

  #profile(groups: Int32Array): number {
    const key = groups.join()
    const known = this.#byKey.get(key)
    if (known !== undefined) return known
    this.#byKey.set(key, this.#groups.length)
    const { fields } = this.#asked
    this.profiles.push(new Map(fields.map(({ ref, examples }, at) => [ref, examples[groups[at + 1]!]!])))
    const profile = this.#groups.push(groups) - 1
    if ((profile + 1) * this.#groupCount > this.#next.length) {
      const larger = new Int32Array(2 * (profile + 1) * this.#groupCount).fill(-1)
      larger.set(this.#next)
      this.#next = larger
    }
    return profile
  }
}

/** Sets of profiles: leads by the thousand go through the same ones. */
class ProfileSets {
  readonly sets: (readonly number[])[] = [[0]]
  /** The set that adding a profile to a set makes. */
  readonly #next = new Map<number, Map<number, number>>()

  /** Position of the set with the profile added. */
  with(set: number, profile: number): number {
    const known = this.#next.get(set)?.get(profile)
    if (known !== undefined) return known
    const next = this.sets[set]!.includes(profile) ? set : this.#make(set, profile)
    const nexts = this.#next.get(set)
    if (nexts) nexts.set(profile, next)
    else this.#next.set(set, new Map([[profile, next]]))
    return next
  }

  #make(set: number, profile: number): number {
    return this.sets.push([...this.sets[set]!, profile]) - 1
  }
}
