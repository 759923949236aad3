/** Who of a team needs help first, and why. */
import type { TeamView } from '@baton/protocol'

export type TeamMember = TeamView['people'][number]

/** Handoffs and deals that somebody has, as a share of what they can work on; above 1 is too much. */
export function loadOf(member: Pick<TeamMember, 'open' | 'opportunities' | 'capacity'>): number {
  const load = member.open + member.opportunities
  if (member.capacity === 0) return load === 0 ? 0 : Number.POSITIVE_INFINITY
  return load / member.capacity
}

/** Those with the most that is overdue first, then what is due soon, then the fullest. */
export function byNeed(a: TeamMember, b: TeamMember): number {
  return (
    b.overdue - a.overdue ||
    b.dueSoon - a.dueSoon ||
    Math.min(loadOf(b), 1e6) - Math.min(loadOf(a), 1e6) ||
    a.person.name.localeCompare(b.person.name)
  )
}

/** What makes somebody need help, in a few words; null when nothing does. */
export function sayNeed(member: TeamMember): string | null {
  const { overdue, dueSoon } = member
  if (member.away !== null && member.toDecide > 0) return `away, with ${member.toDecide} to decide`
  if (overdue > 0) return loadOf(member) > 1 ? 'overdue, and has too much' : 'overdue'
  if (loadOf(member) > 1) return 'has more than they can work on'
  if (dueSoon > 0 && !member.atWork) return 'not at work while clocks run'
  return null
}
