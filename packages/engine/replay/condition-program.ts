/**
 * Conditions as flat programs in postfix order, and what can be said of them before they are run. Parts that only read
 * facts are settled per profile; what is left reads counts, meters and the score.
 */
import type { Condition } from '../agreement/agreement.ts'
import type { CompiledAgreement } from '../fold/compile-agreement.ts'
import { canComeTrueByTime, readsActivity } from '../fold/conditions.ts'
import { TOLERANCE } from '../fold/meters.ts'

export const OP = { fact: 0, did: 1, meter: 2, score: 3, all: 4, any: 5, not: 6 } as const

/** Operation, argument and level, three slots each. Argument: position of what is read, or how many results are joined. */
export const SLOTS = 3

export interface ConditionProgram {
  readonly code: Float64Array
  /** Parts that only read facts; the code names them by position. */
  readonly facts: readonly Condition[]
  /** Each says enough for the condition not to hold unless one of them does. */
  readonly terms: readonly Term[]
  /** Reads what events leave behind: counts, meters, the score. */
  readonly readsActivity: boolean
  readonly readsFacts: boolean
  /** Can begin to hold without an event, by time alone. */
  readonly canComeTrueByTime: boolean
}

/** What has to hold together for a condition to hold; weaker than the condition where that is simpler. */
export interface Term {
  readonly facts: readonly number[]
  readonly dids: readonly number[]
  /** Least levels, the slack of comparing taken off. */
  readonly meters: readonly { readonly meter: number; readonly level: number }[]
  readonly score: number
}

/** More terms than this are not worth telling apart. */
const TERMS_MAX = 48

const ALWAYS: Term = { facts: [], dids: [], meters: [], score: -Infinity }

export function conditionProgram(compiled: CompiledAgreement, condition: Condition): ConditionProgram {
  const code: number[] = []
  const facts: Condition[] = []
  const factOf = (part: Condition) => {
    const known = facts.indexOf(part)
    return known >= 0 ? known : facts.push(part) - 1
  }
  append(compiled, condition, code, factOf)
  return {
    code: Float64Array.from(code),
    facts,
    terms: termsOf(compiled, condition, factOf),
    readsActivity: readsActivity(condition),
    readsFacts: facts.length > 0,
    canComeTrueByTime: canComeTrueByTime(condition),
  }
}

function append(
  compiled: CompiledAgreement,
  condition: Condition,
  code: number[],
  factOf: (part: Condition) => number,
): void {
  if (!readsActivity(condition)) {
    code.push(OP.fact, factOf(condition), 0)
    return
  }
  switch (condition.kind) {
    case 'did':
      code.push(OP.did, compiled.didIndex.get(condition)!, 0)
      return
    case 'meter':
      code.push(OP.meter, compiled.meterIndex.get(condition.meter)!, condition.atLeast - TOLERANCE)
      return
    case 'score':
      code.push(OP.score, 0, condition.atLeast - TOLERANCE)
      return
    case 'all':
    case 'any':
      for (const part of condition.conditions) append(compiled, part, code, factOf)
      code.push(OP[condition.kind], condition.conditions.length, 0)
      return
    case 'not':
      append(compiled, condition.condition, code, factOf)
      code.push(OP.not, 1, 0)
      return
    default:
      throw new Error(`a condition of kind ${condition.kind} reads facts only`)
  }
}

function termsOf(
  compiled: CompiledAgreement,
  condition: Condition,
  factOf: (part: Condition) => number,
): readonly Term[] {
  if (!readsActivity(condition)) return [{ ...ALWAYS, facts: [factOf(condition)] }]
  switch (condition.kind) {
    case 'did':
      return [{ ...ALWAYS, dids: [compiled.didIndex.get(condition)!] }]
    case 'meter': {
      const meter = compiled.meterIndex.get(condition.meter)!
      return [{ ...ALWAYS, meters: [{ meter, level: condition.atLeast - TOLERANCE }] }]
    }
    case 'score':
      return [{ ...ALWAYS, score: condition.atLeast - TOLERANCE }]
    case 'any': {
      const terms = condition.conditions.flatMap((part) => termsOf(compiled, part, factOf))
      return terms.length <= TERMS_MAX ? terms : [ALWAYS]
    }
    case 'all': {
      let terms: readonly Term[] = [ALWAYS]
      for (const part of condition.conditions) {
        const more = termsOf(compiled, part, factOf)
        // Leaving a part out makes the terms weaker, never wrong.
        if (terms.length * more.length <= TERMS_MAX)
          terms = terms.flatMap((term) => more.map((other) => both(term, other)))
      }
      return terms
    }
    default:
      return [ALWAYS]
  }
}

function both(one: Term, other: Term): Term {
  return {
    facts: [...one.facts, ...other.facts],
    dids: [...one.dids, ...other.dids],
    meters: [...one.meters, ...other.meters],
    score: Math.max(one.score, other.score),
  }
}
