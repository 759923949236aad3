/** Conditions of tiers as clauses of a sentence. */
import type { Condition, Trust, Where } from '@baton/engine'
import { sayField } from './names.ts'
import { sayCounted, sayList, sayNumber, sayTimes } from './numbers.ts'
import { sayWhere } from './where.ts'

const TRUST_WORDS: Readonly<Record<Trust, string>> = {
  public: 'from anywhere',
  signed: 'proved by a signed link or better',
  server: 'stated by a trusted system',
}

/** Where an event came from, in words that say what it is worth. */
export function sayTrust(trust: Trust): string {
  return TRUST_WORDS[trust]
}

interface Deed {
  readonly event: string
  readonly where: Where
  readonly times: number
  readonly withinDays?: number
  readonly trust?: Trust
}

/** An event that is asked for: `Page Viewed (page group is pricing) at least 3 times within 7 days`. */
export function sayDeed(deed: Deed): string {
  let text = deed.event
  if (deed.where.length > 0) text += ` (${sayWhere(deed.where)})`
  if (deed.times > 1) text += ` at least ${sayTimes(deed.times)}`
  if (deed.withinDays !== undefined) text += ` within ${sayCounted(deed.withinDays, 'day')}`
  if (deed.trust !== undefined && deed.trust !== 'public') text += `, ${sayTrust(deed.trust)}`
  return text
}

/** One condition, without a full stop. Nested alternatives are bracketed. */
export function sayCondition(condition: Condition, nested = false): string {
  switch (condition.kind) {
    case 'did':
      return `${sayDeed(condition)} happened`
    case 'meter':
      return `${sayField(condition.meter)} is at least ${sayNumber(condition.atLeast)}`
    case 'score':
      return `the score is at least ${sayNumber(condition.atLeast)}`
    case 'grade':
      return `the grade is ${sayList(condition.grades)}`
    case 'field':
      return sayWhere(condition.where)
    case 'all':
    case 'any': {
      const parts = condition.conditions.map((part) => sayCondition(part, true))
      const text = sayList(parts, condition.kind === 'all' ? 'and' : 'or')
      return nested && parts.length > 1 ? `(${text})` : text
    }
    case 'not':
      return condition.condition.kind === 'did'
        ? `${sayDeed(condition.condition)} did not happen`
        : `it does not hold that ${sayCondition(condition.condition, true)}`
  }
}
