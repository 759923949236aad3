/** The clock of a handoff that runs out next, and from when on it is near. */
import type { HandoffState } from '@baton/engine'

export interface DueClock {
  readonly label: string
  /** Milliseconds since 1970-01-01 UTC. */
  readonly due: number
  readonly warnAt: number
}

/** The last fifth of a span is near its end. */
const NEAR = 0.2

export function dueClock(handoff: HandoffState | null): DueClock | null {
  if (handoff === null) return null
  const { firstTouchDue, touchedAt, decideDue, decidedAt, startedAt } = handoff
  const clock = (label: string, due: number) => ({ label, due, warnAt: due - NEAR * (due - startedAt) })
  const touch = firstTouchDue !== null && touchedAt === null ? clock('First touch', firstTouchDue) : null
  const decide = decideDue !== null && decidedAt === null ? clock('Decision', decideDue) : null
  if (touch === null || decide === null) return touch ?? decide
  return touch.due <= decide.due ? touch : decide
}
