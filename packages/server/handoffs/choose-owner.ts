/**
 * Whose turn it is: smooth weighted round robin. At each turn everybody who can have the handoff gains their capacity; the
 * greatest gets it and pays what all of them gained. So shares follow capacities, evenly spread, and who is skipped neither
 * gains nor loses.
 */

export interface Member {
  readonly person: string
  readonly active: boolean
  /** Handoffs that the person can work on at one time. */
  readonly capacity: number
  /** Handoffs that the person works on now. */
  readonly open: number
  readonly turn: number
  /** Until when the person is away; null: is here. Milliseconds since 1970-01-01 UTC. */
  readonly awayUntil: number | null
  readonly atWork: boolean
  /** When the person's hours begin next. */
  readonly worksAgainAt: number
}

export type WhySkipped = 'away' | 'inactive' | 'full' | 'off-hours' | 'had-it' | 'no-capacity'

export interface SkippedMember {
  readonly person: string
  readonly why: WhySkipped
  readonly until: number | null
}

export interface Candidate {
  readonly person: string
  readonly open: number
  readonly capacity: number
  /** What the person had gained when the turn fell. */
  readonly turn: number
}

export interface Choice {
  /** Null: everybody was skipped. */
  readonly to: string | null
  readonly candidates: readonly Candidate[]
  readonly skipped: readonly SkippedMember[]
  /** Turns that changed, by person. */
  readonly turns: ReadonlyMap<string, number>
}

/** @param hadBy who must not get it again */
export function chooseOwner(members: readonly Member[], hadBy: ReadonlySet<string>): Choice {
  const skipped: SkippedMember[] = []
  const able = members.filter((member) => {
    const why = whySkipped(member, hadBy)
    if (why) skipped.push({ person: member.person, why, until: why === 'away' ? member.awayUntil : null })
    return why === null
  })
  // At night somebody still gets it: better the first at work tomorrow than nobody.
  const atWork = able.filter((member) => member.atWork)
  const eligible = atWork.length > 0 ? atWork : able
  for (const member of able)
    if (!eligible.includes(member))
      skipped.push({ person: member.person, why: 'off-hours', until: member.worksAgainAt })
  const candidates = eligible.map(({ person, open, capacity, turn }) => ({
    person,
    open,
    capacity,
    turn: turn + capacity,
  }))
  const [first, ...rest] = candidates
  if (!first) return { to: null, candidates, skipped, turns: new Map() }
  const winner = rest.reduce((best, candidate) => (isBefore(candidate, best) ? candidate : best), first)
  const price = candidates.reduce((sum, { capacity }) => sum + capacity, 0)
  const turns = candidates.map(
    (candidate) => [candidate.person, candidate.turn - (candidate === winner ? price : 0)] as const,
  )
  return { to: winner.person, candidates, skipped, turns: new Map(turns) }
}

function whySkipped(member: Member, hadBy: ReadonlySet<string>): WhySkipped | null {
  if (!member.active) return 'inactive'
  if (member.capacity <= 0) return 'no-capacity'
  if (hadBy.has(member.person)) return 'had-it'
  if (member.awayUntil !== null) return 'away'
  return member.open >= member.capacity ? 'full' : null
}

/** Among equals the lower id, so that the same turn falls the same way everywhere. */
function isBefore(a: Candidate, b: Candidate): boolean {
  return a.turn > b.turn || (a.turn === b.turn && a.person < b.person)
}
