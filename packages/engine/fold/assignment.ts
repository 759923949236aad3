/** Who has a handoff: assigned to a person by name, or passed on by itself when a clock ran out. */
import type { LeadEvent } from '../event.ts'
import type { CompiledAgreement } from './compile-agreement.ts'
import { dueTimes, isWithSales, matchingRoute } from './handoff.ts'
import type { HandoffState } from './lead-state.ts'
import { decide, type Step } from './step.ts'

/** A name that an event gives; null where it gives none. */
export function nameOf(property: unknown): string | null {
  return typeof property === 'string' && property !== '' ? property.slice(0, 200) : null
}

/** Somebody has the open handoff from now on, by hours of their own where they are told. */
export function assign(step: Step, { properties }: LeadEvent): void {
  const { compiled, state, at } = step
  const { handoff } = state
  const owner = nameOf(properties.to)
  if (!handoff || !isWithSales(state.stage) || owner === null) return
  const team = nameOf(properties.team) ?? handoff.team
  const hours = compiled.hoursOf(properties.hours)
  const hasSameClocks = owner === handoff.owner && hours === handoff.hours
  if (hasSameClocks && team === handoff.team) return
  const clocks = hasSameClocks ? {} : clocksOf(compiled, handoff, { owner, hours, at })
  step.state = { ...state, handoff: { ...handoff, team, owner, hours, ...clocks } }
  decide(step, 'assigned', { clauses: properties.why === 'overdue' ? ['handoff.on-overdue'] : [] })
}

/** Clocks go on in the hours of who has it now; who takes over from somebody that was late begins afresh. */
function clocksOf(
  compiled: CompiledAgreement,
  handoff: HandoffState,
  { owner, hours, at }: { readonly owner: string; readonly hours: string | null; readonly at: number },
): Partial<HandoffState> {
  if (handoff.overdue.length > 0 && owner !== handoff.owner) return freshClocks(compiled, handoff, hours, at)
  const { firstTouchDue, decideDue } = dueTimes(compiled, handoff.clock, hours, handoff.startedAt)
  // What ended or ran out did so by the hours of its time, and nothing is due before it is known to be.
  const hasTouchClock = handoff.touchedAt === null && !handoff.overdue.includes('first-touch')
  const hasDecideClock = handoff.decidedAt === null && !handoff.overdue.includes('decide')
  return {
    ...(hasTouchClock && firstTouchDue !== null && { firstTouchDue: Math.max(at, firstTouchDue) }),
    ...(hasDecideClock && decideDue !== null && { decideDue: Math.max(at, decideDue) }),
  }
}

/** Names of owners before the present one that are kept. */
const OWNERS_KEPT = 20

function freshClocks(
  compiled: CompiledAgreement,
  { clock, owner, hadBy }: HandoffState,
  hours: string | null,
  at: number,
) {
  const before = owner === null ? hadBy : [...hadBy.filter((name) => name !== owner), owner]
  return {
    ...dueTimes(compiled, clock, hours, at),
    startedAt: at,
    overdue: [],
    hadBy: before.slice(-OWNERS_KEPT),
  }
}

/** Passes an overdue handoff to the next route that matches, with fresh clocks; where none is left it stays. */
export function passToNextRoute(step: Step): void {
  const { compiled, at, state } = step
  const { handoff } = state
  const route = handoff && matchingRoute(compiled, state, handoff.routesTried)
  if (!handoff || !route) return
  step.state = {
    ...state,
    handoff: {
      ...handoff,
      team: route.team,
      owner: null,
      hours: null,
      routesTried: route.index + 1,
      ...freshClocks(compiled, handoff, null, at),
    },
  }
  decide(step, 'assigned', { clauses: ['handoff.on-overdue'] })
}
