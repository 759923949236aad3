/** The levels of all meters over time, for drawing: the engine's own fold and judgement, sampled daily and at every pouring. */
import {
  advance,
  compareEvents,
  dayOf,
  foldEvent,
  initialState,
  judge,
  type CompiledAgreement,
  type LeadEvent,
  type LeadState,
} from '@baton/engine'

export interface LevelSeries {
  /** Milliseconds since 1970-01-01 UTC, rising; a pouring stands twice, before and after. */
  readonly times: readonly number[]
  readonly score: readonly number[]
  /** One row per meter of the agreement, in its order. */
  readonly meters: readonly (readonly number[])[]
}

const DAY_MS = 86_400_000

/** Longest history that is drawn day by day: ten years. */
const MAX_DAYS = 3660

export function levelSeries(
  compiled: CompiledAgreement,
  events: readonly LeadEvent[],
  fromMs: number,
  toMs: number,
): LevelSeries {
  const ordered = events.toSorted(compareEvents)
  const times: number[] = []
  const score: number[] = []
  const meters: number[][] = compiled.agreement.meters.map(() => [])
  const sample = (state: LeadState, time: number) => {
    const verdict = judge(compiled, state, time)
    times.push(time)
    score.push(verdict.score)
    for (const [index, reading] of verdict.meters.entries()) meters[index]!.push(reading.level)
  }
  let state = initialState(compiled)
  let next = 0
  const firstDay = Math.max(dayOf(fromMs), dayOf(toMs) - MAX_DAYS)
  for (let day = firstDay; day <= dayOf(toMs); day++) {
    const end = Math.min(toMs, (day + 1) * DAY_MS - 1)
    for (; next < ordered.length && ordered[next]!.occurredAt <= end; next++) {
      const event = ordered[next]!
      const folded = foldEvent(compiled, state, event).state
      if (folded.meters !== state.meters && event.occurredAt >= fromMs) {
        sample(state, event.occurredAt)
        sample(folded, event.occurredAt)
      }
      state = folded
    }
    state = advance(compiled, state, end).state
    sample(state, end)
  }
  return { times, score, meters }
}
