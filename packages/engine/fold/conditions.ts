/** Whether a condition holds for a state on a day. `reasonFor` in verdict/ is its explaining twin; they are tested equal. */
import type { LeadEvent } from '../event.ts'
import type { Condition } from '../agreement/agreement.ts'
import type { CompiledAgreement, DidCondition } from './compile-agreement.ts'
import { questionOf } from './did-question.ts'
import { factLookup } from './facts.ts'
import type { LeadState, Occurrences } from './lead-state.ts'
import { asksFor, whereHolds } from './matches.ts'
import { levelOn, scoreOn, TOLERANCE } from './meters.ts'

export function holds(
  compiled: CompiledAgreement,
  state: LeadState,
  condition: Condition,
  day: number,
): boolean {
  switch (condition.kind) {
    case 'did':
      return countedOccurrences(compiled, state, condition, day) >= condition.times
    case 'meter':
      return (
        levelOn(compiled, state, compiled.meterIndex.get(condition.meter)!, day) >=
        condition.atLeast - TOLERANCE
      )
    case 'score':
      return scoreOn(compiled, state, day) >= condition.atLeast - TOLERANCE
    case 'grade':
      return condition.grades.includes(state.grade)
    case 'field':
      return whereHolds(condition.where, factLookup(state))
    case 'all':
      return condition.conditions.every((part) => holds(compiled, state, part, day))
    case 'any':
      return condition.conditions.some((part) => holds(compiled, state, part, day))
    case 'not':
      return !holds(compiled, state, condition.condition, day)
  }
}

/** Whether it reads what events leave behind: counts, meters, the score. What does not, reads facts only. */
export function readsActivity(condition: Condition): boolean {
  switch (condition.kind) {
    case 'did':
    case 'meter':
    case 'score':
      return true
    case 'all':
    case 'any':
      return condition.conditions.some(readsActivity)
    case 'not':
      return readsActivity(condition.condition)
    default:
      return false
  }
}

/** Counts, meters and the score only fall with time, so that only their opposite can come true by itself. */
export function canComeTrueByTime(condition: Condition): boolean {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.conditions.some(canComeTrueByTime)
    case 'not':
      return readsActivity(condition.condition)
    default:
      return false
  }
}

/**
 * Where a state keeps what a `did` counts.
 *
 * @throws Error when nobody watches it
 */
export function didPosition(compiled: CompiledAgreement, condition: DidCondition): number {
  const position = compiled.didIndex.get(condition) ?? compiled.didByQuestion.get(questionOf(condition))
  if (position === undefined) throw new Error(`the agreement was compiled without watching ${condition.id}`)
  return position
}

/** How many kept occurrences count on a day: `within 7 days` is today and the six days before it. */
export function countedOccurrences(
  compiled: CompiledAgreement,
  state: LeadState,
  condition: DidCondition,
  day: number,
): number {
  const { days } = state.occurrences[didPosition(compiled, condition)]!
  if (condition.withinDays === undefined) return days.length
  const first = day - condition.withinDays + 1
  let count = 0
  for (const occurred of days) if (occurred >= first) count++
  return count
}

/** Remembers the event under every `did` condition that it satisfies; only as many as the condition can ask for. */
export function noteOccurrence(
  compiled: CompiledAgreement,
  state: LeadState,
  event: LeadEvent,
  day: number,
): readonly Occurrences[] {
  const candidates = compiled.didsByEvent.get(event.name)
  if (!candidates) return state.occurrences
  let occurrences: Occurrences[] | null = null
  for (const index of candidates) {
    const condition = compiled.dids[index]!
    if (!asksFor(condition, event)) continue
    const { days, events } = state.occurrences[index]!
    occurrences ??= state.occurrences.slice()
    occurrences[index] = {
      days: [...days, day].slice(-condition.times),
      events: [...events, event.id].slice(-condition.times),
    }
  }
  return occurrences ?? state.occurrences
}
