/** A pass of a lead through sales: who has it, until when the first touch and the decision are due, what was tried. */
import type { Stage } from '../agreement/agreement.ts'
import type { LeadEvent } from '../event.ts'
import type { CompiledAgreement } from './compile-agreement.ts'
import { factLookup } from './facts.ts'
import type { HandoffState, LeadState } from './lead-state.ts'
import { whereHolds } from './matches.ts'
import type { Step } from './step.ts'

/** Stages in which sales has the lead. */
const HANDED_OVER: readonly Stage[] = ['mql', 'sal', 'sql', 'opportunity', 'customer', 'advocate']

export function isHandedOver(stage: Stage): boolean {
  return HANDED_OVER.includes(stage)
}

/** Stages in which somebody can be given an open handoff. */
const WITH_SALES: readonly Stage[] = ['mql', 'sal', 'sql', 'opportunity']

export function isWithSales(stage: Stage): boolean {
  return WITH_SALES.includes(stage)
}

/** The handoff of a promotion: to the first route that matches, with the clock of its tier. */
export function openHandoff(step: Step, clock: string | undefined): HandoffState {
  const { compiled, at, cause, state } = step
  const route = matchingRoute(compiled, state, 0)
  return {
    openedAt: at,
    cause,
    clock: clock ?? null,
    team: route?.team ?? null,
    owner: null,
    hours: null,
    hadBy: [],
    startedAt: at,
    routesTried: route ? route.index + 1 : compiled.agreement.handoff.route.length,
    ...dueTimes(compiled, clock ?? null, null, at),
    touchedAt: null,
    decidedAt: null,
    overdue: [],
    attempts: 0,
    channels: [],
  }
}

/** What sales took up by itself: no clock runs, nobody owes anything yet. */
export function openedBySales(step: Step, owner: string | null): HandoffState {
  return { ...openHandoff(step, undefined), owner, decidedAt: step.at }
}

export function matchingRoute(compiled: CompiledAgreement, state: LeadState, from: number) {
  const lookup = factLookup(state)
  const routes = compiled.agreement.handoff.route
  for (let index = from; index < routes.length; index++) {
    const route = routes[index]!
    if (whereHolds(route.where, lookup)) return { team: route.team, index }
  }
  return null
}

export function dueTimes(
  compiled: CompiledAgreement,
  clock: string | null,
  hours: string | null,
  from: number,
) {
  const agreed = compiled.agreement.handoff.clocks.find(({ id }) => id === clock)
  const calendar = compiled.calendarOf(hours)
  return {
    firstTouchDue: agreed ? calendar.dueAfter(from, agreed.firstTouch) : null,
    decideDue: agreed ? calendar.dueAfter(from, agreed.decide) : null,
  }
}

/** A note is no attempt: nobody was called. */
export function touchChannel(event: Pick<LeadEvent, 'name' | 'properties'>): string | null {
  if (event.name === 'Meeting Booked' || event.name === 'Meeting Held') return 'meeting'
  if (event.name !== 'Touch Logged' || event.properties.channel === 'note') return null
  const { channel } = event.properties
  return typeof channel === 'string' ? channel.slice(0, 40) : 'other'
}

/** More channels than any agreement asks for need not be remembered. */
const CHANNELS_KEPT = 20

/** Counts an attempt to reach the lead; the first stops the clock of the first touch. */
export function noteTouch(step: Step, event: LeadEvent): void {
  const { handoff } = step.state
  const channel = touchChannel(event)
  if (!handoff || channel === null || !isHandedOver(step.state.stage)) return
  const { effort } = step.compiled.agreement.handoff
  const counts = effort === undefined || step.at <= handoff.openedAt + effort.withinMs
  const isNew = counts && !handoff.channels.includes(channel) && handoff.channels.length < CHANNELS_KEPT
  step.state = {
    ...step.state,
    handoff: {
      ...handoff,
      touchedAt: handoff.touchedAt ?? step.at,
      attempts: handoff.attempts + (counts ? 1 : 0),
      channels: isNew ? [...handoff.channels, channel] : handoff.channels,
    },
  }
}

/** Whether sales tried as often, and in as many ways, as agreed before a lead may be called unreachable. */
export function effortIsMade(compiled: CompiledAgreement, handoff: HandoffState | null): boolean {
  const { effort } = compiled.agreement.handoff
  if (!effort || !handoff) return true
  return handoff.attempts >= effort.attempts && handoff.channels.length >= effort.channels
}
