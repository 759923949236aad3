/** Which handoffs need another owner, why, and whose they become. Pure: looked at without the turn first, then within it. */
import type { CompiledAgreement, HandoffState, LeadState } from '@baton/engine'
import type { StandingLead } from '../events/index.ts'
import type { Choice } from './choose-owner.ts'
import type { Roster } from './roster.ts'

export type WhyAssigned = 'route' | 'overdue' | 'away'

export interface Need {
  readonly why: WhyAssigned
  readonly team: string
  readonly from: string | null
  readonly hadBy: ReadonlySet<string>
}

export interface PlannedAssignment {
  readonly lead: StandingLead
  readonly need: Need
  readonly choice: Choice & { readonly to: string }
}

/** Gives out what can be given, in the order of the leads; the roster changes with each. */
export function planAssignments(
  leads: readonly StandingLead[],
  roster: Roster,
  compiled: CompiledAgreement,
): readonly PlannedAssignment[] {
  return leads.flatMap((lead) => {
    const need = needOf(lead.state, roster, compiled)
    if (!need) return []
    const choice = roster.choose(need.team, need.hadBy)
    const { to } = choice
    if (to === null) return []
    roster.give(need.team, to, need.from, choice.turns)
    return [{ lead, need, choice: { ...choice, to } }]
  })
}

/** Null: it has an owner who is there and in time, or is in an open queue, or no team can have it. */
export function needOf(
  { stage, handoff }: LeadState,
  roster: Roster,
  compiled: CompiledAgreement,
): Need | null {
  if (stage !== 'mql' || !handoff) return null
  const { owner, team } = handoff
  if (owner === null) {
    if (team === null || roster.assignmentOf(team) !== 'round-robin') return null
    return { why: 'route', team, from: null, hadBy: new Set(handoff.hadBy) }
  }
  const had = roster.person(owner)
  const why = had && whyNotTheirs(handoff, had, compiled)
  if (!why) return null
  const nextTeam = team !== null && roster.assignmentOf(team) !== null ? team : had.team
  return { why, team: nextTeam, from: owner, hadBy: new Set([...handoff.hadBy, owner]) }
}

function whyNotTheirs(
  handoff: HandoffState,
  { active, awayUntil }: { readonly active: boolean; readonly awayUntil: number | null },
  compiled: CompiledAgreement,
): WhyAssigned | null {
  if (!active) return 'away'
  const due = handoff.touchedAt === null ? handoff.firstTouchDue : handoff.decideDue
  if (awayUntil !== null && due !== null && awayUntil > due) return 'away'
  if (compiled.agreement.handoff.onOverdue !== 'reassign') return null
  // Who touched it late works on it: only the decision can still take it away.
  const isLate =
    handoff.overdue.includes('decide') ||
    (handoff.overdue.includes('first-touch') && handoff.touchedAt === null)
  return isLate ? 'overdue' : null
}
