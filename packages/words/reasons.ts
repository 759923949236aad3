/** Reasons, remedies and decisions: what was expected, what was observed, and what would change it. */
import type { Fields, Grade, Reason, Remedy, Stage, TimerKind, Value } from '@baton/engine'
import { sayDeed } from './conditions.ts'
import { sayField, sayId, sayStage, sayTeam } from './names.ts'
import { sayCounted, sayLevel, sayList, sayNumber, sayScore, sayTimes } from './numbers.ts'
import { sayMatcher, sayValue, sayWhere } from './where.ts'

export interface SaidReason {
  /** What the clause asks: `Intent at least 60`. */
  readonly expected: string
  /** What was found: `42.1, 17.9 short`. */
  readonly observed: string
}

/** One reason in two halves. Groups say how many of their parts hold. */
export function sayReason(reason: Reason): SaidReason {
  switch (reason.kind) {
    case 'did':
      return { expected: sayDeed(reason.expected), observed: sayOccurrences(reason.observed.times) }
    case 'meter':
    case 'score':
      return {
        expected: `${reason.kind === 'score' ? 'Score' : sayId(reason.expected.meter ?? 'meter')} at least ${sayNumber(reason.expected.atLeast)}`,
        observed: sayShortfall(reason.observed.level, reason.expected.atLeast, reason.met),
      }
    case 'grade':
      return {
        expected: `Grade ${sayList(reason.expected.grades)}`,
        observed: `${reason.observed.grade}, ${sayCounted(Math.round(reason.observed.fit), 'fit point')}`,
      }
    case 'field':
      return {
        expected: capitalised(sayWhere(reason.expected.where)),
        observed: sayObserved(reason.observed),
      }
    case 'all':
    case 'any':
      return {
        expected: reason.kind === 'all' ? 'All of these' : 'Any of these',
        observed: `${reason.reasons.filter((part) => part.met).length} of ${reason.reasons.length} met`,
      }
    case 'not':
      return {
        expected: `Not: ${reason.reasons.map((part) => sayReason(part).expected).join(', ')}`,
        observed: reason.reasons.map((part) => sayReason(part).observed).join(', '),
      }
  }
}

function sayOccurrences(times: number): string {
  return times === 0 ? 'never' : sayTimes(times)
}

/** Rounded so that an unmet level never reads as if it were met. */
function sayShortfall(level: number, atLeast: number, met: boolean): string {
  if (met) return sayLevel(level)
  const near = Math.round(level * 10) / 10
  const shown = near < atLeast ? near : Math.floor(level * 10) / 10
  return `${sayLevel(shown)}, ${sayLevel(atLeast - shown)} short`
}

function sayObserved(observed: Readonly<Record<string, Value | null>>): string {
  const parts = Object.entries(observed)
  if (parts.length === 1) return sayValue(parts[0]![1])
  return parts.map(([field, value]) => `${sayField(field)} ${sayValue(value)}`).join(', ')
}

/** The smallest additions that would make a tier hold, as one sentence without the tier's name. */
export function sayRemedy(remedy: Remedy): string {
  const events = remedy.events.map(({ name, times, where }) => {
    const detail = where.length > 0 ? ` (${sayWhere(where)})` : ''
    return times === 1 ? `one ${name}${detail}` : `${sayTimes(times)} ${name}${detail}`
  })
  const facts = remedy.facts.map(({ field, matcher }) => `${sayField(field)} ${sayMatcher(matcher)}`)
  if (events.length === 0 && facts.length === 0) return 'Nothing more is needed.'
  const learnt = facts.length > 0 ? `that ${sayList(facts, 'and')}` : ''
  if (events.length === 0) return `Learning ${learnt}.`
  const happen = capitalised(sayList(events, 'and'))
  return learnt === '' ? `${happen}.` : `${happen}, and learning ${learnt}.`
}

interface SayableDecision {
  readonly kind: 'stage' | 'overdue' | 'assigned'
  readonly timer: TimerKind | null
  readonly handoff: { readonly team: string | null; readonly owner: string | null } | null
  readonly from: Stage
  readonly to: Stage
  readonly skipped: readonly Stage[]
  readonly tier: string | null
  readonly cycle: number
  readonly score: number
  readonly grade: Grade
}

/** A decision as a sentence: `Became marketing qualified by tier Hand raiser at score 58, grade B.` */
export function sayDecision(
  decision: SayableDecision,
  names: Readonly<Partial<Record<Stage, string>>> = {},
): string {
  const holder = sayHolder(decision.handoff)
  if (decision.kind === 'assigned') return `Handed on to ${holder ?? 'somebody else'}.`
  if (decision.kind === 'overdue') {
    const clock = decision.timer === 'decide' ? 'decision' : 'first touch'
    return `The ${clock} is overdue${holder === null ? '' : `, with ${holder}`}.`
  }
  const to = sayStage(decision.to, names)
  const tier = decision.to === 'mql' && decision.tier !== null ? ` by tier ${sayId(decision.tier)}` : ''
  const again = decision.to === 'mql' && decision.cycle > 1 ? `, cycle ${decision.cycle}` : ''
  const skipped =
    decision.skipped.length > 0
      ? ` It skipped ${sayList(
          decision.skipped.map((stage) => sayStage(stage, names)),
          'and',
        )}.`
      : ''
  const standing =
    decision.to === 'mql' ? ` at score ${sayScore(decision.score)}, grade ${decision.grade}` : ''
  const rested = decision.timer === 'rest' ? ', as its rest ended' : ''
  const handed = decision.to === 'mql' && holder !== null ? ` Handed to ${holder}.` : ''
  return `${sayStage(decision.from, names)} to ${to}${tier}${standing}${again}${rested}.${handed}${skipped}`
}

/** The person who has a handoff, or else the team; null where it is nobody's. */
function sayHolder(handoff: SayableDecision['handoff']): string | null {
  if (!handoff) return null
  return handoff.owner ?? (handoff.team === null ? null : sayTeam(handoff.team))
}

/** A state in which a lead only waits for data. */
export function sayWaiting(missing: readonly string[]): string {
  return `Waiting for ${sayList(missing.map(sayField), 'and')}`
}

export interface SaidProperty {
  readonly name: string
  readonly value: string
}

/** Facts or properties as pairs of name and value, in words. Empty values are left out. */
export function sayPairs(properties: Readonly<Record<string, unknown>> | Fields): readonly SaidProperty[] {
  return Object.entries(properties)
    .filter(([, value]) => value !== null && value !== undefined && value !== '')
    .map(([name, value]) => ({ name: sayField(name), value: sayUnknown(value) }))
}

/** The same in one compact line: `page group pricing · minutes 20`. */
export function sayProperties(properties: Readonly<Record<string, unknown>> | Fields): string {
  return sayPairs(properties)
    .map(({ name, value }) => `${name} ${value}`)
    .join(' · ')
}

function sayUnknown(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return sayValue(value)
  return JSON.stringify(value) ?? ''
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
